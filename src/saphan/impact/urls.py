from django.urls import path

from saphan.impact import web

app_name = "impact"
urlpatterns = [
    path("public/", web.public_page, name="public"),
    path("public/languages/", web.our_languages, name="languages"),
    path("public/figures.csv", web.figures, name="figures"),
]

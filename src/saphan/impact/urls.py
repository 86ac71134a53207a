from django.urls import path

from saphan.impact import web
from saphan.impact.change import urls as change
from saphan.impact.dashboard.urls import urlpatterns as dashboard
from saphan.impact.exports import web as exports
from saphan.impact.stories import urls as stories

app_name = "impact"
urlpatterns = [
    *dashboard,
    path("public/languages/", web.our_languages, name="languages"),
    path("public/figures.csv", web.figures, name="figures"),
    path("public/data/", exports.data_page, name="data"),
    path("public/data/<int:version>/<str:file>", exports.download, name="data_file"),
    path("public/report/<int:year>/<str:language>.pdf", exports.report, name="report"),
    *change.urlpatterns,
    *stories.urlpatterns,
]

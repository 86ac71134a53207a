from django.urls import path

from saphan.demo import web

app_name = "demo"
urlpatterns = [path("demo/pass/", web.let_pass, name="let_pass")]

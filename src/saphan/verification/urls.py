"""Addresses of the desk's pages about issues."""

from django.urls import path

from saphan.verification import web

app_name = "verification"
urlpatterns = [
    path("desk/issues/", web.issue_list, name="issues"),
    path("desk/issues/<uuid:issue_id>/", web.issue, name="issue"),
    path("desk/issues/<uuid:issue_id>/verify/", web.verify, name="verify"),
    path("desk/issues/<uuid:issue_id>/finding/", web.record_finding, name="record_finding"),
    path("desk/issues/<uuid:issue_id>/with-it/", web.take_on, name="take_on"),
]

"""Addresses of the theory of change; all are public."""

from django.urls import URLPattern, path

from saphan.impact.change import web

urlpatterns: list[URLPattern] = [
    path("public/change/", web.change, name="change"),
    path("public/change/over-time/", web.over_time, name="change_over_time"),
    path("public/change/over-time.csv", web.over_time_table, name="change_over_time_table"),
    path("public/change/over-time/<int:objective>/", web.objective_over_time, name="change_objective_over_time"),
    path("public/change/compare/", web.compare, name="change_compare"),
    path("public/change/donor/", web.donor, name="change_donor"),
    path("public/change/criteria/", web.criteria, name="change_criteria"),
    path("public/change/programme/<slug:code>/", web.part, {"kind": "programme"}, name="change_programme"),
    path("public/change/objective/<slug:code>/", web.part, {"kind": "objective"}, name="change_objective"),
    path("public/change/actor/<slug:code>/", web.part, {"kind": "actor"}, name="change_actor"),
    path("public/change/<slug:indicator>/", web.number, name="change_number"),
    path("public/change/<slug:indicator>.csv", web.number_table, name="change_number_table"),
]

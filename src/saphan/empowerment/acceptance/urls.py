from django.urls import URLPattern, path

from saphan.empowerment.acceptance import desk

urlpatterns: list[URLPattern] = [
    path("desk/rules/", desk.rules, name="desk_rules"),
    path("desk/rules/judge/", desk.judge_rule, name="judge_rule"),
]

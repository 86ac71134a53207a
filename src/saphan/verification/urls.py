"""Addresses of the desk's pages about issues."""

from django.urls import path

from saphan.verification import web, web_coded
from saphan.verification.escrow import web as escrow
from saphan.verification.signals import web as signals

app_name = "verification"
urlpatterns = [
    path("desk/facts/", web_coded.coded_facts, name="coded_facts"),
    path("desk/facts/facts.csv", web_coded.coded_csv, name="coded_csv"),
    path("desk/signals/", signals.signals, name="signals"),
    path("desk/signals/outage/", signals.record_outage, name="record_outage"),
    path("desk/signals/outage/<uuid:outage_id>/take-back/", signals.take_back_outage, name="take_back_outage"),
    path("desk/signals/<uuid:signal_id>/", signals.signal, name="signal"),
    path("desk/signals/<uuid:signal_id>/outcome/", signals.say_what_it_was, name="say_what_it_was"),
    path("desk/issues/", web.issue_list, name="issues"),
    path("desk/issues/<uuid:issue_id>/", web.issue, name="issue"),
    path("desk/issues/<uuid:issue_id>/verify/", web.verify, name="verify"),
    path("desk/issues/<uuid:issue_id>/finding/", web.record_finding, name="record_finding"),
    path("desk/issues/<uuid:issue_id>/rule/", web.rule, name="rule"),
    path("desk/issues/<uuid:issue_id>/ask/", web.ask_desk, name="ask_desk"),
    path("desk/issues/<uuid:issue_id>/question/<uuid:question_id>/", web.answer_question, name="answer_question"),
    path("desk/issues/<uuid:issue_id>/with-it/", web.take_on, name="take_on"),
    path("desk/stories/<uuid:conversation_id>/spoken-with/", escrow.spoken_with, name="spoken_with"),
]

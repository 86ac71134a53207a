"""Addresses of understanding, part of casework's."""

from django.urls import path

from saphan.casework.understanding import web, web_machines

STORY = "desk/story/<uuid:conversation_id>/"
urlpatterns = [
    path("desk/interpreting/", web.queue, name="interpreting"),
    path("desk/interpreting/<uuid:asking_id>/", web.interpret, name="interpret"),
    path(f"{STORY}interpreter/", web.ask_interpreter, name="ask_interpreter"),
    path(f"{STORY}machine/", web.by_machine, name="by_machine"),
    path(f"{STORY}speech/", web.transcribe, name="transcribe"),
    path(f"{STORY}own-words/", web.own_words, name="own_words"),
    path(f"{STORY}words-of/<uuid:rendering_id>/", web.decide, name="decide_rendering"),
    path("desk/machines/", web_machines.machine_list, name="machines"),
    path("desk/machines/new/<slug:adapter>/", web_machines.add_machine, name="add_machine"),
    path("desk/machines/<uuid:machine_id>/", web_machines.machine, name="machine"),
]

"""Addresses of polls: a worker's begin with her language; the desk's; those of the company that answers."""

from django.urls import URLPattern, path

from saphan.dialogue.polls import desk, desk_inviting, desk_partner, desk_poster, web

urlpatterns: list[URLPattern] = [
    path("<polled:language>/poll/<uuid:poll_id>/", web.poll, name="poll"),
    path("<polled:language>/poll/<uuid:poll_id>/<int:place>/", web.question, name="poll_question"),
    path("<polled:language>/poll/<uuid:poll_id>/<int:place>/sound/", web.sound, name="poll_question_sound"),
    path("<polled:language>/poll/<uuid:poll_id>/done/", web.done, name="poll_done"),
    path("<polled:language>/poll/<uuid:poll_id>/result/", web.result, name="poll_result"),
    path("desk/polls/", desk.polls, name="desk_polls"),
    path("desk/polls/<uuid:poll_id>/", desk.poll, name="desk_poll"),
    path("desk/polls/<uuid:poll_id>/begin/", desk.begin, name="begin_poll"),
    path("desk/polls/<uuid:poll_id>/go-on/", desk.go_on, name="poll_goes_on"),
    path("desk/polls/<uuid:poll_id>/poster/", desk_poster.poster, name="poll_poster"),
    path("desk/polls/<uuid:poll_id>/send/", desk_inviting.send, name="send_poll"),
    path("desk/polls/<uuid:poll_id>/sound/", desk.keep_sound, name="poll_sound"),
    path("desk/polls/<uuid:poll_id>/stop/", desk.stop, name="stop_poll"),
    path("partner/polls/", desk_partner.asked_of_us, name="asked_of_us"),
    path("partner/polls/<uuid:asked_poll_id>/", desk_partner.asked, name="asked"),
    path("partner/polls/<uuid:asked_poll_id>/accept/", desk_partner.accept, name="accept_poll"),
    path("partner/polls/<uuid:asked_poll_id>/decline/", desk_partner.decline, name="decline_poll"),
]

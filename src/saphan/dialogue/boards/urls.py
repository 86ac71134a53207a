"""Addresses of boards: a worker's begin with her language; the desk's; those of the company that answers."""

from django.urls import URLPattern, path

from saphan.dialogue.boards import desk, desk_moderating, desk_partner, web

urlpatterns: list[URLPattern] = [
    path("<polled:language>/board/<uuid:board_id>/", web.board, name="board"),
    path("<polled:language>/board/<uuid:board_id>/ask/", web.ask, name="board_ask"),
    path("<polled:language>/board/<uuid:board_id>/sent/", web.sent, name="board_sent"),
    path("<polled:language>/board/<uuid:board_id>/told/", web.told, name="board_told"),
    path("<polled:language>/board/<uuid:board_id>/<uuid:question_id>/", web.question, name="board_question"),
    path("desk/boards/", desk.boards, name="desk_boards"),
    path("desk/boards/<uuid:board_id>/", desk.board, name="desk_board"),
    path("desk/boards/<uuid:board_id>/open/", desk.begin, name="open_board"),
    path("desk/boards/<uuid:board_id>/close/", desk.end, name="close_board"),
    path("desk/questions/", desk_moderating.moderation, name="board_moderation"),
    path("desk/questions/<uuid:board_question_id>/", desk_moderating.moderate, name="moderate_question"),
    path("desk/answers/<uuid:board_answer_id>/", desk_moderating.judge, name="judge_answer"),
    path("partner/boards/", desk_partner.asked_boards, name="asked_boards"),
    path("partner/boards/<uuid:asked_board_id>/", desk_partner.asked_board, name="asked_board"),
    path("partner/boards/<uuid:asked_board_id>/accept/", desk_partner.accept, name="accept_board"),
    path("partner/boards/<uuid:asked_board_id>/decline/", desk_partner.decline, name="decline_board"),
    path("partner/boards/question/<uuid:asked_question_id>/", desk_partner.asked_question, name="asked_question"),
]

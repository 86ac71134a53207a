"""Addresses of reviews: a worker's, and the desk's."""

from django.urls import URLPattern, path

from saphan.empowerment import speaking as speaking
from saphan.empowerment.reviews import desk, desk_moderating, desk_partner, desk_unplaced, web

urlpatterns: list[URLPattern] = [
    path("<taught:language>/who/<uuid:organisation_id>/review/", web.review, name="review"),
    path("desk/reviews/new/", desk.review_with_her, name="review_with_her"),
    path("desk/reviews/<uuid:unplaced_review_id>/whom/", desk_unplaced.place_review, name="place_review"),
    path("desk/moderation/", desk_moderating.moderation, name="moderation"),
    path("desk/moderation/letters/", desk_moderating.record_letter, name="record_letter"),
    path("desk/moderation/letters/<uuid:letter_id>/", desk_moderating.decide_letter, name="decide_letter"),
    path("desk/moderation/replies/<uuid:public_reply_id>/", desk_moderating.judge_reply, name="judge_reply"),
    path("desk/moderation/<uuid:review_id>/", desk_moderating.moderate_review, name="moderate_review"),
    path("partner/said/", desk_partner.said_of_us, name="said_of_us"),
]

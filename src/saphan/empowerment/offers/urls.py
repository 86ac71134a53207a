"""The check of an offer, and the page from which every part of this room is reached."""

from django.urls import URLPattern, path, register_converter

from saphan.empowerment.offers import pages

register_converter(pages.StepOfOffer, "offerstep")
register_converter(pages.StepOfContract, "contractstep")

urlpatterns: list[URLPattern] = [
    path("<taught:language>/before/", pages.before, name="before"),
    path("<taught:language>/offer/", pages.begin, name="begin_offer"),
    path("<taught:language>/offer/answer/", pages.offer_answer, name="offer_answer"),
    path("<taught:language>/offer/done/", pages.offer_done, name="offer_done"),
    path("<taught:language>/offer/again/", pages.ask_again, name="ask_again"),
    path("<taught:language>/offer/contract/answer/", pages.contract_answer, name="contract_answer"),
    path("<taught:language>/offer/contract/<contractstep:code>/", pages.contract, name="contract"),
    path("<taught:language>/offer/<offerstep:step>/", pages.offer, name="offer"),
]

"""Addresses of remedy: the desk's under an issue, a partner's under /partner/."""

from django.urls import path

from saphan.remedy import desk_web, partner_web

app_name = "remedy"
ISSUE = "desk/issues/<uuid:issue_id>"
DRAFT = "desk/drafts/<uuid:draft_id>"
SHOWN = "partner/issues/<uuid:disclosure_id>"
urlpatterns = [
    path(f"{ISSUE}/drafts/new/", desk_web.new_draft, name="new_draft"),
    path(f"{ISSUE}/remedy/", desk_web.issue, name="issue"),
    path(f"{ISSUE}/remedy/enough/", desk_web.ask_enough, name="ask_enough"),
    path(f"{ISSUE}/remedy/advice/<uuid:answer_id>/", desk_web.advice, name="advice"),
    path(f"{ISSUE}/remedy/agree/", desk_web.agree, name="agree"),
    path(f"{ISSUE}/remedy/confirm/", desk_web.ask_confirmation, name="ask_confirmation"),
    path(f"{ISSUE}/remedy/<uuid:disclosure_id>/message/", desk_web.message, name="message_partner"),
    path(f"{ISSUE}/remedy/<uuid:disclosure_id>/recall/", desk_web.recall, name="recall"),
    path(f"{ISSUE}/retaliation/<uuid:retaliation_id>/spoke/", desk_web.spoke, name="spoke"),
    path(f"{ISSUE}/retaliation/<uuid:retaliation_id>/stopped/", desk_web.stopped, name="stopped"),
    path(f"{DRAFT}/", desk_web.draft, name="draft"),
    path(f"{DRAFT}/disclose/", desk_web.disclose, name="disclose"),
    path(f"{DRAFT}/waive/", desk_web.waive, name="waive"),
    path(f"{DRAFT}/decide/", desk_web.decide, name="decide"),
    path("desk/evidence/<uuid:evidence_id>/", desk_web.evidence, name="evidence"),
    path("partner/", partner_web.home, name="partner"),
    path(f"{SHOWN}/", partner_web.disclosure, name="disclosure"),
    path(f"{SHOWN}/acknowledge/", partner_web.acknowledge, name="acknowledge"),
    path(f"{SHOWN}/promise/", partner_web.promise, name="promise"),
    path(f"{SHOWN}/deliver/<uuid:commitment_id>/", partner_web.deliver, name="deliver"),
    path(f"{SHOWN}/evidence/", partner_web.evidence, name="add_evidence"),
    path(f"{SHOWN}/dispute/", partner_web.dispute, name="dispute"),
    path(f"{SHOWN}/message/", partner_web.message, name="message_desk"),
]

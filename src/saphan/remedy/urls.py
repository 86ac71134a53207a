"""Addresses of remedy: the desk's under an issue, a partner's under /partner/."""

from django.urls import path

from saphan.remedy import claim_web, desk_web, own_web, partner_web, pressure_web

app_name = "remedy"
ISSUE = "desk/issues/<uuid:issue_id>"
DRAFT = "desk/drafts/<uuid:draft_id>"
CLAIM = "desk/claims/<uuid:claim_id>"
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
    path(f"{DRAFT}/own-cases/", desk_web.see_own_cases, name="see_own_cases"),
    path(f"{DRAFT}/waive/", desk_web.waive, name="waive"),
    path(f"{DRAFT}/decide/", desk_web.decide, name="decide"),
    path("desk/evidence/<uuid:evidence_id>/", desk_web.evidence, name="evidence"),
    path("desk/claims/", claim_web.all_claims, name="claims"),
    path("desk/claims/new/<uuid:conversation_id>/", claim_web.new, name="new_claim"),
    path(f"{CLAIM}/", claim_web.claim, name="claim"),
    path(f"{CLAIM}/check/", claim_web.check, name="check_claim"),
    path(f"{CLAIM}/decide/", claim_web.decide, name="decide_claim"),
    path(f"{CLAIM}/quarrel/", claim_web.waive_quarrel, name="waive_quarrel"),
    path(f"{CLAIM}/propose/", claim_web.propose, name="propose_claim"),
    path(f"{CLAIM}/show/", claim_web.show, name="show_claim"),
    path(f"{CLAIM}/outcome/", claim_web.ask_outcome, name="ask_claim_outcome"),
    path(f"{CLAIM}/settle/", claim_web.settle, name="settle_claim"),
    path(f"{CLAIM}/spoke/", claim_web.spoke, name="claim_spoke"),
    path(f"{CLAIM}/stopped/", claim_web.stopped, name="claim_stopped"),
    path(f"{CLAIM}/withdraw/", claim_web.withdraw, name="withdraw_claim"),
    path("partner/claims/<uuid:claim_id>/", claim_web.shown, name="claim_shown"),
    path("partner/claims/<uuid:claim_id>/answer/", claim_web.answer, name="answer_claim"),
    path("desk/told-to-say-yes/", pressure_web.pressures, name="pressures"),
    path("desk/told-to-say-yes/<uuid:pressure_id>/", pressure_web.done, name="pressure_done"),
    path("desk/own-words/", own_web.heard, name="own_words_heard"),
    path("desk/own-words/<uuid:own_word_id>/", own_web.answer, name="answer_own_word"),
    path("partner/own-words/", own_web.own, name="own_words"),
    path("partner/own-words/<uuid:own_word_id>/kept/", own_web.kept, name="own_word_kept"),
    path("partner/", partner_web.home, name="partner"),
    path(f"{SHOWN}/", partner_web.disclosure, name="disclosure"),
    path(f"{SHOWN}/acknowledge/", partner_web.acknowledge, name="acknowledge"),
    path(f"{SHOWN}/promise/", partner_web.promise, name="promise"),
    path(f"{SHOWN}/deliver/<uuid:commitment_id>/", partner_web.deliver, name="deliver"),
    path(f"{SHOWN}/evidence/", partner_web.evidence, name="add_evidence"),
    path(f"{SHOWN}/dispute/", partner_web.dispute, name="dispute"),
    path(f"{SHOWN}/message/", partner_web.message, name="message_desk"),
]

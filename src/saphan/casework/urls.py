"""Addresses of the inbox, of stories and of cases, all under /desk/."""

from django.urls import path

from saphan.casework import web, web_cases, web_concerns, web_moves, web_referrals

app_name = "casework"
SPEAKS = "desk/case/<uuid:case_id>/speaks/<uuid:representative_id>/"
urlpatterns = [
    path("desk/", web.inbox, name="inbox"),
    path("desk/story/<uuid:conversation_id>/", web.conversation, name="conversation"),
    path("desk/story/<uuid:conversation_id>/words/<slug:code>/", web.approved_words, name="approved_words"),
    path("desk/story/<uuid:conversation_id>/reply/", web.reply, name="reply"),
    path("desk/story/<uuid:conversation_id>/answer/<slug:code>/", web.answer_and_close, name="answer_and_close"),
    path("desk/story/<uuid:conversation_id>/assign/", web.assign, name="assign"),
    path("desk/story/<uuid:conversation_id>/later/", web.later, name="later"),
    path("desk/story/<uuid:conversation_id>/close/", web.close, name="close"),
    path("desk/story/<uuid:conversation_id>/urgent/", web.urgent, name="urgent"),
    path("desk/story/<uuid:conversation_id>/spoken/", web.spoken, name="spoken"),
    path("desk/story/<uuid:conversation_id>/note/", web.note, name="note"),
    path("desk/story/<uuid:conversation_id>/consent/", web.consent, name="consent"),
    path("desk/story/<uuid:conversation_id>/answered/<uuid:ask_id>/", web.answered_in_talk, name="answered_in_talk"),
    path("desk/story/<uuid:conversation_id>/case/", web_cases.open_case, name="open_case"),
    path("desk/story/<uuid:conversation_id>/concern/", web_concerns.record, name="record_concern"),
    path("desk/story/<uuid:conversation_id>/move/", web_moves.wrong_desk, name="wrong_desk"),
    path("desk/move/<uuid:move_id>/stay/", web_moves.stay_here, name="stay_here"),
    path("desk/file/<uuid:attachment_id>/", web.attachment, name="attachment"),
    path("desk/respondents/", web_concerns.respondents, name="respondents"),
    path("desk/concern/<uuid:concern_id>/", web_concerns.correct, name="correct_concern"),
    path("desk/concern/<uuid:concern_id>/withdraw/", web_concerns.withdraw, name="withdraw_concern"),
    path("desk/story/<uuid:conversation_id>/refer/", web_referrals.refer, name="refer"),
    path("desk/story/<uuid:conversation_id>/referred/<uuid:ask_id>/", web_referrals.answered, name="referral_answered"),
    path("desk/referrals/", web_referrals.referrals, name="referrals"),
    path("desk/referrals/<uuid:referral_id>/", web_referrals.referral, name="referral"),
    path("desk/referrals/<uuid:referral_id>/accept/", web_referrals.accept, name="accept_referral"),
    path("desk/referrals/<uuid:referral_id>/decline/", web_referrals.decline, name="decline_referral"),
    path("desk/referrals/<uuid:referral_id>/answer/", web_referrals.answer, name="answer_referral"),
    path("desk/referrals/<uuid:sent_id>/withdraw/", web_referrals.withdraw, name="withdraw_referral"),
    path("desk/cases/", web_cases.cases, name="cases"),
    path("desk/case/<uuid:case_id>/", web_cases.case, name="case"),
    path("desk/case/<uuid:case_id>/need/", web_cases.need, name="add_need"),
    path("desk/case/<uuid:case_id>/need/<uuid:need_id>/", web_cases.met, name="meet_need"),
    path("desk/case/<uuid:case_id>/facts/", web_cases.facts, name="case_facts"),
    path("desk/case/<uuid:case_id>/speaks/", web_cases.speaks_for_others, name="name_representative"),
    path(f"{SPEAKS}checked/", web_cases.check_mandate, name="check_mandate"),
    path(f"{SPEAKS}ended/", web_cases.end_mandate, name="end_mandate"),
    path("desk/case/<uuid:case_id>/close/", web_cases.close, name="close_case"),
]

"""Every address of Saphan, and who may do what there. `test_every_route.py` walks it and fails when it is not so.

**You added a route?** Add its line below, in the part of its room, and what its form carries to `TYPED` in
`route_forms.py` when it takes POST. A line has five parts:

    name of the route | methods | who comes in | what is opened to her | what everybody else is told

*Name* is what `reverse` takes, or the path itself where a route has no name.

*Methods*: all that the view takes. The test tries the others too and wants 405.

*Who comes in*: roles or groups (`GROUPS`), with a space between. Somebody who is not named is stopped at the door:
whoever is not signed in, left, or showed no second factor is led to sign in; everybody else is told 403. A role
with `=409` (or another status) comes in and may look around, but this act is refused to her with that status.

*What is opened*: whose things, of those in `OWNERS`. `-` where the address names nothing. A thing of anybody else's
is answered as the last part says, and nothing changes. `mixed` is the first id of her own and the last of another's.

*What everybody else is told* about a thing that is not opened to her: a status, and `mixed=409` where one owner is
told something else. `door=` is for those who do not come in, where it is neither signing in nor 403; `code` is
a worker's page that asks for her code. Of each denial the test proves with a fingerprint of all tables that nothing
changed.

`!` after the methods: with what stands in the world of the test this act is refused for now (409) also to those who
may, because the matter is at another stage; the test does not want to see a change then.
`~` after the methods: nothing of the house is written by it (it shows, leads on, closes a session, was done before).
`?` after the methods: a step of allauth's, which may also lead on or say no, as the session stands.
"""

import re
from dataclasses import dataclass

GROUPS = {
    "everybody": (
        *("anonymous", "worker", "other_worker", "caseworker", "verifier", "lead", "analyst", "administrator"),
        *("custodian", "interpreter", "outreach", "editor", "reviewer", "moderator"),
        *("supplier", "brand", "recruiter", "government", "no_factor", "left"),
    ),
    "workers": ("worker", "other_worker"),
    "desk": (
        *("caseworker", "verifier", "lead", "analyst", "administrator"),
        *("custodian", "interpreter", "outreach", "editor", "reviewer", "moderator"),
    ),
    "story": ("caseworker", "lead"),
    "issue": ("caseworker", "verifier", "lead"),
    "partners": ("supplier", "brand", "recruiter", "government"),
}
GROUPS["signed-in"] = (*GROUPS["desk"], *GROUPS["partners"])
GROUPS["password"] = (*GROUPS["signed-in"], "no_factor")
ROLES = GROUPS["everybody"]
NOT_SIGNED_IN = ("anonymous", *GROUPS["workers"], "left", "no_factor")
OWNERS = ("own", "team", "desk", "partner", "none", "mixed")
"""own: of her own story, desk or company. team: of her desk, but another team's. desk: another desk's of the same pool.
partner: another partner's. none: an id that nobody has."""

# fmt: off
TABLE = """
# config and web
healthz                       | GET POST ~ | everybody                             | -             | -
in                            | GET POST ~ | signed-in                             | -             | -
web:letters                   | GET ~      | -                                     | -             | door=404
web:worker                    | GET ~      | everybody                             | -             | -
web:manifest                  | GET ~      | everybody                             | -             | -
web:pack                      | GET        | everybody                             | -             | -
web:style                     | GET        | -                                     | -             | door=404
demo:let_pass                 | POST       | -                                     | -             | door=404

# network: signing in
account_login                 | GET POST ~ | everybody                             | -             | -
account_inactive              | GET POST ~?| everybody                             | -             | -
account_logout                | GET POST ~?| everybody                             | -             | -
account_reauthenticate        | GET POST ~?| password                              | -             | -
mfa_authenticate              | GET POST ~?| everybody                             | -             | -
mfa_reauthenticate            | GET POST ~?| password                              | -             | -
mfa_index                     | GET ~      | signed-in                             | -             | -
mfa_activate_totp             | GET POST ~ | password                              | -             | -
mfa_deactivate_totp           | GET POST ~?| everybody                             | -             | -
mfa_view_recovery_codes       | GET ~?     | signed-in                             | -             | -
mfa_generate_recovery_codes   | GET POST ? | signed-in                             | -             | -
network:start                 | GET ~      | everybody                             | own desk none | -
network:start                 | POST ?     | everybody                             | own desk      | 409
network:notices               | GET ~      | signed-in                             | -             | -
network:see                   | POST       | signed-in                             | own           | 302

# network: the desk's pages
network:home                  | GET ~      | desk                                  | -             | -
network:trail                 | GET ~      | administrator                         | -             | -
network:organisations         | GET ~      | desk                                  | -             | -
network:new_organisation      | GET POST   | lead                                  | -             | -
network:organisation          | GET ~      | desk                                  | own desk      | 404
network:duplicates            | GET ~      | lead verifier                         | -             | -
network:decide_duplicate      | POST       | lead verifier                         | own desk      | 404
network:settle_organisation   | POST       | lead                                  | own desk      | 302
network:same                  | GET POST   | lead verifier                         | own desk      | 404
network:undo_merge            | GET POST   | lead verifier                         | own desk      | 404
network:make_second           | POST       | lead verifier                         | own desk      | 404
network:add_alias             | POST       | lead                                  | own desk      | 404
network:set_province          | POST       | lead                                  | own desk      | 404
network:set_sector            | POST       | lead                                  | own desk      | 404
network:add_mark              | POST       | lead                                  | own desk      | 404
network:remove_mark           | POST       | lead                                  | own desk      | 404
network:relate                | POST       | lead                                  | own desk      | 404
network:end_relation          | POST       | lead                                  | own desk      | 404
network:add_workforce_group   | POST       | lead verifier                         | own desk      | 404
network:invite_partner        | POST       | lead                                  | own desk      | 404
network:note_workers_body     | POST       | lead                                  | own desk      | 409
network:end_workers_body      | POST       | lead                                  | own desk      | 404
network:desk                  | GET ~      | lead administrator                    | -             | -
network:set_duty              | POST       | lead administrator                    | -             | -
network:remove_duty           | POST       | lead administrator                    | own           | 409 none=404
network:set_words             | POST       | lead administrator                    | -             | -
network:make_poster           | POST       | lead administrator                    | -             | -
network:poster                | GET ~      | lead administrator                    | own           | 404
network:invite                | POST       | lead                                  | -             | -
network:new_link              | POST       | lead                                  | own partner   | 409 none=404
network:let_go                | POST       | lead                                  | own partner   | 409 none=404
network:add_day_off           | POST       | lead administrator                    | -             | -
network:remove_day_off        | POST       | lead administrator                    | own           | 409 none=404
network:freeze                | POST       | lead                                  | -             | -
network:frozen                | GET POST ~ | signed-in                             | -             | -
network:frozen_now            | GET ~      | everybody                             | -             | -
network:pool                  | GET ~      | desk                                  | -             | -
network:invite_desk           | POST       | lead                                  | -             | -
network:leave_pool            | POST       | lead                                  | -             | -
network:agree_to_invitation   | POST       | lead                                  | own           | 409
network:accept_invitation     | POST !     | lead                                  | own           | 409
network:end_invitation        | POST       | lead                                  | own           | 409
network:reopen                | GET POST ~ | lead                                  | own           | 404
network:systems               | GET POST   | lead                                  | -             | -
network:revoke_system         | POST       | lead                                  | own           | 409 none=404
network:person                | GET ~      | lead                                  | own partner   | 404
network:person                | POST       | lead                                  | own           | 404 partner=409
network:ask_restoration       | POST !     | lead administrator                    | own partner   | 409 none=404
network:restorations          | GET ~      | lead administrator                    | -             | -
empowerment:lessons           | GET ~      | everybody                             | -             | -
empowerment:lesson            | GET ~      | everybody                             | -             | -
empowerment:lesson_learned    | POST       | -                                     | -             | door=404
empowerment:lesson_sound      | GET        | -                                     | -             | door=404
empowerment:lesson_recording  | GET        | -                                     | -             | door=404
empowerment:desk_lessons      | GET ~      | lead editor reviewer                  | -             | -
empowerment:export_lessons    | GET ~      | editor                                | -             | -
empowerment:desk_lesson       | GET ~      | lead=404 editor=404 reviewer=404      | -             | -
empowerment:judge_lesson      | POST !     | editor reviewer                       | -             | -
empowerment:edit_lesson       | POST       | editor                                | -             | -
empowerment:desk_rules        | GET ~      | lead editor reviewer                  | -             | -
empowerment:judge_rule        | POST !     | editor reviewer                       | -             | -
network:words                 | GET ~      | reviewer                              | -             | -
network:say_of_words          | POST !     | reviewer                              | -             | -
network:place_of_words        | GET ~      | reviewer=404                          | -             | -
network:terms                 | GET ~      | issue                                 | -             | -
network:terms                 | POST       | issue                                 | -             | -
network:remove_term           | POST       | issue                                 | own           | 404
network:confirm_restoration   | POST !     | lead administrator                    | own           | 409

# casework
casework:inbox                | GET ~      | story                                 | -             | -
casework:find                 | GET POST ~ | story                                 | -             | -
casework:suggestions          | GET ~      | caseworker lead analyst               | -             | -
casework:suggested            | GET ~      | story                                 | own team      | 404
casework:mark                 | POST       | story                                 | own team      | 404
casework:unmark               | POST       | story                                 | own team      | 404 mixed=302
casework:letters              | POST       | story                                 | own team      | 404
casework:conversation         | GET        | story                                 | own team      | 404
casework:approved_words       | GET ~      | story                                 | own team      | 404
casework:reply                | POST       | story                                 | own team      | 404
casework:answer_and_close     | POST       | story                                 | own team      | 404
casework:assign               | POST       | story                                 | own team      | 404
casework:later                | POST       | story                                 | own team      | 404
casework:close                | POST       | story                                 | own team      | 404
casework:urgent               | POST       | story                                 | own team      | 404
casework:spoken               | POST ~     | story                                 | own team      | 404
casework:note                 | POST       | story                                 | own team      | 404
casework:consent              | POST       | story                                 | own team      | 404
casework:answered_in_talk     | POST       | story                                 | own team      | 404 mixed=409
casework:link_others          | GET        | story                                 | own team      | 404
casework:link_propose         | POST       | story                                 | own team      | 404
casework:link_undo            | POST       | story                                 | own team      | 404 mixed=409
casework:link_rung            | POST       | story                                 | own team      | 404 mixed=409
casework:open_case            | POST       | story                                 | own team      | 404
casework:record_concern       | GET POST   | story                                 | own team      | 404
casework:wrong_desk           | GET POST   | story                                 | own team      | 404
casework:stay_here            | POST       | story                                 | own team      | 404
casework:glass                | GET ~      | administrator lead caseworker         | -             | -
casework:glass                | POST       | administrator caseworker=409 lead=409 | -             | -
casework:behind_glass         | GET        | administrator                         | own           | 404
casework:decide_glass         | POST       | lead                                  | own           | 404
casework:identities           | GET ~      | custodian                             | -             | -
casework:decide_identity      | POST       | custodian                             | own           | 404
casework:interpreting         | GET ~      | interpreter                           | -             | -
casework:interpret            | GET POST   | interpreter                           | own           | 404
casework:ask_identity         | POST       | story                                 | own team      | 404
casework:ask_interpreter      | POST       | story                                 | own           | 404 team=409
casework:by_machine           | POST       | story                                 | own           | 404 team=409
casework:transcribe           | POST !     | story                                 | own           | 404 team=409
casework:own_words            | POST       | story                                 | own           | 404 team=409
casework:decide_rendering     | POST       | story                                 | own           | 404 mixed=409
casework:machines             | GET ~      | lead                                  | -             | -
casework:add_machine          | GET POST   | lead                                  | -             | -
casework:machine              | GET POST   | lead                                  | own           | 404
casework:take_back            | GET POST   | story                                 | own team      | 404
casework:length               | POST ~     | story                                 | own team      | 404
casework:send_again           | POST       | story                                 | own           | 404
casework:offer_template       | POST !     | story                                 | own           | 404
casework:who                  | GET ~      | story                                 | -             | -
casework:about_me             | GET ~      | story                                 | -             | -
casework:about_me             | POST       | story                                 | -             | -
casework:end_interest         | POST       | story                                 | own           | 404
casework:give                 | POST       | story                                 | own team      | 404
casework:hand_back            | POST       | story                                 | own team      | 404
casework:her_wish             | POST       | story                                 | own team      | 404
casework:replies              | GET ~      | story                                 | -             | -
casework:replies              | POST       | story                                 | -             | -
casework:accept_reply         | POST       | story                                 | own           | 404
casework:end_reply            | POST       | story                                 | own           | 404
casework:calls                | GET ~      | story                                 | -             | -
casework:calls                | POST       | story                                 | -             | -
casework:pad                  | GET ~      | story                                 | -             | -
casework:pad                  | POST       | story                                 | -             | -
casework:rang_in_vain         | POST       | story                                 | own           | 404
casework:no_call_more         | POST       | story                                 | own           | 404
casework:slips                | GET ~      | lead                                  | -             | -
casework:slip                 | POST       | story                                 | own           | 409
casework:move_note            | GET POST   | story                                 | own team      | 404
casework:move_to_case         | POST       | story                                 | own team      | 409
casework:alike                | GET ~      | story                                 | -             | -
casework:alike_preview        | POST !     | story                                 | -             | -
casework:alike_begin          | POST !     | story                                 | -             | -
casework:batch                | GET ~      | story                                 | own           | 404
casework:batch_stop           | POST       | story                                 | own           | 404
casework:hand_over            | GET ~      | story                                 | -             | -
casework:hand_over            | POST       | story                                 | -             | -
casework:take_note            | POST       | story                                 | own           | 404
casework:attachment           | GET        | story                                 | own team      | 404
casework:respondents          | POST ~     | story                                 | -             | -
casework:about                | GET ~      | story                                 | own desk      | 404
casework:correct_concern      | GET POST   | story                                 | own team      | 404
casework:withdraw_concern     | GET POST   | story                                 | own team      | 404
casework:fees                 | GET POST   | story                                 | own team      | 404
casework:cases                | GET ~      | story                                 | -             | -
casework:case                 | GET ~      | story                                 | own team      | 404
casework:add_need             | POST       | story                                 | own team      | 404
casework:meet_need            | POST       | story                                 | own team      | 404 mixed=409
casework:case_facts           | POST       | story                                 | own team      | 404
casework:htcds                | GET        | story                                 | own team      | 404
casework:htcds                | POST !     | story                                 | own team      | 404
casework:htcds_file           | POST !     | story                                 | own team      | 404
casework:htcds_taken_back     | POST !     | story                                 | own team      | 404
casework:close_case           | POST       | story                                 | own team      | 404
casework:name_representative  | POST       | story                                 | own           | 404 team=409
casework:check_mandate        | POST       | story                                 | own team      | 404 mixed=409
casework:end_mandate          | POST       | story                                 | own team      | 404 mixed=409
casework:refer                | GET POST   | story                                 | own team      | 404
casework:referral_answered    | POST       | story                                 | own team      | 404 mixed=409
casework:referrals            | GET ~      | story                                 | -             | -
casework:referral             | GET        | story                                 | own           | 404
casework:accept_referral      | POST       | story                                 | own           | 404
casework:decline_referral     | POST       | story                                 | own           | 404
casework:answer_referral      | POST       | story                                 | own           | 404
casework:told_them            | POST !     | story                                 | own           | 404
casework:they_did             | POST !     | story                                 | own           | 404
casework:withdraw_referral    | POST       | story                                 | own           | 404

# verification
verification:coded_facts      | GET ~      | analyst                               | -             | -
verification:coded_csv        | GET ~      | analyst                               | -             | -
verification:issues           | GET ~      | issue                                 | -             | -
verification:issue            | GET ~      | issue                                 | own           | 404
verification:verify           | POST       | verifier caseworker=409 lead=409      | own           | 404
verification:record_finding   | POST       | verifier caseworker=409 lead=409      | own           | 404
verification:rule             | POST       | verifier caseworker=409 lead=409      | own           | 404
verification:take_on          | POST       | issue                                 | own           | 404
verification:spoken_with      | POST       | story                                 | own team      | 404
verification:ask_desk         | POST !~    | verifier caseworker=422 lead=422      | own           | 404
verification:answer_question  | POST !     | verifier caseworker=409 lead=409      | own           | 404
verification:signals          | GET ~      | issue                                 | -             | -
verification:signal           | GET ~      | issue                                 | own desk      | 404
verification:say_what_it_was  | POST       | verifier lead caseworker=409          | own desk      | 404
verification:record_outage    | POST       | issue                                 | -             | -
verification:take_back_outage | POST       | issue                                 | own           | 404

# remedy: the desk
remedy:new_draft              | GET POST   | verifier                              | own           | 404
remedy:issue                  | GET ~      | issue                                 | own           | 404
remedy:ask_enough             | POST !     | issue                                 | own           | 404
remedy:advice                 | POST       | issue                                 | own           | 404
remedy:agree                  | POST !     | issue                                 | own           | 404
remedy:ask_confirmation       | POST       | issue                                 | own           | 404
remedy:message_partner        | POST       | issue                                 | own           | 404
remedy:recall                 | POST       | issue                                 | own           | 404
remedy:spoke                  | POST       | issue                                 | own           | 404
remedy:stopped                | POST !     | issue                                 | own           | 404
remedy:draft                  | GET ~      | issue                                 | own           | 404
remedy:disclose               | POST       | verifier                              | own           | 404
remedy:see_own_cases          | POST       | verifier                              | own           | 404
remedy:waive                  | POST       | verifier                              | own           | 404
remedy:decide                 | POST       | lead                                  | own           | 404
remedy:evidence               | GET        | issue                                 | own           | 404
remedy:claims                 | GET ~      | story                                 | -             | -
remedy:new_claim              | GET POST   | story                                 | own team      | 404
remedy:claim                  | GET        | story                                 | own           | 404
remedy:check_claim            | POST !     | story                                 | own           | 404
remedy:decide_claim           | POST !     | story                                 | own           | 404
remedy:waive_quarrel          | POST !     | story                                 | own           | 404
remedy:propose_claim          | POST !     | story                                 | own           | 404
remedy:show_claim             | POST !     | story                                 | own           | 404
remedy:ask_claim_outcome      | POST       | story                                 | own           | 404
remedy:settle_claim           | POST !     | story                                 | own           | 404
remedy:claim_spoke            | POST !     | story                                 | own           | 404
remedy:claim_stopped          | POST !     | story                                 | own           | 404
remedy:withdraw_claim         | POST       | story                                 | own           | 404
remedy:pressures              | GET ~      | lead                                  | -             | -
remedy:pressure_done          | POST       | lead                                  | own           | 409
remedy:own_words_heard        | GET ~      | verifier lead                         | -             | -
remedy:answer_own_word        | POST       | verifier lead                         | own           | 404

# remedy: partners
remedy:partner                | GET ~      | partners                              | -             | -
remedy:disclosure             | GET        | partners                              | own           | 404
remedy:acknowledge            | POST ~     | partners                              | own           | 404
remedy:promise                | POST       | partners                              | own           | 404
remedy:deliver                | POST       | partners                              | own           | 404
remedy:add_evidence           | POST       | partners                              | own           | 404
remedy:dispute                | POST       | partners                              | own           | 404
remedy:message_desk           | POST       | partners                              | own           | 404
remedy:own_words              | GET POST   | partners                              | -             | -
remedy:own_word_kept          | POST       | partners                              | own           | 404
remedy:claim_shown            | GET        | supplier brand=404 recruiter=404 government=404 | own | 404
remedy:answer_claim           | POST       | supplier brand=404 recruiter=404 government=404 | own | 404

# empowerment: what works without net; what cannot be read is answered 400, whoever sends it
empowerment:offline           | GET        | everybody                             | -             | -
empowerment:offline_say       | GET        | everybody                             | -             | -
empowerment:offline_send      | POST       | -                                     | -             | door=400

# impact
impact:public                 | GET ~      | everybody                             | -             | -
impact:languages              | GET ~      | everybody                             | -             | -
impact:chart_table            | GET ~      | everybody                             | -             | -
impact:naming                 | GET POST   | partners                              | -             | -
impact:who_may_be_named       | GET ~      | lead                                  | -             | -
impact:figures                | GET ~      | everybody                             | -             | -
impact:change                 | GET ~      | everybody                             | -             | -
impact:change_over_time       | GET ~      | everybody                             | -             | -
impact:change_objective_over_time | GET ~  | everybody                             | -             | -
impact:change_over_time_table | GET ~      | everybody                             | -             | -
impact:change_compare         | GET ~      | everybody                             | -             | -
impact:change_donor           | GET ~      | everybody                             | -             | -
impact:change_criteria        | GET ~      | everybody                             | -             | -
impact:change_programme       | GET ~      | everybody                             | -             | -
impact:change_objective       | GET ~      | everybody                             | -             | -
impact:change_actor           | GET ~      | everybody                             | -             | -
impact:change_number          | GET ~      | everybody                             | -             | -
impact:change_number_table    | GET ~      | everybody                             | -             | -
impact:stories                | GET ~      | everybody                             | -             | -
impact:story                  | GET ~      | story                                 | own team      | 404
impact:story                  | POST !     | story                                 | own team      | 404
impact:data                   | GET ~      | everybody                             | -             | -
impact:data_file              | GET ~      | -                                     | -             | door=404
impact:report                 | GET ~      | -                                     | -             | door=404
public-api:openapi-json       | GET POST ~ | everybody                             | -             | -
public-api:api-root           | GET POST   | -                                     | -             | door=404
public-api:editions           | GET ~      | everybody                             | -             | -
public-api:figures            | GET ~      | everybody                             | -             | -
public-api:indicators         | GET ~      | everybody                             | -             | -
public-api:counters           | GET ~      | everybody                             | -             | -

# empowerment: what others paid
empowerment:all_fees          | GET ~      | everybody                             | -             | -
empowerment:fees              | GET ~      | everybody                             | -             | -
empowerment:fee_table         | GET ~      | everybody                             | -             | -
empowerment:her_fees          | GET ~      | everybody                             | -             | -
empowerment:her_fees_on       | GET ~      | everybody                             | -             | -

# voice: the desk's channels
voice:channels                | GET ~      | lead administrator                    | -             | -
voice:read_channels_again     | POST ~     | lead administrator                    | -             | -
voice:add_channel             | GET POST   | lead administrator                    | -             | -
voice:channel                 | GET POST   | lead administrator                    | own           | 404
voice:check_channel           | POST       | lead administrator                    | own           | 404
voice:set_channel_word        | POST       | lead administrator                    | own           | 404
voice:end_channel             | POST       | lead administrator                    | own           | 404

# voice: visits; the sheet and what it sends are for whoever carries its tablet, and for nobody else of her desk
voice:visits                  | GET ~      | caseworker lead outreach              | -             | -
voice:visits                  | POST       | caseworker lead                       | -             | -
voice:visit                   | GET ~      | caseworker=404 lead=404 outreach      | own           | 404
voice:visit                   | POST       | caseworker=404 lead=404 outreach      | own           | 404
voice:send_visit              | GET ~      | caseworker=404 lead=404 outreach      | own           | 404
voice:send_visit              | POST !     | caseworker=404 lead=404 outreach      | own           | 404
voice:end_visit               | POST       | caseworker lead                       | own           | 404
voice:visit_worker            | GET ~      | everybody                             | -             | -

# empowerment: outreach; a visit is for whoever leads it and for who plans, a count for whoever made it and who plans
empowerment:outreach          | GET ~      | caseworker lead outreach              | -             | -
empowerment:outreach          | POST       | caseworker lead outreach=404          | -             | -
empowerment:add_place         | POST       | caseworker lead                       | -             | -
empowerment:change_place      | GET ~      | caseworker lead                       | own           | 404
empowerment:change_place      | POST       | caseworker lead                       | own           | 404
empowerment:retire_place      | POST       | caseworker lead                       | own           | 404
empowerment:place_cards       | GET ~      | caseworker lead                       | own           | 404
empowerment:outreach_visit    | GET ~      | caseworker lead outreach              | own           | 404
empowerment:outreach_visit    | POST       | caseworker lead outreach              | own           | 404
empowerment:cancel_visit      | POST       | caseworker lead                       | own           | 404
empowerment:strike_group      | POST       | caseworker lead outreach              | own           | 404
network:reach                 | GET ~      | caseworker verifier lead analyst      | -             | -

# voice: our questions, read aloud; in this world nothing is read yet
voice:aloud                   | GET ~      | lead editor reviewer                  | -             | -
voice:make_reading_link       | POST       | lead editor                           | -             | -
voice:revoke_reading_link     | POST !     | lead editor                           | own           | 404
voice:aloud_in                | GET ~      | lead=404 reviewer=404                 | -             | -
voice:machine_sample          | GET ~      | lead=404 reviewer=404                 | -             | -
voice:judge_machine           | POST !     | lead=409 reviewer=409                 | -             | -
voice:sound_to_judge          | GET ~      | lead reviewer                         | own           | 404
voice:judge_sound             | POST !     | lead reviewer                         | own           | 404
voice:read_aloud              | GET POST   | -                                     | -             | door=404
voice:own_sound               | GET        | -                                     | -             | door=404
voice:sound                   | GET        | -                                     | -             | door=404
voice:hear                    | GET POST ~ | everybody                             | -             | -

# voice: for providers, which sign what they bring; an account that is not there is not told from one that is another's
voice:webhook                 | GET POST   | -                                     | -             | door=404

# voice: for other systems, which have a key of their own and no part here
api_documentation             | GET ~      | everybody                             | -             | -
api:openapi-json              | GET POST ~ | everybody                             | -             | -
api:api-root                  | GET POST   | -                                     | -             | door=404
api:send_voice                | POST       | -                                     | -             | door=401

# voice: open to everybody
voice:first                   | GET POST ~ | everybody                             | -             | -
voice:poster                  | GET POST ~ | everybody                             | own desk none | -
voice:leave                   | GET POST ~ | everybody                             | -             | -
voice:neutral                 | GET POST ~ | everybody                             | -             | -
voice:clear                   | GET POST   | everybody                             | -             | -
/say/                         | GET POST ~ | everybody                             | -             | -
/danger/                      | GET POST ~ | everybody                             | -             | -
/story/                       | GET POST ~ | everybody                             | -             | -
voice:say                     | GET POST   | everybody                             | -             | -
voice:danger                  | GET POST   | everybody                             | -             | -
voice:called                  | GET POST ~ | everybody                             | -             | -
voice:ways                    | GET POST ~ | everybody                             | -             | -
voice:enter                   | GET POST ~ | everybody                             | -             | -
voice:lost                    | GET POST ~ | everybody                             | -             | -

# empowerment: open to everybody; answers are kept under a cookie of their own, and a finished check is a coded row
empowerment:before            | GET POST ~ | everybody                             | -             | -
empowerment:begin_offer       | GET POST ~ | everybody                             | -             | -
empowerment:offer             | GET POST ~ | everybody                             | -             | -
empowerment:contract          | GET POST ~ | everybody                             | -             | -
empowerment:offer_answer      | GET POST   | everybody                             | -             | -
empowerment:contract_answer   | GET POST   | everybody                             | -             | -
empowerment:offer_done        | GET POST ~ | everybody                             | -             | -
empowerment:ask_again         | GET POST   | everybody                             | -             | -

# voice: inside a story
voice:code                    | GET POST ~ | workers                               | -             | door=302
voice:begin_more              | GET POST ~ | workers                               | -             | door=code
voice:more                    | GET POST   | workers                               | -             | door=code
voice:done                    | GET POST ~ | workers                               | -             | door=code
voice:mine                    | GET POST ~ | workers                               | -             | door=code
voice:claim                   | GET POST   | workers                               | -             | door=code
voice:write_on                | GET POST   | workers                               | -             | door=code
voice:answer                  | GET POST   | workers                               | own           | 302 door=code
voice:shared                  | GET POST ~ | workers                               | -             | door=code
voice:take_back               | GET POST   | workers                               | own           | 302 door=code
empowerment:journey           | GET POST ~ | workers                               | -             | door=code
voice:kept                    | GET POST ~ | workers                               | -             | door=code
voice:may_tell                | GET POST   | workers                               | -             | door=code
voice:letters                 | GET POST   | workers                               | -             | door=code
voice:speak                   | GET POST   | workers                               | -             | door=code
voice:answered_by             | GET POST   | workers                               | -             | door=code
voice:sometimes               | GET POST   | workers                               | -             | door=code
voice:word                    | GET POST   | workers                               | -             | door=code
voice:together                | GET POST   | workers                               | -             | door=code
voice:part                    | GET POST   | workers                               | own           | 302 door=code
voice:earlier                 | GET POST ~ | workers                               | -             | door=code
voice:open_again              | GET POST ~ | workers                               | -             | door=code
voice:delete                  | GET POST   | workers                               | -             | door=code

# empowerment: directory and reviews
empowerment:who               | GET POST ~ | everybody                             | -             | -
empowerment:who_one           | GET ~      | -                                     | -             | door=404
empowerment:who_list          | GET ~      | everybody                             | -             | -
empowerment:desk_directory    | GET ~      | lead editor                           | -             | -
empowerment:import_directory  | GET ~      | lead editor                           | -             | -
empowerment:import_directory  | POST       | lead editor                           | -             | -
empowerment:desk_directory_entry | GET ~   | lead editor                           | own desk      | 404
empowerment:desk_directory_entry | POST    | lead editor                           | own desk      | 404
empowerment:review            | GET POST ~ | -                                     | -             | door=404
empowerment:review_with_her   | GET POST ~ | caseworker outreach                   | -             | -
empowerment:place_review      | GET ~      | caseworker outreach=404               | own           | 404
empowerment:place_review      | POST       | caseworker outreach=404               | own           | 404
empowerment:moderation        | GET ~      | moderator                             | -             | -
empowerment:moderate_review   | GET ~      | moderator                             | own           | 404
empowerment:moderate_review   | POST       | moderator                             | own           | 404
empowerment:judge_reply       | POST       | moderator                             | own           | 404
empowerment:record_letter     | POST       | moderator                             | -             | -
empowerment:decide_letter     | GET ~      | moderator                             | own           | 404
empowerment:decide_letter     | POST       | moderator                             | own           | 404
empowerment:said_of_us        | GET POST ~ | partners                              | -             | -

# dialogue: what nobody was asked yet is not there for workers; a company sees what it is asked to promise
voice:what_voice_is           | GET POST ~ | everybody                             | -             | -
dialogue:poll                 | GET POST ~ | -                                     | -             | door=404
dialogue:poll_question        | GET POST   | -                                     | -             | door=404
dialogue:poll_question_sound  | GET POST ~ | -                                     | -             | door=404
dialogue:poll_done            | GET POST ~ | -                                     | -             | door=404
dialogue:poll_result          | GET POST ~ | -                                     | -             | door=404
dialogue:desk_polls           | GET ~      | lead                                  | -             | -
dialogue:desk_polls           | POST       | lead                                  | -             | -
dialogue:desk_poll            | GET ~      | lead                                  | own           | 404
dialogue:desk_poll            | POST       | lead                                  | own           | 404
dialogue:begin_poll           | POST !     | lead                                  | own           | 404
dialogue:crowding             | GET ~      | lead                                  | -             | -
dialogue:poll_goes_on         | POST       | lead                                  | own           | 404
dialogue:poll_poster          | GET        | lead=404                              | own           | 404
dialogue:send_poll            | GET ~      | lead                                  | own           | 404
dialogue:send_poll            | POST !     | lead                                  | own           | 404
dialogue:poll_sound           | POST !     | lead                                  | own           | 404
dialogue:stop_poll            | POST !     | lead                                  | own           | 404
dialogue:asked_of_us          | GET ~      | partners                              | -             | -
dialogue:asked                | GET ~      | partners                              | own           | 404
dialogue:asked                | POST !     | partners                              | own           | 404
dialogue:accept_poll          | POST       | partners                              | own           | 404
dialogue:decline_poll         | POST       | partners                              | own           | 404
dialogue:round_tables         | GET POST ~ | everybody                             | -             | -
dialogue:desk_round_tables    | GET ~      | lead                                  | -             | -
dialogue:desk_round_tables    | POST       | lead                                  | -             | -
dialogue:desk_round_table     | GET ~      | lead                                  | own           | 404
dialogue:desk_round_table     | POST       | lead                                  | own           | 404
dialogue:seats                | GET ~      | partners                              | -             | -
dialogue:seat                 | GET ~      | partners                              | own           | 404
dialogue:seat                 | POST       | partners                              | own           | 404
dialogue:board                | GET POST ~ | -                                     | -             | door=404
dialogue:board_ask            | GET POST   | -                                     | -             | door=404
dialogue:board_sent           | GET POST ~ | -                                     | -             | door=404
dialogue:board_told           | GET POST ~ | -                                     | -             | door=404
dialogue:board_question       | GET POST   | -                                     | -             | door=404
dialogue:desk_boards          | GET ~      | lead                                  | -             | -
dialogue:desk_boards          | POST       | lead                                  | -             | -
dialogue:desk_board           | GET ~      | lead                                  | own           | 404
dialogue:desk_board           | POST       | lead                                  | own           | 404
dialogue:open_board           | POST !     | lead                                  | own           | 404
dialogue:close_board          | POST !     | lead                                  | own           | 404
dialogue:board_moderation     | GET ~      | moderator                             | -             | -
dialogue:moderate_question    | GET        | moderator                             | own           | 404
dialogue:moderate_question    | POST       | moderator                             | own           | 404
dialogue:judge_answer         | POST       | moderator                             | own           | 404
dialogue:asked_boards         | GET ~      | partners                              | -             | -
dialogue:asked_board          | GET ~      | partners                              | own           | 404
dialogue:accept_board         | POST       | partners                              | own           | 404
dialogue:decline_board        | POST       | partners                              | own           | 404
dialogue:asked_question       | GET ~      | partners                              | own           | 404
dialogue:asked_question       | POST       | partners                              | own           | 404
"""
# fmt: on


@dataclass(frozen=True, slots=True)
class Line:
    """One route. told: by role, the status of an act that is refused to her although she comes in."""

    name: str
    methods: tuple[str, ...]
    come_in: frozenset[str]
    told: dict[str, str]
    opened: tuple[str, ...]
    elsewhere: dict[str, str]  # by owner, or "": what is answered for a thing that is not opened
    marks: frozenset[str]

    def expected(self, role: str, owner: str) -> str:
        """`yes`, `in` (led to sign in), `code`, or a status."""
        if role not in self.come_in:
            return self.elsewhere.get("door") or ("in" if role in NOT_SIGNED_IN else "403")
        if owner and owner not in self.opened:
            return self.elsewhere.get(owner) or self.elsewhere[""]
        return self.told.get(role, "yes")

    @property
    def writes(self) -> bool:
        """Whether somebody who may send the form changes something of the house with it."""
        return "POST" in self.methods and bool(self.come_in) and not self.marks & {"!", "~"}


def lines() -> tuple[Line, ...]:
    """The table. Raises ValueError for a line that cannot be read."""
    return tuple(_line(text) for text in TABLE.strip().splitlines() if text and not text.startswith("#"))


def _line(text: str) -> Line:
    name, methods, who, opened, otherwise = (part.strip() for part in text.split("|"))
    come_in, told = _who(who)
    return Line(
        name=name,
        methods=tuple(re.findall("[A-Z]+", methods)),
        come_in=come_in,
        told=told,
        opened=tuple(re.findall("[a-z]+", opened)),
        elsewhere=_elsewhere(otherwise),
        marks=frozenset(re.findall("[!~?]", methods)),
    )


def _elsewhere(text: str) -> dict[str, str]:
    named = [word.rpartition("=") for word in text.split() if word != "-"]
    return {owner: status for owner, _, status in named}


def _who(text: str) -> tuple[frozenset[str], dict[str, str]]:
    come_in: set[str] = set()
    told: dict[str, str] = {}
    for word in text.split() if text != "-" else ():
        name, _, status = word.partition("=")
        members = GROUPS.get(name, (name,))
        come_in.update(members)
        if status:
            told.update(dict.fromkeys(members, status))
    if unknown := come_in - set(ROLES):
        raise ValueError(f"{text}: {unknown}")
    return frozenset(come_in), told

"""Addresses of the bell and of the desk's own pages about the network; signing in is in `account_urls`."""

from django.urls import path

from saphan.network import account, web, web_freezing, web_integrations, web_people, web_pool, web_trail, web_workers

app_name = "network"
one = "desk/network/<uuid:organisation_id>/"
urlpatterns = [
    path("account/notices/", account.notices, name="notices"),
    path("account/notices/<uuid:notice_id>/", account.see, name="see"),
    path("account/start/<str:token>/", account.start, name="start"),
    path("account/frozen/", web_freezing.frozen, name="frozen"),
    path("account/frozen/now/", web_freezing.frozen_now, name="frozen_now"),
    path("desk/part/", web_trail.home, name="home"),
    path("desk/trail/", web_trail.trail, name="trail"),
    path("desk/network/", web.organisations, name="organisations"),
    path("desk/network/new/", web.new_organisation, name="new_organisation"),
    path(one, web.organisation, name="organisation"),
    path(f"{one}workers/", web_workers.note, name="note_workers_body"),
    path(f"{one}workers/<uuid:body_id>/end/", web_workers.end, name="end_workers_body"),
    path(f"{one}settle/", web.settle_organisation, name="settle_organisation"),
    path(f"{one}alias/", web.add_alias, name="add_alias"),
    path(f"{one}relate/", web.relate, name="relate"),
    path(f"{one}relate/<uuid:relation_id>/end/", web.end_relation, name="end_relation"),
    path(f"{one}workforce/", web.add_workforce_group, name="add_workforce_group"),
    path(f"{one}partner/", web.invite_partner, name="invite_partner"),
    path("desk/network/desk/", web.desk, name="desk"),
    path("desk/network/desk/duty/", web.set_duty, name="set_duty"),
    path("desk/network/desk/duty/<uuid:duty_id>/remove/", web.remove_duty, name="remove_duty"),
    path("desk/network/desk/day-off/", web.add_day_off, name="add_day_off"),
    path("desk/network/desk/day-off/<uuid:day_off_id>/remove/", web.remove_day_off, name="remove_day_off"),
    path("desk/network/desk/words/", web.set_words, name="set_words"),
    path("desk/network/desk/posters/", web.make_poster, name="make_poster"),
    path("desk/network/desk/posters/<str:token>/", web.poster, name="poster"),
    path("desk/network/desk/people/", web.invite, name="invite"),
    path("desk/network/systems/", web_integrations.systems, name="systems"),
    path("desk/network/systems/<uuid:integration_id>/revoke/", web_integrations.revoke, name="revoke_system"),
    path("desk/network/desk/freeze/", web_freezing.freeze, name="freeze"),
    path("desk/network/pool/", web_pool.pool, name="pool"),
    path("desk/network/pool/invite/", web_pool.invite_desk, name="invite_desk"),
    path("desk/network/pool/leave/", web_pool.leave, name="leave_pool"),
    path("desk/network/pool/invitation/<uuid:invitation_id>/agree/", web_pool.agree, name="agree_to_invitation"),
    path("desk/network/pool/invitation/<uuid:invitation_id>/accept/", web_pool.accept, name="accept_invitation"),
    path("desk/network/pool/invitation/<uuid:invitation_id>/end/", web_pool.end, name="end_invitation"),
    path("desk/network/pool/<uuid:desk_id>/reopen/", web_freezing.reopen, name="reopen"),
    path("desk/network/people/<uuid:staff_id>/link/", web.new_link, name="new_link"),
    path("desk/network/people/<uuid:staff_id>/", web_people.person, name="person"),
    path("desk/network/people/<uuid:staff_id>/left/", web_people.let_go, name="let_go"),
    path("desk/network/people/<uuid:staff_id>/lost/", web_people.ask_restoration, name="ask_restoration"),
    path("desk/network/lost/", web_people.restorations, name="restorations"),
    path("desk/network/lost/<uuid:restoration_id>/", web_people.confirm_restoration, name="confirm_restoration"),
]

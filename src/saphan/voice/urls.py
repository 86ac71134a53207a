"""A worker's addresses. The language stands in front, so that it needs no cookie; nothing of hers stands in one."""

from django.urls import path, register_converter

from saphan.voice import web
from saphan.voice.aloud import web as aloud
from saphan.voice.aloud import web_playing, web_reading
from saphan.voice.channels.accounts import web as channels
from saphan.voice.channels.webhook import webhook
from saphan.voice.inviting import pages as inviting
from saphan.voice.linking import web as linking
from saphan.voice.pages import danger, first, leaving, more, returning, story, ways, what_voice_is
from saphan.voice.speaking import LanguageInAddress
from saphan.voice.visits import web as visits
from saphan.voice.wishes import pages as wishes

register_converter(LanguageInAddress, "spoken")
register_converter(more.StepInAddress, "step")

app_name = "voice"
urlpatterns = [
    path("", first.choose_language, name="first"),
    path("p/<slug:token>/", first.poster, name="poster"),
    path("leave/", leaving.leave, name="leave"),
    path("desk/channels/", channels.channels, name="channels"),
    path("desk/channels/unread/", channels.read_again, name="read_channels_again"),
    path("desk/channels/new/<slug:channel>/", channels.add_channel, name="add_channel"),
    path("desk/channels/<uuid:account_id>/", channels.channel, name="channel"),
    path("desk/channels/<uuid:account_id>/check/", channels.check_channel, name="check_channel"),
    path("desk/channels/<uuid:account_id>/word/", channels.set_channel_word, name="set_channel_word"),
    path("desk/channels/<uuid:account_id>/end/", channels.end_channel, name="end_channel"),
    path("desk/visits/", visits.visits_page, name="visits"),
    path("desk/visits/worker.js", visits.visit_worker, name="visit_worker"),
    path("desk/visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("desk/visits/<uuid:visit_id>/send/", visits.send_visit, name="send_visit"),
    path("desk/visits/<uuid:visit_id>/end/", visits.end_visit, name="end_visit"),
    path("in/<slug:channel>/<uuid:account>/", webhook, name="webhook"),
    path("desk/aloud/", aloud.overview, name="aloud"),
    path("desk/aloud/link/", aloud.make_link, name="make_reading_link"),
    path("desk/aloud/link/<uuid:reading_link_id>/revoke/", aloud.revoke_link, name="revoke_reading_link"),
    path("desk/aloud/sound/<uuid:sound_id>/", aloud.sound, name="sound_to_judge"),
    path("desk/aloud/sound/<uuid:sound_id>/judge/", aloud.judge, name="judge_sound"),
    path("desk/aloud/<slug:language>/", aloud.language, name="aloud_in"),
    path("desk/aloud/<slug:language>/machine/", aloud.machine, name="machine_sample"),
    path("desk/aloud/<slug:language>/machine/say/", aloud.judge_machine, name="judge_machine"),
    path("aloud/<uuid:sound_id>/", web_playing.sound, name="sound"),
    path("aloud/read/<slug:volunteer>/", web_reading.read, name="read_aloud"),
    path("aloud/read/<slug:volunteer>/<uuid:sound_id>/", web_reading.own_sound, name="own_sound"),
    path("hear/<slug:language>/", first.hear, name="hear"),
    path("bridges/", leaving.neutral, name="neutral"),
    path("clear/", leaving.clear, name="clear"),
    path("say/", web.in_a_language, {"page": "say"}),
    path("danger/", web.in_a_language, {"page": "danger"}),
    path("story/", web.in_a_language, {"page": "enter"}),
    path("<spoken:language>/", first.say, name="say"),
    path("<spoken:language>/voice/", what_voice_is.what_voice_is, name="what_voice_is"),
    path("<spoken:language>/ways/", ways.ways, name="ways"),
    path("<spoken:language>/code/", first.code, name="code"),
    path("<spoken:language>/danger/", danger.danger, name="danger"),
    path("<spoken:language>/called/", danger.called, name="called"),
    path("<spoken:language>/more/", more.begin_more, name="begin_more"),
    path("<spoken:language>/more/<step:step>/", more.add_more, name="more"),
    path("<spoken:language>/done/", more.done, name="done"),
    path("<spoken:language>/story/", returning.enter, name="enter"),
    path("<spoken:language>/story/lost/", returning.lost, name="lost"),
    path("<spoken:language>/story/mine/", story.mine, name="mine"),
    path("<spoken:language>/story/write/", story.write_on, name="write_on"),
    path("<spoken:language>/story/ask/<uuid:ask_id>/", story.answer, name="answer"),
    path("<spoken:language>/story/shared/", story.shared, name="shared"),
    path("<spoken:language>/story/shared/<uuid:consent_id>/", story.take_back, name="take_back"),
    path("<spoken:language>/story/kept/", story.kept, name="kept"),
    path("<spoken:language>/story/tell/", story.may_tell, name="may_tell"),
    path("<spoken:language>/story/claim/", story.claim, name="claim"),
    path("<spoken:language>/story/letters/", story.letters, name="letters"),
    path("<spoken:language>/story/speak/", wishes.speak, name="speak"),
    path("<spoken:language>/story/who/", wishes.answered_by, name="answered_by"),
    path("<spoken:language>/story/sometimes/", inviting.sometimes, name="sometimes"),
    path("<spoken:language>/story/word/", story.word, name="word"),
    path("<spoken:language>/story/together/", linking.together, name="together"),
    path("<spoken:language>/story/together/<uuid:link_id>/", linking.part, name="part"),
    path("<spoken:language>/story/earlier/", story.earlier, name="earlier"),
    path("<spoken:language>/story/again/", story.open_again, name="open_again"),
    path("<spoken:language>/story/delete/", story.delete, name="delete"),
]

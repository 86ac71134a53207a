"""Given something that needs a person, her bell rings and she is e-mailed once, without a word of what it is."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from saphan.network import notice_words, selectors, services, tasks
from saphan.network.models import Notice, Staff
from saphan.store import System, acting_as
from saphan.store.tasks import run_waiting
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
OBJECT = UUID(int=77)


@pytest.fixture
def nok() -> Staff:
    return desk_person(open_desk())


def test_the_e_mail_says_where_to_sign_in_and_nothing_else(nok: Staff, day_one: datetime) -> None:
    services.notify(staff_ids=[nok.id], kind="casework.danger", object_id=OBJECT, urgent=True)
    run_waiting()
    (sent,) = mail.outbox
    assert sent.body == "Something needs you in Saphan. Sign in: http://127.0.0.1:8000/in/"
    assert (sent.subject, sent.to) == ("Saphan", [nok.email])
    assert "danger" not in str(sent.message()) and str(OBJECT) not in str(sent.message())
    assert Notice.objects.get().mailed_at == day_one


def test_it_is_sent_once_however_often_the_task_runs(nok: Staff) -> None:
    services.notify(staff_ids=[nok.id, nok.id], kind="casework.danger", object_id=OBJECT)
    run_waiting()
    notice_id = str(Notice.objects.get().id)
    tasks.mail_notice(notice_id=notice_id)
    tasks.mail_notice(notice_id=str(uuid4()))
    assert len(mail.outbox) == 1


def test_a_failed_send_is_tried_again(nok: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    services.notify(staff_ids=[nok.id], kind="casework.danger", object_id=OBJECT)
    notice_id = str(Notice.objects.get().id)

    def away(message: EmailMessage) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken, pytest.raises(ConnectionRefusedError):
        broken.setattr(EmailMessage, "send", away)
        tasks.mail_notice(notice_id=notice_id)
    assert Notice.objects.get().mailed_at is None
    tasks.mail_notice(notice_id=notice_id)
    assert len(mail.outbox) == 1


def test_a_repeat_after_a_lost_commit_carries_the_same_message_id(nok: Staff) -> None:
    notice_id = uuid4()
    first, second = tasks.message_about(nok, notice_id), tasks.message_about(nok, notice_id)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_who_left_gets_no_e_mail(nok: Staff) -> None:
    services.notify(staff_ids=[nok.id], kind="casework.danger")
    services.let_go(staff_id=nok.id)
    run_waiting()
    assert mail.outbox == []


def test_what_waits_is_not_rung_twice_but_urgent_is(nok: Staff) -> None:
    for urgent in (False, False, True):
        services.notify(staff_ids=[nok.id], kind="casework.waiting", object_id=OBJECT, urgent=urgent)
    assert Notice.objects.count() == 2


def test_a_notice_is_undone_with_what_caused_it(nok: Staff) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(System("test")):
        services.notify(staff_ids=[nok.id], kind="casework.waiting")
        _ = 1 / 0
    assert not Notice.objects.exists()
    assert run_waiting() == 0


def test_the_bell_lists_urgent_first_and_seeing_one_takes_it_off(nok: Staff, client: Client) -> None:
    notice_words.say("network.test", "A test needs you", "network:organisation")
    services.notify(staff_ids=[nok.id], kind="unheard.of")
    services.notify(staff_ids=[nok.id], kind="network.test", object_id=OBJECT, urgent=True)
    sign_in(client, nok)
    page = client.get("/account/notices/").content.decode()
    assert page.index("A test needs you") < page.index("Something needs you.")
    first, second = selectors.unseen_notices(nok.id)
    assert client.post(f"/account/notices/{first.id}/")["Location"] == f"/desk/network/{OBJECT}/"
    assert client.post(f"/account/notices/{second.id}/")["Location"] == "/account/notices/"
    assert selectors.unseen_notices(nok.id) == []


def test_nobody_sees_or_takes_off_another_s_notice(nok: Staff, client: Client) -> None:
    services.notify(staff_ids=[nok.id], kind="casework.waiting")
    ann = desk_person(nok.desk_id or uuid4(), "lead", name="Ann")
    notice_id = Notice.objects.get().id
    sign_in(client, ann).post(f"/account/notices/{notice_id}/")
    assert Notice.objects.get().seen_at is None
    assert selectors.unseen_notices(ann.id) == []


def test_an_urgent_notice_rings_on_every_page_until_it_is_seen(nok: Staff, client: Client) -> None:
    notice_words.say("network.test", "A test needs you", "network:organisation")
    sign_in(client, nok)
    services.notify(staff_ids=[nok.id], kind="unheard.of")
    assert 'class="alarm"' not in client.get("/desk/network/").content.decode()

    services.notify(staff_ids=[nok.id], kind="network.test", object_id=OBJECT, urgent=True)
    page = client.get("/desk/network/").content.decode()
    assert 'class="alarm" role="alert"' in page
    assert "A test needs you" in page

    services.see_notice(notice_id=Notice.objects.get(urgent=True).id, staff_id=nok.id)
    assert 'class="alarm"' not in client.get("/desk/network/").content.decode()


def test_one_rings_for_many_things_as_for_each(nok: Staff) -> None:
    # Given one of three things of which her bell rings already
    things = [UUID(int=number) for number in (1, 2, 3)]
    services.notify(staff_ids=[nok.id], kind="verification.may_be_verified", object_id=things[1])

    # When it rings for all three at once
    services.notify_of_each(staff_ids=[nok.id], kind="verification.may_be_verified", object_ids=things)

    # Then it rings once for each, and each is e-mailed
    assert sorted(Notice.objects.values_list("object_id", flat=True)) == things
    run_waiting()
    assert len(mail.outbox) == 3

    # And nobody is rung where nobody is to be
    services.notify_of_each(staff_ids=[], kind="verification.may_be_verified", object_ids=things)
    assert Notice.objects.count() == 3

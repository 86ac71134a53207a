"""Whose e-mail it is: our mail server's secret, the partner's own address, who wrote it, and what was checked."""

import pytest

from saphan.voice.channels.mail import parse
from tests.voice.channels.mail.replay import ENTERED, MARK, SECRET
from tests.voice.channels.payloads import account, payload, received

TO = f"in+{MARK}@desk.example"
RIGHT = {"X-Saphan-Secret": SECRET, "X-Original-To": TO}
CHECKS = {**ENTERED, "checked_by": "mx.desk.example"}
MAIL = "From: Refer <refer@partner.example>\nMessage-ID: <1@partner.example>\n\nno pay\n"


def opens(mail: str | bytes = MAIL, headers: dict[str, str] = RIGHT, entered: dict[str, str] = ENTERED) -> bool:
    body = mail if isinstance(mail, bytes) else mail.encode()
    return parse.verify(received("mail", body, headers), account("mail", **entered))


def from_(*fields: str) -> str:
    return "".join(f"{field}\n" for field in fields) + "\nno pay\n"


def test_the_partners_own_address_and_our_servers_secret_open() -> None:
    assert opens() and opens(payload("mail", "referral.eml"))
    assert opens(headers={**RIGHT, "X-Original-To": f"<IN+{MARK.upper()}@Desk.Example>"}), "letters of any size"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Original-To": TO},
        {"X-Saphan-Secret": SECRET},
        {**RIGHT, "X-Saphan-Secret": SECRET + "x"},
        {**RIGHT, "X-Saphan-Secret": ""},
        {**RIGHT, "X-Original-To": "in@desk.example"},
        {**RIGHT, "X-Original-To": "in+@desk.example"},
        {**RIGHT, "X-Original-To": f"in+{MARK[:-1]}@desk.example"},
        {**RIGHT, "X-Original-To": f"in+{MARK}@other.example"},
        {**RIGHT, "X-Original-To": f"out+{MARK}@desk.example"},
    ],
)
def test_a_missing_or_wrong_proof_opens_nothing(headers: dict[str, str]) -> None:
    assert not opens(headers=headers)


def test_an_old_address_and_an_old_secret_open_nothing() -> None:
    assert not opens(entered={**ENTERED, "mark": "thenewlettersofit"})
    assert not opens(entered={**ENTERED, "secret": "the-secret-that-came-after"})
    assert not opens(entered={**ENTERED, "mark": ""}, headers={**RIGHT, "X-Original-To": "in+@desk.example"})
    assert not opens(entered={**ENTERED, "secret": ""}, headers={**RIGHT, "X-Saphan-Secret": ""})


@pytest.mark.parametrize(
    "mail",
    [
        from_("From: refer@other.example"),
        from_("From: refer@sub.partner.example"),
        from_("From: refer@partner.example.other.example"),
        from_("Subject: nobody"),
        from_("From: refer@partner.example, bad@other.example"),
        from_("From: refer@partner.example", "From: bad@other.example"),
        from_('From: "refer@partner.example" <bad@other.example>'),
        from_("From: refer@partner.example <bad@other.example>"),
        from_("From: <refer@partner.example> bad@other.example"),
        from_("From: " + "(" * 5000 + "refer@partner.example"),
        "\nFrom: refer@partner.example\n",
        "",
    ],
)
def test_who_was_not_named_is_not_let_in(mail: str) -> None:
    assert not opens(mail)


def test_one_address_may_be_named_instead_of_a_house() -> None:
    only = {**ENTERED, "senders": "refer@partner.example, Other@Partner.example"}
    assert opens(entered=only) and opens(from_("From: other@partner.example"), entered=only)
    assert not opens(from_("From: third@partner.example"), entered=only)


@pytest.mark.parametrize(
    "result",
    [
        "mx.desk.example; dkim=pass header.d=partner.example",
        "mx.desk.example 1; spf=fail; dkim=pass (2048-bit key) header.i=@partner.example header.s=a",
        "mx.desk.example;\r\n dkim=fail header.d=other.example;\r\n dmarc=pass (p=reject) header.from=partner.example",
    ],
)
def test_where_our_server_checks_its_word_opens(result: str) -> None:
    assert opens(from_(f"Authentication-Results: {result}", "From: refer@partner.example"), entered=CHECKS)


@pytest.mark.parametrize(
    "results",
    [
        (),
        ("mx.desk.example; dkim=fail header.d=partner.example",),
        ("mx.desk.example; dkim=none",),
        ("mx.desk.example; dkim=pass header.d=other.example",),
        ("mx.desk.example; dkim=pass header.d=example",),
        ("mx.desk.example; spf=pass smtp.mailfrom=partner.example",),
        ("mx.other.example; dkim=pass header.d=partner.example",),
        ("mx.desk.example; dkim=fail (dkim=pass header.d=partner.example)",),
        ("mx.desk.example; dkim=none", "mx.desk.example; dkim=pass header.d=partner.example"),
        ("; dkim=pass header.d=partner.example",),
        ('mx.desk.example; spf=pass smtp.mailfrom="x; dkim=pass header.d=partner.example"@other.example',),
        ('mx.desk.example; spf=pass (of "a (b) ; dkim=pass header.d=partner.example ) ; dkim=none',),
        ("mx.desk.example; dkim=fail (x (y) ; dkim=pass header.d=partner.example) header.d=other.example",),
        ("mx.desk.example; dkim=pass header.i=a@partner.example@other.example",),
    ],
)
def test_where_our_server_checks_nothing_else_does(results: tuple[str, ...]) -> None:
    fields = (*(f"Authentication-Results: {each}" for each in results), "From: refer@partner.example")
    assert not opens(from_(*fields), entered=CHECKS)


def test_of_a_huge_head_no_more_is_looked_at_than_a_little() -> None:
    assert not opens("X-Long: " + "a" * 200_000 + "\nFrom: refer@partner.example\n\nx")

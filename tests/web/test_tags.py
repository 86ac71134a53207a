"""Drawings, the bridge line, codes in groups of four, fields that explain themselves."""

import re
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

import saphan
from saphan.web import icons
from saphan.web.bridge import BridgeStep
from saphan.web.icons import DRAWINGS

TAPPED = {"pay", "hours", "papers", "fees", "hurt", "unsafe", "ask", "other"}
TOLD = {"speak", "silent", "photo", "microphone", "write", "story", "reply", "note", "consent", "phone", "link"}
SAFETY = {"danger", "leave", "back", "lock", "check", "clock", "shield", "key"}
WORK = {"person", "people", "bridge", "partner", "home", "bell", "search", "case", "issue", "promise", "plan"}
SIGNS = {"trash", "down", "up", "menu", "chart"}
PROMISED = sorted(TAPPED | TOLD | SAFETY | WORK | SIGNS)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_every_promised_drawing_is_there() -> None:
    assert set(DRAWINGS) == set(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_a_drawing_stays_on_its_grid(name: str) -> None:
    drawn = ElementTree.fromstring(render("{% icon name %}", name=name))

    assert drawn.attrib["viewBox"] == "0 0 24 24"
    assert drawn.attrib["aria-hidden"] == "true"
    path = drawn[0].attrib["d"]
    assert re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9 .,-]+", path)
    starts = [float(number) for pair in re.findall(r"M([\d.]+)[ ,]([\d.]+)", path) for number in pair]
    assert all(1 <= number <= 23 for number in starts)


def test_no_two_drawings_are_alike() -> None:
    assert len(set(DRAWINGS.values())) == len(DRAWINGS)


def test_a_named_drawing_is_read_aloud_and_escaped() -> None:
    page = render('{% icon "pay" label=words %}', words='"Pay" <b>')

    assert 'role="img"' in page
    assert 'aria-label="&quot;Pay&quot; &lt;b&gt;"' in page


def test_an_unknown_drawing_is_an_error_at_once() -> None:
    with pytest.raises(KeyError):
        render('{% icon "unicorn" %}')


def test_lines_that_say_something_else_are_not_drawings() -> None:
    assert icons.read("# words\npay M1 1z\n\n") == {"pay": "M1 1z"}


def test_the_bridge_line_is_read_aloud() -> None:
    # Given a story that stands at its second step
    steps = [
        BridgeStep("received", "done", date(2026, 3, 2)),
        SimpleNamespace(label="checked", state="now"),
        {"label": "shared <b>", "state": "next"},
    ]

    page = render("{% bridge steps %}", steps=steps)

    # Then each circle says its name and whether it is reached, and one is the present one
    assert page.count("<li") == 3
    assert page.count('aria-current="step"') == 1
    assert '<time datetime="2026-03-02">2 Mar</time>' in page
    assert "(done)" in page
    assert "(not yet)" in page
    assert "shared &lt;b&gt;" in page


def test_a_bridge_line_may_go_down() -> None:
    assert 'class="bridge down"' in render('{% bridge steps way="down" %}', steps=[])


@pytest.mark.parametrize(
    ("code", "shown"),
    [("1234567890123456", "1234 5678 9012 3456"), ("12 34 5", "1234 5"), ("", ""), (12345, "1234 5")],
)
def test_codes_come_in_groups_of_four(code: object, shown: str) -> None:
    assert render("{{ code|groups_of_four }}", code=code) == shown


class Form(forms.Form):
    place = forms.CharField(label="Where?", help_text="A name <b>")
    phone = forms.CharField(label="Phone", required=False)
    told = forms.ChoiceField(
        label="Told?", choices=[("no", "Nobody")], widget=forms.RadioSelect, help_text="You decide"
    )
    proof = forms.BooleanField(label="Keep", required=True)


def test_a_field_is_tied_to_its_hint_and_error() -> None:
    page = render("{% field form.place %}", form=Form({"place": ""}))

    assert '<label for="id_place">' in page
    assert 'aria-describedby="id_place_helptext id_place_error"' in page
    assert 'id="id_place_helptext"' in page
    assert 'id="id_place_error"' in page
    assert 'aria-invalid="true"' in page
    assert "A name &lt;b&gt;" in page


def test_what_may_be_skipped_says_so() -> None:
    assert "you may skip this" in render("{% field form.phone %}", form=Form())
    assert "you may skip this" not in render("{% field form.place %}", form=Form())


def test_choices_are_one_group() -> None:
    page = render("{% field form.told %}", form=Form({}))

    assert re.search(r'<fieldset class="field" aria-describedby="id_told_helptext id_told_error">', page)
    assert "<legend>Told?</legend>" in page


def test_a_tick_stands_before_its_words() -> None:
    page = render("{% field form.proof %}", form=Form())

    assert page.index("<input") < page.index("<label")


def test_days_pass_in_a_demo_only() -> None:
    assert render("{% demo_bar %}", demo=False).strip() == ""

    bar = render("{% demo_bar %}", demo=True, today=date(2026, 3, 2), csrf_token="t0ken")
    assert re.findall(r'name="days" value="(\d+)"', bar) == ["1", "14", "30"]
    assert "t0ken" in bar
    assert "2 March 2026" in bar


@pytest.mark.parametrize(("language", "is_said"), [("en", False), ("my", True), ("ne", True)])
def test_a_page_says_that_a_machine_made_its_words(language: str, is_said: bool) -> None:
    # Given no native reviewer has accepted the words of these rooms yet
    with translation.override(language):
        note = render('{% machine_made "voice web" %}')

    # Then a page in another language than the source says so, in that language
    assert ("machine" in note) is is_said
    assert "Translated by machine" not in note


def test_a_workers_page_is_marked_for_every_room_that_speaks_to_her() -> None:
    """Approved replies and promises come from rooms of the desk."""
    assert 'machine_made "voice web casework remedy"' in get_template("web/worker.html").template.source  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("{{ n|number }}", "၁,၁၀၄"),
        ('{{ "24:00"|digits }}', "၂၄:၀၀"),
        ('{{ at|date:"H:i" }}', "၀၉:၀၅"),
    ],
)
def test_numbers_and_hours_in_the_readers_digits(source: str, written: str) -> None:
    with translation.override("my"):
        assert render(source, n=1104, at=time(9, 5)) == written


COUNTED = re.compile(r"blocktranslate(?: trimmed)? count (\w+)=[^%]*%\}(.*?)\{% endblocktranslate", re.S)


def test_no_counted_sentence_shows_the_bare_number() -> None:
    """`count` wants the number itself; what is read is `with …|number`."""
    bare = [
        f"{file.name}: {counter}"
        for file in Path(saphan.__file__).parent.glob("*/templates/**/*.html")
        for counter, sentence in COUNTED.findall(file.read_text())
        if f"{{{{ {counter} }}}}" in sentence
    ]
    assert not bare

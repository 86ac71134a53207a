"""A lesson for tests, in English and Burmese."""

ENGLISH = """+++
title = "What a job may cost"
topic = "fees"
corridors = ["MM-TH"]
stage = "origin"
order = 10
language = "en"
edition = 2026-11-26
made_by_machine = true

[[facts]]
id = "cap"
text = "The cap is a number."
corridor = "MM-TH"
stale_after = 2027-01-31
[facts.source]
title = "An invented paper"
publisher = "An invented office"
date = 2020-01-31
address = "https://example.org/paper"

[[check]]
asks = "Who should pay?"
answers = ["I", "The employer"]
right = 2
why = "The job is his."

[[check]]
asks = "What do you ask for?"
answers = ["A receipt", "Nothing", "A gift"]
right = 1
why = "A receipt helps you later."
+++

## Who pays

The employer should pay.
You may **ask** for it. {fact:cap}

- One thing
- Another **thing**

1. First
2. Then

![A hand and a coin](coin.svg)
"""

COIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9" fill="none" stroke="currentColor"/></svg>'  # noqa: E501


def burmese(made_from: str) -> str:
    head, body = ENGLISH.split("+++\n\n", 1)
    before, rest = head.split("[[facts]]", 1)
    check = rest[rest.index("[[check]]") :]
    before = before.replace('language = "en"', 'language = "my"').replace("What a job may cost", "အလုပ်အတွက် ကုန်ကျစရိတ်")
    return f'{before}made_from = "{made_from}"\n\n{check}+++\n\n' + body.replace(
        "The employer should pay.", "အလုပ်ရှင်က ပေးသင့်တယ်။"
    )

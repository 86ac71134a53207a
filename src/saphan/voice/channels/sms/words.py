"""Words by which somebody closes or opens a number again, alone in a message. Pure.

English: https://help.twilio.com/articles/223134027 (the networks know them too, and stop us by themselves). The others
are ours, for a phone of the desk's own, where nobody else would understand them. HELP is none of them: here it is a
cry for help, and reaches a person.
"""

import unicodedata

STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "OPTOUT", "CANCEL", "END", "QUIT", "REVOKE"})
START = frozenset({"START", "UNSTOP"})
STOP_HERE = STOP | {"หยุด", "หยุดส่ง", "ရပ်ပါ", "မပို့ပါနဲ့", "ឈប់ផ្ញើ", "ຢຸດສົ່ງ", "NGỪNG", "BERHENTI", "रोक्नुहोस्", "रोकें", "বন্ধ"}


def closes(text: str, words: frozenset[str] = STOP) -> bool:
    return _alone(text) in words


def opens(text: str) -> bool:
    return _alone(text) in START


def _alone(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().strip(".!\"'။।").strip().upper()

"""Machines that translate or write down speech: what to ask each, and how to read its answer. No database."""

from saphan.casework.understanding.adapters import ctranslate, libretranslate, openai
from saphan.casework.understanding.adapters.contract import Adapter

ADAPTERS: dict[str, Adapter] = {
    each.name: each for each in (libretranslate.ADAPTER, openai.TRANSLATOR, ctranslate.ADAPTER, openai.TRANSCRIBER)
}

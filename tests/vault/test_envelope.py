"""Given something that a browser sealed to a desk: only that desk's key opens it, only under its own name."""

import pytest

from saphan.vault.envelope import SHORTEST, NotOpened, new_pair, open_envelope, seal_envelope

LABEL = "saphan visit 1|a|b"


def test_an_envelope_opens_for_its_key_and_name_alone() -> None:
    private, public = new_pair()
    sealed = seal_envelope(b"words", public, LABEL)
    assert open_envelope(sealed, private, LABEL) == b"words"
    assert b"words" not in sealed and seal_envelope(b"words", public, LABEL) != sealed
    for key, label in ((new_pair()[0], LABEL), (private, "saphan visit 1|a|c"), (private, "saphan offline 1|a|b")):
        with pytest.raises(NotOpened):
            open_envelope(sealed, key, label)


def test_what_was_cut_or_changed_says_nothing() -> None:
    private, public = new_pair()
    sealed = seal_envelope(b"words", public, LABEL)
    spoilt = [sealed[:n] for n in (0, 1, SHORTEST - 1, len(sealed) - 1)]
    spoilt += [sealed[:n] + bytes([sealed[n] ^ 1]) + sealed[n + 1 :] for n in (0, 1, 40, 70, len(sealed) - 1)]
    for each in spoilt:
        with pytest.raises(NotOpened) as refused:
            open_envelope(each, private, LABEL)
        assert not refused.value.args

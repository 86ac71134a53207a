"""Why understanding says no. Pages turn the code into a sentence (`sentences.py`)."""

from saphan.store.refusals import Refusal


class NotForSevere(Refusal):
    """She is in danger, her case is severe or she is under 18: nothing of hers goes to a machine elsewhere."""

    code = "not_for_severe"


class NotCut(Refusal):
    """Nothing can be cut out of a recording, so it goes to no machine elsewhere."""

    code = "not_cut"


class LetAPersonCheck(Refusal):
    """A machine alone translated words on which her safety may depend."""

    code = "let_a_person_check"


class NotReadByYou(Refusal):
    """Only who reads her language can say that a translation is right."""

    code = "not_read_by_you"


class MachineOff(Refusal):
    """No lead has switched this machine on, or it was ended."""

    code = "machine_off"


class NotTold(Refusal):
    """She wrote this before the machine elsewhere was there, and nobody can tell her of it now."""

    code = "not_told"

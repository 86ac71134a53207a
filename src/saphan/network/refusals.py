"""What network says no to."""

from saphan.store.refusals import Refusal


class NoDeskYet(Refusal):
    """This installation has no open desk; `saphan init` opens the first."""

    code = "no_desk_yet"


class EmailTaken(Refusal):
    """Somebody signs in with this address already."""

    code = "email_taken"


class RolesDoNotFit(Refusal):
    """Partner roles go with companies and government, desk roles with a desk."""

    code = "roles_do_not_fit"


class NotEnoughSaid(Refusal):
    """A union or committee needs its kind, its name and how to reach it."""

    code = "not_enough_said"


class LinkSpent(Refusal):
    """The one-time link was used, replaced, or is older than three days."""

    code = "link_spent"


class TwoPersons(Refusal):
    """She has signed in before: a new way in needs a second person, and what she still has."""

    code = "two_persons"


class NotStartedYet(Refusal):
    """She has never used her link; a lead makes a new one."""

    code = "not_started_yet"


class NotAskedFor(Refusal):
    """Nobody asked for this in the last 72 hours, it was confirmed already, or too many codes were wrong."""

    code = "not_asked_for"


class LostBoth(Refusal):
    """Others gave her a new password and she has not shown her phone since: a new phone would be theirs, too."""

    code = "lost_both"


class WrongCode(Refusal):
    """The code is not one that her own phone shows now."""

    code = "wrong_code"


class WrongPassword(Refusal):
    """For a new phone she gives the password that she has; this is not it."""

    code = "wrong_password"


class LastLead(Refusal):
    """A desk without a lead could not look after itself: another one must have signed in first."""

    code = "last_lead"


class DemoOnly(Refusal):
    """Demo log-ins exist in demo databases only."""

    code = "demo_only"


class DatesOutOfOrder(Refusal):
    """A relation cannot end before it began."""

    code = "dates_out_of_order"


class AlreadyThere(Refusal):
    """The same thing is on record already."""

    code = "already_there"


class ReadAsAnother(Refusal):
    """It is read as another organisation already: that is undone first, or said of the other one."""

    code = "read_as_another"


class SomebodySignsIn(Refusal):
    """People of this company sign in under its own name: the other one is read as it, not the other way round."""

    code = "somebody_signs_in"


class RunsADesk(Refusal):
    """An organisation that runs a desk is nobody else."""

    code = "runs_a_desk"


class LooksDifferent(Refusal):
    """Something speaks against it (the ways out name what); whoever has read that may go on."""

    code = "looks_different"


class NotNamed(Refusal):
    """A system that is run by a company needs to say which company."""

    code = "not_named"


class NotAProvince(Refusal):
    """It is not written like a province code of the country of the organisation."""

    code = "not_a_province"


class NotASector(Refusal):
    """It is no code of the list of sectors."""

    code = "not_a_sector"


class NotSuchAMark(Refusal):
    """What was written is no telephone or registration number, address or website."""

    code = "not_such_a_mark"


class NotEverybodyAgreed(Refusal):
    """A desk joins a pool when every member that is not frozen has agreed."""

    code = "not_everybody_agreed"


class NotHerLanguage(Refusal):
    """A reviewer reads the languages that she speaks, as a lead has written down."""

    code = "not_her_language"


class WordsChanged(Refusal):
    """The translation is not the one that she read."""

    code = "words_changed"


class SayOtherWords(Refusal):
    """What is proposed is empty, or the same as what stands."""

    code = "say_other_words"


class SayTermAndMeaning(Refusal):
    """A word of a desk's list needs a language, the word and what it means."""

    code = "say_term_and_meaning"

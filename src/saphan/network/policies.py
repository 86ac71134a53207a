"""Who may do what in network. One condition a line."""

from saphan.network.models import OrganisationKind, Role
from saphan.store.callers import Staff, System

ACTS_ON_DISCLOSURE = frozenset(
    {
        OrganisationKind.SUPPLIER,
        OrganisationKind.RECRUITER,
        OrganisationKind.SUB_AGENT,
        OrganisationKind.BRAND,
        OrganisationKind.RETAILER,
        OrganisationKind.GOVERNMENT,
    }
)


def may_manage(by: Staff | System) -> bool:
    """Organisations, and people: who hands out roles could give herself the cases, so no administrator does."""
    if isinstance(by, System):
        return True
    return by.has_role(Role.LEAD)


def may_manage_desk(by: Staff | System, desk_id: object) -> bool:
    if isinstance(by, System):
        return True
    if by.desk_id != desk_id:
        return False
    return by.has_role(Role.LEAD)


def may_configure_desk(by: Staff | System, desk_id: object) -> bool:
    """The roster, days off, emergency words, posters."""
    if isinstance(by, System):
        return True
    if by.desk_id != desk_id:
        return False
    return by.has_role(Role.LEAD) or by.has_role(Role.ADMINISTRATOR)


def may_freeze(by: Staff) -> bool:
    """Her own desk, in one act; nobody is asked first."""
    return by.has_role(Role.LEAD)


def keeps_backups(by: Staff) -> bool:
    """Reads how old the last one is, and is rung when one failed."""
    return by.has_role(Role.LEAD) or by.has_role(Role.ADMINISTRATOR)


def may_pool(by: Staff) -> bool:
    """Inviting, agreeing, joining, leaving: for the lead's own desk."""
    return by.has_role(Role.LEAD)


def may_name_organisations(by: Staff | System) -> bool:
    """A caseworker may add one that a worker named; it stays provisional until a lead has looked."""
    if isinstance(by, System):
        return True
    return by.has_role(Role.LEAD) or by.has_role(Role.CASEWORKER) or by.has_role(Role.VERIFIER)


def may_merge(by: Staff | System) -> bool:
    """Who weighs what several people say: the verifier; and the lead, who looks after organisations."""
    if isinstance(by, System):
        return True
    return by.has_role(Role.LEAD) or by.has_role(Role.VERIFIER)


def may_review_words(by: Staff) -> bool:
    """Only what is her own language, which `word_reviews` looks up."""
    return by.has_role(Role.REVIEWER)


def may_keep_terms(by: Staff) -> bool:
    return by.has_role(Role.CASEWORKER) or by.has_role(Role.VERIFIER) or by.has_role(Role.LEAD)


def may_count_workforce(by: Staff | System) -> bool:
    if isinstance(by, System):
        return True
    return by.has_role(Role.LEAD) or by.has_role(Role.VERIFIER)


def roles_fit(roles: frozenset[str], kind: str, has_desk: bool) -> bool:
    """Partner roles go with business and government and with no desk; every other role goes with a desk."""
    if not roles:
        return False
    if Role.PARTNER in roles:
        return roles == {Role.PARTNER} and not has_desk and kind in ACTS_ON_DISCLOSURE
    return has_desk and kind == OrganisationKind.SERVICE

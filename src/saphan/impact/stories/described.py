"""A description in words: "Burmese · Seafood factories · Thailand"."""

from django.utils.functional import Promise

from saphan.casework.codes import family_name
from saphan.impact.stories.fitting import Description
from saphan.network.naming import country_name, language_name
from saphan.web.sector_names import sector_name


def in_words(described: Description) -> tuple[str | Promise, ...]:
    """In the reader's language, each part that is not left out."""
    said = (
        language_name(described.language),
        described.sector and sector_name(described.sector),
        described.province,
        described.country and country_name(described.country),
        described.family and family_name(described.family),
    )
    return tuple(each for each in said if each)

"""Whether a rule may be shown: only when a lawyer, by name, accepted it as it stands; the demo shows all, marked."""

from django.conf import settings

from saphan.standards.corridors import Rule


def is_shown(rule: Rule) -> bool:
    return bool(settings.SAPHAN_DEMO) or bool(accepted_by(rule))


def accepted_by(rule: Rule) -> tuple[str, ...]:
    """Names of the lawyers who accepted this very text. Nobody can do so yet, so nothing is shown outside a demo."""
    return ()

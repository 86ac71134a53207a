"""The demo's invented world: made by calling the services, marked for good, never on a real database."""

from django.conf import settings

from saphan.store.models import Deployment
from saphan.vault import keyring


def fill_when_empty() -> bool:
    """Fill a database that has never held anything; True when this made the world."""
    if Deployment.objects.get().ever_demo:
        return False
    if not settings.SAPHAN_KEYS.exists():
        keyring.make(settings.SAPHAN_KEYS)
    Deployment.objects.update(ever_demo=True)
    return True

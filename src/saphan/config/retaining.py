"""`saphan retention`: how long each kind of data is kept in this deployment."""

from saphan.config.starting import NotReady
from saphan.vault import retention
from saphan.vault.models import Retention


def retain(changes: list[str]) -> None:
    """Set what is given as KIND=DAYS, then list all. Raises NotReady for what cannot be set."""
    for change in changes:
        name, _, number = change.partition("=")
        try:
            retention.set_days(name, int(number))
        except ValueError:
            raise NotReady(
                f"{change} cannot be set: KIND=DAYS, from {retention.FEWEST} days on, "
                f"for {', '.join(kind.name for kind in retention.KINDS if not kind.fixed)}."
            ) from None
    own = set(Retention.objects.values_list("name", flat=True))
    for kind in retention.KINDS:
        days = retention.days(kind.name)
        time = f"{days} days after {kind.since}" if days is not None else "stays"
        print(f"{kind.name:<8} {time:<32} {'set here' if kind.name in own else 'ours'}: {kind.what}")

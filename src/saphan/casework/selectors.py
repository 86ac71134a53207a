"""What casework can show: frozen data, read as the one who asks."""

from saphan.casework.counting import ConcernBehind, ConcernFacts, concern_for_facts, concern_ids_of, concerns_behind

__all__ = ["ConcernBehind", "ConcernFacts", "concern_for_facts", "concern_ids_of", "concerns_behind"]

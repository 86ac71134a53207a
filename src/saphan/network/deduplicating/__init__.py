"""Organisations that may be in the list twice: proposed by probability, decided by a person (docs/adr/0050)."""

"""Issues at organisations that are read as one: which of them carries the voices, and which rest (docs/adr/0049)."""

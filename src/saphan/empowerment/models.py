"""The tables of this room; each stands in the sub-room that owns it."""

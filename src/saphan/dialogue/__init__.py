"""Polls, boards and round tables, behind the voice gate: asked only where somebody has promised to answer."""

"""Replies that a desk wrote itself: one code, a text for each language, each accepted by somebody who speaks it."""

"""A desk's own bots, pages and numbers: set up, tested, changed, ended."""

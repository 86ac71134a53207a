"""Taking over the log of a hotline that was kept before: mapping, sheets, rows, the act itself."""

"""One person, many ways: what a caseworker sees of it, asks for, and parts again."""

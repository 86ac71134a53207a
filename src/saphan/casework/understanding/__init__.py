"""Two-way understanding: what she says in the desk's language, what the desk says in hers, and who made each."""

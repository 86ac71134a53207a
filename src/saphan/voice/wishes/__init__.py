"""What she wishes of whoever answers her: the language that she speaks, and a woman or a man."""

"""What she found out before she left, kept with her story where she says so, and nowhere else."""

"""What somebody paid to get work: four amounts that are never mixed, kept without her name."""

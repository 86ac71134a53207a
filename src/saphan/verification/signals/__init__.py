"""Something is emerging: pure scans over counts of independent voices. Only desks see what they find."""

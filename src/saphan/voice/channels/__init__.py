"""Ways to be written to and to answer: one folder a channel, which is pure, and beside them what all share."""

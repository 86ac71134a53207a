"""Where a voice came from, as keyed marks: enough to see that two voices have something in common, and not what."""

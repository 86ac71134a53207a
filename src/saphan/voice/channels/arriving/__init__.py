"""From a webhook into her story: kept sealed and acknowledged at once, taken in by a task."""

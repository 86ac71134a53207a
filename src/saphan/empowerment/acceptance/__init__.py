"""Who accepted the words of a lesson (a native speaker) or a rule (a lawyer): without a name no worker sees it."""

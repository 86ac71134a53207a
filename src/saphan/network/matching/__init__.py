"""Which organisation is meant by a name that somebody wrote: found, compared by field, explained; a person decides."""

"""Which organisation is meant by a name that somebody wrote: found, compared field by field, explained; a person decides."""

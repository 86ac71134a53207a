"""Know-your-rights lessons: files of words with their sources, read on any phone, learned without a name."""

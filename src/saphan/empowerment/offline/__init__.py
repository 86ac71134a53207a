"""What works without a net: lessons, an extract of the directory, and a report that waits sealed."""

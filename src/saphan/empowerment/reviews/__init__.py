"""What people say of an organisation, weighed, released late and rounded, with a right of reply."""

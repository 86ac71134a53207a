"""May we send her the address of questions sometimes? Her yes, asked once, and what goes out by it."""

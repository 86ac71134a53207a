"""A worker's pages: no JavaScript, no session, one question a page."""

"""From a reply to her phone: one row an outgoing message, sent once, its state told in plain words."""

"""The channel `visit`: an outreach worker enters workers one after another, without network, and sends them later."""

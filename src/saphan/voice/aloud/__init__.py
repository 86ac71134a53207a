"""Our own questions, read aloud: by a volunteer, or by a machine that a native listener accepted."""

"""Sealing, key ring, keyed hashes, claim codes, audit and facts, shredding."""

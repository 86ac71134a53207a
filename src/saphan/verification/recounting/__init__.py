"""The cross-check from the concerns anew: what stands is compared, and mended where it differs (docs/adr/0052)."""

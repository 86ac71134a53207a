"""One organisation under many names: said to be the same, and parted again exactly. No row is ever re-pointed."""

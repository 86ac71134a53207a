"""Languages that have a picture of their own name (made by tools/language_pictures.py). Pure."""

NAMES = {"en": "English", "my": "မြန်မာ", "th": "ไทย", "km": "ខ្មែរ", "ne": "नेपाली"}

"""Languages that have a picture of their own name (made by tools/language_pictures.py). Pure.

Every phone has Latin letters, so names in them need no picture.
"""

from saphan.languages.catalogue import worker_languages

NAMES = {one.code: one.own_name for one in worker_languages() if one.scripts[0] != "Latn"}

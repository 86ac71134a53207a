"""The check of an offer: what she was told, against the rules of her corridor; and signed against promised."""

"""Which kinds of concern a story may be about: at most three, beside the form, never chosen for anybody.

`ranking` and `interval` are pure; `meaning` asks a language model on this machine where the installer wanted one;
`models` keeps how often the desk took what was suggested, as counts that lead to no story.
"""

"""Names of static files: by content once they were collected, plain before that (tests, a first look)."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Never raises for a file that was not collected: an unstyled page still takes a report."""

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name

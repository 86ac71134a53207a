"""Uploaded files never touch the disk unsealed: memory only, and a limit that is said aloud."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopFutureHandlers


class InMemoryOnly(MemoryFileUploadHandler):
    """Keeps at most one byte more than the largest file; the form then says that it is too large."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
        self.received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except StopFutureHandlers:
            self.received = 0
            raise

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = settings.SAPHAN_LARGEST_FILE + 1 - self.received
        if room > 0:
            self.file.write(raw_data[:room])
            self.received += min(room, len(raw_data))

    def file_complete(self, file_size: int) -> Any:
        return super().file_complete(self.received)

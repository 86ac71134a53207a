"""Log lines without content: level, logger, kind of error and where, never a message built from data."""

import logging
import traceback


class QuietFormatter(logging.Formatter):
    """An exception is logged as its type and the places it passed, without its text.

    A line of another library is logged as its pattern, unfilled;
    one without a pattern may hold anything and is left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}"
        if record.exc_info and record.exc_info[0] is not None:
            places = traceback.extract_tb(record.exc_info[2])[-3:]
            passed = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places))
            return f"{line} {record.exc_info[0].__name__} {passed}"
        if record.name.startswith("saphan"):
            return f"{line} {record.getMessage()}"
        return f"{line} {record.msg if record.args and isinstance(record.msg, str) else ''}".rstrip()

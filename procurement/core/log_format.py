"""Log lines as JSON, without personal data: what an error says may quote a form or a row, so only its kind is kept."""

import json
import logging
import os
import traceback
from datetime import UTC, datetime

from django.conf import settings

LEFT_OUT = "(left out)"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and of an error its kinds and where it came by.

    On a developer's machine, with DEBUG on, errors are written in full.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and settings.DEBUG:
            line["exception"] = "".join(traceback.format_exception(error))
        elif error is not None:
            line["message"] = _without(line["message"], error)
            line["exception"] = _trace(error)
        return json.dumps(line, ensure_ascii=False)


def _without(message: str, error: BaseException) -> str:
    """Return ``message`` without the words of the error: Celery and others put them in."""
    for words in (repr(error), str(error)):
        if words:
            message = message.replace(words, LEFT_OUT)
    return message


def _trace(error: BaseException) -> str:
    """Return the chain of errors, the first one first: kind, broken constraint if any, and the way through the code."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        way = " > ".join(_way(traceback.extract_tb(current.__traceback__)))
        constraint = getattr(getattr(current, "diag", None), "constraint_name", None)
        kind = f"{type(current).__module__}.{type(current).__qualname__}" + (f" [{constraint}]" if constraint else "")
        parts.append(f"{kind}: {way}" if way else kind)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(reversed(parts))


def _way(frames: traceback.StackSummary) -> list[str]:
    """Return the places in Kring's own code, and where the error came up when that is elsewhere."""
    root = f"{settings.BASE_DIR}{os.sep}"
    own = [frame for frame in frames if frame.filename.startswith(root) and "site-packages" not in frame.filename]
    last = [frame for frame in frames[-1:] if frame not in own]
    return [f"{frame.filename.removeprefix(root)}:{frame.lineno} {frame.name}" for frame in [*own, *last]]

"""Where an error happened, for the log: never what it says, that may have somebody's words in it."""

from __future__ import annotations

import traceback


def way_to(error: Exception) -> str:
    """The way through our code to an error, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))

"""Case codes: names to say aloud, on paper and on the phone. They open nothing."""

from __future__ import annotations

import re
import secrets

LETTERS = "ACDEFHJKMNPRTUVWXY"
SIGNS = LETTERS + "34679"
"""Letters and digits that cannot be taken for one another, on paper or aloud."""


def new_code() -> str:
    """A case code: a letter and five signs, random, to be said aloud. It names a report and opens nothing."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(5))


CODE = re.compile(rf"[{LETTERS}][{SIGNS}]{{5}}")


def read_code(text: str) -> str:
    """The case code that somebody typed and nothing else, with or without what makes it a command; else nothing."""
    typed = text.strip().strip("\u2066\u2067\u2068\u2069").upper().removeprefix("/R_").removeprefix("R_")
    return typed if CODE.fullmatch(typed) else ""

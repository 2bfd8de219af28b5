"""Case codes: names to say aloud, on paper and on the phone. They open nothing."""

from __future__ import annotations

import secrets

LETTERS = "ACDEFHJKMNPRTUVWXY"
SIGNS = LETTERS + "34679"
"""Letters and digits that cannot be taken for one another, on paper or aloud."""


def new_code() -> str:
    """A case code: a letter and five signs, random, to be said aloud. It names a report and opens nothing."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(5))

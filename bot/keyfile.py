"""The one key of an installation: an age identity in a file only its owner can read.

KeyRefused   the key is missing, unreadable, or not the one that this database was made with
"""

from __future__ import annotations

import os
from pathlib import Path

from pyrage import x25519

from models.secret import Keys


class KeyRefused(Exception):
    """The key does not fit; nothing was touched."""


def make_key(path: Path) -> Keys:
    """Makes a new key (mode 0600). The caller knows that the database is empty.

    Raises `FileExistsError`, or `KeyRefused` where nothing can be written.
    """
    identity = str(x25519.Identity.generate())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        if path.exists():
            raise
        raise KeyRefused(f"The key {path} cannot be written: {error.strerror}. See HRO_KEY_FILE.") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(identity + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Keys(identity)


def read_key(path: Path) -> Keys:
    """Reads the key. Raises `KeyRefused`."""
    try:
        identity = path.read_text().strip()
        x25519.Identity.from_str(identity)
    except FileNotFoundError as error:
        raise KeyRefused(
            f"There is a database but no key at {path}. Put the key back; without it nothing opens."
        ) from error
    except (OSError, ValueError) as error:
        raise KeyRefused(f"The key at {path} cannot be read: it must be one line AGE-SECRET-KEY-1...") from error
    except Exception as error:  # pyrage has errors of its own that are no ValueError
        raise KeyRefused(f"The key at {path} cannot be read: it must be one line AGE-SECRET-KEY-1...") from error
    return Keys(identity)

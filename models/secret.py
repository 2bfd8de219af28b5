"""Words of people, addresses and places, encrypted by column: AES-256-GCM bound to table, column and row.

Every key comes from one age identity (`AGE-SECRET-KEY-1...`), so that one printed line with its own checksum restores
everything. A sealed value is: version, key id (4 bytes), nonce (12 bytes), ciphertext with tag.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

_VERSION = b"\x01"
_HEADER = 1 + 4
_NONCE = 12
TOKEN = 16
"""Bytes of a token that a report is searched by."""


class Unsealable(Exception):
    """A sealed value does not open with this key at this place: wrong key, wrong row, or tampered with."""


@dataclass(frozen=True)
class Keys:
    """All keys of one installation, derived from `identity`, the age secret key in the key file."""

    identity: str = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
        derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"hro-phone-bot/1/{purpose}".encode())
        return derivation.derive(self.identity.encode())

    @cached_property
    def database(self) -> bytes:
        """The key of the SQLCipher file."""
        return self.derive("database")

    @cached_property
    def fingerprint(self) -> str:
        """Names the key without giving it away; kept in the database to recognise a wrong key."""
        return self.derive("fingerprint").hex()[:16]

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes in front of every sealed value that say which key opens it."""
        return self.derive("column-id")[:4]

    @cached_property
    def _column(self) -> AESGCM:
        return AESGCM(self.derive("column"))

    @cached_property
    def _lookup(self) -> HMAC:
        return HMAC(self.derive("lookup"), SHA256())

    @cached_property
    def _search(self) -> HMAC:
        return HMAC(self.derive("search"), SHA256())

    def seal(self, place: str, row: int, value: bytes) -> bytes:
        """Encrypts `value` for the column `place` ("table.column") of the row with this id."""
        nonce = os.urandom(_NONCE)
        return _VERSION + self.key_id + nonce + self._column.encrypt(nonce, value, f"{place}:{row}".encode())

    def open(self, place: str, row: int, sealed: bytes) -> bytes:
        """Decrypts what `seal` made for the same place and row. Raises `Unsealable`."""
        if sealed[:_HEADER] != _VERSION + self.key_id:
            raise Unsealable(f"{place} of row {row} was sealed with another key")
        nonce, text = sealed[_HEADER : _HEADER + _NONCE], sealed[_HEADER + _NONCE :]
        try:
            return self._column.decrypt(nonce, text, f"{place}:{row}".encode())
        except (InvalidTag, ValueError) as error:
            raise Unsealable(f"{place} of row {row} does not open") from error

    def lookup(self, *parts: str) -> bytes:
        """A keyed fingerprint to find something by, without storing it (HMAC-SHA256)."""
        return _digest(self._lookup, parts)

    def token(self, *parts: str) -> bytes:
        """What a report is searched by, a folded word or a place: 16 bytes under a key of their own (HMAC-SHA256)."""
        return _digest(self._search, parts)[:TOKEN]


def _digest(begun: HMAC, parts: tuple[str, ...]) -> bytes:
    """The key is in it already: begun once, copied each time."""
    one = begun.copy()
    one.update("\x1f".join(parts).encode())
    return one.finalize()


def keys_of(session: Session) -> Keys:
    """The keys that the store put beside this session."""
    keys: Keys = session.info["keys"]
    return keys


def seal(session: Session, place: str, row: int, text: str) -> bytes:
    """Seals a text; see `Keys.seal`."""
    return keys_of(session).seal(place, row, text.encode())


def unseal(session: Session, place: str, row: int, sealed: bytes | None) -> str:
    """Opens a sealed text; nothing gives the empty text. Raises `Unsealable`."""
    return keys_of(session).open(place, row, sealed).decode() if sealed else ""


def seal_json(session: Session, place: str, row: int, value: object) -> bytes:
    """Seals anything that is JSON."""
    return keys_of(session).seal(place, row, orjson.dumps(value))


def unseal_json(session: Session, place: str, row: int, sealed: bytes) -> Any:
    """Opens sealed JSON. Raises `Unsealable`."""
    return orjson.loads(keys_of(session).open(place, row, sealed))

"""What no messenger should ever send is survived: kept, handled, answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.store import Store
from tests.anything import Did, file_named, told

LONG = "x" * 300


NEVER_SENT: list[tuple[str, str, Did]] = [
    ("a zero byte in words", "amina", ("text", "help\x00me")),
    ("half a letter", "amina", ("text", "\udce9")),
    ("a zero byte in a pressed button", "amina", ("press", "m:\x00")),
    ("a zero byte in a file's name and words", "amina", ("file", file_named(name="\0", text="\0"))),
    ("a type of a file longer than its column", "amina", ("file", file_named(mime=LONG))),
    ("a card that cannot be, pressed by a stranger", "amina", ("press", "a:zzzzzzzzzzzzzzzzzzzz:take")),
    ("a word of digits", "amina", ("text", "9" * 4000)),
    ("a forged page", "amina", ("press", "q:1:forces:@at:²")),
    ("a very long text", "amina", ("text", "ب" * 20000)),
    ("a zero byte in a command", "cora", ("text", "/site B\0X name")),
    ("a zero byte in a site's name", "cora", ("text", "/site BX na\0me")),
]
FORGED_IDS: list[tuple[str, str, Did]] = [
    ("a button of a report that cannot be", "amina", ("press", "q:zzzzzzzzzzzzzzzzzzzz:where:dont_know")),
    ("a card that cannot be", "cora", ("press", "a:zzzzzzzzzzzzzzzzzzzz:take")),
]
IN_NO_COLUMN: list[tuple[str, str, Did]] = [
    ("a zero byte in a file's type", "amina", ("file", file_named(mime="\0"))),
    ("a zero byte in an album", "amina", ("file", file_named(album="\0"))),
    ("an album longer than its column", "amina", ("file", file_named(album=LONG))),
    ("a zero byte in the number of an edited message", "amina", ("change", "\0")),
    ("the number of an edited message longer than its column", "amina", ("change", LONG)),
]


def survives(store: Store, folder: Path, cases: list[tuple[str, str, Did]]) -> None:
    told_so = told(store, folder)
    with asyncio.Runner() as runner:
        for _what, name, did in cases:
            told_so(runner, [("amina", ("press", "m:police_violence")), (name, did), ("amina", ("shown", 5))])


def test_what_no_messenger_should_ever_send_is_survived(store: Store, tmp_path: Path) -> None:
    survives(store, tmp_path, NEVER_SENT)


@pytest.mark.parametrize("case", FORGED_IDS, ids=[case[0] for case in FORGED_IDS])
def test_a_forged_id_is_survived(store: Store, tmp_path: Path, case: tuple[str, str, Did]) -> None:
    survives(store, tmp_path, [case])


@pytest.mark.parametrize("store", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
@pytest.mark.parametrize("case", IN_NO_COLUMN, ids=[case[0] for case in IN_NO_COLUMN])
def test_what_fits_into_no_text_column_is_survived(store: Store, tmp_path: Path, case: tuple[str, str, Did]) -> None:
    survives(store, tmp_path, [case])

"""Whatever is written down in the audit has words of ours in both languages of the team."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import became, second_tap_desk, what_was_done
from handlers.words import Plain, say
from models.audit import Audit

HANDLERS = Path(what_was_done.__file__).parent


def written_down() -> Iterator[str]:
    """Every action that some file writes down; of one that is put together, how it begins."""
    for path in sorted(HANDLERS.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.note":
                for piece in ast.walk(call.args[2]):
                    if isinstance(piece, ast.Constant) and isinstance(piece.value, str):
                        yield piece.value


@pytest.mark.parametrize("action", sorted(set(written_down()) - {"reports ", ": "}))
def test_every_action_of_the_audit_is_told_in_words(action: str) -> None:
    row = Audit(action=f"{action}: search" if action in ("agrees", "refuses") else action, note="")
    told = what_was_done.done(row)

    assert not isinstance(told, Plain)
    assert say("fr", told) != say("en", told)


@pytest.mark.parametrize("action", second_tap_desk.AFTER)
def test_what_needs_a_second_tap_has_a_name_there(action: str) -> None:
    assert action in what_was_done.ASKED


def test_what_is_noted_with_an_action_is_told_in_words_too() -> None:
    told = say("fr", what_was_done.done(Audit(action="marked for the person", note="lawyer")))

    assert told.endswith("montré à un avocat")
    assert set(what_was_done.MARKS) == set(became.LABELS)

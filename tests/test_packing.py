"""An outgoing message as it is stored."""

from __future__ import annotations

import orjson
import pytest

from models.messages import Button, FileRef, Outbound, Pin
from models.packing import pack, unpack

WHOLE = Outbound(
    text="سلام",
    rows=((Button("✅ Yes", "y"), Button("No", "n")), (Button("Back", "b"),)),
    slot="q:1",
    edit=True,
    urgent=True,
    protect=True,
    locate="Send",
    pin=Pin(51.0, 1.9, 5.0, 60),
    file=FileRef(7, "photo", "a.jpg", "image/jpeg", "AA==", clean=True),
    language="fa",
    about=5,
    replies_to="3",
    remove="2",
    silent=True,
    cases=("K7P2", "A2B3"),
)


@pytest.mark.parametrize("message", [Outbound(), WHOLE, Outbound(text="a", rows=((Button("a", "b"),),))])
def test_what_was_packed_is_unpacked_as_it_was(message: Outbound) -> None:
    assert unpack(pack(message)) == message


def test_what_an_older_version_stored_is_unpacked_too() -> None:
    older = orjson.dumps(WHOLE, default=lambda button: button._asdict())
    assert b'"option":' in older
    assert unpack(older) == WHOLE


def test_what_is_as_usual_takes_no_room() -> None:
    assert pack(Outbound(text="a")) == b'{"text":"a"}'

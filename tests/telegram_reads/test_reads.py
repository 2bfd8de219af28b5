"""What Telegram's updates mean to us, and under which label they are kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Unreadable
from bot.channels.telegram import Telegram
from models.messages import Inbound, Kind
from tests.telegram_reads.happens import HAPPENS
from tests.telegram_reads.updates import AMAL, EVERY_FILE, WIRE, telegram, wire
from tests.telegram_reads.written import WRITTEN

READS = [*WRITTEN, *HAPPENS]
UNREADABLE = [name for name in EVERY_FILE if name.startswith("broken_")]


@pytest.mark.parametrize(("name", "expected"), READS, ids=[name for name, _expected in READS])
def test_reads(name: str, expected: Inbound) -> None:
    assert telegram().read(wire(name)) == expected


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_not_as_documented_is_unreadable_and_says_so_without_her_words(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        telegram().read(wire(name))
    assert str(caught.value).isidentifier(), "the name of an error, and none of her words"
    assert caught.value.__cause__ is None


def test_every_wire_file_stands_in_a_table() -> None:
    assert sorted([*(name for name, _expected in READS), *UNREADABLE]) == EVERY_FILE


@pytest.mark.parametrize(("name", "expected"), READS, ids=[name for name, _expected in READS])
def test_the_label_names_the_same_chat_as_the_message(name: str, expected: Inbound) -> None:
    label = telegram().label(wire(name))
    assert label.address == expected.address
    assert label.press == (expected.wire_id if expected.kind is Kind.PRESS else ""), "a press waits for its receipt"
    assert label.wire_id == str(json.loads(wire(name)).get("update_id", ""))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("broken_no_chat", AMAL),
        ("broken_no_longitude", AMAL),
        ("broken_date_out_of_time", AMAL),
        ("broken_chat_in_words", ""),
        ("broken_nobody", ""),
        ("broken_cut_off", ""),
    ],
)
def test_even_what_cannot_be_read_is_kept_for_somebody_if_that_can_be_told(name: str, address: str) -> None:
    assert telegram().label(wire(name)).address == address


@pytest.mark.parametrize("name", EVERY_FILE)
def test_the_same_update_gives_the_same_label_however_it_is_spaced(name: str) -> None:
    label = telegram().label(wire(name))
    assert telegram().label(wire(name)) == label
    if label.wire_id:
        assert telegram().label(json.dumps(json.loads(wire(name))).encode()) == label


@pytest.mark.parametrize(("name", "key"), [("text", "text"), ("photo", "caption"), ("edited", "text")])
def test_another_text_under_the_same_number_is_another_content(name: str, key: str) -> None:
    update = json.loads(wire(name))
    first = telegram().label(wire(name))
    (kind,) = (one for one in update if one != "update_id")
    update[kind][key] = "something else"
    other = telegram().label(json.dumps(update).encode())
    assert (first.wire_id, first.address) == (other.wire_id, other.address)
    assert first.content != other.content


def test_the_same_words_sent_twice_are_two_messages() -> None:
    update = json.loads(wire("text"))
    update["message"]["message_id"] += 1
    assert telegram().label(json.dumps(update).encode()).content != telegram().label(wire("text")).content


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=64) | json_values.map(lambda value: json.dumps(value).encode()))
def test_label_never_raises_and_read_only_unreadable(raw: bytes) -> None:
    labelled_and_read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"update_id": 1, "message": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"update_id": 1, "message": {"chat": {"id": 5}, "text": ' + b"[" * 900 + b"]" * 900 + b"}}",
        b'{"update_id": 1, "message": {"chat": {"id": 1e999}}}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"update_id": 1, "message": {"text": "\\udfff"}}',
    ],
    ids=["endless", "deep", "deep words", "infinite", "a long number", "half a pair"],
)
def test_label_survives(raw: bytes) -> None:
    labelled_and_read(raw)


@given(st.data(), st.sampled_from(EVERY_FILE))
def test_label_never_raises_for_an_update_with_a_part_lost_or_replaced(data: st.DataObject, name: str) -> None:
    try:
        update = json.loads(wire(name))
    except ValueError:
        return
    for _time in range(data.draw(st.integers(1, 3))):
        mutate(update, data)
    labelled_and_read(json.dumps(update).encode())


def mutate(update: Any, data: st.DataObject) -> None:
    """Drops or replaces one part somewhere inside."""
    places = [(inside, key) for inside in walk(update) for key in (inside if isinstance(inside, dict) else ())]
    if not places:
        return
    inside, key = data.draw(st.sampled_from(places))
    if data.draw(st.booleans()):
        del inside[key]
    else:
        inside[key] = data.draw(json_values)


def walk(value: Any) -> list[Any]:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(inner for part in parts for inner in walk(part))]


def labelled_and_read(raw: bytes) -> None:
    label = telegram().label(raw)
    label.content.encode()
    label.address.encode()
    try:
        message = telegram().read(raw)
    except Unreadable:
        return
    assert message.address == label.address
    message.text.encode()


@pytest.mark.parametrize("name", ["group_text.json", "business_from_the_phone.json"])
def test_the_bot_does_not_answer_by_itself_where_it_was_not_spoken_to(name: str) -> None:
    telegram = Telegram("123:TEST", "http://127.0.0.1:1")

    assert telegram.label((WIRE / name).read_bytes()).answerable is False

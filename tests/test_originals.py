"""What Telegram sent is kept as Telegram wrote it, to the byte."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_receiving import originals
from bot.channels.telegram_updates import parse

LONG = rb'{"update_id":7,"message":{"chat":{"id":123456789012345678901234567890},"text":"long"}}'
HALF = rb'{"update_id":8,"message":{"text":"help \ud83d"}}'
ESCAPED = (
    rb'{"update_id":9,"message":{"text":"\u0645\u0631\u062d\u0628\u0627 \/ 1.10","location":{"latitude":50.950000}}}'
)
FORGED = rb'{"update_id":10,"message":{"text":"},{\"update_id\":11,\"message\":{}"}}'
NEXT_LINE = b'{"update_id":12,\n"message":{"text":"as Telegram lays it out"}}'


def answered(*updates: bytes, head: bytes = b'{"ok":true,"result":[', tail: bytes = b"]}") -> bytes:
    return head + b",".join(updates) + tail


@pytest.mark.parametrize(
    "updates",
    [(LONG,), (HALF,), (ESCAPED,), (FORGED,), (FORGED, LONG, HALF, ESCAPED, FORGED, NEXT_LINE), (NEXT_LINE, NEXT_LINE)],
)
def test_every_update_is_kept_byte_for_byte(updates: tuple[bytes, ...]) -> None:
    raw = answered(*updates)

    assert originals(raw, parse(raw)["result"]) == list(updates)


@pytest.mark.parametrize(
    "raw",
    [
        answered(ESCAPED, NEXT_LINE, head=b'{"ok": true, "result": ['),
        answered(ESCAPED, NEXT_LINE, head=b'{"result":[', tail=b'],"ok":true}'),
        answered(ESCAPED, NEXT_LINE, tail=b'],"more":[1]}'),
        answered(ESCAPED, b'{ "update_id": 5 }'),
        answered(ESCAPED, b'{"message":{"text":"no number first"},"update_id":5}'),
        answered(b'{"message":{"list":[1,{"update_id":3}]},"update_id":5}'),
        answered(b'{"update_id":1,"message":{"list":[1,{"update_id":3}]}}', NEXT_LINE),
        answered(b"7", b'"words"'),
    ],
)
def test_an_answer_laid_out_in_another_way_is_written_anew(raw: bytes) -> None:
    updates = parse(raw)["result"]
    kept = originals(raw, updates)

    assert [orjson.loads(one) for one in kept] == updates


WORDS = st.text(st.characters(codec="utf-8")) | st.just('},{"update_id":')
DOCUMENTS = st.recursive(
    WORDS | st.integers(-(2**53), 2**53), lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)
)


@given(st.lists(st.tuples(st.integers(0, 2**31), DOCUMENTS), min_size=1, max_size=5), st.booleans())
def test_whatever_is_in_them_updates_are_never_cut_in_the_wrong_place(
    updates: list[tuple[int, Any]], ascii_only: bool
) -> None:
    written = [
        json.dumps({"update_id": number, "message": document}, ensure_ascii=ascii_only, separators=(",", ":")).encode()
        for number, document in updates
    ]
    raw = answered(*written)
    kept = originals(raw, parse(raw)["result"])

    assert [parse(one) for one in kept] == [parse(one) for one in written]

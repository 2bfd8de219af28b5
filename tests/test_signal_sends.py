"""What leaves for Signal, as tables, against the daemon of the tests: every failure has its own fate.

Every test here also shows that neither an address nor anybody's words reach the log.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.channels.base import Blocked, FetchFailed, NoSuchMessage, Refused, SendFailed, Throttled, Unreachable
from bot.channels.signal import Signal, decoded
from bot.channels.signal_calls import Calls, NotLinked, Proof, Untrusted, failure
from bot.channels.signal_revision import MOST_EDITS
from bot.channels.signal_sending import Sending, Turns
from models.messages import OWN, Attachment, Button, FileRef, Outbound, Pin
from tests.quiet_log import keeps_quiet
from tests.signald.server import ACCOUNT, Fault, Json, Signald, failed, success

AMAL = "11111111-2222-4333-8444-555555555555"
GROUP = "group.AAECAwQF/+="
ARABIC = "\u2067نحن هنا، توت\u2069\nهل أنت بأمان؟"
SECRET = (AMAL, "توت", ACCOUNT)
TEXT = Outbound(text=ARABIC)


@pytest_asyncio.fixture
async def daemon() -> AsyncIterator[Signald]:
    async with Signald() as running:
        yield running


@pytest_asyncio.fixture
async def signal(daemon: Signald) -> AsyncIterator[Signal]:
    """The channel, which is not patient."""
    channel = Signal(daemon.url, ACCOUNT, read_s=0.3)
    yield channel
    await channel.close()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield from keeps_quiet(caplog, SECRET)


SENDS: list[tuple[str, str, Outbound, bytes | None, Json]] = [
    ("a text, right to left untouched", AMAL, TEXT, None, {"recipient": [AMAL], "message": ARABIC}),
    ("to a group", GROUP, TEXT, None, {"groupId": "AAECAwQF/+=", "message": ARABIC}),
    (
        "options as numbers",
        AMAL,
        Outbound(text="Safe?", rows=((Button("Yes", "y"), Button("No", "n")),)),
        None,
        {"recipient": [AMAL], "message": "Safe?\n\n1. Yes\n2. No"},
    ),
    (
        "a place as a link",
        AMAL,
        Outbound(pin=Pin(50.9513, 1.8587)),
        None,
        {"recipient": [AMAL], "message": "https://maps.google.com/maps?q=50.951300%2C1.858700"},
    ),
    (
        "a file within the call",
        AMAL,
        Outbound(text="look", file=FileRef(1, "photo", 'a;b,"c.jpg', "image/jpeg")),
        b"\xff\xd8",
        {
            "recipient": [AMAL],
            "message": "look",
            "attachments": ["data:image/jpeg;filename=a_b__c.jpg;base64," + base64.b64encode(b"\xff\xd8").decode()],
        },
    ),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("what", "to", "message", "content", "params"), SENDS, ids=[one[0] for one in SENDS])
async def test_it_leaves(
    daemon: Signald, signal: Signal, what: str, to: str, message: Outbound, content: bytes | None, params: Json
) -> None:
    stamp = await signal.send(to, message, content=content)
    (sent,) = daemon.calls("send")
    assert sent.params == {"account": ACCOUNT, **params}
    assert sent.answer["result"]["timestamp"] == int(stamp)


FAILURES: list[tuple[str, Json, type[SendFailed]]] = [
    ("unregistered", failed("UNREGISTERED_FAILURE"), Blocked),
    ("network", failed("NETWORK_FAILURE"), Unreachable),
    ("a broken pre-key", failed("INVALID_PRE_KEY_FAILURE"), Unreachable),
    ("a rate limit", failed("RATE_LIMIT_FAILURE", code=-5, retryAfterSeconds=60), Throttled),
    ("a rate limit with a captcha", failed("RATE_LIMIT_FAILURE", code=-5, token="t", retryAfterSeconds=9), Proof),
    ("untrusted", failed("IDENTITY_FAILURE", code=-4), Untrusted),
    ("a failure of the future", failed("SOMETHING_NEW"), Unreachable),
    ("nobody given", {"code": -1, "message": "No recipients given", "data": None}, Refused),
    ("empty", {"code": -1, "message": "Sending empty message is not allowed, ...", "data": None}, Refused),
    ("input and output", {"code": -3, "message": "x", "data": None}, Unreachable),
    ("internal", {"code": -32603, "message": "x", "data": None}, Unreachable),
    ("no such method", {"code": -32601, "message": "Method not implemented", "data": None}, Refused),
    ("typing, input and output", {"code": -1, "message": "Failed to send message: x (IOException)"}, Unreachable),
    ("the account is gone", {"code": -1, "message": "User +33 is not registered.", "data": None}, NotLinked),
    ("no account", {"code": -32602, "message": "Method requires valid account parameter", "data": None}, NotLinked),
    ("not the daemon's", {"code": "x"}, Unreachable),
]


@pytest.mark.parametrize(("what", "error", "fate"), FAILURES, ids=[one[0] for one in FAILURES])
def test_every_failure_has_its_fate(what: str, error: Json, fate: type[SendFailed]) -> None:
    assert type(failure(error)) is fate


@pytest.mark.asyncio
async def test_of_a_group_who_could_not_be_reached_does_not_hold_up_the_others(daemon: Signald, signal: Signal) -> None:
    mixed = [{**success("a"), "type": "UNREGISTERED_FAILURE"}, success("b")]
    daemon.answers["send"] = {"result": {"timestamp": 5, "results": mixed}}
    assert await signal.send(GROUP, TEXT) == "5"


@pytest.mark.asyncio
async def test_a_result_without_success_is_a_failure_also_without_an_error(daemon: Signald, signal: Signal) -> None:
    daemon.answers["send"] = {"result": {"timestamp": 5, "results": [{**success("a"), "type": "UNREGISTERED_FAILURE"}]}}
    with pytest.raises(Blocked):
        await signal.send(AMAL, TEXT)


@pytest.mark.asyncio
async def test_a_new_phone_is_trusted_and_it_leaves(daemon: Signald, signal: Signal) -> None:
    daemon.faults.append(Fault("send", error=failed("IDENTITY_FAILURE", code=-4)))
    assert await signal.send(AMAL, TEXT)
    assert [one.method for one in daemon.sent] == ["send", "trust", "send"]


@pytest.mark.asyncio
async def test_under_a_rate_limit_signal_is_not_asked_again_and_a_ring_is_passed_on(
    daemon: Signald, signal: Signal
) -> None:
    limited = failed("RATE_LIMIT_FAILURE", code=-5, token="token", retryAfterSeconds=86400)
    daemon.faults.append(Fault("send", error=limited))
    with pytest.raises(Throttled):
        await signal.send(AMAL, TEXT)
    with pytest.raises(Refused):
        await signal.send(AMAL, Outbound(text="ring", urgent=True))
    with pytest.raises(Throttled):
        await signal.send(AMAL, TEXT)
    assert len(daemon.calls("send")) == 1
    assert signal.challenge == "token"

    await signal.solve("signalcaptcha://x")
    assert signal.challenge == ""
    assert await signal.send(AMAL, TEXT)


@pytest.mark.asyncio
async def test_no_answer_in_time_and_no_daemon_are_tried_again_later(daemon: Signald, signal: Signal) -> None:
    daemon.faults.append(Fault("send", silent_s=1.0, after_doing=True))
    with pytest.raises(Unreachable):
        await signal.send(AMAL, TEXT)
    await daemon.stop()
    with pytest.raises(Unreachable):
        await signal.send(AMAL, TEXT)


@pytest.mark.asyncio
async def test_a_card_is_edited_ten_times_within_a_day_and_then_sent_anew(daemon: Signald) -> None:
    ahead = [0.0]
    calls = Calls(daemon.url, ACCOUNT)

    def started_anew() -> Sending:
        return Sending(calls, lambda: time.time() + ahead[0])

    card = await started_anew().send(AMAL, TEXT, "", None)
    for _number in range(MOST_EDITS):
        older, card = card, await started_anew().send(AMAL, TEXT, card, None)
        assert str(daemon.calls("send")[-1].params["editTimestamp"]) == older.partition(" ")[0]
    assert len(card) <= 64, "the column takes no more"
    with pytest.raises(NoSuchMessage):
        await started_anew().send(AMAL, TEXT, card, None)

    card = await started_anew().send(AMAL, TEXT, "", None)
    ahead[0] += 80_000
    card = await started_anew().send(AMAL, TEXT, card, None)
    ahead[0] += 10_000
    with pytest.raises(NoSuchMessage):
        await started_anew().send(AMAL, TEXT, card, None)
    with pytest.raises(NoSuchMessage):
        await started_anew().send(AMAL, TEXT, "of another messenger", None)
    await calls.close()


@pytest.mark.asyncio
async def test_a_change_that_changes_nothing_is_none_of_the_ten(daemon: Signald, signal: Signal) -> None:
    card = Outbound(text="NOW", rows=((Button("✋ I take it", "a:9:take"),),), slot="a:9", edit=True)
    first = await signal.send(AMAL, card)
    second = await signal.send(AMAL, replace(card, text="Taken"), edits=first)

    assert await signal.send(AMAL, replace(card, text="Taken"), edits=second) == second
    assert len(daemon.calls("send")) == 2
    await signal.send(AMAL, card, edits=second)
    assert len(daemon.calls("send")) == 3


@pytest.mark.asyncio
async def test_what_belongs_under_a_message_of_ours_quotes_its_newest_state(daemon: Signald, signal: Signal) -> None:
    card = await signal.send(AMAL, TEXT)
    changed = await signal.send(AMAL, TEXT, edits=card)
    await signal.send(AMAL, replace(TEXT, replies_to=changed))
    await signal.send(AMAL, replace(TEXT, replies_to="of another messenger"))
    under, alone = (one.params for one in daemon.calls("send")[-2:])
    assert (str(under["quoteTimestamp"]), under["quoteAuthor"]) == (changed.partition(" ")[0], ACCOUNT)
    assert "quoteTimestamp" not in alone


@pytest.mark.asyncio
async def test_what_belongs_under_a_message_of_hers_quotes_her(daemon: Signald, signal: Signal) -> None:
    await signal.send(AMAL, replace(TEXT, replies_to=f"{OWN}1795335602430"))
    (under,) = (one.params for one in daemon.calls("send"))
    assert (under["quoteTimestamp"], under["quoteAuthor"]) == (1795335602430, AMAL)


@pytest.mark.asyncio
async def test_an_edited_message_and_others_are_deleted_at_once(daemon: Signald, signal: Signal) -> None:
    one, two = await signal.send(AMAL, TEXT), await signal.send(AMAL, TEXT)
    one = await signal.send(AMAL, TEXT, edits=one)
    await signal.delete(AMAL, f"{one} {two}")
    deleted = [str(call.params["targetTimestamp"]) for call in daemon.calls("remoteDelete")]
    assert deleted == [one.partition(" ")[0], two]


@pytest.mark.asyncio
async def test_ours_is_deleted_within_a_day(daemon: Signald, signal: Signal) -> None:
    stamp = await signal.send(AMAL, TEXT)
    await signal.delete(AMAL, stamp)
    assert daemon.calls("remoteDelete")[0].params["targetTimestamp"] == int(stamp)
    with pytest.raises(Refused):
        await signal.delete(AMAL, "1700000000001")


@pytest.mark.asyncio
async def test_one_at_a_time_what_is_urgent_first() -> None:
    turns, order = Turns(), []

    async def work(name: str, *, urgent: bool) -> None:
        async with turns.take(urgent=urgent):
            order.append(name)
            await asyncio.sleep(0.01)
            order.append(name)

    first = asyncio.create_task(work("first", urgent=False))
    await asyncio.sleep(0)
    given_up = asyncio.create_task(work("given up", urgent=True))
    rest = [asyncio.create_task(work("slow", urgent=False)), asyncio.create_task(work("ring", urgent=True))]
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(first, *rest)
    assert order == ["first", "first", "ring", "ring", "slow", "slow"]


async def in_pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def whole(*pieces: bytes) -> bytes:
    return b"".join([piece async for piece in decoded(in_pieces(*pieces))])


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [1, 3, 7, 50, 1000])
async def test_a_file_comes_whole_however_it_is_cut(size: int) -> None:
    content = bytes(range(256))
    answer = b'{"jsonrpc":"2.0","result":{"data":"' + base64.b64encode(content) + b'"},"id":"1"}'
    assert await whole(*(answer[at : at + size] for at in range(0, len(answer), size))) == content


BROKEN: list[tuple[bytes, bool]] = [
    (b'{"jsonrpc":"2.0","result":{"data":"aGVs', False),
    (b'{"jsonrpc":"2.0","result":{"data":"a!vs"}}', False),
    (b'{"jsonrpc":"2.0","error":{"code":-1,"message":"Could not find attachment","data":null},"id":"1"}', True),
    (b"{}", False),
    (b"x" * 9000, False),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("answer", "refused"), BROKEN)
async def test_a_file_that_breaks_off_is_not_whole(answer: bytes, refused: bool) -> None:
    with pytest.raises(FetchFailed) as error:
        await whole(answer)
    assert error.value.refused is refused


@pytest.mark.asyncio
async def test_a_file_is_asked_for_in_its_chat(daemon: Signald, signal: Signal) -> None:
    daemon.files["a.jpg"] = b"picture"
    for address, params in ((AMAL, {"recipient": AMAL}), (GROUP, {"groupId": "AAECAwQF/+="})):
        file = Attachment("photo", f"{address} a.jpg")
        assert b"".join([piece async for piece in signal.fetch(file)]) == b"picture"
        assert daemon.calls("getAttachment")[-1].params == {"account": ACCOUNT, "id": "a.jpg", **params}

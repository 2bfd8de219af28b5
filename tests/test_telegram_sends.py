"""What leaves for Telegram, as tables, against the tests' own Bot API server.

Every test here also shows that neither the token, nor an address, nor anybody's words reach the log.
"""

from __future__ import annotations

import logging
import socket
import time
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import (
    Blocked,
    Moved,
    NoSuchMessage,
    Refused,
    SendFailed,
    Throttled,
    Unreachable,
)
from bot.channels.telegram import Telegram
from bot.channels.telegram_sending import CAPTION_LIMIT, TEXT_LIMIT, cut, units
from models.messages import Button, Connection, FileRef, Outbound, Pin
from tests.botapi.client import BotApi, Sent

TOKEN = "123:KEEPthisTOKENforUs"
CHAT = 5123456789
ADDRESS = str(CHAT)
WORD, ARABIC = "mulberry", "\u2067نحن هنا، توت\u2069\nهل أنت بأمان؟"
SECRET = (TOKEN.partition(":")[2], ADDRESS, WORD, "توت")
ROWS = ((Button("🟢 أنا بأمان", "q:1k9x:safe_now:safe"),), (Button("Yes", "y"), Button("No", "x" * 64)))
KEYS = {
    "inline_keyboard": [
        [{"text": "🟢 أنا بأمان", "callback_data": "q:1k9x:safe_now:safe"}],
        [{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "x" * 64}],
    ]
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[BotApi]:
    """One server process for all tests here; each starts from a reset."""
    async with BotApi(TOKEN) as running:
        yield running


@pytest_asyncio.fixture
async def api(server: BotApi) -> AsyncIterator[BotApi]:
    """The server as new, where one chat with the bot exists."""
    async with server.as_new() as mine:
        await mine.meet(CHAT)
        yield mine


@pytest_asyncio.fixture
async def telegram(api: BotApi) -> AsyncIterator[Telegram]:
    """The channel, which is not patient."""
    channel = Telegram(TOKEN, api.url, read_s=0.4)
    yield channel
    await channel.close()


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing secret in the log, whatever its level."""
    caplog.set_level(logging.DEBUG)
    yield
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.get_records("call"))
    assert [secret for secret in SECRET if secret in logged] == []


async def calls(api: BotApi) -> list[tuple[str, dict[str, Any]]]:
    """What was called for the chat, and with what beside the chat."""
    return [(one.method, without_chat(one)) for one in await api.sent(CHAT)]


def without_chat(one: Sent) -> dict[str, Any]:
    return {name: value for name, value in one.params.items() if name != "chat_id"}


SENDS = [
    pytest.param(
        Outbound(f"{WORD}?", ROWS),
        [("sendMessage", {"text": f"{WORD}?", "reply_markup": KEYS})],
        id="a text with buttons, one of them with 64 bytes",
    ),
    pytest.param(Outbound(ARABIC), [("sendMessage", {"text": ARABIC})], id="right-to-left text arrives unchanged"),
    pytest.param(
        Outbound("<b>1 < 2</b> & *no* _marks_"),
        [("sendMessage", {"text": "<b>1 < 2</b> & *no* _marks_"})],
        id="signs are only signs",
    ),
    pytest.param(
        Outbound(WORD, replies_to="41 42"),
        [("sendMessage", {"text": WORD, "reply_parameters": {"message_id": 42, "allow_sending_without_reply": True}})],
        id="shown under a message, or by itself where that is gone",
    ),
    pytest.param(
        Outbound(WORD, replies_to="of another messenger"),
        [("sendMessage", {"text": WORD})],
        id="what is no message of Telegram is not named",
    ),
    pytest.param(
        Outbound(WORD, protect=True),
        [("sendMessage", {"text": WORD, "protect_content": True})],
        id="what is protected cannot be passed on",
    ),
    pytest.param(
        Outbound(WORD, locate="📍 Send my location"),
        [
            (
                "sendMessage",
                {
                    "text": WORD,
                    "reply_markup": {
                        "keyboard": [[{"text": "📍 Send my location", "request_location": True}]],
                        "one_time_keyboard": True,
                        "resize_keyboard": True,
                    },
                },
            )
        ],
        id="a button that sends the place",
    ),
    pytest.param(
        Outbound(pin=Pin(50.95, 1.85), protect=True),
        [("sendLocation", {"latitude": 50.95, "longitude": 1.85, "protect_content": True})],
        id="a place",
    ),
    pytest.param(
        Outbound(WORD, ROWS, pin=Pin(50.95, 1.85)),
        [
            ("sendLocation", {"latitude": 50.95, "longitude": 1.85}),
            ("sendMessage", {"text": WORD, "reply_markup": KEYS}),
        ],
        id="a place with words",
    ),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("message", "expected"), SENDS)
async def test_sends(
    api: BotApi, telegram: Telegram, message: Outbound, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    wire_id = await telegram.send(ADDRESS, message)
    assert await calls(api) == expected
    assert wire_id == " ".join(str(one.message_id) for one in (await api.screen(CHAT)).messages)


# --- long texts ---

PARAGRAPH = " ".join([WORD] * 60)
LONG = {
    "words": " ".join([WORD] * 1000),
    "paragraphs": "\n\n".join([PARAGRAPH] * 18),
    "one endless word": "ا" * 10_000,
    "only pictures": "🆘" * 5000,
    "pictures between words": "🏕️ توت 👮🏽 " * 900,
    "one letter too many, a space": "a" * TEXT_LIMIT + " ",
    "one letter too many": "a" * TEXT_LIMIT + "b",
}


@pytest.mark.asyncio
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
async def test_a_long_text_leaves_in_pieces_with_the_buttons_on_the_last(
    api: BotApi, telegram: Telegram, text: str
) -> None:
    await telegram.send(ADDRESS, Outbound(text, ROWS))
    sent = [params for _method, params in await calls(api)]
    pieces = [params["text"] for params in sent]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(0 < units(piece) <= TEXT_LIMIT for piece in pieces)
    assert [params.get("reply_markup") for params in sent] == [None] * (len(sent) - 1) + [KEYS]


@pytest.mark.asyncio
async def test_a_long_text_that_is_throttled_on_its_way_goes_on_where_it_was(api: BotApi, telegram: Telegram) -> None:
    await api.limits(chat_burst=2, chat_rate=2)
    text = " ".join(f"{WORD}{number}" for number in range(1500))
    await telegram.send(ADDRESS, Outbound(text))
    assert await api.limits(on=False) > 0, "it was throttled"
    assert " ".join(shown.text for shown in (await api.screen(CHAT)).messages) == text


def test_a_long_text_is_cut_between_paragraphs_else_between_words() -> None:
    assert all(piece.endswith(PARAGRAPH) for piece in cut(LONG["paragraphs"], TEXT_LIMIT))
    assert {word for piece in cut(LONG["words"], TEXT_LIMIT) for word in piece.split(" ")} == {WORD}


@given(st.text(alphabet=st.sampled_from("ab \n🆘ت\u200d"), max_size=80), st.integers(2, 12))
def test_cutting_loses_nothing_but_space(text: str, limit: int) -> None:
    pieces = cut(text, limit)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(units(piece) <= limit for piece in pieces)
    assert all(pieces) or pieces == [""]


# --- changing what was sent ---


@pytest.mark.asyncio
async def test_an_edit_changes_text_and_buttons_where_they_stand(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open", ROWS))
    assert await telegram.send(ADDRESS, Outbound(ARABIC), edits=first) == first
    (shown,) = (await api.screen(CHAT)).messages
    assert (shown.text, shown.buttons, shown.edited) == (ARABIC, [], True)


@pytest.mark.asyncio
async def test_a_message_is_taken_out_of_a_chat_with_all_of_its_pieces(api: BotApi, telegram: Telegram) -> None:
    kept = await telegram.send(ADDRESS, Outbound(WORD))
    wire_id = await telegram.send(ADDRESS, Outbound(WORD, pin=Pin(50.95, 1.85)))

    await telegram.delete(ADDRESS, wire_id)

    assert [str(one.message_id) for one in (await api.screen(CHAT)).messages] == [kept]


@pytest.mark.asyncio
async def test_what_is_gone_already_or_too_old_cannot_be_taken_out_and_the_rest_is(
    api: BotApi, telegram: Telegram
) -> None:
    old = await telegram.send(ADDRESS, Outbound("old"))
    await api.push_clock(49 * 3600)
    wire_id = await telegram.send(ADDRESS, Outbound(WORD))

    for gone in (f"999999 {wire_id}", old):
        with pytest.raises(Refused):
            await telegram.delete(ADDRESS, gone)

    assert [one.text for one in (await api.screen(CHAT)).messages] == ["old"]


@pytest.mark.asyncio
async def test_an_edit_to_the_same_is_fine(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound(WORD, ROWS))
    assert await telegram.send(ADDRESS, Outbound(WORD, ROWS), edits=first) == first
    assert [one.outcome[:3] for one in await api.sent(CHAT)] == ["ok", "400"]


@pytest.mark.asyncio
async def test_an_edit_of_a_deleted_message_says_so(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open"))
    await api.user(CHAT).delete(int(first))
    with pytest.raises(NoSuchMessage):
        await telegram.send(ADDRESS, Outbound(WORD), edits=first)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "first",
    [Outbound("where?", locate="📍"), Outbound(pin=Pin(50.9, 1.8))],
    ids=["with the button that sends the place", "a place"],
)
async def test_an_edit_of_what_cannot_be_edited_says_so(api: BotApi, telegram: Telegram, first: Outbound) -> None:
    wire_id = await telegram.send(ADDRESS, first)
    with pytest.raises(NoSuchMessage):
        await telegram.send(ADDRESS, Outbound(WORD), edits=wire_id)


@pytest.mark.asyncio
async def test_an_edit_that_is_too_long_is_sent_anew(api: BotApi, telegram: Telegram) -> None:
    first = await telegram.send(ADDRESS, Outbound("open"))
    last = await telegram.send(ADDRESS, Outbound(LONG["only pictures"]), edits=first)
    assert [one.method for one in await api.sent(CHAT)] == ["sendMessage"] * 4
    assert last != first


# --- files ---

FILES = [
    ("photo", "sendPhoto", "photo", "image/jpeg"),
    ("voice", "sendVoice", "voice", "audio/ogg"),
    ("audio", "sendAudio", "audio", "audio/mpeg"),
    ("video", "sendVideo", "video", "video/mp4"),
    ("animation", "sendAnimation", "animation", "video/mp4"),
    ("document", "sendDocument", "document", "application/pdf"),
    ("something new", "sendDocument", "document", "application/octet-stream"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "method", "field", "mime"), FILES, ids=[kind for kind, *_rest in FILES])
async def test_a_file_goes_by_its_own_method_with_name_kind_and_caption(
    api: BotApi, telegram: Telegram, kind: str, method: str, field: str, mime: str
) -> None:
    content = f"%{WORD}%".encode()
    message = Outbound("K7F3AC", ROWS, file=FileRef(1, kind, "قرار الإخلاء.pdf", mime), protect=True)
    await telegram.send(ADDRESS, message, content=content)
    (one,) = await api.sent(CHAT)
    assert one.method == method
    assert without_chat(one) == {"caption": "K7F3AC", "protect_content": True, "reply_markup": KEYS}
    assert {name: one.files[field][name] for name in ("name", "mime", "size")} == {
        "name": "قرار الإخلاء.pdf",
        "mime": mime,
        "size": len(content),
    }


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "method"), [("video_note", "sendVideoNote"), ("sticker", "sendSticker")])
async def test_a_file_that_takes_no_caption_is_followed_by_its_words(
    api: BotApi, telegram: Telegram, kind: str, method: str
) -> None:
    await telegram.send(ADDRESS, Outbound("K7F3AC", ROWS, file=FileRef(1, kind)), content=b"x")
    assert await calls(api) == [(method, {}), ("sendMessage", {"text": "K7F3AC", "reply_markup": KEYS})]


@pytest.mark.asyncio
@pytest.mark.parametrize(("mime", "name"), [("image/png", "photo.png"), ("", "photo"), ("no mime; at all", "photo")])
async def test_a_file_without_a_name_gets_one(api: BotApi, telegram: Telegram, mime: str, name: str) -> None:
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "photo", "", mime)), content=b"x")
    (one,) = await api.sent(CHAT)
    assert one.files["photo"]["name"] == name


@pytest.mark.asyncio
async def test_a_name_cannot_break_out_of_its_place(api: BotApi, telegram: Telegram) -> None:
    name = 'a"\r\nContent-Type: text/html\r\n\r\n../b.pdf'
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "document", name)), content=b"x")
    (one,) = await api.sent(CHAT)
    assert one.files["document"]["name"] == "a___Content-Type: text_html____.._b.pdf"


@pytest.mark.asyncio
async def test_a_caption_that_is_too_long_is_cut_and_goes_on_as_a_text(api: BotApi, telegram: Telegram) -> None:
    text = " ".join(["🆘 توت"] * 300)
    await telegram.send(ADDRESS, Outbound(text, ROWS, file=FileRef(1, "photo")), content=b"x")
    (method, first), (then, rest) = await calls(api)
    assert (method, then) == ("sendPhoto", "sendMessage")
    assert units(first["caption"]) <= CAPTION_LIMIT
    assert f"{first['caption']} {rest['text']}" == text
    assert ("reply_markup" in first, rest["reply_markup"]) == (False, KEYS)


@pytest.mark.asyncio
async def test_a_picture_or_voice_that_is_refused_goes_as_a_document(api: BotApi, telegram: Telegram) -> None:
    await api.fault("bad_request", "sendVoice", description="Bad Request: VOICE_MESSAGES_FORBIDDEN")
    await telegram.send(ADDRESS, Outbound("K7F3AC", file=FileRef(1, "voice", "v.oga")), content=b"OggS")
    assert [one.method for one in await api.sent(CHAT)] == ["sendVoice", "sendDocument"]
    (shown,) = (await api.screen(CHAT)).messages
    assert (shown.kind, shown.text, shown.content["file_name"]) == ("document", "K7F3AC", "v.oga")


@pytest.mark.asyncio
async def test_a_large_file_leaves_whole(api: BotApi, telegram: Telegram) -> None:
    await telegram.send(ADDRESS, Outbound(file=FileRef(1, "video")), content=bytes(3_000_000))
    (one,) = await api.sent(CHAT)
    assert (one.outcome, one.files["video"]["size"]) == ("ok", 3_000_000)


@pytest.mark.asyncio
async def test_a_file_that_is_not_there_is_refused(telegram: Telegram) -> None:
    with pytest.raises(Refused):
        await telegram.send(ADDRESS, Outbound(file=FileRef(1, "photo")))


@pytest.mark.asyncio
@pytest.mark.parametrize("body", [b'{"ok": false, "error_code": 413, "description": "x"}', b"<html>Too Large</html>"])
async def test_a_file_too_large_for_telegram_is_refused_and_not_tried_for_ever(body: bytes) -> None:
    async with answering(413, body) as url:
        telegram = Telegram(TOKEN, url)
        with pytest.raises(Refused, match="too large"):
            await telegram.send(ADDRESS, Outbound(file=FileRef(1, "document")), content=b"x")
        await telegram.close()


# --- chats of the phone's own account ---

HERS = f"business:bc-Q7:{CHAT}"
ALL = {"can_reply": True, "can_delete_sent_messages": True, "can_delete_all_messages": True}


async def writes_there(api: BotApi, rights: dict[str, bool] | None = None) -> int:
    """She writes to the account, which is connected with these rights; gives the number of her message."""
    await api.connect("bc-Q7", rights=ALL if rights is None else rights)
    return await api.user(CHAT, business="bc-Q7").say("salam")


THERE = {"business_connection_id": "bc-Q7"}
SENDS_THERE = [
    (Outbound(WORD, ROWS), [("sendMessage", {**THERE, "text": WORD, "reply_markup": KEYS})]),
    # A keyboard that asks for the place is refused there.
    (Outbound(WORD, locate="Send my location"), [("sendMessage", {**THERE, "text": WORD})]),
    (Outbound(pin=Pin(50.95, 1.8)), [("sendLocation", {**THERE, "latitude": 50.95, "longitude": 1.8})]),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("message", "expected"), SENDS_THERE, ids=["buttons", "no location button", "a place"])
async def test_what_leaves_for_such_a_chat_names_the_connection(
    api: BotApi, telegram: Telegram, message: Outbound, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    await writes_there(api)
    await telegram.send(HERS, message)

    assert await calls(api) == expected


@pytest.mark.asyncio
async def test_a_message_there_is_changed_in_place(api: BotApi, telegram: Telegram) -> None:
    await writes_there(api)
    wire_id = await telegram.send(HERS, Outbound(WORD, ROWS))
    await telegram.send(HERS, Outbound(ARABIC), edits=wire_id)

    assert [shown.text for shown in (await api.screen(CHAT, "bc-Q7")).messages if shown.from_bot] == [ARABIC]


@pytest.mark.asyncio
async def test_both_sides_are_removed_there_a_hundred_at_a_time_whatever_their_age(
    api: BotApi, telegram: Telegram
) -> None:
    number = await writes_there(api)
    sent = [await telegram.send(HERS, Outbound(WORD)) for _each in range(2)]
    await api.push_clock(80 * 3600)
    numbers = [str(number), *sent, *(str(one) for one in range(1000, 1120))]
    await telegram.delete(HERS, " ".join(numbers))
    removals = [one for one in await api.sent() if one.method == "deleteBusinessMessages"]

    assert [len(one.params["message_ids"]) for one in removals] == [100, 23]
    assert (await api.screen(CHAT, "bc-Q7")).messages == []


NOT_THERE = [
    ("her last message is older than a day", ALL, 25 * 3600),
    ("the right to reply is missing", {"can_read_messages": True}, 0),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("rights", "later"), [row[1:] for row in NOT_THERE], ids=[row[0] for row in NOT_THERE])
async def test_what_telegram_does_not_let_a_bot_write_there_is_refused_for_ever(
    api: BotApi, telegram: Telegram, rights: dict[str, bool], later: int
) -> None:
    await writes_there(api, rights)
    await api.push_clock(later)
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))


@pytest.mark.asyncio
async def test_an_ended_or_unknown_connection_refuses(api: BotApi, telegram: Telegram) -> None:
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))
    await writes_there(api)
    await api.connect("bc-Q7", is_enabled=False)
    with pytest.raises(Refused):
        await telegram.send(HERS, Outbound(WORD))
    with pytest.raises(Refused):
        await telegram.connection("bc-unknown")


@pytest.mark.asyncio
async def test_her_messages_are_not_removed_with_the_smaller_right(api: BotApi, telegram: Telegram) -> None:
    number = await writes_there(api, {"can_reply": True, "can_delete_sent_messages": True})
    wire_id = await telegram.send(HERS, Outbound(WORD))
    await telegram.delete(HERS, wire_id)
    with pytest.raises(Refused):
        await telegram.delete(HERS, str(number))


@pytest.mark.asyncio
async def test_a_connection_that_is_asked_for_is_read_like_one_that_was_told(api: BotApi, telegram: Telegram) -> None:
    await api.connect("bc-Q7", user=777, rights=ALL, quiet=True)
    asked = telegram.read(await telegram.connection("bc-Q7"))

    assert asked.connection == Connection("bc-Q7", "777", "HRO", enabled=True, rights=frozenset(ALL), asked=True)


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["deleteMessage", "setMessageReaction"])
async def test_the_tests_own_server_knows_no_connection_where_telegram_knows_none(api: BotApi, method: str) -> None:
    number = await writes_there(api)
    done = await api.call(method, chat_id=CHAT, message_id=number, **THERE)

    assert done["ok"] is False


# --- failing ---

FAILS: list[tuple[str, dict[str, Any], type[SendFailed]]] = [
    ("throttled", {"retry_after": 7}, Throttled),
    ("forbidden", {}, Blocked),
    ("forbidden", {"description": "Forbidden: user is deactivated"}, Blocked),
    ("forbidden", {"description": "Forbidden: bot can't initiate conversation with a user"}, Blocked),
    ("bad_request", {"description": "Bad Request: chat not found"}, Blocked),
    ("bad_request", {"description": "Bad Request: PEER_ID_INVALID"}, Blocked),
    ("bad_request", {"description": "Bad Request: BUTTON_DATA_INVALID"}, Refused),
    ("server_error", {}, Unreachable),
    ("bad_gateway", {}, Unreachable),
    ("drop", {}, Unreachable),
    ("lose_answer", {}, Unreachable),
    ("delay", {"seconds": 3}, Unreachable),
    ("migrate", {"to_chat": -1001987654321}, Moved),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("kind", "more", "as_"), FAILS, ids=[f"{kind} {more.get('description', '')}".strip() for kind, more, _as in FAILS]
)
@pytest.mark.parametrize("edits", ["", "1"], ids=["sending", "editing"])
async def test_fails(
    api: BotApi, telegram: Telegram, kind: str, more: dict[str, Any], as_: type[SendFailed], edits: str
) -> None:
    await telegram.send(ADDRESS, Outbound("open"))
    await api.fault(kind, **more)
    started = time.monotonic()
    error = await failure(telegram, edits=edits)
    assert type(error) is as_
    assert time.monotonic() - started < 2
    if isinstance(error, Throttled):
        assert error.after == 7
    if isinstance(error, Moved):
        assert (error.to, error.again) == ("-1001987654321", False)


@pytest.mark.asyncio
async def test_a_silent_test_shows_nothing_and_finds_who_has_blocked_us(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.send(ADDRESS, Outbound(silent=True)) == ""
    assert [one.method for one in await api.sent(CHAT)] == ["sendChatAction"]
    assert (await api.screen(CHAT)).messages == []
    await api.fault("forbidden")
    with pytest.raises(Blocked):
        await telegram.send(ADDRESS, Outbound(silent=True))


ANSWERS = [
    ("a portal on the way", 200, b"<html>Please log in</html>"),
    ("a portal's redirection", 302, b""),
    ("a firewall on the way", 403, b"<html>Forbidden</html>"),
    ("a firewall that speaks JSON", 403, b'{"error": "forbidden"}'),
    ("a proxy without a way", 400, b"<html>Bad Request</html>"),
    ("an answer without a result", 200, b'{"ok": true}'),
    ("an answer without a message", 200, b'{"ok": true, "result": true}'),
    ("a list", 200, b"[1, 2]"),
    ("a list as an error", 500, b"[1, 2]"),
    ("half an answer", 200, b'{"ok": true, "result": {"message_id": 4, "text": "mulber'),
    ("a refusal in disguise", 200, b'{"ok": false, "description": "Bad Request"}'),
    ("throttled in words", 429, b'{"ok": false, "description": "", "parameters": {"retry_after": "?"}}'),
    ("parameters that are none", 400, b'{"ok": false, "error_code": 400, "description": "x", "parameters": [1]}'),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("status", "body"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
async def test_what_telegram_never_said_blocks_and_refuses_nothing(status: int, body: bytes) -> None:
    async with answering(status, body) as url:
        telegram = Telegram(TOKEN, url)
        error = await failure(telegram)
        await telegram.close()
    assert type(error) is Unreachable


@pytest.mark.asyncio
async def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        telegram = Telegram(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert type(await failure(telegram)) is Unreachable
        await telegram.close()


@pytest.mark.asyncio
async def test_a_wrong_token_keeps_messages_waiting_and_is_told_in_words(api: BotApi) -> None:
    telegram = Telegram("123:WRONG", api.url)
    error = await failure(telegram)
    await telegram.close()
    assert (type(error), error.why) == (Unreachable, "Telegram does not know this token")


@pytest.mark.asyncio
async def test_a_press_that_cannot_be_acknowledged_is_no_error(api: BotApi, telegram: Telegram) -> None:
    await telegram.acknowledge("2200112233445566778")
    await api.fault("drop", "answerCallbackQuery")
    await telegram.acknowledge("2200112233445566779")
    assert [one.method for one in await api.sent()] == ["answerCallbackQuery"] * 2


@pytest.mark.asyncio
async def test_the_bots_name_is_asked_and_its_menus_are_set(api: BotApi, telegram: Telegram) -> None:
    assert await telegram.username() == "hro_test_bot"
    await telegram.describe({"": [("start", "Begin")], "ar": [("start", "ابدأ")]}, {"": "HRO", "ar": "توت"})
    assert [(one["what"], one["language"], one["value"]) for one in await api.texts()] == [
        ("commands", "", [{"command": "start", "description": "Begin"}]),
        ("commands", "ar", [{"command": "start", "description": "ابدأ"}]),
        ("short_description", "", "HRO"),
        ("short_description", "ar", "توت"),
    ]


async def failure(telegram: Telegram, *, edits: str = "") -> SendFailed:
    """How sending fails; neither the error nor what is behind it tells a secret."""
    with pytest.raises(SendFailed) as caught:
        await telegram.send(ADDRESS, Outbound(f"{WORD} {ARABIC}"), edits=edits)
    error: SendFailed = caught.value
    told = "".join(traceback.format_exception(error)) + error.why
    assert [secret for secret in SECRET if secret in told] == []
    return error


@asynccontextmanager
async def answering(status: int, body: bytes) -> AsyncIterator[str]:
    """Somebody on the way who answers everything with the same."""

    async def answer(request: web.BaseRequest) -> web.Response:
        return web.Response(status=status, body=body, headers={"Location": "/login"} if status == 302 else {})

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()

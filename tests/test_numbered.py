"""Where a messenger has no buttons: options are numbered, and a number, a word or a reaction is the press it means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.channels.numbered import FSI, PDI, RLM, text_of
from bot.store import Store
from handlers.numbered import as_press
from handlers.person import meet
from handlers.rules import Rules
from models.messages import Button, Inbound, Kind, Outbound
from models.options import numbered
from models.outbox import SENT, Outbox, open_message, put
from models.person import Person

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def one(*labels: str, name: str = "m", language: str = "en", **more: object) -> Outbound:
    """A message with one option in each row; its option is its label's last word."""
    rows = tuple((Button(label, f"{name}:{label.split()[-1]}"),) for label in labels)
    return Outbound(text="What now?", rows=rows, language=language, **more)  # type: ignore[arg-type]  # its fields


def question(report: int, *labels: str, done: bool = False) -> Outbound:
    """A question of a form, with the ways through it."""
    name = f"q:{report}:who"
    keys = (*labels, "@done") if done else labels
    rows = tuple((Button(f"▫️ {key}", f"{name}:{key}"),) for key in keys)
    ways = (Button("⬅️ Back", f"n:{report}:back"), Button("⏭️ Skip", f"n:{report}:skip"))
    return Outbound(text="Who?", rows=(*rows, ways), language="en", slot="q")


COUNT = Outbound(
    text="How many?",
    rows=(*((Button(f"🔢 {n}", f"q:7:many:{n}"),) for n in "12345"), (Button("➕ At least 10", "q:7:many:10+"),)),
    language="en",
)

WRITTEN: list[tuple[str, Outbound, str]] = [
    ("nothing to choose", Outbound(text="Thank you."), "Thank you."),
    ("two options", one("🟢 I am safe", "🔴 Danger"), "What now?\n\n1. 🟢 I am safe\n2. 🔴 Danger"),
    ("ways are words", question(7, "a"), "Who?\n\n1. ▫️ a\n\n⬅️ Back · ⏭️ Skip"),
    ("a count has no numbered options", COUNT, "How many?\n\n➕ At least 10"),
    ("Arabic digits", one("✅ نعم", language="ar"), f"What now?\n\n{RLM}١. ✅ نعم"),
    ("Persian digits", one("✅ بله", language="fa"), f"What now?\n\n{RLM}۱. ✅ بله"),
    ("Pashto digits", one("✅ هو", language="ps"), f"What now?\n\n{RLM}۱. ✅ هو"),
    ("digits as written in Tigrinya today", one("✅ እወ", language="ti"), "What now?\n\n1. ✅ እወ"),
    ("Latin in Arabic", one("🏕️ B2", language="ar"), f"What now?\n\n{RLM}١. {FSI}🏕️ B2{PDI}"),
    ("Arabic in English", one("العربية"), f"What now?\n\n1. {FSI}العربية{PDI}"),
]


@pytest.mark.parametrize(("message", "text"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_the_options_are_written_below_the_text(message: Outbound, text: str) -> None:
    assert text_of(message) == text


def test_a_row_that_was_turned_round_is_read_from_its_right_end() -> None:
    rows = ((Button("ب", "m:2"), Button("ا", "m:1")),)
    assert [button.option for button in numbered(Outbound(rows=rows, language="ar"))] == ["m:1", "m:2"]


@pytest.mark.parametrize("count", [1, 9, 10, 30])
def test_however_many_options_each_has_a_number(count: int) -> None:
    written = text_of(one(*(f"▫️ {number}x" for number in range(1, count + 1)))).splitlines()[2:]
    assert [line.partition(".")[0] for line in written] == [str(number) for number in range(1, count + 1)]


CARD = Outbound(
    text="NOW",
    rows=((Button("✋ I take it", "a:9:take"),), (Button("🚫 I cannot", "a:9:cannot"), Button("👁️ Show", "a:9:show"))),
    language="en",
    slot="a:9",
    urgent=True,
)
TAKEN = Outbound(text="Taken by Karim", rows=((Button("👁️ Show", "a:9:show"),),), language="en", slot="a:9", edit=True)
OTHER = Outbound(text="NOW", rows=((Button("✋ I take it", "a:8:take"),),), language="en", slot="a:8", urgent=True)
PHRASES = one("👁️ We have read it", "✋ Rights, choice", name="p:9")
DELETE = one("✅ Yes, delete", "❌ No, keep")
MENU = one("🏕️ Eviction", "👊 Violence", "📄 Reports")
SENT_THEN: list[tuple[str, list[Outbound], str, str, str]] = [
    ("a number", [MENU], "2", "", "m:Violence"),
    ("a number with a point", [MENU], " 2. ", "", "m:Violence"),
    ("an Arabic number", [MENU], "٣", "", "m:Reports"),
    ("a Persian number", [MENU], "۳", "", "m:Reports"),
    ("a Ge'ez number", [MENU], "፫", "", "m:Reports"),
    ("a number in a frame", [MENU], "3️⃣", "", "m:Reports"),
    ("a number that is not there", [MENU], "4", "", ""),
    ("nought", [MENU], "0", "", ""),
    ("a time", [MENU], "2:30", "", ""),
    ("two numbers where one is chosen", [MENU], "1 2", "", ""),
    ("a label", [MENU], "eviction", "", "m:Eviction"),
    ("a pictogram", [MENU], "🏕", "", "m:Eviction"),
    ("a label inside of a sentence", [MENU], "eviction in B2", "", ""),
    ("a command", [MENU], "/menu", "", ""),
    ("the newest counts", [MENU, one("a", "b", name="x")], "2", "", "x:b"),
    ("what came later has no options", [MENU, Outbound(text="A human has read it.")], "2", "", "m:Violence"),
    ("an older one by quoting it", [MENU, one("a", "b", name="x")], "2", "w0", "m:Violence"),
    ("an older one by its words", [MENU, one("a", "b", name="x")], "Eviction", "", ""),
    ("two options of one name", [one("✅ Yes a", "✅ Yes b")], "✅", "", ""),
    ("several are ticked at once", [question(7, "a", "b", "c", done=True)], "1 3", "", "q:7:who:a,c,@done"),
    ("several with commas", [question(7, "a", "b", "c", done=True)], "١،٣", "", "q:7:who:a,c,@done"),
    ("several and done", [question(7, "a", "b", done=True)], "1,2,3", "", "q:7:who:a,b,@done"),
    ("several with a word between", [question(7, "a", "b", "c", done=True)], "١ و ٣", "", "q:7:who:a,c,@done"),
    ("several with a letter that means and", [question(7, "a", "b", "c", done=True)], "١ و٣", "", "q:7:who:a,c,@done"),
    ("several in Pashto", [question(7, "a", "b", "c", done=True)], "۱ او ۳", "", "q:7:who:a,c,@done"),
    ("several in Tigrinya", [question(7, "a", "b", "c", done=True)], "1ን 3ን", "", "q:7:who:a,c,@done"),
    ("several in French", [question(7, "a", "b", "c", done=True)], "1, 2 et 3", "", "q:7:who:a,b,c,@done"),
    ("only a word between", [question(7, "a", "b", done=True)], "و", "", ""),
    ("a way through", [question(7, "a")], "skip", "", "n:7:skip"),
    ("a count is a count", [COUNT], "3", "", ""),
    ("a count in words", [COUNT], "at least 10", "", "q:7:many:10+"),
    ("a count does not answer what came before it", [MENU, COUNT], "2", "", ""),
    ("a question of an older report", [question(5, "a", "b")], "2", "", ""),
    ("of an older report by its words", [question(5, "a", "b")], "b", "", ""),
    ("of an older report by quoting it", [question(5, "a", "b")], "2", "w0", "q:5:who:b"),
    ("the card in words", [CARD], "I take it", "", "a:9:take"),
    ("the card in French words", [CARD], "je prends", "w0", "a:9:take"),
    ("the card by number", [CARD], "3", "", "a:9:show"),
    ("an older card by quoting it", [CARD, OTHER], "1", "w0", "a:9:take"),
    ("a changed card stays where it stands", [CARD, OTHER, TAKEN], "1", "", "a:8:take"),
    ("a changed card by its change", [CARD, OTHER, TAKEN], "1", "w2", "a:9:show"),
    ("a changed card by its first wire id", [CARD, OTHER, TAKEN], "1", "w0", "a:9:show"),
    ("a changed card, what it was before", [CARD, OTHER, TAKEN], "I take it", "w2", "a:9:take"),
    ("the words of a card are not those of a sentence", [PHRASES], "voir", "w0", ""),
    ("yes in her own word", [DELETE], "oui", "", "m:delete"),
    ("yes in Arabic", [DELETE], "نعم", "", "m:delete"),
    ("no, quoting the question", [DELETE, MENU], "no", "w0", "m:keep"),
    ("yes to what was asked before something else", [DELETE, MENU], "yes", "", ""),
    ("an answer in words", [CARD], "We are coming", "w0", ""),
    ("a message we never sent", [CARD], "1", "unknown", ""),
]
REACTED: list[tuple[str, list[Outbound], str, str, str]] = [
    ("a hand", [CARD], "✋", "w0", "a:9:take"),
    ("a brown thumb", [CARD], "👍🏾", "w0", "a:9:take"),
    ("a woman who raises her hand", [CARD], "🙋🏽‍♀️", "w0", "a:9:take"),
    ("a thumb down", [CARD], "👎", "w0", "a:9:cannot"),
    ("eyes", [CARD], "👀", "w0", "a:9:show"),
    ("a heart", [CARD], "❤️", "w0", ""),
    ("taken away again", [CARD], "", "w0", ""),
    ("to an older card", [CARD, OTHER], "👍", "w0", "a:9:take"),
    ("to a change of a card", [CARD, OTHER, TAKEN], "👍", "w2", "a:9:take"),
    ("to something of her own", [CARD], "👍", "hers", ""),
    ("eyes do not send a sentence", [PHRASES], "👀", "w0", ""),
    ("a thumb is not where it hurts", [one("✋ Hand", "👁️ Eye", name="q:7:who")], "👍", "w0", ""),
    ("its own pictogram is", [one("✋ Hand", "👁️ Eye", name="q:7:who")], "✋", "w0", "q:7:who:Hand"),
    ("to a question", [one("✅ Yes", "❌ No")], "✅", "w0", "m:Yes"),
    ("a thumb is no yes", [one("✅ Yes", "❌ No")], "👍", "w0", ""),
]


def _meant(session: Session, sent: list[Outbound], message: Inbound, *, later: timedelta) -> Inbound:
    person = meet(session, "signal", "us", "lea", NOW)
    person.report_id = 7
    for place, shown in enumerate(sent):
        row = put(session, person.id, shown, NOW)
        values = {"state": SENT, "sent_at": NOW + later, "wire_id": f"p{place} w{place}", "edit": shown.edit}
        session.execute(update(Outbox).where(Outbox.id == row).values(**values))
    session.flush()
    return as_press(session, session.get_one(Person, person.id), message, NOW, Rules())


async def _say(
    store: Store, sent: list[Outbound], said: str, target: str, kind: Kind, *, later: timedelta = timedelta(0)
) -> str:
    message = Inbound("signal", "us", "lea", kind, wire_id="m1", text=said, target=target, sent_at=NOW)
    meant = await store.write(lambda session: _meant(session, sent, message, later=later))
    assert (meant.kind is Kind.PRESS) == bool(meant.option)
    assert meant.text == said
    return meant.option


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("sent", "said", "target", "option"), [r[1:] for r in SENT_THEN], ids=[r[0] for r in SENT_THEN]
)
async def test_what_is_typed_is_the_press_it_means(
    sqlite_store: Store, sent: list[Outbound], said: str, target: str, option: str
) -> None:
    assert await _say(sqlite_store, sent, said, target, Kind.TEXT) == option


@pytest.mark.asyncio
@pytest.mark.parametrize(("sent", "said", "target", "option"), [r[1:] for r in REACTED], ids=[r[0] for r in REACTED])
async def test_a_reaction_is_the_press_it_means(
    sqlite_store: Store, sent: list[Outbound], said: str, target: str, option: str
) -> None:
    assert await _say(sqlite_store, sent, said, target, Kind.REACTION) == option


@pytest.mark.asyncio
async def test_while_no_report_is_open_a_word_may_name_an_older_option(sqlite_store: Store) -> None:
    def typed(session: Session) -> str:
        person = meet(session, "signal", "us", "lea", NOW)
        for place, shown in enumerate([MENU, one("a", "b", name="x")]):
            row = put(session, person.id, shown, NOW)
            values = {"state": SENT, "sent_at": NOW, "wire_id": f"w{place}"}
            session.execute(update(Outbox).where(Outbox.id == row).values(**values))
        text = Inbound("signal", "us", "lea", Kind.TEXT, text="Eviction")
        return as_press(session, person, text, NOW, Rules()).option

    assert await sqlite_store.write(typed) == "m:Eviction"


@pytest.mark.asyncio
async def test_what_was_sent_while_she_typed_is_not_what_she_answers(sqlite_store: Store) -> None:
    assert await _say(sqlite_store, [MENU], "2", "", Kind.TEXT, later=timedelta(seconds=2)) == ""


@pytest.mark.asyncio
async def test_two_alerts_in_one_message_are_told_apart_by_their_numbers(store: Store, tmp_path: Path) -> None:
    def together(session: Session) -> tuple[list[str], str]:
        said = ["2", "4", "👍"]
        lea = meet(session, "signal", "us", "lea", NOW)
        for card in (CARD, OTHER):
            row = put(session, lea.id, card, NOW)
            values = {"state": SENT, "sent_at": NOW, "wire_id": "w"}
            session.execute(update(Outbox).where(Outbox.id == row).values(**values))
        texts = [Inbound("signal", "us", "lea", Kind.TEXT, text=text, target="w") for text in said]
        meant = [as_press(session, lea, text, NOW, Rules()).option for text in texts]
        told = session.scalars(select(Outbox).order_by(Outbox.id.desc())).first()
        assert told is not None
        return meant, open_message(session, told.id, told.body).text

    meant, told = await store.write(together)
    assert meant == ["a:9:cannot", "a:8:take", ""]
    assert told == "🔢 We do not know which one you mean. Please write its number."


@pytest.mark.asyncio
async def test_while_a_human_of_ours_writes_to_her_a_number_is_for_the_human(sqlite_store: Store) -> None:
    def typed(session: Session) -> list[Kind]:
        person = meet(session, "signal", "us", "amal", NOW)
        put(session, person.id, MENU, NOW)
        session.execute(update(Outbox).values(state=SENT, sent_at=NOW, wire_id="w"))
        said = [Inbound("signal", "us", "amal", Kind.TEXT, text="2", target=target) for target in ("", "w")]
        by_us = Inbound("signal", "us", "amal", Kind.TEXT, text="2", from_us=True)
        meant = [as_press(session, person, one, NOW, Rules(), talking=True) for one in said]
        return [one.kind for one in (*meant, as_press(session, person, by_us, NOW, Rules()))]

    assert await sqlite_store.write(typed) == [Kind.TEXT, Kind.PRESS, Kind.TEXT]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("asked", "said", "option"),
    [
        (("🟢 safe", "🔴 danger"), "٢", "pa:9:danger"),
        (("🟢 safe", "🔴 danger"), "7", ""),
        (("🟢 safe", "🔴 danger"), "danger", ""),
        (("🟢 safe", "🔴 danger"), "2 people", ""),
        (("🧍 Only me", "👥 2 to 5", "👪 6 to 10"), "3", ""),
    ],
)
async def test_while_a_human_talks_with_her_a_number_answers_the_ready_sentence(
    sqlite_store: Store, asked: tuple[str, ...], said: str, option: str
) -> None:
    def typed(session: Session) -> str:
        person = meet(session, "signal", "us", "amal", NOW)
        for place, shown in enumerate([MENU, one(*asked, name="pa:9")]):
            row = put(session, person.id, shown, NOW)
            values = {"state": SENT, "sent_at": NOW, "wire_id": f"w{place}"}
            session.execute(update(Outbox).where(Outbox.id == row).values(**values))
        text = Inbound("signal", "us", "amal", Kind.TEXT, text=said)
        return as_press(session, person, text, NOW, Rules(), talking=True).option

    assert await sqlite_store.write(typed) == option


@pytest.mark.asyncio
@pytest.mark.parametrize(("ago", "option"), [(59, "m:delete"), (61, "")])
async def test_an_hour_after_the_question_yes_is_no_answer_to_it(sqlite_store: Store, ago: int, option: str) -> None:
    assert await _say(sqlite_store, [DELETE], "yes", "", Kind.TEXT, later=-timedelta(minutes=ago)) == option


@pytest.mark.asyncio
async def test_where_there_are_buttons_a_number_stays_a_number(sqlite_store: Store) -> None:
    def typed(session: Session) -> Inbound:
        person = meet(session, "telegram", "us", "lea", NOW)
        put(session, person.id, MENU, NOW)
        session.execute(update(Outbox).values(state=SENT, sent_at=NOW, wire_id="w"))
        return as_press(session, person, Inbound("telegram", "us", "lea", Kind.TEXT, text="2"), NOW, Rules())

    assert (await sqlite_store.write(typed)).kind is Kind.TEXT

"""Ready sentences: all can be read and answered in every language; a press sends once, and to the right person."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import catalogues
from bot.store import Store
from handlers import duty, inbox, phrase
from handlers.check import AIM, LIMIT
from handlers.danger_words import Danger
from handlers.flows.options import YES_NO
from handlers.folding import strip_marks
from handlers.person import meet
from handlers.phrases import BY_KEY, THEMES
from handlers.phrases_desk import TWICE, answer_rows
from handlers.ready import Phrase
from handlers.reply import short
from handlers.rules import Rules
from handlers.words import say
from models.alert import Alert
from models.base import new_id
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message
from models.person import REPORTER, VOLUNTEER, Person
from models.phrase import SentPhrase
from models.report import Report
from models.secret import seal
from tests.world import MORNING, world

catalogues.load()
RULES = Rules()
OURS = RULES.languages
PHRASES = list(BY_KEY.values())
BIGGEST = (1 << 63) - 1


def test_there_are_at_least_forty_in_groups_that_fit_on_a_screen() -> None:
    assert len(PHRASES) >= 40
    assert len(BY_KEY) == sum(len(theme.phrases) for theme in THEMES)
    assert all(0 < len(theme.phrases) <= 9 for theme in THEMES)
    assert all(one.key.isascii() and ":" not in one.key and not one.key.startswith(phrase.OWN) for one in PHRASES)


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("one", PHRASES, ids=list(BY_KEY))
def test_every_sentence_and_answer_exists_in_every_language(one: Phrase, language: str) -> None:
    texts = [one.text, *(option.label for option in one.answers if not option.label.isdecimal())]

    assert all(say(language, text).strip() for text in texts)
    assert language == "en" or all(say(language, text) != text for text in texts)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_button_of_the_team_can_be_told_from_the_others_and_fits(language: str) -> None:
    labels = [say(language, one.label) for one in PHRASES] + [say(language, one.label) for one in THEMES]

    assert [label for label in labels if len(label) > (AIM if language == "en" else LIMIT)] == []
    assert sorted({label for label in labels if labels.count(label) > 1}) == []
    assert language == "en" or [one.key for one in PHRASES if say("fr", one.label) == one.label] == []


@pytest.mark.parametrize("language", OURS)
def test_answers_fit_and_no_two_of_one_sentence_read_the_same(language: str) -> None:
    for one in PHRASES:
        labels = [say(language, option.label) for option in one.answers]

        assert len(set(labels)) == len(labels)
        assert all(len(label) <= LIMIT for label in labels)


@pytest.mark.parametrize("language", OURS)
def test_what_tells_whom_to_call_begins_with_the_number(language: str) -> None:
    calls = [one for one in PHRASES if one.key.isdecimal()]

    assert {one.key for one in calls} == {"112", "15", "114", "18", "196", "115", "119", "3919", "3114"}
    for one in calls:
        said = strip_marks(say(language, one.text))
        assert said.startswith(one.key)


def test_every_sentence_and_answer_has_a_pictogram_and_buttons_fit_into_64_bytes() -> None:
    for one in PHRASES:
        assert one.sign and not one.sign.isascii()
        assert all(option.sign for option in one.answers)
        for row in answer_rows(BIGGEST, one.answers):
            assert all(len(option.encode()) <= 64 for _sign, _label, option in row)


# What no sentence may say: a promise, or a wish that somebody films, stays or complains.
NEVER = ("we will", "we come", "we promise", "please film", "you must", "you should", "stay there", "17")


@pytest.mark.parametrize("one", PHRASES, ids=list(BY_KEY))
def test_no_sentence_promises_or_presses(one: Phrase) -> None:
    assert not any(word in one.text.casefold() for word in NEVER)


@pytest.mark.parametrize("one", PHRASES, ids=list(BY_KEY))
def test_a_sentence_has_at_most_twelve_words(one: Phrase) -> None:
    flat = one.text.replace("?", ".").replace(":", ".").replace("\n", ".")

    assert max(len(sentence.split()) for sentence in flat.split(".")) <= 12


def test_answers_that_tell_of_danger_are_answers_of_their_sentence() -> None:
    for one in PHRASES:
        known = {option.key for option in one.answers}
        assert one.urgent <= known
        assert {key for key, danger in one.dangers.items() if key in known} or not one.dangers
    assert {BY_KEY["safe"].dangers.get(key) for key in ("danger", "hurt", "at_sea")} == {Danger.LIFE, Danger.SEA}
    assert "safe" not in BY_KEY["safe"].dangers


def test_yes_and_no_mean_what_a_person_means_by_them() -> None:
    meant = {one.key: {word: one.named(word, "en") for word in ("yes", "no")} for one in PHRASES if one.answers}
    keys = {key: tuple(found.key if found else "" for found in words.values()) for key, words in meant.items()}

    assert keys["safe"] == ("safe", "danger")
    assert keys["hurt"] == ("", "nobody")
    assert keys["doctor"] == ("urgent", "no")
    assert keys["112"] == ("called", "cannot")
    assert keys["phone"] == ("shared", "mine")
    assert {found for key, found in keys.items() if BY_KEY[key].answers == YES_NO} == {("yes", "no")}
    assert keys["people"] == keys["when"] == ("", "")


NAMED = [("how_hurt", "3", "3"), ("how_hurt", "٣", "3"), ("how", "۵", "5"), ("people", "5", ""), ("people", "نه", "")]
NAMED += [("safe", "أنا في أمان", "safe"), ("children", "እወ", "yes"), ("children", "yes but he is hurt", "")]


@pytest.mark.parametrize(("key", "text", "answer"), NAMED)
def test_typed_words_name_an_answer_only_where_they_are_one(key: str, text: str, answer: str) -> None:
    found = BY_KEY[key].named(text, "ar")

    assert (found.key if found else "") == answer


_fresh = itertools.count(1)


class Chats:
    """Two people with an alert each, two volunteers on duty; who presses what and when."""

    def __init__(self, session: Session) -> None:
        self.session, self.now, self.number = session, MORNING, next(_fresh)
        self.people = {name: self._person(name) for name in ("amal", "reza")}
        self.team = {name: self._person(name, VOLUNTEER) for name in ("lea", "noor")}
        self.at = max(session.scalars(select(Outbox.id)), default=0)
        for name, person in self.people.items():
            person.language, person.greeted = {"amal": "ar", "reza": "fa"}[name], True
            self.press(name, "m:talk")
        for name, person in self.team.items():
            for card in [option for option in self.buttons(person) if option.startswith("p:")]:
                self.press(name, card)

    def _person(self, name: str, role: str = "") -> Person:
        person = meet(self.session, "demo", "us", f"{name}{self.number}", self.now)
        if role:
            person.role, person.staff_language, person.language = role, "en", "en"
            person.first_name = seal(self.session, "person.first_name", person.id, name)
            duty.come_on(self.session, person, self.now)
        return person

    def press(self, who: str, option: str) -> list[tuple[int, str, bool]]:
        """Presses; gives what was said to whom, under which slot, whether in place."""
        message = Inbound("demo", "us", f"{who}{self.number}", Kind.PRESS, wire_id=str(new_id()), option=option)
        inbox.receive(self.session, message, new_id(), self.now, RULES)
        self.session.flush()
        rows = self.session.scalars(select(Outbox).where(Outbox.id > self.at).order_by(Outbox.id)).all()
        self.at = max((row.id for row in rows), default=self.at)
        return [(row.person_id, row.slot, row.edit) for row in rows]

    def buttons(self, person: Person) -> list[str]:
        """Every button of ready sentences that this person was ever shown, the oldest first."""
        rows = self.session.scalars(select(Outbox).where(Outbox.person_id == person.id).order_by(Outbox.id))
        shown = [open_message(self.session, row.id, row.body).rows for row in rows]
        found = [button.option for rows in shown for row in rows for button in row]
        return list(dict.fromkeys(one for one in found if one.startswith(("p:", "pa:", "a:"))))

    def sent(self) -> list[SentPhrase]:
        """What was sent to these two, in order."""
        mine = select(SentPhrase).join(Report, Report.id == SentPhrase.report_id)
        ids = [person.id for person in self.people.values()]
        return list(self.session.scalars(mine.where(Report.person_id.in_(ids)).order_by(SentPhrase.id)))


KINDS: dict[str, Callable[[str], bool]] = {
    "send": lambda option: option.count(":") > 3,
    "first": lambda option: option.count(":") > 3 and option.endswith(":0") and "::" in option,
    "look": lambda option: option.startswith("p:") and option.count(":") < 4,
    "card": lambda option: option.startswith("a:"),
    "answer": lambda option: option.startswith("pa:"),
}
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["lea", "noor", "lea", "amal", "reza"]),
        st.sampled_from(["send", "first", "again", "again", "look", "card", "answer"]),
        st.integers(0, 10_000),
        st.sampled_from([0, 1, 12]),
    ),
    min_size=5,
    max_size=40,
)


def press_about(chats: Chats, actions: list[tuple[str, str, int, int]]) -> Iterator[str]:
    """Presses old and new buttons at random; gives what went wrong."""
    pressed: set[tuple[str, str]] = set()
    last: dict[str, str] = {}
    everybody = {**chats.people, **chats.team}
    for who, kind, number, seconds in actions:
        chats.now += timedelta(seconds=seconds)
        known = [option for option in chats.buttons(everybody[who]) if KINDS.get(kind, KINDS["look"])(option)]
        option = last.get(who, "") if kind == "again" else known[number % len(known)] if known else ""
        if not option:
            continue
        before = len(chats.sent())
        said = chats.press(who, option)
        last[who] = option
        yield from judge(chats, who, option, said, chats.sent()[before:], pressed)


def judge(
    chats: Chats,
    who: str,
    option: str,
    said: list[tuple[int, str, bool]],
    new: list[SentPhrase],
    pressed: set[tuple[str, str]],
) -> Iterator[str]:
    """What is wrong with what one press did; `pressed` are the buttons that have sent something."""
    phrases_said = [(person, slot) for person, slot, edit in said if slot.startswith("pa:") and not edit]
    if len(new) > 1 or len(phrases_said) != len(new):
        yield f"{option} sent {len(new)}, said {phrases_said}"
    for one in new:
        report = chats.session.get_one(Report, one.report_id)
        alert = chats.session.scalars(select(Alert).where(Alert.report_id == report.id)).one()
        key, number = option.split(":")[3:5] if option.count(":") > 3 else ("", "")
        if phrases_said and phrases_said[0][0] != report.person_id:
            yield f"{option} went to somebody else"
        if not option.startswith(f"p:{short(alert.id)}:"):
            yield f"{option} was of another alert"
        if who not in chats.team or alert.taken_by != chats.team[who].id or one.phrase != key:
            yield f"{who} sent {one.phrase} with {option} and does not have it"
        if (stamp := (str(alert.id), f"{key}:{number}")) in pressed:
            yield f"{option} sent twice"
        pressed.add(stamp)
        same = [other for other in chats.sent() if (other.report_id, other.phrase) == (one.report_id, one.phrase)]
        if any(later.sent_at - earlier.sent_at < TWICE for earlier, later in itertools.pairwise(same)):
            yield f"{one.phrase} twice within {TWICE}"


@pytest.mark.asyncio
async def test_no_order_of_presses_sends_twice_or_to_the_wrong_person(sqlite_store: Store) -> None:
    sent: list[int] = []

    def work(session: Session) -> None:
        @settings(max_examples=40)
        @given(actions=ACTIONS)
        def tell(actions: list[tuple[str, str, int, int]]) -> None:
            chats = Chats(session)
            assert list(press_about(chats, actions)) == []
            sent.append(len(chats.sent()))
            for person in chats.team.values():
                duty.go_off(session, person, chats.now)

        tell()

    await sqlite_store.write(work)
    assert sum(sent) > 40


@pytest.mark.asyncio
async def test_two_who_send_at_the_same_moment_send_once_and_one_has_it(store: Store) -> None:
    chats = await store.write(Chats)
    names = {name: f"{name}{chats.number}" for name in ("lea", "noor")}

    def opened(session: Session) -> str:
        rows = session.scalars(select(Outbox).where(Outbox.slot.startswith("p:")).order_by(Outbox.id))
        shown = [
            button.option for one in rows for row in open_message(session, one.id, one.body).rows for button in row
        ]
        return next(option for option in shown if ":thanks:0" in option)

    option = await store.write(opened)

    def press(name: str) -> Callable[[Session], None]:
        message = Inbound("demo", "us", names[name], Kind.PRESS, wire_id=str(new_id()), option=option)
        return lambda session: void(inbox.receive(session, message, new_id(), chats.now, RULES))

    await asyncio.gather(*(store.write(press(name)) for name in ("lea", "noor", "lea")))

    def found(session: Session) -> list[tuple[int, int | None]]:
        query = select(SentPhrase.sent_by, Alert.taken_by).join(Alert, Alert.report_id == SentPhrase.report_id)
        return [(by, taken) for by, taken in session.execute(query)]

    ((by, taken),) = await store.write(found)
    assert by == taken


def void(_person: object) -> None:
    """What a piece of work gives back must be plain data."""


@pytest.mark.asyncio
async def test_what_was_sent_and_answered_is_erased_with_the_report(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {"amal": REPORTER, "lea": VOLUNTEER}) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "مرحبا")
        for who, label in (
            ("amal", "Talk to a person"),
            ("lea", "Phrases"),
            ("lea", "Are you safe?"),
            ("amal", "Someone badly hurt"),
        ):
            await told.presses(who, label)

        def kept(session: Session) -> list[tuple[str, str]]:
            rows = session.scalars(select(SentPhrase))
            return [(phrase.words_of(session, row), phrase.answer_of(session, row)) for row in rows]

        ((words, answer),) = await told.store.write(kept)
        assert "؟" in words
        assert answer == "hurt"

        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(25 * 3600)

        assert await told.store.write(kept) == [("", "")]

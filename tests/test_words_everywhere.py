"""The words for stop, delete, help and a person work in every language, whatever language was chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import inbox, menu
from handlers.buttons_in_words import word_for_everywhere
from handlers.danger_words import Danger
from handlers.emergency import NUMBERS
from handlers.flow import Flow
from handlers.flows import FLOWS
from handlers.folding import strip_marks
from handlers.my_reports import DELETE_WHAT
from handlers.rules import Rules
from handlers.steps import Choice, Choices, Say
from handlers.talk import NEXT, STOPPED
from handlers.words import Text, say, say_all
from handlers.words_everywhere import MENU_WORDS, MenuWord, is_greeting
from models.messages import Inbound, Kind
from models.outbox import Outbox, open_message

OURS = Rules().languages
WORDS: tuple[MenuWord, ...] = ("stop", "delete", "help", "person")
ANSWERS = {"stop": STOPPED, "delete": DELETE_WHAT, "help": menu.NUMBERS[0].text, "person": NEXT}
"""What the bot says to each word while a question is open."""
SPELLED = [
    (word, language, said)
    for word in WORDS
    for language, all_said in MENU_WORDS[word].items()
    for said in all_said.split("|")
]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_known_in_every_language_of_ours(word: MenuWord) -> None:
    assert set(OURS) <= set(MENU_WORDS[word])


@pytest.mark.parametrize(("word", "language", "said"), SPELLED)
def test_every_spelling_is_understood_without_knowing_the_language(word: MenuWord, language: str, said: str) -> None:
    assert word_for_everywhere(said) == word


def play(session: Session, chosen: str) -> list[str]:
    """Somebody who chose a language writes all four words in every language, each with a question open."""
    now, numbers, wrong = datetime(2026, 11, 23, 7, 30, tzinfo=UTC), count(1), []

    def does(option: str = "", text: str = "") -> str:
        """Presses or writes something; gives what the bot says to it."""
        kind, before = Kind.PRESS if option else Kind.TEXT, session.scalar(select(func.max(Outbox.id))) or 0
        message = Inbound("demo", "demo", "amal", kind, wire_id=str(next(numbers)), option=option, text=text)
        inbox.receive(session, message, next(numbers), now, Rules())
        session.flush()
        said = session.scalars(select(Outbox).where(Outbox.id > before).order_by(Outbox.id))
        return "\n".join(open_message(session, row.id, row.body).text for row in said)

    does(option=f"l:{chosen}")
    for word in WORDS:
        for language in OURS:
            does(option="m:eviction")
            heard = does(text=MENU_WORDS[word][language].split("|")[0])
            if say(chosen, ANSWERS[word]) not in heard:
                wrong.append(f"{word} in {language}, chosen {chosen}: {heard[:80]}")
    return wrong


@pytest.mark.asyncio
@pytest.mark.parametrize("chosen", OURS)
async def test_every_word_works_in_every_language_whatever_language_was_chosen(
    sqlite_store: Store, chosen: str
) -> None:
    assert await sqlite_store.write(lambda session: play(session, chosen)) == []


@pytest.mark.parametrize("text", ["hello", "Hi!", "السلام عليكم", "ሰላም", "Bonjour", "سلام", "/start"])
def test_a_greeting_tells_nothing(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize(
    "text", ["", "hello they hit my brother", "help", "السلام عليكم ضربونا", "x" * 5000, "hello they hit us " * 5]
)
def test_what_is_more_than_a_greeting_is_none(text: str) -> None:
    assert not is_greeting(text)


def unsigned(flow: Flow) -> list[str]:
    """Options and groups of a flow that have no pictogram."""
    steps = [step for step in flow.steps if isinstance(step, Choice | Choices)]
    options = [(step.key, option.key, option.sign) for step in steps for option in step.options]
    groups = [(step.key, group.key, group.sign) for step in steps for group in step.groups]
    return [f"{step}.{key}" for step, key, sign in (*options, *groups) if not pictogram(sign)]


def pictogram(sign: str) -> bool:
    return bool(sign) and not any(letter.isascii() and letter.isalnum() for letter in sign)


@pytest.mark.parametrize("key", FLOWS)
def test_every_option_of_every_flow_has_a_pictogram(key: str) -> None:
    assert pictogram(FLOWS[key].sign)
    assert unsigned(FLOWS[key]) == []


def emergency_texts() -> list[str]:
    """Every text that tells somebody whom to call."""
    said = [step.text for flow in FLOWS.values() for step in flow.steps if isinstance(step, Say)]
    told = [text for text in said if any(sign.isdigit() for sign in text)]
    told += [line.text for lines in NUMBERS.values() for line in lines[:1] if isinstance(line, Text)]
    told += [line.text for line in menu.NUMBERS if any(sign.isdigit() for sign in line.text)]
    return list(dict.fromkeys(told))


@pytest.mark.parametrize("text", emergency_texts())
@pytest.mark.parametrize("language", OURS)
def test_every_emergency_text_starts_with_the_number(language: str, text: str) -> None:
    assert strip_marks(say(language, text))[0].isdigit()


def test_words_of_every_danger_are_answered_with_the_right_numbers_first() -> None:
    first = {danger: say("en", lines[0]) for danger, lines in NUMBERS.items()}

    assert first[Danger.SUICIDE].startswith("📞 3114 or 15")
    assert first[Danger.SEA].startswith("🌊 196 or 112")
    assert first[Danger.LIFE].startswith("📞 112") and first[Danger.NOW].startswith("📞 112")
    for danger in (Danger.LIFE, Danger.NOW):
        assert all(number in say_all("en", NUMBERS[danger]) for number in ("112", "15", "114"))

"""What a button or an option says is understood when somebody types it."""

from __future__ import annotations

import re

import pytest

from bot.settings import OFFERED
from handlers import menu, talk
from handlers.buttons_in_words import word_for_everywhere
from handlers.flows import FLOWS
from handlers.flows.options import YES_NO
from handlers.steps import Choice, Choices
from handlers.steps.options import DONT_KNOW
from handlers.words import say
from handlers.words_everywhere import MenuWord, read_menu_word
from handlers.yes_no import YesNo, read_yes_no

BUTTONS: list[tuple[str, MenuWord]] = [
    (talk.BACK, "back"),
    (talk.SKIP, "skip"),
    (talk.STOP, "stop"),
    (menu.LANGUAGE, "language"),
]


@pytest.mark.parametrize(("label", "word"), BUTTONS, ids=[case[1] for case in BUTTONS])
@pytest.mark.parametrize("language", OFFERED)
def test_what_the_button_says_is_understood_when_it_is_typed(language: str, label: str, word: MenuWord) -> None:
    assert word_for_everywhere(say(language, label)) == word


@pytest.mark.parametrize("language", OFFERED)
def test_the_word_that_we_tell_her_to_write_deletes(language: str) -> None:
    told = say(language, menu.TO_DELETE)
    quoted = re.findall(r"[“«\"„‟]\s*(.+?)\s*[”»\"“]", told)

    assert [read_menu_word(word) for word in quoted] == ["delete"], told


MEANINGS: list[tuple[str, YesNo]] = [(YES_NO[0].label, "yes"), (YES_NO[1].label, "no"), (DONT_KNOW.label, "dk")]


@pytest.mark.parametrize(("label", "meaning"), MEANINGS, ids=[case[1] for case in MEANINGS])
@pytest.mark.parametrize("language", OFFERED)
def test_yes_no_and_not_known_are_understood_as_shown(language: str, label: str, meaning: YesNo) -> None:
    assert read_yes_no(say(language, label), language) == meaning


@pytest.mark.parametrize("key", FLOWS)
@pytest.mark.parametrize("language", OFFERED)
def test_every_item_of_the_menu_can_be_typed(language: str, key: str) -> None:
    assert menu.named(say(language, FLOWS[key].label)) == key


@pytest.mark.parametrize("language", OFFERED)
def test_no_option_is_taken_for_a_word_that_works_everywhere(language: str) -> None:
    """She would leave the form instead of answering it."""
    taken = [
        (flow.key, step.key, option.key)
        for flow in FLOWS.values()
        for step in flow.steps
        if isinstance(step, Choice | Choices)
        for option in step.options
        if read_menu_word(say(language, option.label))
    ]

    assert taken == []

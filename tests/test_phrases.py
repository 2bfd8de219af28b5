"""Ready sentences: all can be read and answered in every language, promise nothing and press nobody."""

from __future__ import annotations

import pytest

from bot import catalogues
from handlers import phrase
from handlers.check import AIM, LIMIT
from handlers.danger_words import Danger
from handlers.flows.options import YES_NO
from handlers.folding import strip_marks
from handlers.phrases import BY_KEY, THEMES
from handlers.phrases_desk import answer_rows
from handlers.ready import Phrase
from handlers.rules import Rules
from handlers.words import say

catalogues.load()
OURS = Rules().languages
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

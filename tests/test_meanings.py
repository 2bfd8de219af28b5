"""A typed yes or no, in any language, means at every question what a person means by it; her own words wake a human."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.flow import Flow, FlowError, Said, Urgency, Value
from handlers.flows import FLOWS, consent, eviction, police_violence, safety
from handlers.steps import Choice
from tests.engine.steps import LANGUAGES, NO, VOICE, WORLD, YES, opened, play, tap, typed

NOT_YET = None
# The flow, the taps before, the question, the word, the answer, how urgent the report is then.
MEANINGS: list[tuple[str, tuple[str, ...], str, str, str, Urgency | None]] = [
    ("eviction", (), "safe_now", "yes", "safe", NOT_YET),
    ("eviction", (), "safe_now", "no", "danger", Urgency.LIFE),
    ("police_violence", (), "safe_now", "yes", "safe", NOT_YET),
    ("police_violence", (), "safe_now", "no", "danger", Urgency.LIFE),
    ("talk", (), "safe_now", "yes", "safe", Urgency.REST),
    ("talk", (), "safe_now", "no", "danger", Urgency.LIFE),
    ("police_now", (), "safe_now", "yes", "safe", Urgency.NOW),
    ("police_now", (), "safe_now", "no", "danger", Urgency.LIFE),
    ("eviction", ("safe",), "when", "yes", "now", Urgency.NOW),
    ("police_violence", ("safe",), "hurt_now", "yes", "urgent", Urgency.LIFE),
    ("police_violence", ("safe",), "hurt_now", "no", "no", NOT_YET),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "before", "step", "word", "option", "urgency"), MEANINGS)
def test_yes_and_no_at_the_questions_that_wake_somebody(
    language: str, key: str, before: tuple[str, ...], step: str, word: str, option: str, urgency: Urgency | None
) -> None:
    said = typed((YES if word == "yes" else NO)[language])
    answers = play(FLOWS[key], *map(tap, before), said)

    assert answers[step] == {"option": option, "done": True}
    assert FLOWS[key].urgency(answers) is urgency


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_no_to_now_is_asked_again_for_it_may_be_over_or_still_to_come(language: str) -> None:
    flow = FLOWS["eviction"]
    answers = play(flow, tap("safe"), typed(NO[language]))

    assert opened(flow, answers) == "when"
    assert flow.urgency(answers) is Urgency.REST
    assert play(flow, tap("told_day"), answers=answers)["when"] == {"option": "told_day", "done": True}


# The question, the word, the answer: what wakes nobody.
QUIET: list[tuple[Choice, str, str]] = [
    (consent.CONTACT, "yes", "write"),
    (consent.CONTACT, "no", "no"),
    (consent.PHONE, "yes", "shared"),
    (consent.PHONE, "no", "mine"),
    (eviction.BEFORE, "no", "no"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("step", "word", "option"), QUIET)
def test_yes_and_no_at_the_questions_that_wake_nobody(language: str, step: Choice, word: str, option: str) -> None:
    said = typed((YES if word == "yes" else NO)[language])

    assert step.take(None, said, WORLD._replace(language=language)) == {"option": option, "done": True}


def test_a_bare_yes_to_who_told_you_is_kept_as_her_words() -> None:
    """It names none of those who may have told her; the question is not worth asking twice."""
    assert eviction.BEFORE.take(None, typed("oui"), WORLD) == {
        "words": ["oui"],
        "files": [],
        "done": True,
        "option": "other",
    }


@pytest.mark.parametrize("words", ["yes, but my friend is bleeding", "oui, mais ils frappent", "no, wait"])
def test_a_yes_or_no_with_more_words_is_read_by_a_human_not_by_us(words: str) -> None:
    flow = FLOWS["eviction"]
    answers = play(flow, typed(words))

    assert opened(flow, answers) == "safe_now"
    assert flow.urgency(answers) is Urgency.REST


TOLD: list[tuple[str, tuple[Said, ...], Urgency | None]] = [
    ("words once", (typed("they beat us"),), Urgency.REST),
    ("words twice", (typed("they beat us"), typed("come")), Urgency.REST),
    ("voice twice", (VOICE, VOICE), Urgency.REST),
    ("words twice, then now", (typed("they beat us"), typed("they beat us"), typed("now")), Urgency.NOW),
    ("words, then safe after all", (typed("hm"), tap("safe")), None),
    ("words, then danger", (typed("they beat us"), tap("danger")), Urgency.LIFE),
    ("words at the next question", (tap("safe"), typed("they burn it"), typed("come")), Urgency.REST),
]


@pytest.mark.parametrize(("said", "urgency"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_words_or_voice_instead_of_a_tap_raise_a_card_at_once(said: tuple[Said, ...], urgency: Urgency | None) -> None:
    flow = FLOWS["eviction"]

    assert flow.urgency(play(flow, *said)) is urgency


def test_words_instead_of_a_tap_at_the_doctor_raise_a_card_at_once() -> None:
    flow = FLOWS["police_violence"]

    assert flow.urgency(play(flow, tap("safe"), typed("my leg"))) is Urgency.REST
    assert flow.urgency(play(flow, VOICE, VOICE)) is Urgency.REST


@pytest.mark.parametrize(("key", "before"), [("eviction", "now"), ("police_violence", "urgent")])
def test_she_is_told_that_somebody_is_called_also_after_words_at_the_first_question(key: str, before: str) -> None:
    assert "calling" in play(FLOWS[key], typed("they beat us"), typed("come"), tap(before))


@pytest.mark.parametrize("means", [{"yes": "nowhere"}, {"perhaps": "safe"}])
def test_a_meaning_that_cannot_be_is_refused_at_import(means: dict[str, str]) -> None:
    with pytest.raises(FlowError):
        replace(safety.SAFE_NOW, means=means)


def test_an_empty_answer_is_not_in_her_words() -> None:
    condition = police_violence.DOCTOR.in_her_words()
    empty: tuple[dict[str, Value], ...] = ({}, {"hurt_now": {"skipped": True, "done": True}})

    assert [condition.holds(answers) for answers in empty] == [False, False]
    assert condition.reads == {"hurt_now"}


def test_a_condition_over_words_is_checked_like_any_other() -> None:
    with pytest.raises(FlowError):
        Flow(key="f", sign="", label="", steps=(), urgent=((Urgency.REST, safety.SAFE_NOW.in_her_words()),))

"""A report's life: nothing skips another person's eyes; terms, tasks and contradictions are worked out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import legal_clock, task_plan
from handlers.case_states import CLOSED, DOCUMENTED, MOVES, NEW, NO_ACTION, STATES, VERIFIED, after_edit, may_move
from handlers.contradictions import contradictions
from handlers.flows import FLOWS
from handlers.legal_clock import flags_of, last_day, toggled
from handlers.priority import LIFE, NOW, OLDER, RECENT, work_out
from handlers.words import say

PARIS = ZoneInfo("Europe/Paris")
TOLD = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
LEA, KARIM, ROSA = 1, 2, 3


def at(text: str) -> dict[str, Any]:
    return {"start": text, "end": text, "done": True}


def count(number: int | None, how: str = "exact") -> dict[str, Any]:
    return {"value": number, "how": how, "done": True}


def one(option: str) -> dict[str, Any]:
    return {"option": option, "done": True}


def many(*options: str) -> dict[str, Any]:
    return {"chosen": list(options), "done": True}


DOINGS = st.tuples(st.sampled_from([*STATES, "edit"]), st.sampled_from([LEA, KARIM, ROSA]))


@given(st.lists(DOINGS, max_size=30), st.sampled_from([LEA, KARIM, ROSA, 99]))
def test_whatever_is_done_what_is_verified_was_verified_by_somebody_who_neither_entered_nor_changed_it_last(
    doings: list[tuple[str, int]], entered: int
) -> None:
    state, edited, documented, verified = NEW, None, None, None
    for to, by in doings:
        hands = {one for one in (entered, edited, documented) if one is not None}
        if to == "edit":
            state, edited = after_edit(state), by
            verified = verified if state in (VERIFIED, CLOSED) else None
        elif may_move(state, to, by, hands):
            state = to
            documented = by if to == DOCUMENTED else documented
            verified = by if to == VERIFIED else verified if to == CLOSED else None
        if state in (VERIFIED, CLOSED):
            assert verified is not None
            assert verified not in {entered, edited, documented}


def test_closed_is_reached_from_verified_alone_and_every_state_can_be_left() -> None:
    assert [state for state, moves in MOVES.items() if CLOSED in moves] == [VERIFIED]
    assert [state for state, moves in MOVES.items() if VERIFIED in moves] == [DOCUMENTED]
    assert all(MOVES[state] for state in STATES)
    assert NO_ACTION not in MOVES[DOCUMENTED]


@pytest.mark.parametrize(
    ("flow", "answers", "dangers", "expected"),
    [
        ("eviction", {"safe_now": one("danger")}, "", LIFE),
        ("eviction", {"safe_now": one("safe"), "when": one("now")}, "", NOW),
        ("eviction", {"safe_now": one("safe"), "when": one("over")}, "", RECENT),
        ("police_violence", {"safe_now": one("safe"), "when": at("2026-11-22T12:00:00+00:00")}, "", RECENT),
        ("police_violence", {"safe_now": one("safe"), "when": at("2026-11-20T12:00:00+00:00")}, "", OLDER),
        ("police_violence", {"safe_now": one("safe"), "when": one("older")}, "", OLDER),
        ("police_violence", {"safe_now": one("safe"), "when": one("older")}, "suicide", LIFE),
        ("talk", {}, "now", NOW),
        ("talk", {}, "", RECENT),
    ],
)
def test_priority_is_worked_out_from_the_answers(
    flow: str, answers: dict[str, Any], dangers: str, expected: int
) -> None:
    assert work_out(FLOWS[flow], answers, dangers, TOLD, PARIS) == expected


@pytest.mark.parametrize(
    ("flags", "day", "expected"),
    [
        (["insult"], date(2026, 11, 23), date(2027, 2, 22)),
        (["insult"], date(2026, 11, 30), date(2027, 2, 27)),
        (["racist", "violence"], date(2026, 11, 23), date(2027, 11, 22)),
        (["violence"], date(2024, 2, 29), date(2030, 2, 27)),
        (["fine", "insult"], date(2026, 11, 23), date(2027, 1, 6)),
        ([], date(2026, 11, 23), None),
    ],
)
def test_of_all_terms_the_shortest_counts_and_ends_a_day_early(
    flags: list[str], day: date, expected: date | None
) -> None:
    assert last_day(flags, day) == expected


@given(st.lists(st.sampled_from(list(legal_clock.FLAGS)), max_size=12), st.sets(st.sampled_from(["insult", "racist"])))
def test_a_legal_flag_turned_over_twice_is_as_before(turned: list[str], told: set[str]) -> None:
    answers, by_hand = {"types": many(*sorted(told))}, ""
    for key in turned:
        before = key in flags_of(answers, by_hand)
        by_hand = toggled(answers, by_hand, key)
        assert (key in flags_of(answers, by_hand)) is not before
    for key in legal_clock.FLAGS:
        assert (key in flags_of(answers, by_hand)) is ((turned.count(key) % 2 == 1) is not (key in told))


def test_answers_make_dated_tasks_at_ten_in_the_morning_where_people_live() -> None:
    answers = {
        "when": at("2026-11-22T22:30:00+00:00"),
        "situation": one("station_bus"),
        "injuries": many("arm"),
        "reachable_until": at("2026-12-01T11:00:00+00:00"),
    }
    found = {one.kind: one.due_at for one in task_plan.plan(answers, TOLD, "yes", PARIS, timedelta(days=30))}

    assert found == {
        task_plan.PHOTOS_1: datetime(2026, 11, 23, 9, tzinfo=UTC),
        task_plan.CAMERAS: datetime(2026, 11, 24, 9, tzinfo=UTC),
        task_plan.CERTIFICATE: datetime(2026, 11, 24, 9, tzinfo=UTC),
        task_plan.PHOTOS_3: datetime(2026, 11, 25, 9, tzinfo=UTC),
        task_plan.REACHABLE: datetime(2026, 11, 30, 9, tzinfo=UTC),
    }


def test_who_has_not_said_that_it_may_be_kept_is_asked_a_week_before_it_is_erased_and_no_is_no() -> None:
    plan = task_plan.plan({}, TOLD, "dk", PARIS, timedelta(days=30))
    assert [(one.kind, one.due_at - TOLD) for one in plan] == [(task_plan.CONSENT, timedelta(days=23))]
    assert task_plan.plan({"injuries": many("arm")}, TOLD, "no", PARIS, timedelta(days=30)) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"t_start": at("2026-11-23T08:00:00+00:00"), "t_end": at("2026-11-23T07:00:00+00:00")}, "The end is before"),
        ({"seized": {"counts": {"tents": count(3), "tents_full": count(5)}}}, "More full tents (5) than tents (3)"),
        ({"seized": {"counts": {"tents": count(3)}}, "seizure_view": one("none")}, "An exact number (3)"),
        ({"n_officers": count(4), "to_whom": one("friend")}, "told by somebody else"),
        ({"when": at("2026-11-24T08:00:00+00:00")}, "lies in the future"),
        ({"when": one("told_day"), "lost": many("tents")}, "Only announced"),
        ({"announce_date": at("2026-11-20T08:00:00+00:00")}, "announced day was over"),
        ({"injuries": many("none"), "injury_kinds": many("cut")}, "A kind of injury"),
        ({"injuries": many("none"), "hurt_now": one("urgent")}, "A doctor is needed"),
        ({"safe_now": one("hurt"), "hurt_now": one("no")}, "Somebody is badly hurt"),
        ({"arrests": count(1), "arrests_minors": count(2)}, "minors arrested (2) is more than arrests (1)"),
    ],
)
def test_what_does_not_fit_together_is_marked(answers: dict[str, Any], expected: str) -> None:
    assert [expected in say("en", line) for line in contradictions(answers, TOLD)] == [True]


NUMBERS = st.builds(count, st.one_of(st.none(), st.integers(0, 99)), st.sampled_from(["exact", "at_least", "about"]))


@given(NUMBERS, NUMBERS)
def test_more_full_tents_than_tents_is_marked_exactly_where_it_is_sure(
    full: dict[str, Any], tents: dict[str, Any]
) -> None:
    found = contradictions({"seized": {"counts": {"tents": tents, "tents_full": full}}}, TOLD)
    seen = full["value"] is not None and tents["value"] is not None
    sure = seen and tents["how"] != "at_least" and full["value"] > tents["value"]
    assert bool(found) is sure


@given(
    st.dictionaries(
        st.sampled_from(["when", "announce_date", "lost", "injuries", "n_officers", "seized", "view", "arrests"]),
        st.one_of(
            st.just({}), NUMBERS, st.just(one("none")), st.just(many("none", "tents")), st.just({"skipped": True})
        ),
    )
)
def test_no_answers_whatever_break_the_verifying(answers: dict[str, Any]) -> None:
    for line in contradictions(answers, TOLD):
        assert say("fr", line)

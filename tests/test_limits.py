"""The messenger's limits as windows; times are given, nothing waits."""

from __future__ import annotations

import pytest

from bot.limits import BOT_IN_ALL, BOT_TO_GROUP, BOT_TO_PERSON, Limits, Window


def test_a_window_lets_its_count_through_and_then_says_how_long_to_wait() -> None:
    window = Window(2, 10.0)
    waits = []
    for now in (0.0, 4.0, 5.0):
        waits.append(window.wait(now))
        window.take(now)

    assert waits == [0.0, 0.0, 5.0]


@pytest.mark.parametrize(
    ("now", "wait"),
    [(9.9, pytest.approx(0.1)), (10.0, 0.0), (1_000_000.0, 0.0)],
    ids=["just before its end", "at its end", "long after"],
)
def test_a_place_is_free_again_after_the_window(now: float, wait: float) -> None:
    window = Window(1, 10.0)
    window.take(0.0)

    assert window.wait(now) == wait


def test_asking_takes_no_place() -> None:
    window = Window(1, 10.0)

    assert [window.wait(0.0) for _time in range(5)] == [0.0] * 5


def sent(limits: Limits, address: str, count: int, *, urgent: bool = False, since: float = 0.0) -> float:
    """The time after so many messages to one chat, each as soon as it is allowed."""
    now = since
    for _number in range(count):
        while wait := limits.wait(address, now, urgent=urgent):
            now += wait
        limits.take(address, now)
    return now


@pytest.mark.parametrize(
    ("address", "count", "seconds"),
    [
        ("7", BOT_TO_PERSON[0], 0.0),
        ("7", BOT_TO_PERSON[0] + 1, 3.0),
        ("7", 3 * BOT_TO_PERSON[0], 6.0),
        ("-7", BOT_TO_GROUP[0], 0.0),
        ("-7", BOT_TO_GROUP[0] + 1, 60.0),
        ("-1007", 2 * BOT_TO_GROUP[0] + 1, 120.0),
    ],
    ids=[
        "a burst to a person",
        "one more",
        "nine to a person",
        "a burst to a group",
        "one more",
        "forty-one to a group",
    ],
)
def test_a_chat_takes_so_many_in_so_long(address: str, count: int, seconds: float) -> None:
    assert sent(Limits(on=True), address, count) == pytest.approx(seconds)


def test_a_full_chat_does_not_hold_another_one_up() -> None:
    limits = Limits(on=True)
    sent(limits, "7", 3)

    assert limits.wait("7", 0.0) > 0
    assert limits.wait("8", 0.0) == 0


def test_all_chats_together_have_a_limit_of_their_own() -> None:
    limits = Limits(on=True)
    for number in range(BOT_IN_ALL[0]):
        limits.take(str(number), 0.25)

    assert limits.wait("new", 0.5) == pytest.approx(0.75)
    assert limits.wait("new", 1.25) == 0


def test_an_alert_never_waits_for_its_chat() -> None:
    limits = Limits(on=True)

    assert sent(limits, "7", 10, urgent=True) == 0.0


def test_an_alert_waits_for_the_account() -> None:
    limits = Limits(on=True)

    assert sent(limits, "7", BOT_IN_ALL[0] + 1, urgent=True) == pytest.approx(1.0)


def test_alerts_count_for_their_chat_too() -> None:
    limits = Limits(on=True)
    sent(limits, "7", 3, urgent=True)

    assert limits.wait("7", 0.0) == pytest.approx(3.0)


def test_without_limits_nothing_waits_and_nothing_is_remembered() -> None:
    assert sent(Limits(on=False), "-7", 1000) == 0.0


def test_ten_thousand_chats_are_forgotten_but_the_account_is_not() -> None:
    limits = Limits(on=True)
    for number in range(10_002):
        limits.take(str(number), number / 100)

    assert len(limits._chats) < 10_000
    assert limits.wait("new", 100.01) > 0

"""The plan of an alert, as data: who is rung, in which order, how long each step waits, and what is said.

    primary        the first on duty
    backup         and the second
    today          and everybody who can be reached today
    coordinators   and the coordinators: the whole team, so many rounds
    late           the coordinators alone, for ever

A step that brings nobody new is passed over at once. With nobody on duty the whole team is rung at once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.available import reachable_today
from handlers.duty import coordinators, first_on_duty, on_duty
from handlers.flow import Urgency
from handlers.rules import Rules
from handlers.waits import wait_of
from handlers.words import _s
from models.person import Person

EVERYBODY_TODAY = _s("Everybody who can be reached today is called.")
ROUNDS = 3
"""So often the whole team is rung for what is urgent; for what is only to be read, again and again, far apart."""
Group = Callable[[Session, datetime], list[Person]]
PRIMARY: Group = lambda session, now: first_on_duty(session)  # noqa: E731 - a table of groups
DUTY: Group = lambda session, now: on_duty(session)  # noqa: E731 - as above
TODAY: Group = reachable_today
COORDINATORS: Group = lambda session, now: coordinators(session)  # noqa: E731 - as above


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `who` is rung. `widens`: only when that is somebody whom the step before has not rung.

    `rounds` says how often it comes in a row for what is urgent (0: for ever), `says` what is told besides.
    """

    key: str
    who: tuple[Group, ...]
    widens: bool = False
    rounds: int = 1
    says: str = ""


FIRST, BACKUP, TEAM, LATE = "primary", "backup", "coordinators", "late"
PLAN = (
    Step(FIRST, (PRIMARY,)),
    Step(BACKUP, (DUTY,), widens=True),
    Step("today", (DUTY, TODAY), widens=True, says=EVERYBODY_TODAY),
    Step(TEAM, (COORDINATORS, DUTY, TODAY), rounds=ROUNDS),
    Step(LATE, (COORDINATORS,), rounds=0),
)
KEYS = tuple(step.key for step in PLAN)


def step_of(key: str) -> Step:
    """A step by its key; one that an older version knew counts as the first."""
    return PLAN[KEYS.index(key)] if key in KEYS else PLAN[0]


def people_of(session: Session, key: str, now: datetime) -> list[Person]:
    """Everybody who is rung in this step, each once."""
    return list(dict.fromkeys(person for group in step_of(key).who for person in group(session, now)))


def way_on(
    session: Session, key: str, times: int, urgency: Urgency, now: datetime, cannot: Container[int]
) -> Iterator[tuple[str, int]]:
    """The steps to try next, the best first, each with how often it was there then: `key` was there so many `times`.

    `cannot` are those who said so. What comes last is the whole team: nobody is left out because the coordinators alone
    cannot be reached. Whom a step rings is looked up only when it is asked for: mostly the first one has somebody.
    """
    step, at = step_of(key), KEYS.index(step_of(key).key)
    rounds = 0 if key == TEAM and urgency == Urgency.REST else step.rounds
    if rounds == 0 or times < rounds:
        yield key, times + 1
    before = set(people_of(session, key, now))

    def brings_somebody(one: Step) -> bool:
        new = (person for person in people_of(session, one.key, now) if person not in before)
        return not one.widens or any(person.id not in cannot for person in new)

    yield from ((one.key, 1) for one in PLAN[at + 1 :] if brings_somebody(one))
    yield TEAM, ROUNDS


def wait_at(session: Session, key: str, urgency: Urgency, rules: Rules) -> timedelta:
    """How long this step waits for an answer."""
    if urgency == Urgency.REST and key in (TEAM, LATE):
        return rules.rest_again
    return rules.ring_again if key == LATE else wait_of(session, urgency, rules)

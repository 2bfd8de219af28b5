"""Karim, who coordinates, and Lea and Mona, for whom a rota is made."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from handlers.person import meet
from handlers.rules import Rules
from models.person import COORDINATOR, VOLUNTEER, Person
from models.secret import seal
from tests.world import MORNING

RULES = Rules()
HOUR = timedelta(hours=1)
TEAM = {"karim": COORDINATOR, "lea": VOLUNTEER, "mona": VOLUNTEER}


def team(session: Session) -> dict[str, Person]:
    """Karim, Léa and Mona."""
    people = {name: meet(session, "demo", "demo", name, MORNING) for name in TEAM}
    for name, person in people.items():
        person.role, person.staff_language = TEAM[name], "en"
        person.first_name = seal(session, "person.first_name", person.id, name.title())
    return people

"""An alarm, and who was rung for it."""

from __future__ import annotations

from models.duty import BACKUP
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from tests.world import World

PEOPLE = {"amal": REPORTER, "lea": VOLUNTEER, "tom": VOLUNTEER, "karim": COORDINATOR}


def rung(told: World) -> list[str]:
    """Who is rung from now on."""
    names: list[str] = []
    told.heard = lambda address, message, edits: names.append(address) if message.urgent else None
    return names


async def alarm(told: World, words: str = "Police now / danger") -> None:
    """Amal reports; Lea is on duty, Tom behind her."""
    await told.begin()
    await told.on_duty("lea")
    await told.on_duty("tom", rank=BACKUP)
    await told.says("amal", "hello")
    await told.presses("amal", words)


async def evicted(told: World, name: str) -> None:
    """Somebody tells an eviction at the old mill."""
    await told.says(name, "hello")
    for label in ("Eviction", "I am safe", "Now"):
        await told.presses(name, label)
    await told.says(name, "old mill")

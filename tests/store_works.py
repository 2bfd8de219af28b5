"""Work for a store: some that puts, some that fails in each of the ways there are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.store import Store
from handlers.flows import FLOWS
from handlers.person import meet
from handlers.report import open_report
from models.setting import FINGERPRINT, PURPOSE, Setting
from tests.world import MORNING


def puts(name: str, value: str = "") -> Callable[[Session], str]:
    """Work that writes one row and gives its name."""

    def work(session: Session) -> str:
        session.add(Setting(name=name, value=value))
        session.flush()
        session.info["woken"].add(name)
        return name

    return work


def then(work: Callable[[Session], Any], more: Callable[[Session], Any]) -> Callable[[Session], Any]:
    """Both, in one piece of work."""

    def both(session: Session) -> Any:
        work(session)
        return more(session)

    return both


def fails(session: Session) -> None:
    raise ValueError("on purpose")


def breaks_the_commit(session: Session) -> None:
    """SQLite notices only at the commit that nobody is there to whom this row refers."""
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    session.execute(text("INSERT INTO duty (id, person_id, since) VALUES (1, 4711, '2026-11-23 07:30:00')"))


def breaks_the_transaction(session: Session) -> None:
    """SQLite gives the whole transaction up, as it does when the disk is full."""
    session.execute(text("INSERT OR ROLLBACK INTO setting (name, value) VALUES ('purpose', 'another')"))


def breaks_the_session(session: Session) -> None:
    """A row is deleted to which others refer: SQLAlchemy's own flush fails."""
    person = meet(session, "demo", "us", "amal", MORNING)
    open_report(session, person, FLOWS["say_it"], MORNING, timedelta(hours=1))
    session.flush()
    session.delete(person)


async def at_once(store: Store, *works: Callable[[Session], Any]) -> list[Any]:
    """What became of pieces of work that reach the store in the same moment."""
    return await asyncio.gather(*(store.write(work) for work in works), return_exceptions=True)


async def there(store: Store) -> set[str]:
    """The rows that `puts` has put."""
    names = await store.read(lambda session: session.scalars(select(Setting.name)).all())
    return set(names) - {FINGERPRINT, PURPOSE}

"""What is put into the outbox while nothing else is to leave for this person goes to the sender in the same process."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.channels.base import Unreachable
from bot.store import Store
from models.messages import Outbound
from models.outbox import SENDING, SENT, WAITING, Outbox, put
from models.person import Person
from tests.post import Out, ring


def handing(store: Store, folder: Path) -> Out:
    """A way out whose sender gets at once what may leave."""
    out = Out(store, folder)
    store.taker = out.app.sender
    return out


@pytest.mark.asyncio
async def test_what_the_team_gets_waits_so_that_rings_overtake_and_join(sqlite_store: Store, tmp_path: Path) -> None:
    out = handing(sqlite_store, tmp_path)
    await out.member("lea", "volunteer")
    await out.puts("lea", "a", ring("first"), ring("second"))
    assert await states(sqlite_store) == [WAITING] * 3
    await out.leaves()
    assert out.texts("lea") == ["A. first\n\nB. second", "a"]


async def states(store: Store) -> list[str]:
    return await store.read(lambda session: list(session.scalars(select(Outbox.state).order_by(Outbox.id))))


@pytest.mark.asyncio
async def test_it_is_claimed_in_the_transaction_that_puts_it_and_leaves_once(
    sqlite_store: Store, tmp_path: Path
) -> None:
    out = handing(sqlite_store, tmp_path)
    await out.puts("amal", "a")
    await out.leaves()
    assert out.texts("amal") == ["a"]
    assert await states(sqlite_store) == [SENT]


@pytest.mark.asyncio
async def test_what_comes_after_it_waits_for_its_turn(store: Store, tmp_path: Path) -> None:
    out = handing(store, tmp_path)
    await out.puts("amal", "a", "b", "c")
    await out.puts("amal", "d")
    await out.leaves()
    assert out.texts("amal") == ["a", "b", "c", "d"]


@pytest.mark.asyncio
async def test_what_could_not_leave_is_tried_again_like_any_other(sqlite_store: Store, tmp_path: Path) -> None:
    out = handing(sqlite_store, tmp_path)
    out.post.fails["amal"] = [Unreachable()]
    await out.puts("amal", "a")
    await out.leaves()
    assert await states(sqlite_store) == [WAITING]
    await out.leaves(5)
    assert out.texts("amal") == ["a"]


@pytest.mark.asyncio
async def test_a_card_that_is_changed_is_changed_where_it_was_shown(sqlite_store: Store, tmp_path: Path) -> None:
    out = handing(sqlite_store, tmp_path)
    await out.puts("amal", Outbound(text="card", slot="a:1"))
    await out.leaves()
    await out.puts("amal", Outbound(text="card, taken", slot="a:1", edit=True))
    await out.leaves()
    assert out.post.sent == [("amal", "card", ""), ("amal", "card, taken", "w1")]


@pytest.mark.asyncio
async def test_what_was_put_in_a_savepoint_that_was_given_up_never_leaves(sqlite_store: Store, tmp_path: Path) -> None:
    out = handing(sqlite_store, tmp_path)
    await out.member("amal", "reporter")

    def half(session: Session) -> None:
        with pytest.raises(LookupError), session.begin_nested():
            put(session, somebody(session), Outbound(text="never"), out.clock.now())
            raise LookupError

    await sqlite_store.write(half)
    await out.leaves()
    assert (out.texts("amal"), await states(sqlite_store)) == ([], [])


@pytest.mark.asyncio
async def test_work_that_fails_sends_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    out = handing(sqlite_store, tmp_path)
    await out.member("amal", "reporter")

    def fails(session: Session) -> None:
        put(session, somebody(session), Outbound(text="never"), out.clock.now())
        raise LookupError

    with pytest.raises(LookupError):
        await sqlite_store.write(fails)
    await out.leaves()
    assert (out.texts("amal"), await states(sqlite_store)) == ([], [])


@pytest.mark.asyncio
async def test_a_process_that_dies_before_sending_leaves_it_to_the_next(sqlite_store: Store, tmp_path: Path) -> None:
    class Dead:
        """Gets everything and sends nothing."""

        def ready(self) -> bool:
            return True

        def take(self, leaving: object) -> None:
            return None

    out = Out(sqlite_store, tmp_path)
    sqlite_store.taker = Dead()
    await out.puts("amal", "a")
    assert await states(sqlite_store) == [SENDING]
    after = out.again()
    await after.leaves()
    assert after.texts("amal") == []
    await after.leaves(10)
    assert after.texts("amal") == ["a"]


def somebody(session: Session) -> int:
    """The only person there is."""
    return session.scalars(select(Person.id)).one()

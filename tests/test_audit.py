"""The audit is a chain: it only grows, also when many write at once, and whatever was done to it is seen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import database
from bot.__main__ import main
from bot.database import DatabaseRefused, sqlite_engine
from bot.keyfile import read_key
from bot.store import Store
from handlers import audit
from models.audit import Audit
from tests.conftest import make_settings
from tests.world import MORNING

OFF = {
    "sqlite": ["DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"],
    "postgresql": ["ALTER TABLE audit DISABLE TRIGGER audit_no_change"],
}
"""What somebody with the database, and without the key, would begin with."""
TAMPERED = {
    "another person": "UPDATE audit SET person_id = 77 WHERE number = 3",
    "another time": "UPDATE audit SET at = '2020-01-01 00:00:00+00:00' WHERE number = 3",
    "another action": "UPDATE audit SET action = 'nothing' WHERE number = 3",
    "other words": "UPDATE audit SET note = 'x' WHERE number = 3",
    "another thing": "UPDATE audit SET about = NULL WHERE number = 3",
    "taken out": "DELETE FROM audit WHERE number = 3",
    "taken out and closed up": "DELETE FROM audit WHERE number = 3; UPDATE audit SET number = number - 1"
    " WHERE number > 3",
    "the first taken out": "DELETE FROM audit WHERE number = 1",
    "taken out of the chain": "UPDATE audit SET number = NULL, hash = NULL WHERE number = 3",
    "added beside the chain": "INSERT INTO audit (id, at, action, note) SELECT max(id) + 1, max(at), 'x', '' "
    "FROM audit",
    "copied to the end": "INSERT INTO audit (id, at, action, note, number, hash)"
    " SELECT id + 1, at, action, note, number + 1, hash FROM audit WHERE number = 5",
}


def write(number: int, *, fails: bool = False) -> Any:
    def work(session: Session) -> None:
        audit.note(session, number, "show", number, MORNING, f"word {number}")
        if fails:
            raise RuntimeError("after the row was noted")

    return work


async def five_rows(store: Store) -> None:
    for number in range(1, 6):
        await store.write(write(number))


@pytest.mark.asyncio
async def test_the_chain_holds_from_its_first_row(store: Store) -> None:
    assert (await store.read(audit.verify)).rows == 0
    await five_rows(store)
    proof = await store.read(audit.verify)

    assert (proof.rows, proof.broken, len(proof.last)) == (5, "", 32)


@pytest.mark.asyncio
async def test_many_who_write_at_once_make_one_chain_without_gaps(store: Store) -> None:
    works = [store.write(write(number, fails=number % 7 == 0)) for number in range(1, 81)]
    results = await asyncio.gather(*works, return_exceptions=True)
    failed = [one for one in results if one is not None]
    proof = await store.read(audit.verify)

    assert {type(one) for one in failed} == {RuntimeError}
    assert (proof.rows, proof.broken) == (80 - len(failed), "")


@pytest.mark.asyncio
async def test_what_was_given_up_in_a_savepoint_leaves_no_gap(store: Store) -> None:
    def work(session: Session) -> None:
        audit.note(session, 1, "show", 1, MORNING)
        with pytest.raises(RuntimeError), session.begin_nested():
            write(2, fails=True)(session)
        audit.note(session, 3, "show", 3, MORNING)

    await store.write(work)
    proof = await store.read(audit.verify)

    assert (proof.rows, proof.broken) == (2, "")


@pytest.mark.asyncio
@pytest.mark.parametrize("statement", ["UPDATE audit SET note = 'x' WHERE number = 2", "DELETE FROM audit"])
async def test_the_database_itself_refuses_to_change_or_remove_a_row(store: Store, statement: str) -> None:
    await five_rows(store)
    with pytest.raises(DBAPIError, match="only ever added to"):
        await store.write(lambda session: session.execute(text(statement)))

    assert (await store.read(audit.verify)).rows == 5


@pytest.mark.asyncio
@pytest.mark.parametrize("what", TAMPERED)
async def test_whatever_is_done_to_the_chain_is_seen(store: Store, what: str) -> None:
    def tamper(session: Session) -> None:
        for statement in [*OFF[session.get_bind().dialect.name], *TAMPERED[what].split(";")]:
            session.execute(text(statement))

    await five_rows(store)
    await store.write(tamper)
    proof = await store.read(audit.verify)

    assert proof.broken and proof.rows < 6


@pytest.mark.asyncio
async def test_rows_hold_ids_and_no_words_of_a_person(sqlite_store: Store) -> None:
    kinds = {column.name: str(column.type) for column in Audit.__table__.columns}

    assert {name for name, kind in kinds.items() if "CHAR" in kind} == {"action", "note"}


def test_the_command_proves_the_chain_and_shows_the_first_row_that_does_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HRO_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    store = database.open_store(make_settings(tmp_path))

    async def fill() -> int:
        await five_rows(store)
        return await store.read(lambda session: session.scalar(select(func.count()).select_from(Audit)) or 0)

    assert asyncio.run(fill()) == 5
    whole = CliRunner().invoke(main, ["audit", "verify"])
    store.close()
    engine = sqlite_engine(tmp_path / "hro.db", read_key(make_settings(tmp_path).key_path))
    with engine.begin() as connection:
        for statement in [*OFF["sqlite"], TAMPERED["another action"]]:
            connection.exec_driver_sql(statement)
    engine.dispose()
    broken = CliRunner().invoke(main, ["audit", "verify"])

    assert (whole.exit_code, whole.output[:24]) == (0, "The chain holds: 5 rows,")
    assert broken.exit_code == 1
    assert "row 3 (id" in broken.output and "was changed" in broken.output


def test_where_there_is_no_database_nobody_is_told_to_put_a_key_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HRO_DATA_DIR", "data")

    with pytest.raises(DatabaseRefused, match="There is no database yet"):
        main(["audit", "verify"], standalone_mode=False)

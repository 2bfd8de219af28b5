"""An erasure is finished after a crash, and an older copy of the database forgets again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot import database
from bot.store import Store
from handlers import evidence, forget
from models.evidence import ERASED, Evidence
from models.forget import Erasure
from models.outbox import SENDING, SENT, Outbox
from models.person import Person
from models.report import Report
from tests.conftest import make_settings
from tests.traces import MARK, PEOPLE, deletes, everything_of, found_in, tell_a_report
from tests.world import World, world


class Killed(Exception):
    """The process died here."""


DEATHS = [
    "before the database is overwritten",
    "while the database is overwritten",
    "before the file is removed",
    "after the file was removed",
    "before the tombstone",
    "after the tombstone",
]


@pytest.mark.asyncio
@pytest.mark.parametrize("at", DEATHS)
async def test_a_crash_in_the_middle_of_an_erasure_is_finished_after_the_restart(
    store: Store, tmp_path: Path, at: str
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await deletes(told, "amal")
        told.clock.pushed = None
        await told.clock.push(24 * 3600 + 1)
        await _erase_until(told, DEATHS.index(at))
        told.start()
        await told.app.erasing.erase_again()
        await told.app.settle()

        assert found_in(await everything_of(store)) == []
        assert list((tmp_path / "files").iterdir()) == []
        rows = await store.read(lambda s: s.scalars(sa.select(Erasure)).all())
        assert len(rows) == 2
        assert all(row.words_at and row.erased_at for row in rows)
        assert set(await store.read(lambda s: s.scalars(sa.select(Evidence.state)).all())) == {ERASED}


async def _erase_until(told: World, step: int) -> None:
    """Goes so many steps of an erasure, as the jobs and `Erasing` do; what comes after is left to the next start."""
    store, erasing = told.store, told.app.erasing

    def overwrites_and_dies(session: Session) -> None:
        forget.erase_due(session, told.clock.now(), told.rules)
        raise Killed

    if step == 1:
        with pytest.raises(Killed):
            await store.write(overwrites_and_dies)
    if step >= 2:
        await told.app.jobs.run_all()
    if step >= 3:
        (row,) = await store.read(lambda s: evidence.to_erase(s, 10))
        erasing.remove(row)
    if step >= 4:
        await store.write(lambda s: evidence.file_erased(s, row))
    if step >= 5:
        erasing.tombstones.add(await store.read(forget.ready))


@pytest.mark.asyncio
async def test_a_message_being_sent_when_it_is_erased_is_overwritten_once_it_has_left(
    store: Store, tmp_path: Path
) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await deletes(told, "amal")
        shown = sa.select(Outbox.id).where(Outbox.report_id.is_not(None)).limit(1).scalar_subquery()
        (row,) = await store.read(lambda s: s.scalars(sa.select(shown)).all())
        flying = sa.update(Outbox).where(Outbox.id == row)
        await store.write(lambda s: s.execute(flying.values(state=SENDING)) and None)
        told.clock.pushed = told.app.jobs.run_all
        await told.clock.push(25 * 3600)
        assert not all(await store.read(lambda s: s.scalars(sa.select(Erasure.words_at)).all()))
        await store.write(lambda s: s.execute(flying.values(state=SENT)) and None)
        await told.app.settle()

        assert found_in(await everything_of(store)) == []
        assert all(await store.read(lambda s: s.scalars(sa.select(Erasure.erased_at)).all()))


@pytest.mark.asyncio
async def test_an_older_copy_forgets_again_when_it_is_started(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    store = database.open_store(settings)
    async with world(store, tmp_path, PEOPLE) as told:
        await tell_a_report(told)
        await told.says("amal", f"{MARK} more")
    store.close()
    copy = tmp_path.parent / f"{tmp_path.name}-copy"
    shutil.copytree(tmp_path, copy)
    store = database.open_store(settings)
    async with world(store, tmp_path, PEOPLE) as told:
        await told.says("amal", "delete")
        await told.presses("amal", "f:yes:all")
        await told.pushes(24 * 3600 + 1)
    store.close()
    tombstones = (tmp_path / "tombstones").read_bytes()
    (copy / "tombstones").write_bytes(tombstones + b"\n1 2 3 4 5\ntorn off")

    store = database.open_store(make_settings(copy))
    async with world(store, copy, PEOPLE) as told:
        assert found_in(await everything_of(store))
        await told.app.erasing.erase_again()
        await told.app.settle()
        assert found_in(await everything_of(store)) == []
        assert list((copy / "files").iterdir()) == []
        reports = await store.read(lambda s: s.scalars(sa.select(Report)).all())
        assert all(report.erased_at and report.hidden_at for report in reports)
        assert not any(await store.read(lambda s: s.scalars(sa.select(Person.report_id)).all()))
        assert (
            await store.write(lambda s: forget.erase_again(s, told.app.erasing.tombstones.read(), told.clock.now()))
            == 0
        )
    store.close()


def test_no_words_are_on_a_tombstone_and_only_our_own_lines_count(tmp_path: Path) -> None:
    from bot.erasing import Tombstones
    from bot.keyfile import make_key
    from tests.world import MORNING

    graves = [forget.Grave(1, 2, 3, MORNING), forget.Grave(4, 2, 0, MORNING)]
    ours = Tombstones(tmp_path / "tombstones", make_key(tmp_path / "key"))
    ours.add(graves[:1])
    with (tmp_path / "tombstones").open("ab") as file:
        file.write(b"7 8 9 1764000000 " + b"0" * 64 + b"\n12 broke o")
    ours.add(graves[1:])

    assert ours.read() == graves
    assert Tombstones(tmp_path / "tombstones", make_key(tmp_path / "other")).read() == []
    assert Tombstones(tmp_path / "none", make_key(tmp_path / "third")).read() == []

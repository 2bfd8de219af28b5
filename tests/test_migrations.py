"""Every revision goes up and down on a filled database; models and migrations agree; nothing old is ever lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.database import sqlite_engine
from bot.keyfile import make_key, read_key
from bot.revisions import ROOT, alembic_config
from models.schema import METADATA
from tests.postgres import fresh_database, needed_postgres_url

SCRIPTS = list(reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions())))
REVISIONS = [script.revision for script in SCRIPTS]
BEFORE = {script.revision: str(script.down_revision or "base") for script in SCRIPTS}
ROWS = 3


@pytest.fixture(scope="session")
def rungs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, for an empty database of each revision: none is climbed to a second time."""
    folder = tmp_path_factory.mktemp("rungs")
    make_key(folder / "key")
    return folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path, rungs: Path) -> Iterator[sa.Engine]:
    """An empty database of each kind, not yet migrated."""
    if request.param == "sqlite":
        made = sqlite_engine(tmp_path / "hro.db", read_key(rungs / "key"))
        yield made
        made.dispose()
        return
    with fresh_database(needed_postgres_url()) as url:
        made = sa.create_engine(url)
        yield made
        made.dispose()


def migrate(engine: sa.Engine, revision: str, *, further: Path | None = None) -> None:
    """Goes up or down to a revision; `further` is a folder with more revisions."""
    with engine.connect() as connection:
        config = alembic_config()
        if further:
            config.set_main_option("version_locations", os.pathsep.join([f"{ROOT}/migrations/versions", str(further)]))
        config.attributes["connection"] = connection
        known = [*REVISIONS, *(path.stem for path in (further.glob("*.py") if further else ()))]
        at = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        down = at is not None and (revision == "base" or known.index(revision) < known.index(at))
        (command.downgrade if down else command.upgrade)(config, revision)


def climb(engine: sa.Engine, revision: str, rungs: Path) -> None:
    """Brings an empty database to a revision, from the next lower one that was reached before."""
    if engine.dialect.name != "sqlite":
        migrate(engine, revision)
        return
    with engine.connect() as connection:
        path = Path(connection.exec_driver_sql("PRAGMA database_list").one()[2])
    engine.dispose()
    lower = [one for one in REVISIONS if one <= revision != "base" and (rungs / one).exists()]
    if lower:
        shutil.copy2(rungs / lower[-1], path)
    migrate(engine, revision)
    # Closed, it lies in one file.
    engine.dispose()
    shutil.copy2(path, rungs / revision)


def tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables that are there now, parents first."""
    found = sa.MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def fill(engine: sa.Engine) -> None:
    """Puts rows into every table, each pointing to rows that exist."""
    with engine.begin() as connection:
        for table in tables(connection):
            for number in range(1, ROWS + 1):
                connection.execute(table.insert().values({c.name: value_of(c, number) for c in table.columns}))


def value_of(column: sa.Column[Any], number: int) -> object:
    kind = column.type
    if isinstance(kind, sa.Integer):
        return number
    if isinstance(kind, sa.LargeBinary):
        return f"{column.name}{number}".encode()
    if isinstance(kind, sa.DateTime):
        return datetime(2026, 11, 22, tzinfo=UTC)
    if isinstance(kind, sa.Boolean):
        return number % 2 == 0
    return f"{column.name}{number}"[-(getattr(kind, "length", None) or 8) :]


def counts(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        names = sorted({*sa.inspect(connection).get_table_names()} - {"alembic_version"})
        return {name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0 for name in names}


def broken_references(engine: sa.Engine) -> list[Any]:
    """SQLite alone can have any."""
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


@pytest.mark.parametrize("revision", REVISIONS)
def test_goes_up_and_down_on_a_filled_database(engine: sa.Engine, rungs: Path, revision: str) -> None:
    before = BEFORE[revision]
    climb(engine, before, rungs)
    fill(engine)
    older = counts(engine)
    migrate(engine, revision)
    risen = counts(engine)

    assert {name: risen.get(name) for name in older if name in risen} == {n: c for n, c in older.items() if n in risen}
    assert broken_references(engine) == []

    migrate(engine, before)

    assert counts(engine) == older


@pytest.mark.parametrize("revision", REVISIONS)
def test_comes_down_from_a_filled_database_and_goes_up_again(engine: sa.Engine, rungs: Path, revision: str) -> None:
    before = BEFORE[revision]
    climb(engine, revision, rungs)
    fill(engine)
    filled = counts(engine)
    migrate(engine, before)
    fallen = counts(engine)

    assert set(filled.values()) == {ROWS}
    assert fallen == dict.fromkeys(fallen, ROWS)
    assert broken_references(engine) == []

    migrate(engine, revision)

    assert set(counts(engine)) == set(filled)


REPORT = sa.table(
    "report",
    sa.column("id", sa.BigInteger()),
    sa.column("pressed", sa.Boolean()),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("touched_at", "filed_at", "hidden_at", "silent_at")),
)


def test_reports_that_lay_open_before_silence_was_noticed_are_shown_at_once_and_old_ones_are_filed(
    engine: sa.Engine,
) -> None:
    now = datetime.now(UTC)
    times = {1: now - timedelta(hours=23), 2: now - timedelta(hours=25), 3: now - timedelta(days=400)}
    migrate(engine, "0002")
    fill(engine)
    with engine.begin() as connection:
        for row, touched in times.items():
            values = {"touched_at": touched, "filed_at": None, "hidden_at": now if row == 3 else None}
            connection.execute(REPORT.update().where(REPORT.c.id == row).values(values))
    migrate(engine, "0003")
    with engine.connect() as connection:
        columns = (REPORT.c.touched_at, REPORT.c.filed_at, REPORT.c.silent_at)
        found = connection.execute(sa.select(*columns).order_by(REPORT.c.id)).all()

    recent, old, hidden = found
    assert (recent.filed_at, recent.silent_at) == (None, recent.touched_at)
    assert (old.filed_at, old.silent_at) == (old.touched_at, None)
    assert (hidden.filed_at, hidden.silent_at) == (None, None)


def test_whoever_had_answered_before_silence_was_noticed_had_pressed(engine: sa.Engine) -> None:
    migrate(engine, "0002")
    fill(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM answer WHERE report_id = 2"))
    migrate(engine, "0003")
    with engine.connect() as connection:
        pressed = connection.execute(sa.select(REPORT.c.pressed).order_by(REPORT.c.id)).scalars().all()

    assert pressed == [True, False, True]


def test_models_and_migrations_agree(engine: sa.Engine) -> None:
    migrate(engine, REVISIONS[-1])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, METADATA) == []


def test_there_is_one_line_of_revisions_named_by_number() -> None:
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == REVISIONS[-1:]


BREAKS = '''
"""breaks: takes the parents and leaves the children."""
from alembic import op

revision = "9999_breaks"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE site ADD COLUMN added INTEGER")
    op.execute("DELETE FROM person")


def downgrade() -> None:
    pass
'''


def test_a_migration_that_leaves_broken_references_fails_and_the_old_data_stays(
    engine: sa.Engine, tmp_path: Path
) -> None:
    migrate(engine, REVISIONS[-1])
    fill(engine)
    before = counts(engine)
    (tmp_path / "further").mkdir()
    (tmp_path / "further" / "9999_breaks.py").write_text(BREAKS.format(before=REVISIONS[-1]))

    with pytest.raises((RuntimeError, sa.exc.IntegrityError), match=r"broken references|foreign key"):
        migrate(engine, "9999_breaks", further=tmp_path / "further")

    assert counts(engine) == before
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == REVISIONS[-1]
        assert "added" not in [column.name for table in tables(connection) for column in table.columns]
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1

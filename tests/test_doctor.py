"""Doctor: each finding says what to do, nothing is touched, and a running bot is not disturbed."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot import check_up
from bot.commands import doctor, doctor_telegram
from bot.database import DatabaseRefused, migrate, open_store, sqlite_engine
from bot.keyfile import KeyRefused, make_key, read_key
from bot.settings import Settings
from bot.store import Store
from handlers.person import meet
from handlers.rules import Rules
from handlers.team import begin
from tests.bot_process import BotProcess
from tests.botapi.client import BotApi
from tests.conftest import make_settings
from tests.migrated import put_database
from tests.postgres import fresh_database, needed_postgres_url
from tests.world import MORNING


def said(settings: Settings) -> str:
    """All that doctor finds, line by line."""
    return "\n".join(finding.text for finding in doctor.findings(settings))


def fingerprints(folder: Path) -> dict[str, tuple[str, int]]:
    """Content and time of every file of a folder."""
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(folder: Path, **given: object) -> Settings:
    """An installation that was started once."""
    settings = make_settings(folder / "data", key_file=folder / "keys" / "key", **given)
    put_database(settings.data_dir, key=settings.key_path)
    return settings


def test_a_healthy_installation_only_lacks_what_the_team_has_to_do(tmp_path: Path) -> None:
    found = doctor.findings(made(tmp_path, languages="en"))

    assert [one.text for one in found if one.to_do and not one.text.startswith("Field gate: ")] == [
        doctor_telegram.NO_MESSENGER.text,
        "Nobody coordinates. Open the link that python -m bot run prints, or set HRO_COORDINATORS.",
    ]
    assert "The database was read only, without its lock" in "\n".join(one.text for one in found if not one.to_do)


def test_doctor_changes_no_byte_and_leaves_no_file(tmp_path: Path) -> None:
    settings = made(tmp_path)
    before = fingerprints(tmp_path)

    doctor.findings(settings)

    assert fingerprints(tmp_path) == before


def test_doctor_before_the_first_start_makes_nothing(tmp_path: Path) -> None:
    told = said(make_settings(tmp_path / "data"))

    assert "There is no key" in told
    assert "python -m bot run makes it" in told
    assert list(tmp_path.iterdir()) == []


def test_doctor_works_while_the_bot_has_the_folder(tmp_path: Path) -> None:
    settings = made(tmp_path)
    running = open_store(settings)
    try:
        assert "The database was read only" in said(settings)
    finally:
        running.close()


def test_a_key_that_others_may_read_is_found(tmp_path: Path) -> None:
    settings = made(tmp_path)
    settings.key_path.chmod(0o644)

    assert f"Others on this computer may read the key. Run: chmod 600 {settings.key_path}" in said(settings)


def test_a_key_beside_the_database_is_found(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "data")
    open_store(settings).close()

    assert "The key lies beside the database" in said(settings)


def test_a_key_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    settings = made(tmp_path)
    settings.key_path.write_text("my password\n")

    assert "cannot be read: it must be one line AGE-SECRET-KEY-1" in said(settings)


def test_a_lost_key_is_found(tmp_path: Path) -> None:
    settings = made(tmp_path)
    settings.key_path.unlink()

    assert "Put the key of this database back." in said(settings)


def test_the_key_of_another_database_is_found(tmp_path: Path) -> None:
    settings = made(tmp_path)
    settings.key_path.unlink()
    make_key(settings.key_path)

    assert "This key does not open this database." in said(settings)


@pytest.mark.parametrize(
    ("revision", "says"), [("9999", "is newer than this program"), (None, "is older than this program")]
)
def test_a_database_of_another_age_is_found(tmp_path: Path, revision: str | None, says: str) -> None:
    settings = made(tmp_path)
    engine = sqlite_engine(settings.data_dir / "hro.db", read_key(settings.key_path))
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        if revision:
            connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    engine.dispose()

    assert says in said(settings)


def test_a_damaged_database_is_found(tmp_path: Path) -> None:
    settings = made(tmp_path)
    path = settings.data_dir / "hro.db"
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 100] ^= 0xFF
    path.write_bytes(content)

    assert "The database" in said(settings)
    assert "Restore the last backup" in said(settings) or "cannot be read" in said(settings)


def test_what_looks_cannot_write(tmp_path: Path) -> None:
    settings = made(tmp_path)
    keys = read_key(settings.key_path)

    with pytest.raises(DatabaseRefused), check_up.looking(settings, keys) as session:
        session.execute(text("DELETE FROM setting"))


@pytest.mark.postgres
def test_on_postgresql_too_it_looks_and_cannot_write(tmp_path: Path) -> None:
    with fresh_database(needed_postgres_url()) as url:
        settings = make_settings(tmp_path / "data", key_file=tmp_path / "key", database_url=url)
        migrate(settings)
        open_store(settings).close()

        assert "The database was read only" in said(settings)
        with pytest.raises(DatabaseRefused), check_up.looking(settings, read_key(settings.key_path)) as session:
            session.execute(text("DELETE FROM setting"))
        settings.key_path.unlink()
        other = make_key(settings.key_path)
        with pytest.raises(KeyRefused), check_up.looking(settings, other):
            pass


async def _begins(store: Store, address: str, rules: Rules) -> None:
    def press_start(session: Session) -> None:
        begin(session, meet(session, "telegram", "123", address, MORNING), MORNING, rules)

    await store.write(press_start)


@pytest.mark.asyncio
async def test_coordinators_who_have_not_pressed_start_are_named(tmp_path: Path) -> None:
    settings = made(tmp_path, coordinators="telegram:5,telegram:6")
    store = open_store(settings)
    await _begins(store, "5", Rules(coordinators=settings.named_coordinators))
    store.close()
    # Without a messenger set up there is no account to look for them on: it is given by hand here.
    with check_up.looking(settings, read_key(settings.key_path)) as session:
        known = settings.model_copy(
            update={"telegram_token": "123:TEST", "coordinators": "telegram:5,telegram:6,telegram:7"}
        )
        found = [one.text for one in doctor._coordinators(session, known)]

    assert found == [
        "telegram:6 of HRO_COORDINATORS has not pressed Start. They have to open the bot and press Start.",
        "telegram:7 of HRO_COORDINATORS was named after the first coordinator began."
        " A coordinator has to /invite them.",
    ]


def test_unsigned_texts_are_counted_per_language(tmp_path: Path) -> None:
    told = said(made(tmp_path, languages="ar,en"))

    assert "texts in ar wait for a speaker's signature" in told
    assert "texts in ti wait" not in told


def test_the_field_gate_is_told_with_what_to_write(tmp_path: Path) -> None:
    assert "Field gate: A backup has been restored once, on another computer. Then, in the chat: /gate backup" in said(
        made(tmp_path)
    )


def test_something_to_do_ends_with_one_and_names_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"HRO_DATA_DIR": "data", "HRO_TELEGRAM_TOKEN": "123:SECRET", "HRO_TELEGRAM_API_URL": "http://127.0.0.1:9"}

    done = CliRunner().invoke(doctor.doctor, env=given)

    assert done.exit_code == 1
    assert "http://127.0.0.1:9 does not answer" in done.output
    assert "The clock was not checked" in done.output
    assert "SECRET" not in done.output


@pytest.mark.asyncio
async def test_beside_a_running_bot_doctor_reads_and_the_bot_goes_on(tmp_path: Path) -> None:
    async with BotApi() as api, BotProcess(api, tmp_path, coordinators="telegram:5,telegram:6") as bot:
        karim = api.user(5, language_code="en")
        await karim.say("hello")
        await karim.wait_for("What is your first name?")
        environment = {**bot.environment}
        command = [sys.executable, "-m", "bot", "doctor"]
        done = await asyncio.to_thread(
            subprocess.run, command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        status, words = await bot.health() or (0, "")

        assert done.returncode == 1, done.stderr
        assert "The database was read only, without its lock" in done.stdout
        assert "telegram:6 of HRO_COORDINATORS has not pressed Start." in done.stdout
        assert "telegram:5" not in done.stdout
        assert "clock" not in done.stdout
        assert api.token not in done.stdout + done.stderr
        assert (status, words) == (200, "all is well\n")
        assert await bot.stop() == 0

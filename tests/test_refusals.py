"""What cannot be right is refused at the start: one sentence, exit code 2, and nothing is touched. Real processes."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.database import DEMO, WRONG_KEY, open_store, sqlite_engine
from bot.keyfile import make_key, read_key
from bot.settings import SettingsError, read_settings
from bot.web import check_free
from tests.bot_process import BotProcess, bare_environment, free_port
from tests.botapi.client import BotApi
from tests.conftest import make_settings
from tests.migrated import put_database

TOKEN = "123:TEST"


def run_bot(folder: Path, command: str = "run", **given: str) -> tuple[int, str]:
    """Runs a command that is to be refused; gives its exit code and what it says."""
    environment = {
        **bare_environment(),
        "HRO_TELEGRAM_API_URL": "http://127.0.0.1:9",
        "HRO_WEB_LISTEN": f"127.0.0.1:{free_port()}",
        **{f"HRO_{name.upper()}": value for name, value in given.items()},
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", command],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    # SQLCipher and Alembic write lines of their own, with the time in front.
    said = [line for line in done.stderr.splitlines() if not line.startswith("20")]
    return done.returncode, "\n".join(said)


def content(folder: Path) -> dict[str, bytes]:
    """All files of a data folder but the empty lock."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != "lock"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("telegram_token", "no-token", "HRO_TELEGRAM_TOKEN must be the token that BotFather gave"),
        ("telegram_token", "", "No messenger is set up: set HRO_TELEGRAM_TOKEN."),
        ("telegram_webhook_url", "https://hro.example/x", "HRO_TELEGRAM_WEBHOOK_SECRET must be set together"),
        ("data_dir", "/proc/hro", "HRO_DATA_DIR /proc/hro cannot be used: "),
        ("data_dir", "/etc/passwd", "HRO_DATA_DIR /etc/passwd cannot be used: "),
    ],
)
def test_a_wrong_setting_ends_the_process_with_one_sentence(tmp_path: Path, name: str, value: str, says: str) -> None:
    code, said = run_bot(tmp_path, **{"telegram_token": TOKEN, "data_dir": "data", name: value})

    assert code == 2
    assert said.startswith(says)
    assert "\n" not in said
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("timezone", "Europe/Calais", "HRO_TIMEZONE must be a time zone like Europe/Paris."),
        ("web_listen", "8000", "HRO_WEB_LISTEN must be an address and a port like 127.0.0.1:8000."),
        ("web_listen", "127.0.0.1:99999", "HRO_WEB_LISTEN must be an address and a port like 127.0.0.1:8000."),
        ("telegram_api_url", "api.telegram.org", "HRO_TELEGRAM_API_URL must be an address"),
        ("telegram_limits", "many", "HRO_TELEGRAM_LIMITS must be “telegram” or “none”."),
        ("languages", "en,xx", "HRO_LANGUAGES must be some of"),
        ("coordinators", "karim", "HRO_COORDINATORS must be a list like telegram:12345"),
        ("database_url", "sqlite:///x.db", "HRO_DATABASE_URL must begin with postgresql+psycopg://"),
        ("telegram_webhook_secret", "sécret", "HRO_TELEGRAM_WEBHOOK_SECRET must have only letters"),
        ("telegram_webhook_secret", "secret", "HRO_TELEGRAM_WEBHOOK_URL must be set together"),
        ("telegram_token", "123:", "HRO_TELEGRAM_TOKEN must be the token that BotFather gave"),
        ("telegram_token", "123:ABC DEF", "HRO_TELEGRAM_TOKEN must be the token that BotFather gave"),
        ("coordinators", "telegram:@rosa", "HRO_COORDINATORS must be a list like telegram:12345"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    monkeypatch.setenv(f"HRO_{name.upper()}", value)

    with pytest.raises(SettingsError) as told:
        read_settings(_env_file=None)

    assert str(told.value).startswith(says)


def test_the_env_file_of_the_working_directory_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HRO_TELEGRAM_TOKEN=from-the-env-file\n")

    assert run_bot(tmp_path) == (
        2,
        "HRO_TELEGRAM_TOKEN must be the token that BotFather gave, like 123456:ABC-DEF.",
    )


def test_a_database_without_its_key_is_refused_and_not_touched(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data")
    (data / "key").rename(tmp_path / "key-kept-elsewhere")
    before = content(data)

    code, said = run_bot(tmp_path, telegram_token=TOKEN, data_dir="data")

    assert code == 2
    assert said.startswith("There is a database but no key at data/key.")
    assert content(data) == before


def test_another_key_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data")
    make_key(tmp_path / "other-key")
    before = content(data)

    said = run_bot(tmp_path, telegram_token=TOKEN, data_dir="data", key_file="other-key")

    assert said == (2, WRONG_KEY)
    assert content(data) == before


def test_what_is_no_key_at_all_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data")
    (tmp_path / "other-key").write_text("my password\n")
    before = content(data)

    code, said = run_bot(tmp_path, telegram_token=TOKEN, data_dir="data", key_file="other-key")

    assert code == 2
    assert said.startswith("The key at other-key cannot be read")
    assert content(data) == before


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data")
    engine = sqlite_engine(data / "hro.db", read_key(data / "key"))
    with engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = content(data)

    code, said = run_bot(tmp_path, telegram_token=TOKEN, data_dir="data")

    assert code == 2
    assert said.startswith("This database is newer than this program.")
    assert content(data) == before


def test_run_refuses_the_database_of_the_demo(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data", purpose=DEMO)
    before = content(data)

    code, said = run_bot(tmp_path, telegram_token=TOKEN, data_dir="data")

    assert code == 2
    assert said.startswith("This database is for the demo.")
    assert content(data) == before


def test_the_demo_refuses_a_database_of_real_reports(tmp_path: Path) -> None:
    data = put_database(tmp_path / "data")
    before = content(data)

    code, said = run_bot(tmp_path, "demo", data_dir="data")

    assert code == 2
    assert said.startswith("This database is for real reports.")
    assert content(data) == before


def test_a_copied_database_opens_with_its_own_key_only(tmp_path: Path) -> None:
    data, other = put_database(tmp_path / "data"), tmp_path / "other"
    open_store(make_settings(other)).close()
    shutil.copy(data / "hro.db", other / "hro.db")

    assert run_bot(tmp_path, telegram_token=TOKEN, data_dir="other") == (2, WRONG_KEY)


@pytest.mark.asyncio
async def test_a_second_process_on_the_same_folder_is_refused_while_the_first_goes_on(tmp_path: Path) -> None:
    async with BotApi() as api, BotProcess(api, tmp_path) as bot:
        code, said = run_bot(tmp_path, telegram_token=api.token, data_dir=str(bot.data))
        amal = api.user(5, language_code="en")
        await amal.say("hello")
        await amal.wait_for("We are HRO")

        assert code == 2
        assert said.startswith("Another process is using the data folder")
        assert await bot.stop() == 0


def test_a_port_that_is_taken_is_one_sentence_that_names_the_setting(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SettingsError, match=r"HRO_WEB_LISTEN 127\.0\.0\.1:\d+ cannot be used"):
            check_free("127.0.0.1", taken.getsockname()[1])

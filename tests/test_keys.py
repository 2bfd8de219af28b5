"""What protects the words: the key, what it is bound to, and that nothing of them lies open on disk or in the log."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot import database
from bot.database import DEMO, REAL, DatabaseRefused, open_store
from bot.keyfile import KeyRefused, make_key, read_key
from bot.store import Store
from models.secret import Keys, Unsealable, seal, seal_json, unseal, unseal_json
from models.setting import FINGERPRINT, PURPOSE, Setting
from tests.conftest import make_settings
from tests.postgres import fresh_database, needed_postgres_url

KEYS = Keys("AGE-SECRET-KEY-1A")
OTHERS = Keys("AGE-SECRET-KEY-1B")


def test_what_is_sealed_opens_with_the_same_key_at_the_same_place() -> None:
    assert KEYS.open("report.words", 7, KEYS.seal("report.words", 7, b"they came at dawn")) == b"they came at dawn"


@pytest.mark.parametrize(
    ("keys", "place", "row"),
    [
        (KEYS, "other.words", 7),
        (KEYS, "report.other", 7),
        (KEYS, "report.words", 8),
        (OTHERS, "report.words", 7),
    ],
    ids=["in another table", "in another column", "in another row", "with another key"],
)
def test_a_sealed_value_does_not_open(keys: Keys, place: str, row: int) -> None:
    sealed = KEYS.seal("report.words", 7, b"they came at dawn")

    with pytest.raises(Unsealable):
        keys.open(place, row, sealed)


@pytest.mark.parametrize("at", [0, 1, 5, 16, 17, -1], ids=["version", "key id", "nonce", "end of nonce", "text", "tag"])
def test_a_changed_byte_is_noticed(at: int) -> None:
    sealed = bytearray(KEYS.seal("report.words", 7, b"they came at dawn"))
    sealed[at] ^= 1

    with pytest.raises(Unsealable):
        KEYS.open("report.words", 7, bytes(sealed))


@pytest.mark.parametrize("length", [0, 1, 5, 16, 17, 32])
def test_a_cut_value_is_noticed(length: int) -> None:
    with pytest.raises(Unsealable):
        KEYS.open("report.words", 7, KEYS.seal("report.words", 7, b"they came at dawn")[:length])


def test_the_same_words_are_sealed_differently_each_time_and_hold_no_word() -> None:
    first, second = (KEYS.seal("report.words", 7, b"they came at dawn") for _time in range(2))

    assert first != second
    assert b"dawn" not in first


def test_every_purpose_has_a_key_of_its_own() -> None:
    purposes = ["database", "column", "lookup", "fingerprint", "column-id"]
    derived = {keys.derive(purpose) for keys in (KEYS, OTHERS) for purpose in purposes}

    assert len(derived) == 2 * len(purposes)
    assert {len(key) for key in derived} == {32}


def test_a_fingerprint_of_parts_depends_on_where_they_end() -> None:
    assert KEYS.lookup("chat", "ab", "c") != KEYS.lookup("chat", "a", "bc")
    assert KEYS.lookup("chat", "ab", "c") != OTHERS.lookup("chat", "ab", "c")


def test_the_secret_is_not_shown_when_keys_are_printed() -> None:
    assert "AGE-SECRET" not in f"{KEYS!r} {KEYS}"


@pytest.mark.parametrize("text", ["", "سلام", "ሰላም", "a\x00b", "👩‍👧", "\u2066x\u2069"])
def test_any_text_comes_back_as_it_was(sqlite_store: Store, text: str) -> None:
    session = Session(info={"keys": sqlite_store.keys})

    assert unseal(session, "a.b", 1, seal(session, "a.b", 1, text)) == text
    assert unseal_json(session, "a.b", 1, seal_json(session, "a.b", 1, {"words": [text]})) == {"words": [text]}
    assert unseal(session, "a.b", 1, None) == ""


# --- the key file ---


def test_the_key_file_is_made_for_its_owner_only(tmp_path: Path) -> None:
    keys = make_key(tmp_path / "new" / "key")

    assert stat.S_IMODE((tmp_path / "new" / "key").stat().st_mode) == 0o600
    assert read_key(tmp_path / "new" / "key") == keys


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    keys = make_key(tmp_path / "key")

    with pytest.raises(FileExistsError):
        make_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == keys


def test_a_key_that_cannot_be_written_is_one_sentence() -> None:
    with pytest.raises(KeyRefused, match="The key /proc/hro/key cannot be written: "):
        make_key(Path("/proc/hro/key"))


@pytest.mark.parametrize(
    "content",
    [b"", b"AGE-SECRET-KEY-1", b"\xff\xfe", b"age1public", b"two\nlines"],
    ids=["empty", "cut", "no text", "public", "two"],
)
def test_a_key_file_that_holds_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)

    with pytest.raises(KeyRefused, match="cannot be read"):
        read_key(tmp_path / "key")


def test_a_key_is_made_with_an_empty_database_and_kept(tmp_path: Path) -> None:
    open_store(make_settings(tmp_path)).close()
    first = (tmp_path / "key").read_bytes()
    open_store(make_settings(tmp_path)).close()

    assert (tmp_path / "key").read_bytes() == first


def refused(folder: Path, why: str, **given: object) -> None:
    """The database cannot be opened, and no byte of it changes."""
    files = {path: path.read_bytes() for path in folder.glob("hro.db*")}

    with pytest.raises((KeyRefused, DatabaseRefused), match=why):
        open_store(make_settings(folder, **given))

    assert {path: path.read_bytes() for path in folder.glob("hro.db*")} == files


def test_a_database_without_its_key_is_refused_and_no_new_key_is_made(tmp_path: Path) -> None:
    open_store(make_settings(tmp_path)).close()
    (tmp_path / "key").unlink()

    refused(tmp_path, "no key")
    assert not (tmp_path / "key").exists()


def test_a_database_with_another_key_is_refused(tmp_path: Path) -> None:
    open_store(make_settings(tmp_path)).close()
    (tmp_path / "key").unlink()
    make_key(tmp_path / "key")

    refused(tmp_path, "does not open this database")


def test_the_key_put_back_opens_the_database_again(tmp_path: Path) -> None:
    open_store(make_settings(tmp_path)).close()
    (tmp_path / "key").rename(tmp_path / "safe")
    make_key(tmp_path / "key")
    refused(tmp_path, "does not open this database")
    (tmp_path / "safe").rename(tmp_path / "key")

    open_store(make_settings(tmp_path)).close()


def test_a_second_process_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    store = open_store(make_settings(tmp_path))
    with pytest.raises(DatabaseRefused, match="Another process"):
        open_store(make_settings(tmp_path))
    store.close()

    open_store(make_settings(tmp_path)).close()


def test_the_demo_and_real_reports_never_share_a_database(tmp_path: Path) -> None:
    open_store(make_settings(tmp_path), purpose=REAL).close()

    with pytest.raises(DatabaseRefused, match="for real reports"):
        open_store(make_settings(tmp_path), purpose=DEMO)


def test_the_database_knows_the_fingerprint_of_its_key_but_not_the_key(store: Store) -> None:
    def known(session: Session) -> dict[str, str]:
        return {row.name: row.value for row in session.scalars(sa.select(Setting))}

    found = asyncio.run(store.read(known))

    assert found == {FINGERPRINT: store.keys.fingerprint, PURPOSE: REAL}
    assert store.keys.fingerprint not in store.keys.identity


@pytest.mark.postgres
@pytest.mark.parametrize("change", ["another", "none"])
def test_a_server_database_is_refused_with_another_key_or_none(tmp_path: Path, change: str) -> None:
    with fresh_database(needed_postgres_url()) as url:
        settings = make_settings(tmp_path, database_url=url)
        database.migrate(settings)
        open_store(settings).close()
        (tmp_path / "key").unlink()
        if change == "another":
            make_key(tmp_path / "key")

        with pytest.raises(KeyRefused):
            open_store(settings)
        with pytest.raises(KeyRefused):
            database.migrate(settings)

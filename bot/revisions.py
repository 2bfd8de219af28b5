"""How old a database is, told without Alembic: importing it costs ten megabytes and a fifth of a second."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

VERSIONS = Path(__file__).resolve().parent.parent / "migrations" / "versions"


def revision(connection: Connection) -> str | None:
    """The revision of this database; nothing when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def known() -> set[str]:
    """The revisions of this program: each is a file that begins with its number."""
    return {path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py")}


def newest() -> str:
    """The revision this program brings a database to."""
    return max(known())

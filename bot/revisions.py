"""How old a database is, and how it is brought up to date.

The age is told without Alembic: importing it costs ten megabytes and a fifth of a second.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / "migrations" / "versions"


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


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to a revision, foreign keys checked at the end."""
    from alembic import command  # ten megabytes and a fifth of a second, only when there is something to migrate

    with engine.connect() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def alembic_config() -> Config:
    """Alembic's configuration, wherever the program was started."""
    from alembic.config import Config

    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config

"""Figures for Prometheus: counts, ages and sizes; no words, no names. They are described in docs/metrics.md."""

from __future__ import annotations

import shutil
import time
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql import ColumnElement

from handlers.flow import Urgency
from handlers.flows import FLOWS
from models.alert import Alert
from models.base import written
from models.evidence import WAITING as FILE_WAITING
from models.evidence import Evidence
from models.inbox import IS_KEPT, IS_LOST, Inbox
from models.outbox import DEAD, Outbox, is_live
from models.person import RANKS, Person
from models.report import Report

STARTED = time.time()
"""When this process began, in seconds since 1970."""
ROOT = Path(__file__).resolve().parent.parent


def figures(session: Session, now: datetime, folder: Path) -> bytes:
    """All figures as Prometheus reads them. `folder` is where files are written."""
    page = _Page()
    _messages(page, session, now)
    _leaving(page, session, now)
    _alerts(page, session, now)
    people = _by(session, Person.role, Person.left_at.is_(None))
    page.each("hro_people", "People by role", "role", {role: people.get(role, 0) for role in RANKS})
    kinds = _by(session, Report.flow)
    page.each("hro_reports", "Reports by kind", "kind", {kind: kinds.get(kind, 0) for kind in {**FLOWS, **kinds}})
    waiting = select(func.count()).select_from(Evidence).where(Evidence.state == FILE_WAITING)
    page.one("hro_files_waiting", "Files that are not fetched yet", session.scalar(waiting))
    page.one("hro_database_bytes", "Size of the database", _size(session))
    page.one("hro_disk_free_bytes", "Free room where files are written", shutil.disk_usage(_there(folder)).free)
    page.one("hro_start_time_seconds", "When this process began, seconds since 1970", STARTED)
    page.each("hro_build_info", "The version that runs", "version", {_version(): 1})
    return page.text()


class _Page:
    """The figures on their way."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

    def one(self, name: str, told: str, value: float | None) -> None:
        Gauge(name, told, registry=self._registry).set(value or 0)

    def each(self, name: str, told: str, label: str, values: Mapping[str, float]) -> None:
        gauge = Gauge(name, told, (label,), registry=self._registry)
        for key, value in values.items():
            gauge.labels(key).set(value)

    def text(self) -> bytes:
        return generate_latest(self._registry)


def _messages(page: _Page, session: Session, now: datetime) -> None:
    kept, failed, waiting = _count(session, Inbox), _count(session, Inbox, IS_LOST), _count(session, Inbox, IS_KEPT)
    page.one("hro_messages_kept", "All messages that were kept", kept)
    page.one("hro_messages_handled", "Messages that were handled", kept - failed - waiting)
    page.one("hro_messages_failed", "Messages that failed or could not be read", failed)
    page.one("hro_messages_waiting", "Messages kept and not handled yet", waiting)
    oldest = session.scalar(select(func.min(Inbox.kept_at)).where(IS_KEPT))
    page.one("hro_messages_oldest_waiting_seconds", "Age of the oldest message not handled yet", _age(oldest, now))


def _leaving(page: _Page, session: Session, now: datetime) -> None:
    dead = _count(session, Outbox, Outbox.state == written(DEAD))
    page.one("hro_outbox_waiting", "Messages waiting to leave", _count(session, Outbox, is_live(Outbox)))
    page.one("hro_outbox_dead", "Messages set aside: they will never leave", dead)
    urgent = (Outbox.urgent.is_(True), is_live(Outbox))
    count, oldest = session.execute(select(func.count(), func.min(Outbox.created_at)).where(*urgent)).one()
    page.one("hro_outbox_urgent", "Alerts waiting to leave", count)
    page.one("hro_outbox_oldest_urgent_seconds", "Age of the oldest alert waiting to leave", _age(oldest, now))


def _alerts(page: _Page, session: Session, now: datetime) -> None:
    waiting = Alert.taken_by.is_(None)
    query = select(Alert.urgency, func.count()).where(waiting).group_by(Alert.urgency)
    by = {urgency: count for urgency, count in session.execute(query)}
    urgencies = {urgency.name.lower(): by.get(int(urgency), 0) for urgency in Urgency}
    page.each("hro_alerts_open", "Alerts that nobody has taken", "urgency", urgencies)
    oldest = session.scalar(select(func.min(Alert.raised_at)).where(waiting))
    page.one("hro_alerts_oldest_open_seconds", "Age of the oldest alert that nobody has taken", _age(oldest, now))
    unheard = select(func.count()).select_from(Alert).where(waiting, Alert.unheard_at.is_not(None))
    page.one("hro_alerts_unheard", "Alerts for which nobody could be rung", session.scalar(unheard))


def _count(session: Session, table: type[Inbox | Outbox], *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def _by(session: Session, column: InstrumentedAttribute[str], *where: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(select(column, func.count()).where(*where).group_by(column))
    return {key: count for key, count in rows}


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def _size(session: Session) -> int:
    """Bytes of the database: pages of the file, or what the server says."""
    if session.get_bind().dialect.name == "sqlite":
        pages = session.scalar(text("PRAGMA page_count")) or 0
        return int(pages) * int(session.scalar(text("PRAGMA page_size")) or 0)
    return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists already."""
    return next(one for one in (folder, *folder.resolve().parents) if one.exists())


@cache
def _version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])

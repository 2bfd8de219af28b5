"""Notes what was sent as a file, so that it is fetched after the commit. The only file that changes `evidence`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.evidence import ERASED, ERASING, FETCHED, GONE, TOO_BIG, WAITING, Evidence
from models.messages import Attachment, Inbound, Kind, fit
from models.person import Person
from models.secret import seal, unseal

DELAYS_S = (5, 30, 120, 600, 1800, *[3600] * 48, 86_400)
"""Seconds to the next try to fetch: every hour for two days, then every day, for as long as it takes."""
REFUSED_SINCE = "refused since "
"""How `error` begins while the messenger itself says that it cannot give the file; then comes the time."""
PATIENCE = timedelta(days=2)
"""Until then a refusal may be a passing one: Telegram has said "wrong file_id" for files that it gave later."""


def note_files(
    session: Session, person: Person, message: Inbound, inbox_id: int, step: str, now: datetime
) -> list[int]:
    """One evidence row per attached file; gives their ids, in order. A caption that is edited brings no new file."""
    ids = []
    for attachment in message.attachments:
        unique_id = fit(attachment.unique_id, 64)
        if message.kind is Kind.EDIT and unique_id and _has(session, person, unique_id):
            continue
        row = new_id()
        session.add(
            Evidence(
                id=row,
                report_id=person.report_id,
                person_id=person.id,
                inbox_id=inbox_id,
                channel=message.channel,
                kind=attachment.kind,
                file_id=seal(session, "evidence.file_id", row, attachment.file_id),
                unique_id=unique_id,
                name=seal(session, "evidence.name", row, attachment.name),
                mime=fit(attachment.mime, 100),
                claimed_size=attachment.size,
                seconds=attachment.seconds,
                album=fit(message.album, 64),
                step=step,
                wire_id=fit(message.wire_id, 64),
                forwarded=message.forwarded,
                received_at=now,
                due_at=now,
                state=WAITING,
            )
        )
        ids.append(row)
    session.info.setdefault("woken", set()).add("files")
    session.flush()
    return ids


def _has(session: Session, person: Person, unique_id: str) -> bool:
    where = (Evidence.person_id == person.id, Evidence.unique_id == unique_id)
    return session.scalar(select(Evidence.id).where(*where).limit(1)) is not None


def in_album(session: Session, person: Person, album: str) -> int:
    """How many files of this album the person has sent so far."""
    where = (Evidence.person_id == person.id, Evidence.album == fit(album, 64))
    return session.scalar(select(func.count()).select_from(Evidence).where(*where)) or 0


def due_files(session: Session, now: datetime, limit: int) -> list[tuple[int, str, Attachment]]:
    """Files to fetch now: evidence id, channel, and how to ask for it."""
    rows = session.scalars(
        select(Evidence).where(Evidence.state == WAITING, Evidence.due_at <= now).order_by(Evidence.due_at).limit(limit)
    )
    return [
        (
            row.id,
            row.channel,
            Attachment(
                kind=row.kind,
                file_id=unseal(session, "evidence.file_id", row.id, row.file_id),
                size=row.claimed_size,
                mime=row.mime,
            ),
        )
        for row in rows
    ]


def fetched(session: Session, row: int, sha256: str, size: int, stored_as: str, now: datetime) -> None:
    """The file is here: its hash and size (bytes) as received, and the name it is stored under."""
    evidence = session.get_one(Evidence, row)
    if evidence.state in (ERASING, ERASED):
        # She took it back while it was on its way: the file that has just been written is to go again.
        evidence.state = ERASING
        return
    evidence.state, evidence.fetched_at = FETCHED, now
    evidence.sha256, evidence.size, evidence.stored_as = sha256, size, stored_as


def not_fetched(session: Session, row: int, why: str, now: datetime, *, refused: bool = False) -> bool:
    """The file could not be had now: tried again later, later and later. True: the messenger has refused it for long.

    Only the messenger's own refusal ever counts against a file, never our disk or the network.
    """
    evidence = session.get_one(Evidence, row)
    delay = DELAYS_S[min(evidence.attempts, len(DELAYS_S) - 1)]
    since = _refused_since(evidence, now)
    evidence.attempts += 1
    evidence.due_at = now + timedelta(seconds=delay)
    evidence.error = (f"{REFUSED_SINCE}{since.isoformat()}: {why}" if refused else why)[:200]
    return refused and now - since > PATIENCE


def _refused_since(evidence: Evidence, now: datetime) -> datetime:
    error = evidence.error or ""
    return datetime.fromisoformat(error.split(" ")[2].rstrip(":")) if error.startswith(REFUSED_SINCE) else now


def give_up(session: Session, row: int, why: str, *, too_big: bool) -> Evidence:
    """The file can never be had. What it was stays recorded."""
    evidence = session.get_one(Evidence, row)
    if evidence.state not in (ERASING, ERASED):
        evidence.state, evidence.error = (TOO_BIG if too_big else GONE), why[:200]
    return evidence


def erase_files(session: Session, *which: ColumnElement[bool]) -> int:
    """Overwrites what is known of these files and lets the files themselves be erased; gives how many.

    Without its id at the messenger a file cannot be fetched once more. What has been erased already is left alone.
    """
    rows = session.scalars(select(Evidence).where(*which)).all()
    for row in (one for one in rows if one.state not in (ERASING, ERASED)):
        row.file_id = seal(session, "evidence.file_id", row.id, "")
        row.name = seal(session, "evidence.name", row.id, "")
        row.unique_id = row.mime = ""
        row.sha256 = row.size = row.claimed_size = row.seconds = row.error = None
        row.state = ERASING
    session.info.setdefault("woken", set()).add("files")
    session.flush()
    return len(rows)


def to_erase(session: Session, limit: int) -> list[int]:
    """Files that are still on the disk though nobody may have them any more."""
    return list(session.scalars(select(Evidence.id).where(Evidence.state == ERASING).limit(limit)))


def file_erased(session: Session, row: int) -> None:
    """The file is gone from the disk."""
    evidence = session.get_one(Evidence, row)
    evidence.state, evidence.stored_as = ERASED, None


def files_of(session: Session, report_id: int, without: Collection[int] = ()) -> list[Evidence]:
    """All files of a report, in the order they came; `without` those of these messages."""
    rows = session.scalars(select(Evidence).where(Evidence.report_id == report_id).order_by(Evidence.id))
    return [row for row in rows if row.inbox_id not in without]

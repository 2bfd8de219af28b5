"""Takes out of her chat what the messenger allows. Nothing is removed from our own keeping by that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.reply import tell
from handlers.staff_copies import REMOVABLE
from handlers.words import Line, Text, _
from models.evidence import Evidence
from models.messages import Outbound
from models.outbox import SENT, Outbox, put
from models.person import Person
from models.report import Testimony

CLEANED = _("We removed from this chat what we can: the last two days.")
THE_REST = _("To remove the rest: open the menu of this chat, press “Delete chat”.")
STILL_KEPT = _("What you told us is still with us. To erase it, write “delete”.")


def clean(session: Session, person: Person, now: datetime) -> int:
    """Removes messages of both sides, the newest first, and says how to remove the rest; gives how many."""
    since = now - REMOVABLE
    found: list[tuple[datetime, str]] = []
    for query in (
        select(Outbox.sent_at, Outbox.wire_id).where(
            Outbox.person_id == person.id, Outbox.state == SENT, Outbox.sent_at > since
        ),
        select(Testimony.said_at, Testimony.wire_id).where(Testimony.person_id == person.id, Testimony.said_at > since),
        select(Evidence.received_at, Evidence.wire_id).where(
            Evidence.person_id == person.id, Evidence.received_at > since
        ),
    ):
        found += [(at, wire_id) for at, wire_id in session.execute(query) if at and wire_id]
    wire_ids = list(dict.fromkeys(wire_id for _at, wire_id in sorted(found, reverse=True)))
    for wire_id in wire_ids:
        put(session, person.id, Outbound(remove=wire_id), now)
    lines: list[Line] = [Text(CLEANED, sign="🧹"), Text(THE_REST, sign="📱"), Text(STILL_KEPT, sign="ℹ️")]
    tell(session, person, lines, now, language=person.language or "en")
    return len(wire_ids)

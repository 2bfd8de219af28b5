"""Changes the cards whose people have told more, a second later at most. Like alert.py it changes `alert`.

An answer only marks the card: what comes within the same second, in a crowd or from somebody quick, is one change of
it. More often no messenger lets a bot write in one chat. What the team does itself is on its cards at once.
"""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import literal_column, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from handlers.each import hear_of
from handlers.ring import last_rings, refresh
from handlers.rules import Rules
from models.alert import Alert
from models.base import new_id
from models.prepared import Prepared

log = logging.getLogger(__name__)
AT_ONCE = 100
STALE = Prepared(
    select(Alert)
    .where(Alert.stale.is_not(None))
    .order_by(Alert.stale)
    .limit(literal_column(str(AT_ONCE)))
    # What is just being changed (PostgreSQL) is looked at again in a second.
    .with_for_update(skip_locked=True)
)


def redraw_soon(session: Session, alert: Alert) -> None:
    """Its cards do not show all that was told; those that rang since the last time this was said do not either."""
    if alert.stale is None or _rung_since(session, alert):
        alert.stale = new_id()


def redraw(session: Session, now: datetime, rules: Rules) -> int:
    """Changes every card that does not show all that was told; gives of how many alerts."""
    stale: list[Alert] = STALE.all(session)
    for alert in stale:
        try:
            refresh(session, alert, now, rules, rung_now=_rung_since(session, alert))
        except DBAPIError:
            raise
        except Exception as error:
            # Nothing but messages was written, and those are true. One card holds up no other, and is not tried again:
            # whatever happens next to this alert draws it anew.
            alert.stale = None
            log.error("cards: %d failed (%s)", alert.id, type(error).__name__)
            hear_of(session, "cards", alert.id, now)
    return len(stale)


def _rung_since(session: Session, alert: Alert) -> list[int]:
    """Who was rung since it was said that the cards are not true any more: a new card shows everything."""
    since = alert.stale or 0
    return [person for person, last in last_rings(session, alert).items() if last.id > since]

"""When the machine's clock was set back: nothing may wait for a time that will not come for hours.

A clock that was wrong at boot and is corrected later leaves times in the future behind. Each is due at the latest after
the longest wait there is; what waits longer was written by a wrong clock and is due now.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.flow import Urgency
from handlers.ring import AGAIN
from handlers.rules import Rules
from models.alert import Alert
from models.evidence import WAITING as TO_FETCH
from models.evidence import Evidence
from models.inbox import IS_KEPT, PATIENCE, Inbox
from models.leaving import LONGEST
from models.memory import forget_all
from models.outbox import SENDING, WAITING, Outbox, is_live
from models.person import Person
from models.phone import PhoneChat
from models.relay import Dialogue
from models.report import Report
from models.ring import Ring

INBOX, OUTBOX, EVIDENCE = max(PATIENCE), LONGEST, timedelta(hours=1)
"""The longest waits of intake (a connection not known yet), of the sender, and between two tries to fetch a file."""
CLAIM = timedelta(seconds=90)
"""What is just being sent keeps its claim: due at once it would leave twice."""


def bring_back(session: Session, now: datetime, rules: Rules) -> int:
    """Makes due now what waits longer than anything waits; gives how many.

    This file alone changes times that belong to other files (intake, sender, evidence, alert, ring,
    person, report): a wrong clock
    spoils all of them at once, and none of them can tell by itself.
    """
    urgent = max(rules.ring_again, rules.nobody_again, *rules.waits.values())
    late = (
        update(Inbox).where(IS_KEPT, Inbox.due_at > now + INBOX).values(due_at=now),
        update(Outbox).where(is_live(Outbox), Outbox.state == WAITING, Outbox.due_at > now + OUTBOX).values(due_at=now),
        update(Outbox)
        .where(is_live(Outbox), Outbox.state == SENDING, Outbox.due_at > now + OUTBOX)
        .values(due_at=now + CLAIM),
        update(Evidence).where(Evidence.state == TO_FETCH, Evidence.due_at > now + EVIDENCE).values(due_at=now),
        update(Alert).where(Alert.urgency < Urgency.REST, Alert.next_at > now + urgent).values(next_at=now),
        update(Alert).where(Alert.next_at > now + max(urgent, rules.rest_again)).values(next_at=now),
        update(Alert).where(Alert.ask_at > now + max(rules.still.values())).values(ask_at=now),
        update(Ring).where(Ring.again_at > now + AGAIN).values(again_at=now),
        update(Person).where(Person.listen_at > now + rules.listen).values(listen_at=now),
        update(Person).where(Person.quiet_at > now + rules.unfinished).values(quiet_at=now),
        update(Dialogue).where(Dialogue.waits_at > now + rules.answered_within).values(waits_at=now),
        update(PhoneChat).where(PhoneChat.waits_at > now + rules.answered_within).values(waits_at=now),
        update(Report).where(Report.silent_at > now + max(rules.unfinished, rules.filed)).values(silent_at=now),
        # Else all that she writes would be older than the question, and no answer to it.
        update(Report).where(Report.touched_at > now).values(touched_at=now),
    )
    forget_all(session)
    done = 0
    for one in late:
        done += session.connection().execute(one).rowcount
    if done:
        session.info.setdefault("woken", set()).update(("inbox", "outbox", "files"))
    return done

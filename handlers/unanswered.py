"""Reports to which somebody has said neither yes nor no: which of them have been kept for as long as they may be."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from handlers.vanishing import SOON
from models.base import fixed
from models.prepared import Prepared
from models.report import UNANSWERED, Report
from models.vanishing import Vanishing

AT_ONCE = 20
_there = (UNANSWERED, Report.erased_at.is_(None), Report.hidden_at.is_(None))
_old = (Report.opened_at <= bindparam("since"), Report.touched_at <= bindparam("since"))
_lets_vanish = select(Vanishing.person_id).where(Vanishing.seconds <= fixed(round(SOON.total_seconds())))
LEFT = Prepared(select(Report).where(*_there, *_old).limit(fixed(AT_ONCE)))
LEFT_BY_VANISHING = Prepared(
    select(Report).where(*_there, *_old, Report.person_id.in_(_lets_vanish)).limit(fixed(AT_ONCE))
)
"""Those of people whose messages disappear."""

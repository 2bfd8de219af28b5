"""Makes reports findable, a minute after they were told. The only file that changes `find_token` and its tables.

While a message of a reporter is handled nothing is done for this. A job reads what was said since its mark, in the
order of ids; what is younger than a minute waits. So a conversation is mostly read once, at its end, and on a server
whatever was begun before it has been written meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from handlers.each import each
from handlers.find_tokens import report_tokens, tag_token, word_tokens
from handlers.not_deleted import answers_without, deleted_messages
from handlers.report import is_taken_back
from handlers.rules import Rules
from models.base import fixed
from models.casework import CaseTag
from models.finding import FindAgain, FindToken, Search
from models.person import Person
from models.prepared import Prepared
from models.report import Answer, Report, Testimony
from models.secret import keys_of, seal_json, unseal, unseal_json
from models.setting import Setting

AT_ONCE = 100
QUIET = timedelta(minutes=1)
"""What is younger waits."""
MARK = "found until"
"""The setting that holds the greatest id that was read."""
Source = tuple[InstrumentedAttribute[int], Any, InstrumentedAttribute[datetime]]
SOURCES: tuple[Source, ...] = (
    (Report.id, Report.id, Report.opened_at),
    (Testimony.id, Testimony.report_id, Testimony.said_at),
    (Answer.id, Answer.report_id, Answer.answered_at),
)
"""What makes a report worth reading: the id, the report, and when."""
NEW = tuple(
    Prepared(select(*source).where(source[0] > bindparam("mark")).order_by(source[0]).limit(fixed(AT_ONCE)))
    for source in SOURCES
)
LATER = timedelta(minutes=10)
"""So much later it is tried again to read a report that could not be read."""
_due = or_(FindAgain.due_at.is_(None), FindAgain.due_at <= bindparam("now"))
AGAIN = Prepared(select(FindAgain.report_id).where(_due).order_by(FindAgain.report_id).limit(fixed(AT_ONCE)))
FORGET_SEARCHES = Prepared(delete(Search).where(Search.made_at <= bindparam("until")))


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Reads what is new; gives how many reports."""
    mark, found = _new(session, now)
    again = [row[0] for row in AGAIN.all(session, now=now)]
    reports = (found - _goes_on(session, found, mark)) | set(again)
    # In the order of ids, each ours until the end of the transaction: whoever deletes one waits, and finds its tokens.
    rows = select(Report.id).where(Report.id.in_(reports)).order_by(Report.id).with_for_update(key_share=True)
    ours = session.scalars(rows).all() if reports else []
    failed = each(session, "find", ours, lambda row: _read(session, session.get_one(Report, row), rules), now)
    if again:
        session.execute(delete(FindAgain).where(FindAgain.report_id.in_(again)))
    for row in failed:
        session.merge(FindAgain(report_id=row, due_at=now + LATER))
    _forget_searches(session, now, rules)
    return len(reports)


def _new(session: Session, now: datetime) -> tuple[int, set[int]]:
    """Moves the mark; gives where it stands now, and the reports in which something is new."""
    row = session.get(Setting, MARK)
    mark = int(row.value) if row is not None else 0
    seen: list[tuple[int, int | None]] = []
    until: list[int] = []
    for source in NEW:
        rows = source.all(session, mark=mark)
        young = next((row for row in rows if row[2] > now - QUIET), None)
        if young is not None:
            until.append(young[0] - 1)
        elif len(rows) == AT_ONCE:
            until.append(rows[-1][0])
        seen += [(row[0], row[1]) for row in rows]
    end = min(until) if until else max((number for number, _report in seen), default=mark)
    if end > mark:
        session.merge(Setting(name=MARK, value=str(end)))
    return end, {report for number, report in seen if report is not None and number <= end}


def _goes_on(session: Session, reports: Collection[int], mark: int) -> set[int]:
    """Of these reports those in which more was said after the mark: they come again."""
    if not reports:
        return set()
    later: set[int] = set()
    for table in (Testimony, Answer):
        query = select(table.report_id).where(table.report_id.in_(reports), table.id > mark)
        later |= {row for row in session.scalars(query) if row is not None}
    return later


def _read(session: Session, report: Report, rules: Rules) -> None:
    """Makes the tokens of a report anew, and those of words that have none yet."""
    keys, own = keys_of(session), (FindToken.report_id == report.id, FindToken.source_id == report.id)
    session.execute(delete(FindToken).where(*own))
    if is_taken_back(report):
        return
    gone = deleted_messages(session, report.person_id)
    answers = answers_without(session, report.id, gone)
    made = [(token, report.id) for token in report_tokens(keys, report, answers, rules.zone)]
    tags = session.scalars(select(CaseTag).where(CaseTag.report_id == report.id))
    made += [(tag_token(keys, unseal(session, "case_tag.tag", one.id, one.tag)), report.id) for one in tags]
    has = exists().where(FindToken.report_id == Testimony.report_id, FindToken.source_id == Testimony.id)
    for said in session.scalars(select(Testimony).where(Testimony.report_id == report.id, ~has)):
        if said.inbox_id not in gone:
            words = unseal(session, "testimony.words", said.id, said.words)
            made += [(token, said.id) for token in word_tokens(keys, words)]
    session.execute(
        insert(FindToken), [{"token": token, "report_id": report.id, "source_id": source} for token, source in made]
    )


def forget(session: Session, report_id: int) -> None:
    """Nothing of it is found by anybody from now on; what of it may be found is read again later."""
    session.execute(delete(FindToken).where(FindToken.report_id == report_id))
    again(session, report_id)


def again(session: Session, report_id: int | None) -> None:
    """Reads a report again: its words are back, or no longer all there, or it has other tags."""
    if report_id is not None:
        session.merge(FindAgain(report_id=report_id, due_at=None))
        session.flush()


def remember(session: Session, person: Person, wanted: dict[str, Any], now: datetime) -> None:
    """Keeps what somebody of the team looks for, so that she can turn the pages."""
    sealed = seal_json(session, "search.wanted", person.id, wanted)
    session.merge(Search(person_id=person.id, wanted=sealed, made_at=now))
    session.flush()


def remembered(session: Session, person: Person) -> dict[str, Any] | None:
    """What she looked for last; nothing when that was long ago."""
    row = session.get(Search, person.id)
    wanted: dict[str, Any] | None = unseal_json(session, "search.wanted", person.id, row.wanted) if row else None
    return wanted


def _forget_searches(session: Session, now: datetime, rules: Rules) -> None:
    """They may repeat what somebody said: they are kept no longer than what Show has shown."""
    FORGET_SEARCHES.run(session, until=now - rules.shown_for)

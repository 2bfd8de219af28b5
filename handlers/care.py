"""Some hours after an eviction somebody who may be written to is asked how she is. The only file that changes `care`.

She is asked once, by day, and only when she said that we may write to her and that nobody else uses this phone: what
lights up on a phone can put its owner in danger. What she answers reaches the team; no answer is fine.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from handlers import across
from handlers.alert import ask_for_human
from handlers.contact import allows_contact, can_be_reached
from handlers.duty import coordinators, on_duty
from handlers.each import each
from handlers.emergency import whom_to_call
from handlers.flow import chosen
from handlers.person import ours
from handlers.reply import Rows, short, tell
from handlers.report import answers_of, belongs_to, is_taken_back, keep_words
from handlers.ring import SHIFT
from handlers.rules import Rules
from handlers.talk import NEXT, Talk
from handlers.words import Line, Plain, Text, _, _s, say
from models.base import fixed, written
from models.care import Care
from models.person import Person
from models.prepared import Prepared
from models.relay import Dialogue
from models.report import Report

AT_ONCE = 20
TOO_LATE = timedelta(hours=23)
"""After that a question would come out of nowhere, and chats of the phone's own account are closed."""
MORNING, EVENING = 8, 21
"""Hours of the day where people live, between which she is asked."""
HOW_ARE_YOU = _("Hello from HRO. Are you OK?")
DID_YOU_LOSE = _("Did you lose something?")
ANSWERS: dict[str, tuple[str, Line]] = {
    "ok": ("🟢", _("I am OK")),
    "lost": ("🎒", _("I lost things")),
    "help": ("🆘", _("I need help")),
    "stop": ("🔕", _("Do not ask me")),
}
THANKS = _("Thank you for telling us.")
WHAT_LOST = _("What did you lose? You can write, or send voice or photos.")
NOT_AGAIN = _("We will not ask you again.")
SAYS = _s("Report {code}, hours after the eviction. The person says: {answer}")
ANSWERED = _s("Report {code}: hours after the eviction, the person has answered. Press Show.")
_there = (Report.filed_at.is_not(None), Report.hidden_at.is_(None), Report.erased_at.is_(None))
_time = (Report.opened_at > bindparam("since"), Report.opened_at <= bindparam("until"))
_unseen = ~exists().where(Care.report_id == Report.id)
# Said again for its index: what was touched before that was opened before it.
_consents = [written("yes"), written("dk"), written("")]
_lately = (Report.consent.in_(_consents), Report.touched_at > bindparam("since"))
# Who tells something, or talks with a human, is looked at later and must not keep the others waiting.
_lasts = (Dialogue.ended_at.is_(None), Dialogue.answered_at > bindparam("talking"))
_talks = exists().where(Dialogue.person_id == Person.id, *_lasts)
_free = (Person.report_id.is_(None), Person.relay_id.is_(None) | ~_talks)
DUE = Prepared(
    select(Report.id)
    .join(Person, Person.id == Report.person_id)
    .where(*_lately, *_there, *_time, _unseen, *_free, Report.flow == written("eviction"))
    .order_by(Report.opened_at, Report.id)
    .limit(fixed(AT_ONCE))
)


def look(session: Session, now: datetime, rules: Rules) -> int:
    """Asks everybody whose time has come; gives how many were looked at."""
    if not MORNING <= now.astimezone(rules.zone).hour < EVENING:
        return 0
    times = {"since": now - TOO_LATE, "until": now - rules.care_after, "talking": now - SHIFT}
    found = [row[0] for row in DUE.all(session, **times)]
    for row in each(session, "care", found, lambda row: _look_at(session, row, now), now):
        # It is not tried again: she is rather not asked than others kept waiting.
        session.add(Care(report_id=row, looked_at=now, asked_at=None))
    session.flush()
    return len(found)


def answer(talk: Talk, report_id: int, said: str) -> None:
    """What she answers: kept with her report, and told to those on duty."""
    session, now = talk.session, talk.now
    care, report = session.get(Care, report_id), session.get(Report, report_id)
    known = care is not None and report is not None and report.person_id == talk.person.id and said in ANSWERS
    if care is None or report is None or not known or is_taken_back(report):
        return
    care.answered_at, care.stopped = now, said == "stop"
    sign, label = ANSWERS[said]
    if said == "stop":
        talk.tell([Text(NOT_AGAIN, sign=sign)])
        return
    keep_words(session, talk.person, f"{sign} {say(talk.language, label)}", talk.message, talk.inbox_id, now)
    session.flush()
    belongs_to(session, talk.person, report, talk.inbox_id)
    code = {"code": Plain(report.code)}
    line, hidden = Text(SAYS, {**code, "answer": label}, sign=sign), Text(ANSWERED, code, sign="💬")
    if said == "ok":
        talk.tell([Text(THANKS, sign="🙏")])
        for member in dict.fromkeys([*on_duty(session), *coordinators(session)]):
            may_read = across.may_show(session, member, report, talk.rules)
            tell(session, member, [line if may_read else hidden], now, about=report.id)
        return
    everybody_may = across.may_go_anywhere(session, talk.person, talk.rules)
    ask_for_human(session, report, line if everybody_may else hidden, now, talk.rules)
    told: list[Line] = (
        [*whom_to_call(()), Text(NEXT, sign="💬")] if said == "help" else [THANKS, Text(WHAT_LOST, sign="🎒")]
    )
    talk.tell(told)


def _look_at(session: Session, row: int, now: datetime) -> None:
    """Asks her if that is safe."""
    report = session.get_one(Report, row)
    person = ours(session, report.person_id)
    ask = _may_ask(session, report, person, now)
    session.add(Care(report_id=report.id, looked_at=now, asked_at=now if ask else None))
    if not ask:
        return
    name = short(report.id)
    rows: Rows = [[(sign, label, f"w:care:{name}:{key}")] for key, (sign, label) in ANSWERS.items()]
    tell(
        session, person, [Text(HOW_ARE_YOU, sign="🙏"), DID_YOU_LOSE], now, rows=rows, language=person.language or "en"
    )


def _may_ask(session: Session, report: Report, person: Person, now: datetime) -> bool:
    happened = not chosen(answers_of(session, report.id).get("when")) & {"told_day"}
    never = (Report.person_id == person.id, Care.stopped)
    stopped = session.scalar(select(Care.report_id).join(Report, Report.id == Care.report_id).where(*never).limit(1))
    if not allows_contact(session, report) or not happened or stopped is not None:
        return False
    return can_be_reached(session, person, now)

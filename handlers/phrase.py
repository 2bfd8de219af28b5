"""What was sent with ready sentences, and the team's own ones. The only file that changes `phrase`, `phrase_sent`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.card import LANGUAGES, clock
from handlers.phrases import BY_KEY
from handlers.ready import Phrase
from handlers.reply import long, short
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _s, say
from models.base import new_id
from models.person import Person
from models.phrase import OwnPhrase, SentPhrase
from models.prepared import ONE, Prepared
from models.report import Report
from models.secret import seal, seal_json, unseal, unseal_json

OWN, OWN_SIGN = "own", "⭐"
"""How the key of a sentence of the team's own begins; after it comes its id."""
SENT = _s("Sent {time}, in: {language}")
ANSWERED = _s("Answer: {answer}")
LAST = Prepared(
    select(SentPhrase)
    .where(SentPhrase.person_id == bindparam("person"), SentPhrase.sent_at >= bindparam("since"))
    .order_by(SentPhrase.id.desc())
    .limit(ONE)
)


def find(session: Session, key: str) -> Phrase | None:
    """A sentence by its key: one of ours, or one of the team's own that is not removed."""
    if key in BY_KEY:
        return BY_KEY[key]
    row = session.get(OwnPhrase, long(key.removeprefix(OWN))) if key.startswith(OWN) else None
    return _read(session, row) if row is not None and row.removed_at is None else None


def own(session: Session) -> list[Phrase]:
    """The team's own sentences, by name."""
    rows = session.scalars(select(OwnPhrase).where(OwnPhrase.removed_at.is_(None)).order_by(OwnPhrase.name))
    return [_read(session, row) for row in rows]


def named(session: Session, name: str) -> Phrase | None:
    """One of the team's own sentences by its name."""
    row = session.scalars(select(OwnPhrase).where(OwnPhrase.name == name, OwnPhrase.removed_at.is_(None))).first()
    return _read(session, row) if row is not None else None


def _read(session: Session, row: OwnPhrase) -> Phrase:
    texts = unseal_json(session, "phrase.texts", row.id, row.texts)
    return Phrase(OWN + short(row.id), OWN_SIGN, row.name, texts=texts)


def set_own(session: Session, name: str, texts: Mapping[str, str], now: datetime) -> Phrase:
    """Adds a sentence of the team's own, or gives a known one further or other languages."""
    row = session.scalars(select(OwnPhrase).where(OwnPhrase.name == name)).first()
    if row is None:
        row = OwnPhrase(id=new_id(), name=name, texts=b"", changed_at=now, removed_at=None)
        session.add(row)
    known = unseal_json(session, "phrase.texts", row.id, row.texts) if row.texts and row.removed_at is None else {}
    row.texts = seal_json(session, "phrase.texts", row.id, {**known, **texts})
    row.changed_at, row.removed_at = now, None
    session.flush()
    return _read(session, row)


def remove_own(session: Session, phrase: Phrase, now: datetime) -> None:
    """It is offered no more."""
    session.get_one(OwnPhrase, long(phrase.key.removeprefix(OWN))).removed_at = now
    session.flush()


def sent_for(session: Session, report_id: int) -> list[SentPhrase]:
    """What was sent for a case, in order."""
    return list(session.scalars(select(SentPhrase).where(SentPhrase.report_id == report_id).order_by(SentPhrase.id)))


def note_sent(
    session: Session, report: Report, by: int, phrase: Phrase, row: int, language: str, words: str, now: datetime
) -> None:
    """Keeps that this sentence was sent, and its very words. `row` is the id that its buttons carry."""
    session.add(
        SentPhrase(
            id=row,
            report_id=report.id,
            person_id=report.person_id,
            sent_by=by,
            phrase=phrase.key,
            language=language,
            words=seal(session, "phrase_sent.words", row, words),
            sent_at=now,
            answer=None,
            answered_at=None,
        )
    )
    session.flush()


def last_sent(session: Session, person: Person, since: datetime) -> SentPhrase | None:
    """The last sentence that was sent to this person since then."""
    sent: SentPhrase | None = LAST.first(session, person=person.id, since=since)
    return sent


def words_of(session: Session, sent: SentPhrase) -> str:
    """What was sent, as it was sent; nothing when it was erased."""
    return unseal(session, "phrase_sent.words", sent.id, sent.words)


def answer_of(session: Session, sent: SentPhrase) -> str:
    """The key of her answer; nothing without one."""
    return unseal(session, "phrase_sent.answer", sent.id, sent.answer)


def record(session: Session, report_id: int, language: str, rules: Rules) -> list[Line]:
    """What was sent for a case and what was answered, for somebody of the team who reads this language."""
    lines: list[Line] = []
    for sent in sent_for(session, report_id):
        phrase, words = find(session, sent.phrase), words_of(session, sent)
        read = say(language, phrase.line(language)) if phrase else words
        lines.append(sent_line(sent.sent_at, sent.language, rules))
        lines += [Plain(text) for text in dict.fromkeys((read, words))]
        option = phrase.answer(answer_of(session, sent)) if phrase else None
        if option is not None:
            lines.append(Text(ANSWERED, {"answer": Text(option.label, sign=option.sign)}, sign="↩️"))
    return lines


def sent_line(at: datetime, language: str, rules: Rules) -> Line:
    """When something was sent, and in which language."""
    return Text(
        SENT, {"time": Plain(clock(at, rules)), "language": LANGUAGES.get(language, Plain(language))}, sign="✅"
    )


def note_answer(session: Session, sent: SentPhrase, option: str, now: datetime) -> None:
    """Keeps her answer, in place of an earlier one."""
    sent.answer, sent.answered_at = seal(session, "phrase_sent.answer", sent.id, option), now


def erase_sent(session: Session, report_id: int) -> int:
    """Overwrites what was sent for a case and what was answered; gives how many. That something was sent stays."""
    rows = sent_for(session, report_id)
    for row in rows:
        row.words = seal(session, "phrase_sent.words", row.id, "")
        row.answer = None
    session.flush()
    return len(rows)

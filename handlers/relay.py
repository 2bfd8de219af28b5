"""What a human of ours says to somebody through the bot. The only file that changes `relay` and `dialogue`.

She hears it from HRO, never from whom. Who wrote it hears what became of it. As long as such a talk lasts, what she
writes is for the human and answers no question of the bot; it ends when nobody answers her for a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.alert import alert_of, shown
from handlers.evidence import note_files
from handlers.muted import is_silenced
from handlers.person import is_active, ours, talks_in
from handlers.reply import Rows, tell
from handlers.report import belongs_to, is_taken_back, keep_words
from handlers.ring import SHIFT
from handlers.rules import Rules
from handlers.words import Line, Plain, Text, _, say_all
from models.base import new_id
from models.evidence import Evidence
from models.messages import OWN, FileRef, Inbound, Kind, fit
from models.person import Person
from models.relay import DROPPED, FAILED, FILE, HELD, HERS, LATE, LEAVING, PICTURE, SENT, TEXT, VOICE, Dialogue, Relay
from models.report import HUMAN, Report, Testimony
from models.secret import unseal

FROM_US = _("A human of HRO answers you:")
ANSWER_HERE = _("You can answer here, in your language.")


def send(  # noqa: PLR0913 - options given by name read well in any number
    session: Session,
    report: Report,
    by: Person,
    lines: Sequence[Line],
    now: datetime,
    *,
    rows: Rows = (),
    inbox_id: int = 0,
    wire_id: str = "",
    ready: bool = False,
    slot: str = "",
    locate: Line = "",
) -> Relay:
    """Says something to the person of a report, in her language where the lines are marked texts, with these buttons.

    It is kept with the report. `by` hears what became of it, under the message `wire_id` of her own chat, if it is one.
    `ready`: a ready sentence, kept elsewhere (`phrase`) and said beside the bot's questions, which stay open for her.
    """
    person = ours(session, report.person_id)
    row = _new(session, report, by, TEXT, LEAVING, inbox_id or new_id(), wire_id, now)
    if not ready:
        keep_ours(session, person, report, say_all(person.language or "en", list(lines)), row.inbox_id, now)
    row.outbox_id = _leaves(session, report, person, lines, now, rows=rows, slot=slot, locate=locate, ready=ready)
    return row


def send_file(
    session: Session, report: Report, by: Person, message: Inbound, inbox_id: int, now: datetime, *, held: bool
) -> list[Relay]:
    """Sends a voice or a picture with its words as soon as it is fetched; `held`: once `by` has agreed to it."""
    person = ours(session, report.person_id)
    if message.text:
        keep_ours(session, person, report, message.text, inbox_id, now)
    # Of the message only what is in it: its number belongs to another chat.
    bare = replace(message, wire_id="", target="", album="")
    files = note_files(session, person, bare, inbox_id, HUMAN, now)
    belongs_to(session, person, report, inbox_id)
    kind, state = VOICE if message.attachments[0].kind == "voice" else PICTURE, HELD if held else FILE
    said = f"{OWN}{message.wire_id}"
    return [_new(session, report, by, kind, state, inbox_id, said, now, file=file) for file in files]


def hers(session: Session, report: Report, to: Person, inbox_id: int, files: Sequence[int], now: datetime) -> None:
    """Files of hers that go to whoever answers her as soon as they are fetched."""
    for file in files:
        _new(session, report, to, HERS, FILE, inbox_id, "", now, file=file)


def file_leaves(session: Session, row: Relay, file: Evidence, now: datetime) -> None:
    """The file is here: it goes to her, a picture without its metadata, under a name that tells nothing."""
    report = session.get_one(Report, row.report_id)
    person = ours(session, report.person_id)
    said = Testimony.inbox_id == row.inbox_id, Testimony.report_id == report.id
    words = [
        unseal(session, "testimony.words", one.id, one.words) for one in session.scalars(select(Testimony).where(*said))
    ]
    lines: list[Line] = [Plain(one) for one in words if one]
    picture = row.kind == PICTURE
    ref = FileRef(
        file.id, "photo" if picture else file.kind, mime="image/jpeg" if picture else file.mime, clean=picture
    )
    row.state, row.outbox_id = LEAVING, _leaves(session, report, person, lines, now, file=ref)


def decide(row: Relay, *, yes: bool) -> None:
    """Whoever spoke agrees to be heard, or does not want it to be sent."""
    row.state = FILE if yes else DROPPED


def settled(row: Relay, *, well: bool) -> None:
    """It is known what became of it."""
    row.state = SENT if well else FAILED


def is_late(row: Relay) -> None:
    """Whoever said it is told that it takes long."""
    row.state = LATE


def has_been_heard(session: Session, person: Person) -> bool:
    """Whether this member of the team has agreed before that her voice is heard."""
    agreed = (Relay.by_id == person.id, Relay.kind == VOICE, Relay.state.not_in((HELD, DROPPED)))
    return session.scalar(select(Relay.id).where(*agreed).limit(1)) is not None


def dialogue_of(session: Session, person: Person) -> Dialogue | None:
    """The talk of this person with a human of ours, if there was one."""
    return session.get(Dialogue, person.id) if person.relay_id is not None else None


def talks(session: Session, report: Report, now: datetime) -> bool:
    """A human says something to her now, in whatever way: her words are for the human from here. True: a first time."""
    person = ours(session, report.person_id)
    dialogue = session.get(Dialogue, person.id)
    first = dialogue is None
    if dialogue is None:
        dialogue = Dialogue(person_id=person.id, report_id=report.id, answered_at=now)
        session.add(dialogue)
    dialogue.report_id, dialogue.answered_at, dialogue.waits_at, dialogue.ended_at = report.id, now, None, None
    talks_in(person, report.id)
    alert = alert_of(session, report.id)
    if alert is not None:
        shown(alert)
    session.flush()
    return first


def follow(session: Session, report: Report, now: datetime, *, answers: bool = False) -> bool:
    """What she writes comes back from now on; her words are still for the bot, unless a human talks with her anyway.

    `answers`: a human has said something to her. Gives whether that is the first of it.
    """
    person = ours(session, report.person_id)
    dialogue = session.get(Dialogue, person.id)
    first = dialogue is None
    if dialogue is None:
        session.add(Dialogue(person_id=person.id, report_id=report.id, answered_at=now, ended_at=now))
    elif answers:
        answered(dialogue, now)
        dialogue.report_id = report.id
    if person.relay_id != report.id:
        talks_in(person, report.id)
    session.flush()
    return first


def goes_on(dialogue: Dialogue, now: datetime) -> bool:
    """Whether her words are for the human now."""
    return dialogue.ended_at is None and now - dialogue.answered_at < SHIFT


def wrote(dialogue: Dialogue, now: datetime, rules: Rules) -> bool:
    """She wrote: the human has some minutes to answer the first of it. Gives whether this is the first."""
    first = dialogue.ended_at is None and dialogue.waits_at is None
    if first:
        dialogue.waits_at = now + rules.answered_within
    return first


def answered(dialogue: Dialogue, now: datetime) -> None:
    """The human has answered what she wrote, here or by hand on the phone."""
    dialogue.answered_at, dialogue.waits_at = now, None


def end(dialogue: Dialogue, now: datetime) -> None:
    """Her words are for the bot again, until a human answers her anew."""
    dialogue.ended_at, dialogue.waits_at = dialogue.ended_at or now, None


def voice_of(session: Session, report: Report, now: datetime) -> Person | None:
    """Who hears what she writes: whoever has the report and has taken or answered it within a shift."""
    alert, dialogue = alert_of(session, report.id), session.get(Dialogue, report.person_id)
    if alert is None or alert.taken_by is None or alert.taken_at is None:
        return None
    if is_taken_back(report) or is_silenced(session, report):
        return None
    last = max(alert.taken_at, dialogue.answered_at) if dialogue is not None else alert.taken_at
    voice = session.get_one(Person, alert.taken_by)
    return voice if now - last < SHIFT and is_active(voice) and voice.blocked_at is None else None


def _new(  # noqa: PLR0913 - one row, column by column
    session: Session,
    report: Report,
    by: Person,
    kind: str,
    state: str,
    inbox_id: int,
    wire_id: str,
    now: datetime,
    *,
    file: int | None = None,
) -> Relay:
    values = {"kind": kind, "state": state, "inbox_id": inbox_id, "wire_id": fit(wire_id, 64), "evidence_id": file}
    row = Relay(id=new_id(), report_id=report.id, by_id=by.id, said_at=now, **values)
    session.add(row)
    return row


def keep_ours(session: Session, person: Person, report: Report, words: str, inbox_id: int, now: datetime) -> None:
    """Keeps words of ours with the case."""
    bare = Inbound(person.channel, person.account, "", Kind.TEXT)
    keep_words(session, person, words, bare, inbox_id, now, step=HUMAN, by_us=True)
    session.flush()
    belongs_to(session, person, report, inbox_id)


def _leaves(  # noqa: PLR0913 - as above
    session: Session,
    report: Report,
    person: Person,
    lines: Sequence[Line],
    now: datetime,
    *,
    rows: Rows = (),
    slot: str = "",
    locate: Line = "",
    file: FileRef | None = None,
    ready: bool = False,
) -> int:
    """Puts it into the outbox, and notes that a human has said something to her."""
    language = person.language or "en"
    told: list[Line] = [Text(FROM_US, sign="🧡"), *lines]
    if follow(session, report, now, answers=True) if ready else talks(session, report, now):
        told.append(Text(ANSWER_HERE, sign="↩️"))
    return tell(session, person, told, now, rows=rows, language=language, slot=slot, locate=locate, file=file)

"""What she writes while a human of ours talks with her: it comes back to the human, under the card of her case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers import relay, way
from handlers.across import NOT_HERE, may_reach, may_show
from handlers.alert import alert_of
from handlers.card import slot_of
from handlers.earlier import last_report
from handlers.interpreter_case import reader_of, show_file, show_words
from handlers.reply import language_of, tell
from handlers.report import current_report
from handlers.rules import Rules
from handlers.talk import Talk
from handlers.words import Line, Plain, Text, _s, say
from models.evidence import FETCHED, Evidence
from models.messages import FileRef, Kind, Outbound
from models.outbox import Shown, put
from models.person import Person
from models.relay import Relay
from models.report import Report

SHE_WRITES = _s("{code}, the person writes:")
SHE_CHANGES = _s("{code}, the person changed a message. Now it says:")
SHE_SENDS = _s("{code}, from the person")
LATELY = timedelta(days=3)
"""What is said so long after a report was touched last belongs to it, as everywhere."""
FOR_HELPERS = (Kind.TEXT, Kind.EDIT, Kind.MEDIA)
"""Words of these kinds are shown to a helper too: no places, no contacts."""
TALKS = "talks"
"""What `Talk.pause` says while her words are for a human who answers through the bot."""


def comes_back(talk: Talk, files: tuple[tuple[str, int], ...], for_the_bot: Callable[[str], object]) -> None:
    """Gives what she wrote or sent to whoever answers her, and to the helper who reads her language.

    `for_the_bot` knows the words that work everywhere: they are said to the bot.
    """
    session, now = talk.session, talk.now
    dialogue = relay.dialogue_of(session, talk.person)
    if dialogue is not None and talk.message.kind is Kind.TEXT and for_the_bot(talk.message.text):
        return
    report = _report(talk) if dialogue is not None else None
    voice = relay.voice_of(session, report, now) if report is not None else None
    if report is None or voice is None or dialogue is None:
        return
    if not talk.pause and relay.goes_on(dialogue, now):
        talk.pause = TALKS
    if relay.wrote(dialogue, now, talk.rules) and (alert := alert_of(session, report.id)) is not None:
        way.talks_on(alert, now, talk.rules)
    words, changed = talk.message.text, talk.message.kind is Kind.EDIT
    reader = reader_of(session, report, now)
    if (
        reader is not None
        and words
        and talk.message.kind in FOR_HELPERS
        and may_reach(session, reader, talk.person, talk.rules)
    ):
        show_words(session, reader, report, words, now, changed=changed)
    code = {"code": Plain(report.code)}
    if not may_reach(session, voice, talk.person, talk.rules):
        tell(session, voice, [Text(NOT_HERE, code, sign="💬")], now, under=card_of(session, report, voice))
        return
    # A place that came as nothing but a link (Signal has no other way) is shown as a place.
    if words and not (talk.message.pin is not None and len(words.split()) == 1):
        lines: list[Line] = [Text(SHE_CHANGES, code, sign="✏️") if changed else Text(SHE_WRITES, code, sign="💬")]
        lines.append(Plain(words))
        tell(session, voice, lines, now, protect=True, about=report.id, under=card_of(session, report, voice))
    if talk.message.pin is not None:
        place = Outbound(pin=talk.message.pin, protect=True, about=report.id, language=language_of(voice))
        put(session, voice.id, place, now)
    relay.hers(session, report, voice, talk.inbox_id, [row for _kind, row in files], now)


def file_comes_back(session: Session, row: Relay, file: Evidence, now: datetime, rules: Rules) -> None:
    """A file of hers is here, or will never be: it goes to whoever has her case by now."""
    report = session.get_one(Report, row.report_id)
    voice = relay.voice_of(session, report, now)
    relay.settled(row, well=file.state == FETCHED)
    reader = reader_of(session, report, now)
    if reader is not None and may_show(session, reader, report, rules):
        show_file(session, reader, report, file, now)
    if voice is None or file.state != FETCHED or not may_show(session, voice, report, rules):
        # That a file could not be had is told to everybody on duty, see `failures`.
        return
    language = language_of(voice)
    text = say(language, Text(SHE_SENDS, {"code": Plain(report.code)}, sign="💬"))
    ref, under = FileRef(file.id, file.kind, mime=file.mime), card_of(session, report, voice)
    shown = Outbound(text=text, file=ref, protect=True, about=report.id, language=language, replies_to=under)
    put(session, voice.id, shown, now)


def card_of(session: Session, report: Report, member: Person) -> str:
    """The wire id of the card of this report in the chat of a member of the team, if it stands there."""
    alert = alert_of(session, report.id)
    if alert is None:
        return ""
    there = (Shown.person_id == member.id, Shown.slot == slot_of(alert))
    return session.scalar(select(Shown.wire_id).where(*there)) or ""


def _report(talk: Talk) -> Report | None:
    """The report in which she was answered last, while what she says belongs to it."""
    found = current_report(talk.session, talk.person) or last_report(talk.session, talk.person, talk.now - LATELY)
    return found if found is not None and found.id == talk.person.relay_id else None

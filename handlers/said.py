"""What a person said: kept with her report whatever was asked, and as a flow understands it."""

from __future__ import annotations

from datetime import timedelta

from handlers import evidence
from handlers.earlier import answered_at
from handlers.flow import Said
from handlers.report import keep_words
from handlers.talk import Talk
from models.messages import Kind
from models.report import Report

MOMENT, AT_MOST = timedelta(seconds=1), timedelta(seconds=5)
"""Words sent so long before the question was asked cannot answer it; a larger difference is our clocks'."""


def keep(talk: Talk, step: str) -> tuple[tuple[str, int], ...]:
    """Keeps words, pin and files with the report, whatever was asked."""
    message = talk.message
    words = message.text
    if message.pin is not None:
        words = f"{message.pin.latitude:.6f}, {message.pin.longitude:.6f}\n{words}".strip()
    if not words and not message.attachments:
        # A thing we cannot name has no words: that it came is kept.
        words = message.kind.value
    if words:
        keep_words(talk.session, talk.person, words, message, talk.inbox_id, talk.now, step=step)
    if not message.attachments:
        return ()
    ids = evidence.note_files(talk.session, talk.person, message, talk.inbox_id, step, talk.now)
    return tuple((attachment.kind, row) for attachment, row in zip(message.attachments, ids, strict=False))


def said(talk: Talk, report: Report, files: tuple[tuple[str, int], ...]) -> Said:
    """The message as the flow understands it."""
    message = talk.message
    pin = (message.pin.latitude, message.pin.longitude, message.pin.accuracy_m) if message.pin else None
    early = message.sent_at is not None and MOMENT <= answered_at(talk.session, report) - message.sent_at <= AT_MOST
    # What we cannot name answers no question; its kind is kept.
    text = "" if message.kind is Kind.UNKNOWN else message.text.strip()
    return Said(text=text, pin=pin, files=files, early=early)

"""What she says while a human of ours writes to her too, on the phone's own account: kept, and no answer to the bot.

It was said to the human: "no" is not the answer to a question of the bot that she saw an hour ago. Nothing that is told
to her here leaves while the human is there; first after that the open question is asked again. Deleting alone is hers
at any time: the team hears of it, and when the human has gone the bot asks for her yes.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers import my_reports, silence, welcome
from handlers.alert import ask_for_human, wrote_again
from handlers.each import each
from handlers.language import Guess
from handlers.outside import HUMAN, insist, report_for
from handlers.person import wait_for
from handlers.phone import OVER, PAUSED, human_with
from handlers.relay_back import TALKS
from handlers.rules import Rules
from handlers.talk import Talk, ask_again
from handlers.words import Text, _s
from models import outbox
from models.messages import Kind
from models.person import Person
from models.report import Report

TO_DELETE = _s("The person asks to delete everything. The bot asks for a yes half an hour after our last words.")
DELETES = Text(TO_DELETE, sign="🗑️")
REASONS = {"person": Text(HUMAN, sign="💬"), "delete": DELETES, "yes:all": DELETES}
"""Words that reach the team whatever rang before."""


def is_for_the_human(
    talk: Talk,
    report: Report | None,
    told: Report | None,
    files: tuple[tuple[str, int], ...],
    guess: Guess | None,
    *,
    word: str | None,
) -> bool:
    """Whether it was said to a human of ours who talks with her too, and then gives it to the team.

    `told`: the report for which a danger in it has rung; `word`: the word that works everywhere, if it is one.
    """
    if talk.pause == TALKS:
        to_the_human(talk, told or report, files)
    elif talk.pause == PAUSED or (talk.pause == OVER and report and not word):
        take(talk, told or report, files, guess, rung=told is not None, word=word or "")
    else:
        return False
    return True


def take(
    talk: Talk,
    report: Report | None,
    files: tuple[tuple[str, int], ...],
    guess: Guess | None,
    *,
    rung: bool,
    word: str,
) -> None:
    """`rung`: a word of danger in it has rung already; `word`: it is one that works everywhere.

    Who asks for a human, or to delete, is heard by the team at once. The rest rings whoever has it.
    """
    over = talk.pause == OVER
    reason = REASONS.get(word)
    reached = True if rung else _reach(talk, report, files, reason)
    if reason is DELETES:
        my_reports.ask_delete(talk)
    # Words the human reads beside us; what was spoken or shown he may not have heard.
    unheard = not rung and (over or talk.message.kind not in (Kind.TEXT, Kind.EDIT))
    silence.spoke(talk, unheard=unheard, shown=True)
    if not over and reached:
        wait_for(talk.person, talk.person.listen_at, None)
    elif over and not talk.person.greeted:
        welcome.first_words(talk, guess, goes_on=False)
    elif over:
        ask_again(talk)


def to_the_human(talk: Talk, report: Report | None, files: tuple[tuple[str, int], ...]) -> None:
    """A human of ours talks with her through the bot, and has been given this already: nobody is rung for it now."""
    if report is None:
        report_for(talk, files)
    wait_for(talk.person, None, None)


def go_on(session: Session, now: datetime, _rules: Rules) -> int:
    """The human has gone: what was asked for meanwhile is asked back. Gives of how many."""
    there = [session.get_one(Person, row) for row in outbox.held(session)]
    over = [one for one in there if human_with(session, one, now) != PAUSED]
    each(session, "pauses", [one.id for one in over], lambda row: outbox.let_go(session, row, now), now)
    return len(over)


def _reach(talk: Talk, report: Report | None, files: tuple[tuple[str, int], ...], reason: Text | None) -> bool:
    """Gives it to the team; false when it says nothing that we can name."""
    session, now, rules = talk.session, talk.now, talk.rules
    said = bool(talk.message.text or files or talk.message.pin)
    found = report or report_for(talk, files)
    if found is None or not said:
        # A thing we cannot name rings by itself, see `silence`.
        return False
    if reason is not None:
        ask_for_human(session, found, reason, now, rules)
    elif talk.pause == OVER:
        insist(session, found, now, rules)
    else:
        wrote_again(session, found, now, rules)
    return True

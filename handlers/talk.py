"""One message of one person while it is handled, and what every turn of a conversation ends with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from handlers import engine, forget, menu
from handlers.alert import alert_of, raise_alert
from handlers.card import ON_CARD
from handlers.danger_words import Danger
from handlers.earlier import holds_anything
from handlers.engine import Turn
from handlers.flow import Flow, Shown, Urgency, Value, World
from handlers.flows import FLOWS
from handlers.flows.consent import STORE, worded
from handlers.flows.safety import CALLING
from handlers.muted import is_silenced
from handlers.reply import Rows, short, tell
from handlers.report import answers_of, change_answers, current_report, file_report
from handlers.rules import Rules
from handlers.sites import open_sites, use_site
from handlers.summary import summary
from handlers.vanishing import without_yes
from handlers.words import Line, Plain, Text, _
from models.messages import Inbound, Kind
from models.person import Person
from models.report import Report

BACK, SKIP, STOP = _("Back"), _("Skip this question"), _("Stop here")
SEND_PLACE = _("Send my location")
OR_ONE_TAP = _("Or press the button below.")
PLUS = _("Or press +, then “Location”.")
PAPER_CLIP = _("Or press the paper clip, then “Location”.")
AGAIN = Text(engine.ONCE_MORE, sign="🙏")
THANKS = _("Thank you. We keep your report.")
YOUR_CODE = _("The name of your report: {code}. You can say it aloud.")
YOUR_REPORT = _("Your report:")
SEALED = _("Thank you. Only our team can read your report.")
ERASED = _("You said no. We erased your words and files.")
ALERT_STAYS = _("If we called a volunteer: kind, place and time stay.")
CANNOT_REACH = _("We cannot erase this chat on your phone, or papers already sent.")
KEPT = _("We kept your message. A human can read it.")
NEXT = _("A human will read it. You can write here again at any time.")
STOPPED = _("We stop here. We keep what you told us.")


@dataclass
class Talk:
    """Who said what, when, under which rules; with the session it is handled in.

    `anew`: she had fallen silent, and the team had been shown her report as unfinished or filed.
    """

    session: Session
    person: Person
    message: Inbound
    inbox_id: int
    now: datetime
    rules: Rules
    pause: str = ""
    """Whether a human of ours is writing to her too (`phone.PAUSED`), has been until now (`phone.OVER`), or talks with
    her through the bot (`relay_back.TALKS`)."""
    anew: bool = False

    @property
    def is_told(self) -> bool:
        """Whether a notice says all there is to say: nothing of it is kept, or it was no message."""
        return self.message.kind is Kind.UNKNOWN and self.message.notice in ("view once", "call", "untrusted")

    @property
    def language(self) -> str:
        """The language we speak with her."""
        return self.person.language or "en"

    def world(self) -> World:
        """What the flow may know."""
        return World(self.now, self.rules.zone, self.language, open_sites(self.session))

    def tell(self, lines: list[Line], *, rows: Rows = (), slot: str = "") -> None:
        """Says something in the person's own language."""
        tell(self.session, self.person, lines, self.now, rows=rows, language=self.language, slot=slot)


def settle(talk: Talk, report: Report, flow: Flow, turn: Turn, *, edit: bool = False) -> None:
    """Stores what the turn changed, raises the alert, and says what comes next."""
    # What came too early and asks nothing leaves the report untouched: else what she says next would be too early too.
    before = flow.enough.holds(answers_of(talk.session, report.id))
    if turn.changes or turn.ask:
        change_answers(talk.session, report, worded(turn.changes, talk.language), talk.inbox_id, talk.now)
    answers = answers_of(talk.session, report.id)
    for _step, value in turn.changes:
        if value and value.get("site"):
            use_site(talk.session, value["site"], talk.now)
    if report.consent == "no":
        said_no(talk, report)
        return
    if turn.lines:
        turn = replace(turn, lines=_fitting(talk, report, turn.lines))
    if flow.enough.holds(answers) and not before:
        turn = replace(turn, lines=(*turn.lines, *_enough(report)))
    if report.filed_at is not None:
        # Corrected, never asked on: what she writes next must not be taken for an answer to a report that is closed.
        talk.tell(list(turn.lines) or [Text(engine.CHANGED, sign="✏️")])
    elif turn.open is None:
        _finish(talk, report, flow, turn.lines, answers)
    elif turn.ask:
        ask(talk, report, turn, answers, edit=edit)
    # After her question: "nobody can be reached" must not be followed by words that sound like the contrary.
    _alert(talk, report, flow.urgency(answers), turn)


def _fitting(talk: Talk, report: Report, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """What is said before the next question, as far as it is true and kind."""
    if talk.is_told:
        return ()
    if CALLING in lines and is_silenced(talk.session, report):
        # Nobody is called: she is not told that somebody is.
        return tuple(Text(KEPT, sign="📎") if line == CALLING else line for line in lines)
    if AGAIN in lines and Danger.SUICIDE in report.dangers.split():
        # Who does not want to live is not told what would help us.
        return tuple(line for line in lines if line != AGAIN)
    return lines


def _enough(report: Report) -> tuple[Line, ...]:
    """Her report is complete as it is: she is thanked at once, and what is asked then may stay without an answer."""
    thanks: Line = Text(THANKS, sign="✅") if report.consent == "yes" else Text(SEALED, sign="🔒")
    return thanks, Text(YOUR_CODE, {"code": Plain(report.code)}, sign="📄"), Text(NEXT, sign="👁️")


def _alert(talk: Talk, report: Report, urgency: Urgency | None, turn: Turn) -> None:
    """Raises the alert, rings again when it is more urgent now, refreshes the card when it shows what was answered."""
    alert = alert_of(talk.session, report.id)
    if alert is None:
        if urgency is not None:
            raise_alert(talk.session, report, urgency, talk.now, talk.rules)
        return
    more = urgency is not None and urgency < alert.urgency
    if more or any(step in ON_CARD for step, _value in turn.changes):
        highest = alert.urgency if urgency is None else min(alert.urgency, urgency)
        raise_alert(talk.session, report, Urgency(highest), talk.now, talk.rules)


def ask(talk: Talk, report: Report, turn: Turn, answers: dict[str, Value], *, edit: bool = False) -> None:
    """Asks the open question, with what has to be said before it."""
    step = turn.open
    if step is None:
        return
    question = step.ask(answers.get(step.key), talk.world())
    name = short(report.id)
    rows: list[list[tuple[str, Line, str]]] = [_button(name, step.key, option) for option in question.options]
    ways: list[tuple[str, Line, str]] = [("⬅️", BACK, f"n:{name}:back"), ("⏭️", SKIP, f"n:{name}:skip")]
    tell(
        talk.session,
        talk.person,
        [*turn.lines, *question.lines],
        talk.now,
        rows=[*rows, ways, [("⏹️", STOP, f"n:{name}:stop")]],
        language=talk.language,
        slot=f"q:{name}:{step.key}",
        edit=edit,
    )
    if question.locate and talk.message.business and not edit:
        # No messenger offers a button for it in chats of the phone's own account.
        talk.tell([Text(PAPER_CLIP, sign="📎")])
    elif question.locate and talk.person.channel in talk.rules.without_buttons and not edit:
        talk.tell([Text(PLUS, sign="📍")])
    elif question.locate and not edit:
        lines: list[Line] = [Text(OR_ONE_TAP, sign="👇")]
        tell(talk.session, talk.person, lines, talk.now, language=talk.language, locate=Text(SEND_PLACE, sign="📍"))


def _button(name: str, step: str, option: Shown) -> list[tuple[str, Line, str]]:
    return [("☑️" if option.ticked else option.sign, option.label, f"q:{name}:{step}:{option.key}")]


def ask_again(talk: Talk) -> None:
    """Repeats the open question of the report that is being told, if there is one."""
    report = current_report(talk.session, talk.person)
    if report is None:
        return
    answers = answers_of(talk.session, report.id)
    ask(talk, report, Turn(open=engine.open_step(FLOWS[report.flow], answers)), answers)


def stop(talk: Talk, report: Report) -> None:
    """She stops: the report is filed with what it has."""
    put_before_team(talk, report)
    code: Line = Text(YOUR_CODE, {"code": Plain(report.code)}, sign="📄")
    menu.show_menu(talk.session, talk.person, talk.now, [Text(STOPPED, sign="⏹️"), code])


def put_before_team(talk: Talk, report: Report) -> None:
    """Files a report; one that has raised no alert yet is given to the team to be read, if it holds anything."""
    file_report(talk.person, report, talk.now)
    if alert_of(talk.session, report.id) is None and holds_anything(talk.session, report.id):
        raise_alert(talk.session, report, Urgency.REST, talk.now, talk.rules)


def _finish(talk: Talk, report: Report, flow: Flow, lines: tuple[Line, ...], answers: dict[str, Value]) -> None:
    """The end: her report in her own words and language, its code, what happens next."""
    told: list[Line] = [*lines, Text(THANKS, sign="✅")]
    if report.consent != "yes" and flow.step(STORE.key) is not None:
        told = [*lines, Text(SEALED, sign="🔒"), Text(without_yes(talk.session, talk.person, talk.rules), sign="⏳")]
    shared = answers.get("phone_private", {}).get("option") in ("shared", "borrowed")
    if not shared:
        told += [YOUR_REPORT, *summary(flow, answers, talk.world())]
    told += [Text(YOUR_CODE, {"code": Plain(report.code)}, sign="📄"), *flow.closing, Text(NEXT, sign="👁️")]
    put_before_team(talk, report)
    menu.show_menu(talk.session, talk.person, talk.now, told, clean_first=shared)


def said_no(talk: Talk, report: Report) -> None:
    """She does not want it kept: what she told is erased before anything else happens, and she is told so."""
    forget.refuse(talk.session, talk.person, report, talk.now, talk.rules)
    told: list[Line] = [Text(ERASED, sign="🗑️"), Text(ALERT_STAYS, sign="🔔"), Text(CANNOT_REACH, sign="ℹ️")]
    menu.show_menu(talk.session, talk.person, talk.now, told, clean_first=True)

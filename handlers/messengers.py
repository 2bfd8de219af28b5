"""What the coordinators are told of a messenger itself: it is gone, it is back, it wants a proof, it is too old.

A notice goes to those who are on another messenger, where there are any: on the one that is gone it would wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from handlers.at_desk import Desk
from handlers.duty import coordinators
from handlers.other_chat import others
from handlers.reply import tell
from handlers.words import Line, Plain, Text, _s
from models.setting import Setting

GONE = _s("The bot receives nothing from {messenger} now. Please look at the HRO phone. It goes on by itself.")
BACK = _s("The bot receives from {messenger} again.")
PROOF = _s("{messenger} wants a proof that a human is here. Until then the bot cannot send there.")
OTHERS = _s("Until then, alerts ring people on another messenger, or the next person.")
SOLVE = _s("Open this page in the network of the bot, solve the puzzle, and copy the link “Open Signal”:")
PAGE = "https://signalcaptchas.org/challenge/generate.html"
THEN = _s("Then write here: /captcha and the link. The challenge is {token}")
TRYING = _s("The bot tries it now.")
NOT_WANTED = _s("No messenger wants a proof now. Nothing has to be done.")
ACCEPTED = _s("{messenger} accepted the proof. The bot can send there again.")
REJECTED = _s("{messenger} did not accept the proof. Please solve a new puzzle.")
HOW = _s("Write /captcha and the link that begins with signalcaptcha://")
TOO_OLD = _s("signal-cli {version} is {days} days old here. Please install the newest one: old ones stop working.")
OLD_AFTER = timedelta(days=75)
"""Signal lets a version in for about three months."""
VERSION, CAPTCHA, WANTED = "version of ", "captcha ", "proof wanted by "
"""How the names of these settings begin: the version first seen, with its time; a solved captcha, in pieces; that one
is wanted."""
PIECE, LONGEST = 4000, 40_000


def gone(session: Session, messenger: str, now: datetime) -> None:
    """Nothing is received from it."""
    _tell(session, messenger, [Text(GONE, _named(messenger), sign="❗")], now)


def back(session: Session, messenger: str, now: datetime) -> None:
    """It is received again."""
    _tell(session, messenger, [Text(BACK, _named(messenger), sign="✅")], now)


def wants_proof(session: Session, messenger: str, token: str, now: datetime) -> None:
    """It sends nothing until somebody has solved a captcha."""
    wanted = session.get(Setting, f"{WANTED}{messenger}")
    if wanted is None or wanted.value != token[:PIECE]:
        # What was brought before is for another challenge.
        no_proof(session, messenger)
        session.add(Setting(name=f"{WANTED}{messenger}", value=token[:PIECE]))
    lines: list[Line] = [Text(PROOF, _named(messenger), sign="🧩"), OTHERS, SOLVE, Plain(PAGE)]
    _tell(session, messenger, [*lines, Text(THEN, {"token": Plain(token)})], now)


def no_proof(session: Session, messenger: str) -> None:
    """It wants none, or none any more."""
    taken(session)
    session.execute(delete(Setting).where(Setting.name == f"{WANTED}{messenger}"))


def proof_was(session: Session, messenger: str, now: datetime, *, accepted: bool) -> None:
    """What became of the captcha."""
    if accepted:
        no_proof(session, messenger)
    told = ACCEPTED if accepted else REJECTED
    _tell(session, messenger, [Text(told, _named(messenger), sign="✅" if accepted else "❗")], now)


def captcha(desk: Desk) -> None:
    """A coordinator brings the solved captcha: it is laid down for the one who sends."""
    given = desk.rest.strip()
    if not given.isascii() or " " in given or not 10 < len(given) <= LONGEST:
        desk.tell(HOW)
    elif desk.session.scalar(select(Setting.name).where(Setting.name.startswith(WANTED)).limit(1)) is None:
        desk.tell(Text(NOT_WANTED, sign="✅"))
    else:
        desk.session.execute(delete(Setting).where(Setting.name.startswith(CAPTCHA)))
        for number, start in enumerate(range(0, len(given), PIECE)):
            desk.session.add(Setting(name=f"{CAPTCHA}{number:02}", value=given[start : start + PIECE]))
        desk.tell(TRYING)


def laid_down(session: Session) -> str:
    """The solved captcha that waits to be brought to the messenger; empty when there is none."""
    pieces = select(Setting.value).where(Setting.name.startswith(CAPTCHA)).order_by(Setting.name)
    return "".join(session.scalars(pieces))


def taken(session: Session) -> None:
    """It was brought there."""
    session.execute(delete(Setting).where(Setting.name.startswith(CAPTCHA)))


def seen(session: Session, messenger: str, version: str, now: datetime) -> bool:
    """Notes since when the messenger has this version. True when it has just grown too old: the team is told."""
    row = session.get(Setting, VERSION + messenger)
    if row is None:
        session.add(Setting(name=VERSION + messenger, value=f"{version} {now.isoformat()}"))
        return False
    known, _space, since = row.value.partition(" ")
    since, _space, told = since.partition(" ")
    if known != version:
        row.value = f"{version} {now.isoformat()}"
    elif not told and now - datetime.fromisoformat(since) >= OLD_AFTER:
        row.value = f"{version} {since} told"
        days = Plain(str((now - datetime.fromisoformat(since)).days))
        _tell(session, messenger, [Text(TOO_OLD, {"version": Plain(version), "days": days}, sign="⏳")], now)
        return True
    return False


def too_old(value: str | None, now: datetime) -> tuple[str, int] | None:
    """The version and its age in days, out of the value of its setting; nothing while it is young."""
    if not value:
        return None
    version, since = value.split(" ")[:2]
    age = now - datetime.fromisoformat(since)
    return (version, age.days) if age >= OLD_AFTER else None


def _named(messenger: str) -> dict[str, Line]:
    return {"messenger": Plain(messenger.title())}


def _tell(session: Session, messenger: str, lines: Sequence[Line], now: datetime) -> None:
    everybody = coordinators(session)
    elsewhere = [one for one in (*everybody, *others(session, everybody)) if one.channel != messenger]
    for coordinator in elsewhere or everybody:
        tell(session, coordinator, lines, now)

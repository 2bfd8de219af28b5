"""Role x action: every command and every button of the team, pressed or typed by everybody, also on cards not theirs.

Who may not do something is answered kindly, and every table is as before but for what was said and written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import alert as alerts
from handlers import desk, duty
from handlers.action import HAS_LEFT, IS_SUSPENDED, ONLY
from handlers.at_desk import NOT_HERS, may_see
from handlers.reply import short
from handlers.words_everywhere import COMMANDS as FOR_EVERYBODY
from models.alert import Alert
from models.base import new_id
from models.person import COORDINATOR, HELPER, REPORTER, VOLUNTEER
from models.report import Report
from models.ring import Ring
from tests.team_at_work import LEFT, NEVER_SEEN, RULES, SUSPENDED, Team
from tests.world import MORNING

EVERYBODY = (REPORTER, HELPER, VOLUNTEER, COORDINATOR, LEFT, SUSPENDED, NEVER_SEEN)
RANK = {role: number for number, role in enumerate((REPORTER, HELPER, VOLUNTEER, COORDINATOR))}
LEAST = {
    VOLUNTEER: "onduty offduty rota waketest available unavailable waits also queue report tasks verify resume",
    HELPER: "team suspend leave translate menu language help",
    COORDINATOR: "restore invite search same helpers site room copies phrase phone across gate mute unmute muted audit "
    "captcha",
}
"""What is promised of each command: its least role. What a table of the code says is not believed."""
WITH_WORDS = {"waits": COORDINATOR, "team": COORDINATOR, "translate": VOLUNTEER}
ONLY_HELPERS = {"languages", "done", "h:l", "h:c", "h:n", "v:t"}
BUTTONS = {
    VOLUNTEER: "a c d e fi:o fi:q g h p r t v",
    HELPER: "g2 u:who u:s",
    COORDINATOR: "b fi:s h:v i l2 m2 px r:all r:copy s2 u:r u:contacts u:m k",
}
WORDS = {
    "team": "contacts",
    "suspend": "lea",
    "restore": "yaw",
    "invite": "coordinator",
    "site": "B9 Mill",
    "phrase": "tea\nen: Tea is here.",
    "across": "on",
    "gate": "backup",
    "waits": "1 2 5",
    "waketest": "21:30",
    "rota": "add tomorrow 10:00-12:00",
    "resume": "",
    "captcha": "signalcaptcha://x.y.z",
    "search": "zibeline",
    "room": "fr",
}


def promised(key: str, words: str) -> str:
    """The least role of a command or a button."""
    if words and key in WITH_WORDS:
        return WITH_WORDS[key]
    return next((role for table in (LEAST, BUTTONS) for role, keys in table.items() if key in keys.split()), HELPER)


def may(who: str, key: str, words: str = "") -> bool:
    if who not in RANK or who == REPORTER:
        return False
    return who == HELPER if key in ONLY_HELPERS else RANK[who] >= RANK[promised(key, words)]


def everything(team_: Team) -> Iterator[tuple[str, str, str]]:
    """Every command, alone and with words, and every button: key, option, text. Other spellings are the same action."""
    for action in desk.TABLE:
        code = dict.fromkeys(("mute", "unmute", "audit", "report", "translate", "same"), team_.report.code)
        words = {**WORDS, **code}.get(action.names[0], "")
        for text in dict.fromkeys((f"/{action.names[0]}", f"/{action.names[0]} {words}".strip())):
            yield action.names[0], "", text
    yield "r:copy", "", "/rota copy"
    for key in desk.PRESSES:
        for option in team_.options(key):
            yield key, option, ""


def faults(team_: Team, who: str) -> Iterator[str]:
    kind = {LEFT: HAS_LEFT, SUSPENDED: IS_SUSPENDED}.get(who, "")
    row = team_.people[who].id if who in team_.people else 0
    for key, option, text in everything(team_):
        team_.before(who)
        said, changed = team_.does(who, option=option, text=text)
        words = text.partition(" ")[2]
        to_her = [line for person, line in said if person == row or not row]
        others = [line for person, line in said if row and person != row]
        refused = any(line.endswith(refusal) for line in to_her for refusal in (*ONLY.values(), HAS_LEFT, IS_SUSPENDED))
        what = f"{who}: {option or text!r}"
        if may(who, key, words):
            if refused:
                yield f"{what} was refused: {to_her}"
            continue
        # That a stranger presses something in the triage room is told to the coordinators.
        if changed or (others and not (key == "g" and who == REPORTER)):
            yield f"{what} changed {changed}, told others {others}"
        # A bot may not write first: who presses in the room without ever having written to it sees nothing.
        if not to_her and not (key == "g" and who == REPORTER):
            yield f"{what} was not answered"
        if who in (HELPER, VOLUNTEER) and to_her not in [[line] for line in ONLY.values()]:
            yield f"{what} was answered {to_her}"
        everybodys = text.partition(" ")[0].removeprefix("/") in FOR_EVERYBODY
        if kind and not everybodys and not (len(to_her) == 1 and to_her[0].endswith(kind)):
            yield f"{what} was answered {to_her}"


@pytest.mark.asyncio
@pytest.mark.parametrize("who", EVERYBODY)
async def test_who_may_not_do_something_is_answered_kindly_and_nothing_happens(sqlite_store: Store, who: str) -> None:
    found = await sqlite_store.write(lambda session: list(faults(Team(session), who)))

    assert found == []


NOT_HIS = ("a", "c", "e", "fi:o", "g", "h", "p", "t")


def not_his(team_: Team) -> Iterator[str]:
    """What a volunteer who is not on duty can do to an alert that never rang for him."""
    team_.before(VOLUNTEER)
    for key in NOT_HIS:
        for option in team_.options(key):
            said, changed = team_.does(VOLUNTEER, option=option)
            others = [line for person, line in said if person != team_.people[VOLUNTEER].id]
            if changed or others or not said:
                yield f"{option} changed {changed}, said {said}"


@pytest.mark.asyncio
async def test_a_button_of_a_card_that_is_not_hers_does_nothing(sqlite_store: Store) -> None:
    assert await sqlite_store.write(lambda session: list(not_his(Team(session)))) == []


@pytest.mark.asyncio
async def test_an_alert_that_nobody_has_is_not_taken_by_who_was_never_called(sqlite_store: Store) -> None:
    def work(session: Session) -> list[str]:
        team_ = Team(session)
        alerts.decline(session, team_.alert, team_.people["lea"], team_.now, RULES)
        # Only those on duty were called: he is not.
        team_.before(VOLUNTEER)
        said, changed = team_.does(VOLUNTEER, option=f"a:{short(team_.alert.id)}:take")
        return [*(line for _person, line in said), *changed]

    assert await sqlite_store.write(work) == [NOT_HERS]


def test_the_table_has_every_promised_action_and_no_other() -> None:
    promised_ = {name for names in LEAST.values() for name in names.split()} | ONLY_HELPERS
    pressed = {key for keys in BUTTONS.values() for key in keys.split()} | ONLY_HELPERS

    assert {action.names[0] for action in desk.TABLE} == {name for name in promised_ if ":" not in name}
    assert set(desk.PRESSES) == {key for key in pressed if key not in ("languages", "done")}


def test_every_word_means_one_action() -> None:
    words = [name for action in desk.TABLE for name in action.names]

    assert len(words) == len(set(words)) == len(desk.COMMANDS)


SEES = [
    # on duty, rung, taken, hours since duty ended, hours since settled, sees it
    (True, False, False, None, None, True),
    (True, False, False, None, 11, True),
    (True, False, False, None, 13, False),
    (False, False, False, None, None, False),
    (False, False, False, 1, None, False),
    (False, True, False, 11, None, True),
    (False, True, False, 13, None, False),
    (False, True, False, 1, 13, False),
    (False, False, True, 11, None, True),
    (False, False, True, 13, None, False),
    (True, False, True, None, None, True),
    (False, True, True, 1, 11, True),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("on", "rung", "taken", "off", "settled", "sees"), SEES)
async def test_volunteers_see_cases_of_their_shift_until_twelve_hours_after_it(
    sqlite_store: Store, on: bool, rung: bool, taken: bool, off: int | None, settled: int | None, sees: bool
) -> None:
    def work(session: Session) -> bool:
        team_ = Team(session)
        now, tom = MORNING + timedelta(hours=40), team_.people[VOLUNTEER]
        team_.alert.taken_by, team_.alert.taken_at = (tom.id if taken else None), MORNING
        team_.alert.settled_at = now - timedelta(hours=settled) if settled is not None else None
        if rung:
            ring = {"step": "first", "urgency": 1, "why": "step", "time": 1, "rung_at": MORNING}
            session.add(Ring(id=new_id(), alert_id=team_.alert.id, person_id=tom.id, **ring))
        if on or off is not None:
            duty.come_on(session, tom, MORNING)
        if off is not None:
            duty.go_off(session, tom, now - timedelta(hours=off))
        session.flush()
        assert may_see(session, team_.people[COORDINATOR], session.get_one(Alert, team_.alert.id), now)
        assert not any(may_see(session, team_.people[one], team_.alert, now) for one in (HELPER, LEFT, SUSPENDED))
        return may_see(session, tom, team_.alert, now)

    assert await sqlite_store.write(work) is sees
    assert await sqlite_store.read(lambda session: session.query(Report).count()) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("role", [HELPER, VOLUNTEER, COORDINATOR])
def test_what_a_role_is_offered_is_what_it_may_do_and_fits_a_menu_of_telegram(role: str, language: str) -> None:
    offered = {action.name(language): action for action in desk.for_role(role)}

    assert {action.names[0] for action in offered.values()} == {
        action.names[0] for action in desk.TABLE if action.help and may(role, action.names[0])
    }
    # BotCommand: 1 to 32 small letters, digits and underscores; its description has at most 256.
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in offered)
    assert all(0 < len(action.help) <= 256 for action in offered.values())
    assert all(desk.COMMANDS[name] is action for name, action in offered.items())

"""One thing the team can do, by a command or a button, and its least role. Who may do what is decided here alone.

Nothing that is pressed or typed reaches the function of an action unless `refusal` has nothing against it: not for who
has left or is suspended, whatever card or button is still on the phone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers import audit
from handlers.at_desk import Desk
from handlers.words import Line, Plain, Text, _s
from models.person import COORDINATOR, HELPER, RANKS, REPORTER, VOLUNTEER, Person

Act = Callable[[Desk], None]
ONLY = {
    REPORTER: _s("This is for our team."),
    HELPER: _s("This is for helpers."),
    VOLUNTEER: _s("Only volunteers and coordinators can do this."),
    COORDINATOR: _s("Only coordinators can do this."),
}
HAS_LEFT = _s("You have left the team: nothing was done. You can write to us as anybody: /menu")
IS_SUSPENDED = _s("This account is suspended: nothing was done. A coordinator can give it back.")
SUSPENDED = Text(IS_SUSPENDED, sign="⛔")


@dataclass(frozen=True, slots=True)
class Action:
    """What is done, and the least role for it.

    `names` are the words of a command: in English, in French, then other spellings; none for a button. `help` says in
    one line what it does (`_s`); without it /help and the menus do not show it. `with_words` is the least role when
    something follows the command, where that is more. `only`: no other role than this one.
    """

    least: str
    do: Act
    names: tuple[str, ...] = ()
    help: str = ""
    with_words: str = ""
    only: bool = False

    def name(self, language: str) -> str:
        """The command in this language, without the slash; in plain letters, or Telegram would not let it be tapped."""
        french = [name for name in self.names[1:] if name.isascii()] if language == "fr" else []
        return [*french, self.names[0]][0]

    def line(self, language: str) -> Line:
        """Its line in /help."""
        return Text("{command}: {help}", {"command": Plain(f"/{self.name(language)}"), "help": self.help})

    def is_for(self, role: str, words: str = "") -> bool:
        """Whether this role may do it, with or without words after it."""
        least = (self.with_words if words else "") or self.least
        return role == least if self.only else RANKS.index(role) >= RANKS.index(least)

    def refusal(self, person: Person, words: str = "") -> Line | None:
        """Why this person may not do it; nothing when she may."""
        if person.role != REPORTER and self.is_for(person.role, words):
            return None
        return (
            gone(person)
            or ONLY[REPORTER if person.role == REPORTER else (self.with_words if words else "") or self.least]
        )


def carry_out(desk: Desk, action: Action, words: str = "") -> None:
    """Does it if this person may. The one place where that is decided; a refusal is kind, and written down."""
    refusal = action.refusal(desk.person, words)
    if refusal is None:
        action.do(desk)
    else:
        audit.note(desk.session, desk.person.id, "refused", None, desk.now, desk.person.role)
        desk.tell(refusal)


def gone(person: Person) -> Line | None:
    """What is said to somebody who was of the team and is not now; nothing to anybody else."""
    if person.suspended_at is not None:
        return SUSPENDED
    return Text(HAS_LEFT, sign="👋") if person.left_at is not None and person.role == REPORTER else None


def commands(*actions: Action) -> dict[str, Action]:
    """Actions by each word of theirs."""
    return {name: action for action in actions for name in action.names}


def buttons(least: str, presses: Mapping[str, Act]) -> dict[str, Action]:
    """Buttons that need the same role, by what their options begin with."""
    return {begin: Action(least, act) for begin, act in presses.items()}

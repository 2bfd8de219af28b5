"""Steps of every kind, what is said to them, and what comes of it: for the tests of the engine."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot import catalogues
from handlers import engine
from handlers.engine import Turn
from handlers.flow import Answers, Flow, Said, SiteName, Step, Urgency, Value, World
from handlers.flows.options import FORCES, HAPPENING, HAPPENING_GROUPS, YES_NO
from handlers.steps import Ask, Choice, Choices, Count, Media, Option, Place, Say, When
from handlers.words import Line, _, say

# Some tables of the tests hold labels as they are shown, in any language.
catalogues.load()
# A Sunday, 15:00 in Calais.
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SITES = (SiteName("BMX", ("Marck",)), SiteName("CL4", ("Marck Nord", "مارك")), SiteName("HOP", ("🏥", "Hospital")))
WORLD = World(NOW, ZoneInfo("Europe/Paris"), "en", SITES)
LANGUAGES = ("ar", "fa", "ps", "ti", "en", "fr")
YES = {"ar": "نعم", "fa": "بله", "ps": "هو", "ti": "እወ", "en": "yes", "fr": "oui"}
NO = {"ar": "لا", "fa": "نه", "ps": "نه", "ti": "ኣይፋል", "en": "no", "fr": "non"}


def tap(option: str, step: str = "") -> Said:
    return Said(option=option, step=step)


def typed(text: str) -> Said:
    return Said(text=text)


def early(text: str) -> Said:
    return Said(text=text, early=True)


VOICE = Said(files=(("voice", 7),))
PHOTO = Said(files=(("photo", 8),))
PIN = Said(pin=(50.95, 1.85, None))


def told(step: Step, *said: Said, language: str = "en") -> Value | None:
    """The answer after these messages; None when the last of them is no answer."""
    value: Value | None = None
    world = WORLD._replace(language=language)
    for index, one in enumerate(said):
        taken = step.take(value, one, world)
        if taken is None and index == len(said) - 1:
            return None
        value = taken if taken is not None else value
    return value


def play(flow: Flow, *said: Said, answers: Answers | None = None) -> dict[str, Value]:
    """The answers after these messages to a flow."""
    kept = dict(answers or {})
    turn = engine.start(flow, kept)
    for one in (None, *said):
        turn = turn if one is None else engine.answer(flow, kept, one, WORLD)
        keep(kept, turn)
    return kept


def keep(answers: dict[str, Value], turn: Turn) -> None:
    for key, value in turn.changes:
        answers.pop(key, None)
        if value is not None:
            answers[key] = value


def opened(flow: Flow, answers: Answers) -> str:
    step = engine.open_step(flow, answers)
    return step.key if step else ""


def english(lines: tuple[Line, ...]) -> list[str]:
    return [say("en", line) for line in lines]


SAFE = Choice(
    key="safe",
    text=_("Are you safe now?"),
    options=(Option("yes", "🟢", _("I am safe")), Option("danger", "🔴", _("Danger now"))),
    closed=True,
    required=True,
)
KNOWN = Choice(key="known", text=_("Did someone tell you before?"), options=YES_NO, closed=True)
WHO = Choices(key="who", text=_("Who do you see?"), options=FORCES)
WHAT = Choices(key="what", text=_("What is happening?"), options=HAPPENING, groups=HAPPENING_GROUPS)
COUNT = Count(key="count", text=_("How many of them were there?"))
PAST = When(key="when", text=_("When did it happen?"))
WHERE = Place(key="where", text=_("Where did it happen? Send a location, choose a place, or say it by voice."))
TELL = Ask(key="tell", text=_("Please tell us what happened, in your language.\nYou can write or speak."), many=True)
MEDIA = Media(
    key="media", text=_("You can send photos of the injury or the place.\nOnly if you want, and only if it is safe.")
)


def time(text: str) -> str:
    """A local time of the year 2026 as it is stored."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WORLD.zone).astimezone(UTC).isoformat()


DOCTOR = Choice(key="doctor", text=_("Do you need a doctor?"), options=YES_NO, closed=True, when=SAFE.is_("danger"))
NUMBERS = Say(key="numbers", text=_("15: doctor, ambulance"), sign="🚑", when=SAFE.is_("danger"))
FLOW = Flow(
    key="small",
    sign="🧪",
    label=_("Begin"),
    steps=(SAFE, NUMBERS, DOCTOR, WHERE, WHO, MEDIA),
    urgent=((Urgency.LIFE, DOCTOR.is_("yes")), (Urgency.NOW, SAFE.is_("danger") | WHO.is_("crs"))),
)

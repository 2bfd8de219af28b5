"""The first words, the menu, the languages, rights and numbers: what is there before and between reports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.flows import FLOWS
from handlers.folding import fold
from handlers.language import AUTONYMS
from handlers.person import CHOSEN, speak
from handlers.reply import tell
from handlers.rules import Rules
from handlers.wordlists.speak import SPEAK_IN
from handlers.words import Line, Plain, Text, _, in_every_language, say
from models.person import Person

ANOTHER = "other"
WHO_WE_ARE = _("We are HRO: volunteers. We are not police and not the government.")
WHAT_WE_DO = _("We write down evictions and police violence. A human reads it.")
WHAT_WE_CANNOT = _("We cannot promise to come, and we cannot give papers or money.")
NO_NAME = _("You do not need to say your name.")
TELEGRAM_SEES = _("Telegram can see this chat.")
TO_DELETE = _("To erase what you told us, write “delete”.")
WRITE_NUMBER = _("There are no buttons here. Write the number of your answer.")
SEVERAL_NUMBERS = _("To choose several, write their numbers together: 1 3")
MENU = _("What do you want to do?")
CHOOSE_LANGUAGE = _("Which language do you want?")
NO_SUCH_LANGUAGE = _("We do not speak this language yet. A human will read it. You can send voice.")
SPOKEN_NOW = _("We speak this language with you now.")
RIGHTS = _("Rights and numbers")
LANGUAGE = _("Language")
MY_REPORTS = _("My reports")
CLEAN = _("Clean this chat")
BEGIN = _("Begin")
SHORT = _("HRO: volunteers, not police. Write or send voice, in your language.")
ANOTHER_LANGUAGE = _("Another language")
SPEAK_ANY = _("Speak or write in your language. A human will listen.")
DOCTOR_NUMBER = _("15: doctor, ambulance")
NUMBERS = (
    Text(_("112: emergency, from any phone, free"), sign="📞"),
    Text(DOCTOR_NUMBER, sign="🚑"),
    Text(_("18: fire, accident"), sign="🚒"),
    Text(_("114: emergency by SMS, if you cannot speak"), sign="✉️"),
    Text(_("196: danger at sea"), sign="🌊"),
    Text(_("115: a place to sleep tonight"), sign="🛏️"),
    Text(_("119: child in danger"), sign="🧒"),
    Text(_("3919: violence against women"), sign="👩"),
    Text(_("17: police"), sign="👮"),
    Text(_("Emergency calls are free. They show rescuers where you are."), sign="ℹ️"),
)
YOUR_RIGHTS = (
    Text(_("You may stay silent. You may ask for an interpreter."), sign="🗣️"),
    Text(_("You may ask for a doctor and for a lawyer."), sign="⚖️"),
    Text(_("You may film the police in public, if it is safe."), sign="📷"),
    Text(_("Keep papers, phone and medicine with you."), sign="🎒"),
)


def languages(session: Session, person: Person, now: datetime, rules: Rules, lines: list[Line] | None = None) -> None:
    """All languages in their own scripts, two in a row."""
    tell(
        session, person, lines or [Text(CHOOSE_LANGUAGE, sign="🌐")], now, rows=_language_rows(rules), slot="languages"
    )


def greet(session: Session, person: Person, now: datetime, rules: Rules, *, menu: bool = True) -> None:
    """Who we are and are not, then the menu. Whose language we do not know is greeted in all of them."""
    if not person.language:
        greeting: list[Line] = [Plain(say(language, WHO_WE_ARE)) for language in rules.languages]
        sos: tuple[str, Line, str] = ("🆘", Plain("SOS"), f"m:{next(iter(FLOWS))}")
        rows = [[sos], *_language_rows(rules)]
        tell(session, person, greeting, now, rows=rows, slot="languages")
        return
    person.greeted = True
    lines: list[Line] = [Text(WHO_WE_ARE, sign="👋"), WHAT_WE_DO, WHAT_WE_CANNOT, NO_NAME]
    if person.channel == "telegram":
        lines.append(TELEGRAM_SEES)
    lines.append(TO_DELETE)
    typed = person.channel in rules.without_buttons
    if typed:
        lines += [Text(WRITE_NUMBER, sign="🔢"), SEVERAL_NUMBERS]
    # With two lists of numbers one under the other nobody knows which of them a number means.
    rows = [] if typed and menu else _language_rows(rules)
    tell(session, person, lines, now, rows=rows, language=person.language)
    if menu:
        show_menu(session, person, now)


def show_menu(
    session: Session, person: Person, now: datetime, before: list[Line] | None = None, *, clean_first: bool = False
) -> None:
    """The menu, danger first; before it, for a phone that others use too, to clean the chat."""
    rows: list[list[tuple[str, Line, str]]] = [[("🧹", CLEAN, "f:clean")]] if clean_first else []
    rows += [[(flow.sign, flow.label, f"m:{flow.key}")] for flow in FLOWS.values()]
    rows += [[("📞", RIGHTS, "m:rights")], [("🌐", LANGUAGE, "m:language")], [("📄", MY_REPORTS, "f:my")]]
    tell(session, person, [*(before or []), MENU], now, rows=rows, language=person.language or "en")


def show_rights(session: Session, person: Person, now: datetime) -> None:
    """Emergency numbers first, then rights, in a few plain lines."""
    tell(session, person, [*NUMBERS, *YOUR_RIGHTS], now, language=person.language or "en")


def speak_any(session: Session, person: Person, now: datetime, rules: Rules) -> None:
    """For who speaks none of our languages: to speak all the same, said in languages that are not ours, and in ours."""
    said = [*SPEAK_IN.values(), *(say(language, SPEAK_ANY) for language in rules.languages)]
    tell(session, person, [Text("{said}", {"said": Plain(one)}, sign="🎤") for one in said], now)


def choose(person: Person, language: str, rules: Rules) -> bool:
    """Speaks this language from now on, if it is one of ours."""
    if language not in rules.languages:
        return False
    speak(person, language, CHOSEN)
    return True


def named(text: str) -> str:
    """The menu item that was typed instead of pressed: by its label in any language, or by its number."""
    items = {
        **{key: flow.label for key, flow in FLOWS.items()},
        "rights": RIGHTS,
        "language": LANGUAGE,
        "reports": MY_REPORTS,
    }
    folded = fold(text)
    if folded.isdecimal() and len(folded) < 3 and 0 < int(folded) <= len(items):
        return list(items)[int(folded) - 1]
    return next((key for key, label in items.items() if folded and folded in in_every_language(label)), "")


def _language_rows(rules: Rules) -> list[list[tuple[str, Line, str]]]:
    cells: list[tuple[str, Line, str]] = [("", Plain(AUTONYMS[code]), f"l:{code}") for code in rules.languages]
    rows = [cells[index : index + 2] for index in range(0, len(cells), 2)]
    return [*rows, [("🌍", ANOTHER_LANGUAGE, f"l:{ANOTHER}")]]

"""The team's own ready sentences: a coordinator adds them in the chat, with their translations."""

from __future__ import annotations

import re

from handlers import audit, phrase
from handlers.at_desk import Desk
from handlers.card import LANGUAGES
from handlers.ready import Phrase
from handlers.report import OTHER_LANGUAGE
from handlers.words import Line, Plain, Text, _s

HOW = _s("Write the name, then each language on a line of its own:")
EXAMPLE = "/phrase {name}\nfr: ...\nen: ...\nar: ...\nfa: ...\nps: ...\nti: ..."
HOW_MORE = _s("A language that is missing is not offered. Write the same name again to add it.")
PLEASE_CHECK = _s("Let a speaker read each translation before you add it. Promise nothing.")
OURS = _s("Our own sentences:")
NONE_YET = _s("There are no sentences of our own yet.")
LISTED = _s("{name}: {languages}")
SAVED = _s("Saved: {name}")
LACKS = _s("Missing: {languages}. It is not offered for people who speak these.")
NUMBERS_DIFFER = _s("Numbers are not the same in every language. Please check: {languages}")
NO_NAME = _s("The name has 1 to {length} letters and stands on the first line.")
NOT_A_LANGUAGE = _s("Nothing was saved: a line must begin with one of {codes} and a colon.")
TEAM_READS = _s("Nothing was saved: it needs French or English, so that the team can read it.")
TOO_LONG = _s("Nothing was saved: a sentence has at most {length} letters.")
TOO_MANY = _s("Nothing was saved: there are {number} sentences already. Remove one first.")
REMOVE = _s("Remove")
REMOVED = _s("Removed: {name}")
NAME_LENGTH, TEXT_LENGTH, MOST = 20, 300, 40
CODES = tuple(code for code in LANGUAGES if code != OTHER_LANGUAGE)
LINE = re.compile(r"\s*(\w{2,5})\s*[:：]\s*(.*)")
DIGITS = re.compile(r"\d+")


def command(desk: Desk) -> None:
    """`/phrase` lists them; with a name it shows one; with a name and lines it adds or changes one."""
    first, _newline, rest = desk.rest.partition("\n")
    name = " ".join(first.split())
    found = phrase.named(desk.session, name) if name else None
    if rest.strip():
        _save(desk, name, found, rest)
    elif found is not None:
        _show(desk, found, [])
    else:
        _list(desk)


def press(desk: Desk) -> None:
    """Removes one, or shows one."""
    key, _colon, action = desk.rest.partition(":")
    found = phrase.find(desk.session, key) if key.startswith(phrase.OWN) else None
    if found is None:
        _list(desk)
    elif action == "remove":
        phrase.remove_own(desk.session, found, desk.now)
        audit.note(desk.session, desk.person.id, "phrase removed", None, desk.now, found.key)
        desk.tell(Text(REMOVED, {"name": Plain(found.label)}, sign="🗑️"))
    else:
        _show(desk, found, [])


def _list(desk: Desk) -> None:
    ours = phrase.own(desk.session)
    lines: list[Line] = [OURS if ours else NONE_YET]
    lines += [Text(LISTED, {"name": Plain(one.label), "languages": Plain(", ".join(one.texts))}) for one in ours]
    rows: list[list[tuple[str, Line, str]]] = [[(one.sign, Plain(one.label), f"px:{one.key}")] for one in ours]
    example = Plain(EXAMPLE.format(name="..."))
    desk.tell(*lines, HOW, example, Text(HOW_MORE, sign="🌐"), Text(PLEASE_CHECK, sign="👁️"), rows=rows)


def _save(desk: Desk, name: str, found: Phrase | None, written: str) -> None:
    """Adds the languages that are written to those that are known, or says why not."""
    texts = _read(written)
    whole = {**(found.texts if found else {}), **(texts or {})}
    refusal: Line | None = None
    if not 0 < len(name) <= NAME_LENGTH or ":" in name:
        refusal = Text(NO_NAME, {"length": Plain(str(NAME_LENGTH))})
    elif texts is None:
        refusal = Text(NOT_A_LANGUAGE, {"codes": Plain(", ".join(CODES))})
    elif not {"fr", "en"} & whole.keys():
        refusal = TEAM_READS
    elif any(len(text) > TEXT_LENGTH for text in texts.values()):
        refusal = Text(TOO_LONG, {"length": Plain(str(TEXT_LENGTH))})
    elif found is None and len(phrase.own(desk.session)) >= MOST:
        refusal = Text(TOO_MANY, {"number": Plain(str(MOST))})
    if refusal or texts is None:
        desk.tell(refusal or HOW)
        return
    saved = phrase.set_own(desk.session, name, texts, desk.now)
    audit.note(desk.session, desk.person.id, "phrase", None, desk.now, f"{saved.key} {' '.join(texts)}")
    _show(desk, saved, [Text(SAVED, {"name": Plain(name)}, sign="✅")])


def _read(written: str) -> dict[str, str] | None:
    """The text of each language; a line without a language goes on with the one before. Nothing when it is none."""
    texts: dict[str, str] = {}
    last = ""
    for line in written.strip().splitlines():
        found = LINE.fullmatch(line)
        if found and found[1].lower() in CODES:
            last = found[1].lower()
            texts[last] = found[2].strip()
        elif last:
            texts[last] += "\n" + line.strip()
        else:
            return None
    texts = {code: text.strip() for code, text in texts.items()}
    return texts if all(texts.values()) else None


def _show(desk: Desk, one: Phrase, before: list[Line]) -> None:
    """One of them in all its languages, with what it lacks."""
    lines: list[Line] = [*before, *(Plain(f"{code}: {text}") for code, text in one.texts.items())]
    if lacking := [code for code in desk.rules.languages if code not in one.texts]:
        lines.append(Text(LACKS, {"languages": Plain(", ".join(lacking))}, sign="🚫"))
    numbers = {code: sorted(str(int(n)) for n in DIGITS.findall(text)) for code, text in one.texts.items()}
    if len({tuple(of) for of in numbers.values()}) > 1:
        lines.append(Text(NUMBERS_DIFFER, {"languages": Plain(", ".join(numbers))}, sign="⚠️"))
    desk.tell(*lines, rows=[[("🗑️", REMOVE, f"px:{one.key}:remove")]])

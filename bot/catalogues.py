"""Loads the texts of every language, compiling a catalogue anew when its source is newer."""

from __future__ import annotations

import ast
import gettext
import io
import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings, SettingsError
from handlers import words
from handlers.check import PLURALS, Entry

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

log = logging.getLogger(__name__)
LOCALES = Path(__file__).resolve().parent.parent / "locales"
ROOT = LOCALES.parent
PERSON, STAFF = "person", "staff"
MARKS = {PERSON: "_", STAFF: "_s"}
TRANSLATED = {PERSON: ("ar", "fa", "ps", "ti", "fr"), STAFF: ("fr",)}
DRAFT = "status: draft"
"""The comment of a text that no native speaker has signed yet."""


def load(folder: Path = LOCALES) -> None:
    """Gives the handlers all catalogues: the person's texts, with the team's texts behind them."""
    catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
    for source in sorted(folder.glob(f"*/LC_MESSAGES/{PERSON}.po")):
        language = source.parent.parent.name
        catalogue = _compiled(source)
        staff = source.with_name(f"{STAFF}.po")
        if staff.exists():
            catalogue.add_fallback(_compiled(staff))
        catalogues[language] = catalogue
    words.use(catalogues)


def complete(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these languages that have every text that any language has: only they are offered to people."""
    texts = {source.parent.parent.name: _texts(source) for source in LOCALES.glob(f"*/LC_MESSAGES/{PERSON}.po")}
    everything = frozenset().union(*texts.values())
    return tuple(code for code in languages if code == "en" or texts.get(code) == everything)


def _texts(source: Path) -> frozenset[str]:
    """The English of every text that this catalogue translates (a stale one is left out when it is compiled)."""
    return frozenset(_compiled(source)._catalog) - {""}  # type: ignore[attr-defined]  # gettext has no public way


def entries(folder: Path = LOCALES) -> Iterator[Entry]:
    """Every text of every catalogue."""
    for domain in MARKS:
        for source in sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
            language = source.parent.parent.name
            for message in _read(source):
                if message.id:
                    draft = DRAFT in message.user_comments
                    yield Entry(language, domain, str(message.id), str(message.string), message.fuzzy, draft)


def expected() -> dict[tuple[str, str], frozenset[str]]:
    """The English texts that stand in the code, for each language and domain that must have them."""
    return {(language, domain): _marked()[mark] for domain, mark in MARKS.items() for language in TRANSLATED[domain]}


@cache
def _marked() -> dict[str, frozenset[str]]:
    """The texts behind each mark, read once by Python itself: Babel takes all the code apart for each mark anew."""
    found: dict[str, set[str]] = {mark: set() for mark in MARKS.values()}
    for path in (path for folder in ("handlers", "bot") for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in found:
                said = node.args[0] if node.args else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                    found[node.func.id].add(said.value)
    return {mark: frozenset(texts) for mark, texts in found.items()}


def wrong_headers(folder: Path = LOCALES) -> list[str]:
    """Catalogues whose plural header is not ours: pybabel's own differ for some languages."""
    return [
        f"{source.parent.parent.name}: wrong plural header in {source.name}"
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))
        if _read(source).num_plurals != PLURALS.get(source.parent.parent.name)
    ]


def drafts(folder: Path = LOCALES) -> dict[str, int]:
    """How many texts of each language no native speaker has signed. Counts marks: parsing takes half a second."""
    sources = sorted(folder.glob(f"*/LC_MESSAGES/{PERSON}.po"))
    counts = {one.parent.parent.name: one.read_text().splitlines().count(f"# {DRAFT}") for one in sources}
    return {language: count for language, count in counts.items() if count}


def _read(source: Path) -> Catalog:
    # Babel is only needed where a source is newer than what was compiled of it.
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        return read_po(file, locale=source.parent.parent.name)


def _compiled(source: Path) -> gettext.GNUTranslations:
    """The catalogue of one source file, compiled beside it when that is stale, else in memory."""
    target = source.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        from babel.messages.mofile import write_mo

        compiled = io.BytesIO()
        write_mo(compiled, _read(source))
        try:
            part = target.with_suffix(".mo.part")
            part.write_bytes(compiled.getvalue())
            part.replace(target)
        except OSError:
            log.info("catalogues: %s cannot be written, compiled in memory", target.name)
        return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))
    with target.open("rb") as file:
        return gettext.GNUTranslations(file)


def offer_complete(settings: Settings) -> Settings:
    """Offers only the languages whose texts are complete; the log says which are left out. Raises `SettingsError`."""
    whole = complete(settings.offered)
    if missing := [code for code in settings.offered if code not in whole]:
        log.warning("Not offered, because texts are missing: %s. Run: python -m bot check", ", ".join(missing))
    if not whole:
        raise SettingsError("HRO_LANGUAGES names no language whose texts are complete. Run: python -m bot check")
    return settings.model_copy(update={"languages": ",".join(whole)})

"""The check finds each fault that it promises to find; what we ship has none; what a button says can be typed."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import catalogues
from bot.settings import OFFERED
from handlers import talk
from handlers.check import LIMIT, Entry, errors, labels, warnings
from handlers.diagram import mermaid
from handlers.flow import SiteName, Value, World
from handlers.flows import FLOWS
from handlers.folding import strip_marks
from handlers.language import DIRECTION
from handlers.steps import Choice, Choices
from handlers.words import FSI, LRI, PDI, Line, Plain, Text, isolate, say

catalogues.load()
RLI = "\u2067"
SHIPPED = list(catalogues.entries())
LABEL = "Back"
NOTHING: dict[tuple[str, str], frozenset[str]] = {}


def entry(source: str, target: str, language: str = "fr", *, fuzzy: bool = False) -> Entry:
    return Entry(language, "person", source, target, fuzzy)


FAULTS: list[tuple[str, Entry, str]] = [
    ("an empty text", entry("Send it", "  "), "fr: empty: 'Send it'"),
    ("a stale text", entry("Send it", "Envoyez", fuzzy=True), "fr: stale (the English has changed): 'Send it'"),
    ("a label that is cut off", entry(LABEL, "a" * (LIMIT + 1)), "fr: label longer than 34 letters: 'Back'"),
    ("a lost placeholder", entry("Code {code}", "Code"), "fr: placeholders differ: 'Code {code}'"),
    ("a renamed placeholder", entry("Code {code}", "Code {kode}"), "fr: placeholders differ: 'Code {code}'"),
    ("a placeholder said twice", entry("Code {code}", "{code} {code}"), "fr: placeholders differ: 'Code {code}'"),
    ("a broken placeholder", entry("Code {code}", "Code {code"), "fr: placeholders differ: 'Code {code}'"),
    ("a lost line break", entry("One\nTwo", "Un deux"), r"fr: line breaks differ: 'One\nTwo'"),
    ("no question any more", entry("Are you safe?", "Bien."), "fr: is no question any more: 'Are you safe?'"),
    ("a lost emergency number", entry("112 or 15", "Le 112"), "fr: numbers lost: 15: '112 or 15'"),
    ("a wrong emergency number", entry("Call 112", "Appelez le 121"), "fr: numbers lost: 112: 'Call 112'"),
    ("an invisible sign", entry("Send", "Envo\u200byez"), "fr: invisible signs U+200B: 'Send'"),
    ("a direction mark", entry("Send", "\u200fأرسل", "ar"), "ar: invisible signs U+200F: 'Send'"),
    ("a text not composed", entry("Sent", "Envoye\u0301"), "fr: not in normal form (NFC): 'Sent'"),
    ("a Persian letter in Arabic", entry("Send", "أرسلی", "ar"), "ar: letters of another language ی: 'Send'"),
    ("an Arabic letter in Persian", entry("Send", "فرستادن يك", "fa"), "fa: letters of another language ك ي: 'Send'"),
    ("an Amharic letter in Tigrinya", entry("Send", "ሠላም ሓው", "ti"), "ti: letters of another language ሠ: 'Send'"),
    ("English where Tigrinya should be", entry("Send", "ABC ሰላም dé fêté", "ti"), "ti: wrong script: 'Send'"),
    ("a Latin question mark", entry("Safe?", "هل أنت بأمان?", "ar"), "ar: Latin question mark: 'Safe?'"),
]


@pytest.mark.parametrize(("one", "finding"), [case[1:] for case in FAULTS], ids=[c[0] for c in FAULTS])
def test_finds(one: Entry, finding: str) -> None:
    assert errors([one], NOTHING) == [finding]


FINE: list[tuple[str, Entry]] = [
    ("a right text", entry("Are you safe?", "Êtes-vous en sécurité ?")),
    ("an Arabic question mark", entry("Are you safe?", "هل أنت بأمان؟", "ar")),
    ("an Ethiopic question mark", entry("Are you safe?", "ደሓን ዲኹም፧", "ti")),
    ("a name in Latin letters", entry("We are HRO.", "نحن HRO.", "ar")),
    ("a placeholder elsewhere in the sentence", entry("Code {code}: keep it", "Gardez-le : {code}")),
    ("a joiner that Persian needs", entry("I don't know", "نمی‌دانم", "fa")),
]


@pytest.mark.parametrize("one", [case[1] for case in FINE], ids=[case[0] for case in FINE])
def test_has_nothing_against(one: Entry) -> None:
    assert errors([one], NOTHING) == []


def test_finds_a_text_that_is_not_in_the_catalogue() -> None:
    expected = {("fr", "person"): frozenset({"Send it", "Stop"})}

    assert errors([entry("Stop", "Arrêt")], expected) == ["fr: not in the catalogue (person): 'Send it'"]


def test_finds_two_options_of_one_question_that_read_the_same() -> None:
    same = [entry("National police", "Police"), entry("City police", "Police")]

    assert "fr: two options of eviction.forces read the same: 'Police'" in errors(same, NOTHING)


def test_warns_of_a_long_label_and_of_a_long_sentence() -> None:
    assert warnings([entry(LABEL, "a" * 21)]) == [f"fr: label has 21 letters: '{'a' * 21}'"]
    assert warnings([entry("Long", "a " * 15)]) == [f"fr: sentence has 15 words: '{'a ' * 15}'"]
    assert warnings([entry("Two", "a " * 8 + ". " + "b " * 8)]) == []


def test_the_shipped_texts_have_no_fault() -> None:
    assert errors(SHIPPED, catalogues.expected()) == []
    assert catalogues.wrong_headers() == []


def test_a_wrong_plural_header_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "person.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )

    assert catalogues.wrong_headers(tmp_path) == ["ar: wrong plural header in person.po"]


@pytest.mark.parametrize("language", OFFERED)
def test_every_language_that_is_offered_is_complete(language: str) -> None:
    wanted = catalogues.expected().get((language, "person"), frozenset())
    known = {one.source for one in SHIPPED if one.language == language and one.target and not one.fuzzy}

    assert language == "en" or wanted
    assert wanted - known == set()


def shown_labels() -> Iterator[str]:
    """Every label that any question shows in any state, without the placeholders' values."""
    world = World(datetime(2026, 11, 22, tzinfo=UTC), ZoneInfo("Europe/Paris"), "en", (SiteName("BMX"),) * 8)
    values: list[Value | None] = [None, {"at": "1"}, {"value": 3}, {"date": "2026-11-21"}, {"day": "pick_day"}]
    values += [{"parts": 1}, {"files": [1]}]
    for flow in FLOWS.values():
        for step in flow.steps:
            groups = [group.key for group in step.groups] if isinstance(step, Choice | Choices) else []
            for value in [*values, *({"at": key} for key in groups)]:
                for one in step.ask(value, world).options:
                    if isinstance(one.label, str | Text):
                        yield one.label if isinstance(one.label, str) else one.label.text


def test_every_label_that_is_shown_is_checked_as_a_label() -> None:
    assert set(shown_labels()) - labels() == set()


def sources() -> list[str]:
    return sorted({one.source for one in SHIPPED if "{" in one.source})


SAMPLES = {
    "latin": "K7F3MX",
    "digits": "0033 6 12",
    "arabic": "خيمة",
    "ethiopic": "ሰላም",
    "braces": "{x} %s",
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", OFFERED)
def test_every_text_with_places_can_be_said_and_isolates_are_balanced(language: str, sample: str) -> None:
    for source in sources():
        names = {name for _text, name, _spec, _conversion in string.Formatter().parse(source) if name}
        values: dict[str, Line] = {name: Plain(SAMPLES[sample]) for name in names}
        said = say(language, Text(source, values, sign="📄"))

        assert said.count(SAMPLES[sample]) == len(names), (language, source)
        assert balanced(said), (language, source)


def balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign in (LRI, RLI, FSI)) - (sign == PDI)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize(
    ("language", "value", "isolated"),
    [
        ("ar", "K7F3MX", f"{LRI}K7F3MX{PDI}"),
        ("ar", "+33 6 12 34", f"{LRI}+33 6 12 34{PDI}"),
        ("fa", "22/11/2026", f"{LRI}22/11/2026{PDI}"),
        ("ps", "خیمه", f"{FSI}خیمه{PDI}"),
        ("ar", "1 خيمة", f"{FSI}1 خيمة{PDI}"),
        ("en", "K7F3MX", "K7F3MX"),
        ("fr", "خيمة", f"{FSI}خيمة{PDI}"),
        ("ti", "۲۲", "۲۲"),
    ],
)
def test_a_value_keeps_its_own_direction(language: str, value: str, isolated: str) -> None:
    assert isolate(value, language) == isolated


@pytest.mark.parametrize("language", [code for code in OFFERED if DIRECTION[code] == "rtl"])
def test_a_case_code_reads_from_left_to_right_in_a_right_to_left_text(language: str) -> None:
    said = say(language, Text(talk.YOUR_CODE, {"code": Plain("K7F3MX")}))

    assert f"{LRI}K7F3MX{PDI}" in said
    assert {unicodedata.bidirectional(sign) for sign in said.replace("K7F3MX", "")} & {"AL", "R"}


@pytest.mark.parametrize("language", OFFERED)
def test_a_line_in_a_line_is_said_in_the_same_language(language: str) -> None:
    said = say(language, Text("{label} ({count})", {"label": talk.BACK, "count": Plain("3")}))

    assert strip_marks(said) == f"{say(language, talk.BACK)} (3)"


@pytest.mark.parametrize("key", FLOWS)
def test_a_flow_can_be_drawn_with_every_step_in_order(key: str) -> None:
    drawn = mermaid(FLOWS[key])
    nodes = re.findall(r'^    (\w+)\["', drawn, flags=re.MULTILINE)

    assert nodes == [step.key for step in FLOWS[key].steps]
    assert drawn.startswith("flowchart TD\n") and drawn.endswith('finished(["case code"])')
    assert all(line.count('"') % 2 == 0 for line in drawn.splitlines())

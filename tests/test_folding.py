"""Folding makes spellings of one word equal and is never more than a comparison."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.folding import BIDI_CONTROLS, fold, fold_keeping_signs, spellings, strip_marks

SAME = [
    ("ar", "الشُّرطة", "الشرطه"),
    ("ar", "أمس", "امس"),
    ("ar", "مســاعدة", "مساعدة"),
    ("ar", "شيء", "شئ"),
    ("ar", "إخلاء", "اخلا"),
    ("ar", "ﻧﻌﻢ", "نعم"),
    ("fa", "نمی‌دانم", "نمیدانم"),
    ("fa", "كمك", "کمک"),
    ("fa", "آره", "اره"),
    ("fa", "پليس", "پلیس"),
    ("fa", "خانۀ", "خانه"),
    ("fa", "گاز", "کاز"),
    ("ps", "پښتو", "پستو"),
    ("ps", "مرستې", "مرستی"),
    ("ps", "ډوډۍ", "دودی"),
    ("ps", "ټول", "تول"),
    ("ps", "مېړه", "میره"),
    ("ps", "څوک", "حوک"),
    ("ti", "ኣይፋል", "አይፋል"),
    ("ti", "ሓገዝ", "ሃገዝ"),
    ("ti", "ፀሓይ", "ጸሓይ"),
    ("ti", "ንዓኻ", "ንአካ"),
    ("ti", "ቐልጢፉ", "ቀልጢፉ"),
    ("ti", "ሠላም።", "ሰላም"),
    ("am", "ዐዎ", "አዎ"),
    ("am", "ኀይል", "ሀይል"),
    ("am", "ሠው", "ሰው"),
    ("am", "ፀጉር", "ጸጉር"),
    ("am", "ሐኪም", "ሃኪም"),
    ("am", "እሺ፡", "እሺ"),
    ("ckb", "بەڵێ", "بهلی"),
    ("ckb", "ڕۆژ", "روژ"),
    ("en", "  Help,  ME! ", "help me"),
    ("en", "ＨＥＬＰ", "help"),
    ("en", "don’t", "don't"),
    ("en", "café", "CAFE"),
    ("en", "yes 👍🏽", "yes"),
    ("en", "1️⃣", "1"),
    ("fr", "Évacués", "evacues"),
    ("fr", "là-bas", "la bas"),
    ("fr", "aujourd’hui", "aujourd'hui"),
    ("fr", "ÇA", "ca"),
    ("fr", "cœur\u200f", "cœur"),
    ("fr", "NOËL", "noel"),
]
DIGITS = [
    ("١٢", "12"),
    ("۱۲", "12"),
    ("፲፪", "12"),
    ("፻", "100"),
    ("፪፻፶", "250"),
    ("፳፻፲፰", "2018"),
    ("፼", "10000"),
    ("፩ ፪", "1 2"),
]


@pytest.mark.parametrize(("first", "second"), [s[1:] for s in SAME], ids=[f"{s[0]}-{s[2]}" for s in SAME])
def test_two_spellings_of_one_word_fold_alike(first: str, second: str) -> None:
    assert fold(first) == fold(second)


@pytest.mark.parametrize(("written", "ascii_digits"), DIGITS)
def test_every_kind_of_digit_becomes_ascii(written: str, ascii_digits: str) -> None:
    assert fold(written) == ascii_digits


@pytest.mark.parametrize(("first", "second"), [("لا", "لي"), ("ሰላም", "ሰላሙ"), ("oui", "ou"), ("نه", "نا"), ("12", "21")])
def test_different_words_stay_different(first: str, second: str) -> None:
    assert fold(first) != fold(second)


def test_strip_marks_takes_only_direction_controls() -> None:
    assert strip_marks(f"\u2066CAL-7F3K\u2069{BIDI_CONTROLS} نمی\u200cدانم é") == "CAL-7F3K نمی\u200cدانم é"


def test_the_signs_of_times_and_numbers_survive_when_asked_for() -> None:
    assert fold_keeping_signs("٨:٣٠ – ۱۴۰۵/۸/۳۰، ≈12 2፡30") == "8:30 - 1405/8/30, ~12 2:30"


def test_stretched_and_repeated_words_are_shortened() -> None:
    assert "no" in spellings("nooooo") and "no" in spellings("no, no, NO!") and "1000" in spellings("1000")


def test_a_long_run_of_ethiopic_numerals_makes_no_huge_number() -> None:
    assert len(fold("፼" * 5000)) < 100


def test_fold_is_idempotent_for_every_character_there_is() -> None:
    for code in range(0, sys.maxunicode + 1, 7):
        once = fold(f"a{chr(code)}b")
        assert fold(once) == once


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_keeping_signs(fold_keeping_signs(text)) == fold_keeping_signs(text)


@given(st.text())
def test_folded_text_holds_only_letters_digits_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert not any(mark in folded for mark in BIDI_CONTROLS)

"""Yes, no and I do not know are read in every spelling people use."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.folding import spellings
from handlers.yes_no import CLASHES, DO_NOT_KNOW, NO, YES, YesNo, read_yes_no

SAID: dict[str, dict[YesNo, list[str]]] = {
    "ar": {
        "yes": ["نعم", "نَعَم.", "ايوا", "na3am", "aywa", "أيوه!"],
        "no": ["لا", "لأ", "لا لا لا", "la"],
        "dk": ["لا أعرف", "ما بعرف"],
    },
    "fa": {
        "yes": ["بله", "آره", "اره", "بلی", "bale", "are"],
        "no": ["نه", "نخیر", "خير", "kheir", "na"],
        "dk": ["نمی‌دانم", "نمي دانم", "نمیدونم"],
    },
    "ps": {
        "yes": ["هو", "او", "هوکې", "ho", "هو هو"],
        "no": ["نه", "نا", "na", "نه مننه"],
        "dk": ["نه پوهېږم", "نه پوهيږم", "ښايي"],
    },
    "ti": {
        "yes": ["እወ", "እወ።", "ewe", "ሕራይ", "እወ እወ"],
        "no": ["ኣይፋል", "አይፋሉን", "ኣይኮነን", "aykonen", "la"],
        "dk": ["ኣይፈልጥን", "አይፈልጥን"],
    },
    "am": {"yes": ["አዎ", "አዎን", "awo", "እሺ"], "no": ["አይ", "አይደለም", "የለም", "ay"], "dk": ["አላውቅም", "እንጃ"]},
    "ckb": {"yes": ["بەڵێ", "بەلێ", "ئەرێ"], "no": ["نەخێر", "نا", "na"], "dk": ["نازانم", "نازانم."]},
    "en": {
        "yes": ["Yes", "YES!", "yeah", "yesss", "ok", "👍🏽"],
        "no": ["no", "Nope", "noooo", "no thanks", "👎"],
        "dk": ["I don't know", "idk", "not sure"],
    },
    "fr": {
        "yes": ["oui", "Ouais", "d’accord", "si", "oui oui"],
        "no": ["non", "Non merci", "pas du tout", "no"],
        "dk": ["je ne sais pas", "JE SAIS PAS", "peut etre"],
    },
}
CASES = [(t, c, m) for c, by in SAID.items() for m, texts in by.items() for t in texts]


@pytest.mark.parametrize(("text", "language", "meaning"), CASES, ids=[f"{c}-{m}-{t}" for t, c, m in CASES])
def test_a_person_is_understood_in_their_language(text: str, language: str, meaning: YesNo) -> None:
    assert read_yes_no(text, language) == meaning


@pytest.mark.parametrize("meaning", ["yes", "no", "dk"])
def test_the_chosen_language_does_not_matter_where_no_words_clash(meaning: YesNo) -> None:
    for text, _, said in CASES:
        if said == meaning and spellings(text)[0] not in CLASHES:
            assert {read_yes_no(text, other) for other in SAID} == {meaning}, text


@pytest.mark.parametrize(("word", "language"), [("la", "fr"), ("are", "en"), ("na", "ti"), ("ho", "fr"), ("او", "fa")])
def test_a_clashing_word_of_another_language_is_not_guessed(word: str, language: str) -> None:
    assert read_yes_no(word, language) is None


@pytest.mark.parametrize("text", ["", " ", "yes and no", "police", "👍👎", "12", "oui mais pas hier", "الشرطة", "…"])
def test_anything_else_is_not_understood(text: str) -> None:
    assert read_yes_no(text, "fr") is None


def test_the_words_of_all_languages_are_disjoint_after_folding() -> None:
    folded = [{spellings(w)[0] for words in t.values() for w in words.split("|")} for t in (YES, NO, DO_NOT_KNOW)]
    assert all("" not in words for words in folded)
    assert [first & second for first, second in combinations(folded, 2)] == [set(), set(), set()]


@given(st.text(), st.sampled_from(sorted(SAID)))
def test_no_text_makes_it_fail(text: str, language: str) -> None:
    assert read_yes_no(text, language) in ("yes", "no", "dk", None)

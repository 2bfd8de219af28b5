"""Back, skip, stop, person, language, delete, help and menu work as words and as commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.folding import spellings
from handlers.words_everywhere import COMMANDS, MENU_WORDS, MenuWord, read_menu_word
from handlers.yes_no import CLASHES, DO_NOT_KNOW, NO, YES

ORDER: tuple[MenuWord, ...] = ("back", "skip", "stop", "person", "language", "delete", "help", "menu")
SAID = {
    "ar": ["رجوع", "تخطّي", "خلاص", "شخص", "اللغة", "احذف", "مساعدة!", "القائمة"],
    "fa": ["برگشت", "بعدي", "لغو", "یک نفر", "زبان", "پاک کن", "كمك", "منو"],
    "ps": ["بیرته", "تېر شه", "ودرېږه", "انسان", "ژبه", "پاک کړه", "مرسته", "پیل"],
    "ti": ["ንድሕሪት", "ስገር", "ደው አብል", "ሰብ", "ቋንቋ", "ደምስስ", "ሓገዝ", "መጀመርታ"],
    "am": ["ወደኋላ", "ዝለል", "አቁም", "ሰው", "ሌላ ቋንቋ", "አጥፋ", "እርዳታ", "ማውጫ"],
    "ckb": ["گەڕانەوە", "بازدان", "بوەستە", "کەسێک", "زمان", "سڕینەوە", "یارمەتی", "دەستپێک"],
    "en": ["Back", "skip", "STOP!!!", "a person", "language", "delete everything", "help me", "menu"],
    "fr": ["retour", "passer", "arrêtez", "parler à quelqu’un", "langue", "supprimer", "Aidez-moi !", "recommencer"],
    "latin": ["bargasht", "pass", "khalas", "ensan", "zaban", "pak kon", "komak", "shoroo"],
    "command": ["/back", "/skip", "/stop", "/human", "/language@hro_bot", "/delete", "/help", "/start abc123"],
}
CASES = [(t, m, f"{c}-{m}") for c, texts in SAID.items() for m, t in zip(ORDER, texts, strict=True)]


@pytest.mark.parametrize(("text", "meaning"), [c[:2] for c in CASES], ids=[c[2] for c in CASES])
def test_the_menu_word_is_understood(text: str, meaning: MenuWord) -> None:
    assert read_menu_word(text) == meaning


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        ("stop", "stoop|stop plz|STOP NOW|arete|stop svp|اوقف|تمام کن|bas kon|بس کا|wadriga|ደው|بس لطفا|ይአክል|dew bel"),
        ("delete", "dlt|deleet|delete it pls|remove|suprimer|effacer mes messages|احزف|امسح رسائلي|a7zef|ehzif|imsa7"),
        ("delete", "پاک کنید لطفا|پاکش کن|pakesh kon|pak krai|پاک یې کړه|ደምስስ plz|ደምስሱ|ደምስሰለይ|ኣጥፍኡ|demsiso|dmss|atfiu"),
        ("help", "helpp|hlp|plz help|aide svp|musa3da|کومک|komakam kon|مرسته غواړم|ሓግዘኒ|hgez"),
        ("person", "real human plz|parler a quelqun|بدي احكي مع شخص|shakhes|آدم واقعی|یو سړی|ምስ ሰብ ክዛረብ እደሊ|mis seb"),
    ],
)
def test_the_words_are_understood_as_frightened_people_spell_them(meaning: MenuWord, texts: str) -> None:
    assert {text: read_menu_word(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), meaning)


def test_no_answer_sounds_like_a_menu_word() -> None:
    answers = {word for t in (YES, NO, DO_NOT_KNOW) for words in t.values() for word in words.split("|")}
    assert [word for word in [*answers, *CLASHES, "آنها", "svp", "please", "fine", "bus"] if read_menu_word(word)] == []


@pytest.mark.parametrize(
    "text", ["", "/", "/ start", "/unknown", "they stop us", "help " * 30, "police aide", "yes", "لا"]
)
def test_other_messages_are_no_menu_words(text: str) -> None:
    assert read_menu_word(text) is None


def test_no_menu_word_has_two_meanings_in_any_language() -> None:
    seen: dict[str, MenuWord] = {}
    for meaning, by_language in MENU_WORDS.items():
        for word in "|".join(by_language.values()).split("|"):
            assert seen.setdefault(spellings(word)[0], meaning) == meaning, word
    assert "" not in seen


def test_no_menu_word_is_also_a_yes_or_a_no() -> None:
    menu = {spellings(w)[0] for by in MENU_WORDS.values() for words in by.values() for w in words.split("|")}
    answers = {spellings(w)[0] for t in (YES, NO, DO_NOT_KNOW) for words in t.values() for w in words.split("|")}
    assert menu & (answers | set(CLASHES)) == set()


def test_every_meaning_has_a_command_and_a_word_in_every_language() -> None:
    assert set(COMMANDS.values()) == set(MENU_WORDS) == set(ORDER)
    for by_language in MENU_WORDS.values():
        assert {"en", "fr", "ar", "fa", "ps", "ti", "am", "ckb"} <= set(by_language)


@given(st.text() | st.text().map("/".__add__))
def test_no_text_makes_it_fail(text: str) -> None:
    assert read_menu_word(text) in (*ORDER, None)

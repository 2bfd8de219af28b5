"""Counts are read with how sure the person was; times, dates and phone numbers never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.counting import LARGEST, Counted, How, read_count

SAID: list[tuple[str, str, int | None, How]] = [
    ("en", "12", 12, ""),
    ("en", "12+", 12, "at_least"),
    ("en", "+12", 12, "at_least"),
    ("en", "~12", 12, "about"),
    ("en", "about 12", 12, "about"),
    ("en", "tents 12+", 12, "at_least"),
    ("fr", "tentes ~12", 12, "about"),
    ("ar", "خيام ١٢+", 12, "at_least"),
    ("fa", "چادر ۱۲+", 12, "at_least"),
    ("ti", "ቴንዳታት 12+", 12, "at_least"),
    ("en", "at least 12 police", 12, "at_least"),
    ("en", "10-15", 10, "at_least"),
    ("en", "10 - 15 officers", 10, "at_least"),
    ("en", "more than 300 people", 300, "at_least"),
    ("en", "there were twenty five", 25, ""),
    ("en", "a dozen", 12, ""),
    ("en", "exactly 7", 7, "exact"),
    ("en", "nobody", 0, "exact"),
    ("en", "I didn't see", None, "not_seen"),
    ("en", "between 10 and 15", 10, "at_least"),
    ("en", "five or six", 5, "at_least"),
    ("en", "12 caravans", 12, ""),
    ("en", "1,200 people", 1200, ""),
    ("en", "No one", 0, "exact"),
    ("en", "a hundred", 100, ""),
    ("en", "12.", 12, ""),
    ("en", "0", 0, ""),
    ("fr", "environ 12", 12, "about"),
    ("fr", "au moins 12", 12, "at_least"),
    ("fr", "plus de 300", 300, "at_least"),
    ("fr", "une vingtaine de personnes", 20, "about"),
    ("fr", "il y avait 8 policiers", 8, ""),
    ("fr", "personne", 0, "exact"),
    ("fr", "je n’ai pas vu", None, "not_seen"),
    ("fr", "10 à 15", 10, "at_least"),
    ("fr", "vingt-cinq", 25, ""),
    ("fr", "entre 10 et 15", 10, "at_least"),
    ("fr", "sept", 7, ""),
    ("fr", "1 200", 1200, ""),
    ("fr", "une seule", 1, ""),
    ("fr", "sept ou huit", 7, "at_least"),
    ("en", "one or two", 1, "at_least"),
    ("ar", "حوالي ١٢", 12, "about"),
    ("ar", "أكثر من ٣٠٠", 300, "at_least"),
    ("ar", "خمسة", 5, ""),
    ("ar", "على الأقل 12 شرطي", 12, "at_least"),
    ("ar", "لا أحد", 0, "exact"),
    ("ar", "لم أر", None, "not_seen"),
    ("ar", "ما شفت", None, "not_seen"),
    ("ar", "خمسة وعشرين", 25, ""),
    ("ar", "من ١٠ إلى ١٥", 10, "at_least"),
    ("ar", "شخصين", 2, ""),
    ("ar", "تقريبا مية", 100, "about"),
    ("fa", "حدود ۱۲ نفر", 12, "about"),
    ("fa", "حداقل ۲۰", 20, "at_least"),
    ("fa", "پنج نفر", 5, ""),
    ("fa", "ندیدم", None, "not_seen"),
    ("fa", "هیچ‌کس", 0, "exact"),
    ("fa", "بیست و پنج نفر", 25, ""),
    ("fa", "۱۰ تا ۱۵ نفر", 10, "at_least"),
    ("fa", "دقیقا ۷", 7, "exact"),
    ("fa", "بیشتر از صد نفر", 100, "at_least"),
    ("ps", "شاوخوا ۱۲", 12, "about"),
    ("ps", "لږ تر لږه ۱۲", 12, "at_least"),
    ("ps", "پنځه کسان", 5, ""),
    ("ps", "هېڅوک", 0, "exact"),
    ("ps", "ما ونه لیدل", None, "not_seen"),
    ("ps", "له ۳۰۰ څخه زیات", 300, "at_least"),
    ("ps", "شل", 20, ""),
    ("ps", "دېرش تنه", 30, ""),
    ("ti", "ኣስታት 12", 12, "about"),
    ("ti", "ኣስታት ፲፪", 12, "about"),
    ("ti", "ልዕሊ 300 ሰባት", 300, "at_least"),
    ("ti", "ሓሙሽተ", 5, ""),
    ("ti", "ኣይረኣኹን", None, "not_seen"),
    ("ti", "ዋላ ሓደ", 0, "exact"),
    ("ti", "ዒስራ ሰባት", 20, ""),
    ("ti", "ብውሑዱ 12", 12, "at_least"),
    ("am", "ወደ 12 ሰዎች", 12, "about"),
    ("am", "ከ300 በላይ", 300, "at_least"),
    ("am", "አምስት", 5, ""),
    ("am", "አላየሁም", None, "not_seen"),
    ("ckb", "نزیکەی ١٢", 12, "about"),
    ("ckb", "زیاتر لە 300", 300, "at_least"),
    ("ckb", "پێنج کەس", 5, ""),
]
ONE_TO_TEN = {
    "en": "one two three four five six seven eight nine ten",
    "fr": "un deux trois quatre cinq six sept huit neuf dix",
    "ar": "واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
    "fa": "یک دو سه چهار پنج شش هفت هشت _ ده",
    "ps": "یو دوه درې څلور پنځه شپږ اووه اته نهه لس",
    "ti": "ሓደ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽድሽተ ሸውዓተ ሸሞንተ ትሽዓተ ዓሰርተ",
    "am": "አንድ ሁለት ሶስት አራት አምስት ስድስት ሰባት ስምንት ዘጠኝ አስር",
    "ckb": "یەک دوو سێ چوار پێنج شەش حەوت هەشت نۆ دە",
}
NO_COUNTS = [
    "",
    "many",
    "beaucoup",
    "+33 6 39 98 01 23",
    "0639980123",
    "07:30",
    "7h30",
    "8h",
    "12/11/2026",
    "2026-11-12",
    "21.11.2026",
    "2026",
    "100001",
    "12 and 3",
    "12 police 3 vans",
    "less than 10",
    "moins de 10",
    "12 hours ago",
    "8 am",
    "50%",
    "10€",
    "rue 12",
    "I was 12 years old",
    "12.5",
    "CAL-7F3K",
    "B2",
    "٠٧:٣٠",
    "۱۴۰۵/۸/۳۰",
    "ساعت ۸",
    "الساعة ٨",
    "ሰዓት 2",
    "12?",
    "-5",
    "15-10",
    "cinq cents",
    "3k",
    "ሰላሳ ሰባት",
    "seven or one",
    "yes",
    "I don't know",
    "21 novembre",
    "?",
    "no",
    "نه",
    "06 39",
]


@pytest.mark.parametrize(("text", "value", "how"), [s[1:] for s in SAID], ids=[f"{s[0]}-{s[1]}" for s in SAID])
def test_the_count_and_its_certainty_are_read(text: str, value: int | None, how: How) -> None:
    assert read_count(text) == Counted(value, how)


@pytest.mark.parametrize("language", ONE_TO_TEN)
def test_the_words_for_one_to_ten_are_read(language: str) -> None:
    for value, word in enumerate(ONE_TO_TEN[language].split(), start=1):
        assert word == "_" or read_count(word) == Counted(value, ""), word


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_is_no_count_is_not_read(text: str) -> None:
    assert read_count(text) is None


@given(st.text() | st.from_regex(r"[\d +~.,:/h-]{0,20}"))
def test_no_text_makes_it_fail_and_no_count_is_too_large(text: str) -> None:
    counted = read_count(text)
    assert counted is None or counted.value is None or 0 <= counted.value <= LARGEST


@given(st.integers(min_value=0, max_value=2014))
def test_every_plain_number_is_itself(number: int) -> None:
    assert read_count(str(number)) == Counted(number, "")

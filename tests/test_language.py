"""Short real-life messages are guessed right, and doubt is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language import AUTONYMS, DIRECTION, Guess, guess_language
from handlers.wordlists import language_words

MESSAGES = {
    "en": [
        "the police are here",
        "they took my tent",
        "help us please",
        "we are at the beach",
        "my friend is injured",
        "they used tear gas",
        "they came this morning",
        "I need a doctor",
        "we have no water",
        "police broke my phone",
        "a child is missing",
        "they arrested two men",
        "there are ten vans",
        "where can I sleep",
        "they beat my brother",
        "I am very cold",
        "they destroyed everything we had",
        "can someone come quickly",
        "we were sleeping",
        "he cannot breathe well",
        "they cut our tents",
        "what should I do now",
        "they pushed us into the water",
        "is this safe",
        "thank you very much",
        "they did not let us take our bags",
        "I lost my papers yesterday",
    ],
    "fr": [
        "la police est ici",
        "ils ont pris ma tente",
        "aidez-nous s'il vous plaît",
        "nous sommes à la plage",
        "mon ami est blessé",
        "ils ont utilisé du gaz",
        "ils sont venus ce matin",
        "j'ai besoin d'un médecin",
        "nous n'avons pas d'eau",
        "la police a cassé mon téléphone",
        "un enfant a disparu",
        "ils ont arrêté deux hommes",
        "il y a dix camions",
        "où puis-je dormir",
        "ils ont frappé mon frère",
        "j'ai très froid",
        "ils ont tout détruit",
        "quelqu'un peut venir vite",
        "on dormait dans la forêt",
        "il respire très mal",
        "que dois-je faire maintenant",
        "merci beaucoup à vous",
        "ils nous ont poussés dans l'eau",
        "les gendarmes bloquent la route",
        "j'ai perdu mes papiers hier",
        "est-ce que c'est anonyme",
    ],
    "ar": [
        "الشرطة هنا الآن",
        "أخذوا خيمتي اليوم",
        "ساعدونا من فضلكم",
        "نحن على الشاطئ",
        "صديقي مصاب بجروح",
        "استخدموا الغاز ضدنا",
        "جاءوا هذا الصباح",
        "أحتاج إلى طبيب",
        "ليس عندنا ماء",
        "كسروا هاتفي أمس",
        "يوجد طفل ضائع",
        "اعتقلوا رجلين منا",
        "هناك عشر سيارات",
        "أين يمكنني النوم",
        "ضربوا أخي بالهراوة",
        "أنا بردان جدا",
        "دمروا كل شيء",
        "هل يمكن أن يأتي أحد",
        "كنا نايمين في الغابة",
        "ما عندي مكان أنام",
        "شو بدي اعمل هلق",
        "وين اروح يا جماعة",
        "شكرا جزيلا لكم",
        "فقدت اوراقي امبارح",
        "طردونا من المخيم",
        "البوليس شال الخيام بتاعتنا",
    ],
    "fa": [
        "پلیس اینجاست الان",
        "چادرم را گرفتند",
        "لطفا به ما کمک کنید",
        "ما در ساحل هستیم",
        "دوستم زخمی شده",
        "گاز اشک‌آور زدند",
        "امروز صبح آمدند",
        "من داکتر کار دارم",
        "ما آب نداریم",
        "پلیس موبایلم را شکست",
        "یک بچه گم شده",
        "دو مرد را دستگیر کردند",
        "ده تا ماشین آنجاست",
        "کجا می‌توانم بخوابم",
        "برادرم را زدند",
        "من خیلی سردم است",
        "همه چیز را خراب کردند",
        "کسی می‌تواند بیاید",
        "ما خواب بودیم که آمدند",
        "خیمه های ما را بردند",
        "پوليس آمد و خيمه ما را گرفت",
        "حالا چی کار کنم",
        "خیلی ممنون از شما",
        "اسنادم را گم کردم",
        "آنها ما را لت و کوب کردند",
        "در جنگل گیر مانده ایم",
        "سلام خوبید شما",
    ],
    "ps": [
        "پولیس دلته دي",
        "زما خیمه یې واخیسته",
        "مهرباني وکړئ مرسته وکړئ",
        "موږ په ساحل کې یو",
        "زما ملګری ټپي دی",
        "پولیسو ګاز وکاراوه",
        "نن سهار راغلل",
        "زه ډاکټر ته اړتیا لرم",
        "موږ اوبه نه لرو",
        "زما موبایل یې مات کړ",
        "یو ماشوم ورک دی",
        "دوه کسان یې ونیول",
        "لس موټر دلته دي",
        "چېرته ویده شم",
        "زما ورور یې وواهه",
        "زه ډېر یخ یم",
        "هر څه یې ویجاړ کړل",
        "څوک راتلای شي",
        "موږ په ځنګل کې ویده وو",
        "اوس څه وکړم",
        "ډېره مننه ستاسو",
        "زما اسناد ورک شول",
        "زموږ خيمې يې واخيستې",
        "پوليس راغلل او موږ يې ووهلو",
        "زه نه پوهېږم",
        "دوی موږ ته ګواښ وکړ",
    ],
    "ti": [
        "ፖሊስ ኣብዚ ኣለዉ",
        "ቴንዳይ ወሲዶሞ",
        "በጃኹም ሓግዙና",
        "ኣብ ገምገም ባሕሪ ኣለና",
        "ዓርከይ ተጎዲኡ ኣሎ",
        "ጋዝ ተጠቒሞም",
        "ሎሚ ንግሆ መጺኦም",
        "ሓኪም የድልየኒ ኣሎ",
        "ማይ የብልናን ንሕና",
        "ሞባይለይ ሰይሮምዎ",
        "ሓደ ቆልዓ ጠፊኡ",
        "ክልተ ሰባት ኣሲሮም",
        "ዓሰርተ መካይን ኣለዋ",
        "ኣበይ ክድቅስ እኽእል",
        "ንሓወይ ሃሪሞምዎ",
        "ብጣዕሚ ቆሪረ ኣለኹ",
        "ኩሉ ነገር ኣዕንዮም",
        "ሰብ ክመጽእ ይኽእል ዶ",
        "ኣብ ጫካ ደቂስና ኔርና",
        "ሕጂ እንታይ ክገብር",
        "ብጣዕሚ የቐንየለይ",
        "ወረቐተይ ጠፊኡኒ",
        "ካብ መዓስከር ኣውጺኦምና",
        "ፖሊስ ኩሉ ወሲዱ",
        "ኣነ ኣይፈልጥን እየ",
        "ሰላም ከመይ ኣለኹም",
    ],
    "am": [
        "ፖሊስ እዚህ ነው",
        "ድንኳኔን ወሰዱብኝ",
        "እባካችሁ እርዱን",
        "እኛ ባህር ዳርቻ ላይ ነን",
        "ጓደኛዬ ጉዳት ደርሶበታል",
        "አስለቃሽ ጋዝ ተጠቀሙ",
        "ዛሬ ጠዋት መጡ",
        "ሐኪም ያስፈልገኛል",
        "ውሃ የለንም እኛ",
        "ስልኬን ሰበሩት",
        "አንድ ልጅ ጠፍቷል",
        "ሁለት ሰዎችን አሰሩ",
        "አስር መኪናዎች አሉ",
        "የት መተኛት እችላለሁ",
        "ወንድሜን መቱት",
        "በጣም በርዶኛል እኔ",
        "ሁሉንም ነገር አወደሙ",
        "ሰው መምጣት ይችላል",
        "ጫካ ውስጥ ተኝተን ነበር",
        "አሁን ምን ላድርግ",
        "በጣም አመሰግናለሁ",
        "ወረቀቴ ጠፋብኝ",
        "ከካምፑ አስወጡን",
        "ፖሊስ ሁሉንም ወሰደ",
        "እኔ አላውቅም ምንም",
        "ሰላም እንዴት ናችሁ",
    ],
    "ckb": [
        "پۆلیس لێرەیە ئێستا",
        "خێوەتەکەم بردیان",
        "تکایە یارمەتیمان بدەن",
        "ئێمە لە کەنار دەریاین",
        "هاوڕێکەم بریندارە",
        "گازیان بەکارهێنا",
        "ئەم بەیانییە هاتن",
        "پێویستم بە دکتۆرە",
        "ئاومان نییە لێرە",
        "مۆبایلەکەمیان شکاند",
        "منداڵێک ون بووە",
        "دوو پیاویان گرت",
        "دە ئۆتۆمبێل هەیە",
        "لە کوێ بخەوم",
        "براکەمیان لێدا",
        "زۆر سەرمامە",
        "هەموو شتێکیان تێکدا",
        "کەسێک دەتوانێت بێت",
        "لە دارستان خەوتبووین",
        "ئێستا چی بکەم",
        "زۆر سوپاس بۆ ئێوە",
        "کاغەزەکانم ون بوو",
        "لە کەمپ دەریان کردین",
        "من نازانم چی",
        "پۆلیس هەموو شتێکی برد",
    ],
    "om": [
        "poolisiin as jira amma",
        "dunkaana koo fudhatan",
        "maaloo nu gargaaraa",
        "nuti qarqara galaanaa jirra",
        "hiriyaan koo miidhame",
        "gaasii fayyadaman har'a",
        "ganama kana dhufan",
        "doktara barbaada ani",
        "bishaan hin qabnu",
        "bilbila koo cabsan",
        "daa'imni tokko bade",
        "namoota lama hidhan",
        "konkolaataa kudhan jiru",
        "eessa rafuu danda'a",
        "obboleessa koo rukutan",
        "baay'ee na qorre",
        "waan hunda balleessan",
        "namni dhufuu danda'aa",
        "bosona keessa rafaa turre",
        "amma maal gochuu qaba",
        "baay'ee galatoomaa isin",
        "waraqaan koo bade",
        "kaampii keessaa nu baasan",
        "ani hin beeku",
        "akkam jirtu isin",
    ],
}


@pytest.mark.parametrize("language", MESSAGES)
def test_nine_short_messages_in_ten_are_guessed_right(language: str) -> None:
    messages = MESSAGES[language]
    wrong = {m: guess_language(m) for m in messages if (g := guess_language(m)) is None or g.language != language}
    assert len(messages) >= 25 and len(wrong) <= len(messages) / 10, wrong


def test_a_sure_guess_is_almost_never_wrong() -> None:
    guesses = [(language, m, guess_language(m)) for language, messages in MESSAGES.items() for m in messages]
    wrong = [(language, m, g) for language, m, g in guesses if g is not None and g.sure and g.language != language]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("sure", [True, False])
def test_every_listed_greeting_is_guessed_as_listed(sure: bool) -> None:
    table = language_words.GREETINGS_SURE if sure else language_words.GREETINGS_LIKELY
    for language, words in table.items():
        for word in words.split("|"):
            assert guess_language(word) == Guess(language, sure), word


def test_no_greeting_is_listed_for_two_languages() -> None:
    seen: dict[str, str] = {}
    for table in (language_words.GREETINGS_SURE, language_words.GREETINGS_LIKELY):
        for language, words in table.items():
            for word in words.split("|"):
                assert seen.setdefault(word.casefold(), language) == language, word


ONE_WORD = [
    ("سلام", "fa", False),
    ("مرحبا", "ar", True),
    ("کمک", "fa", True),
    ("كمك", "fa", True),
    ("مرسته", "ps", True),
    ("ሰላም", "ti", False),
    ("ሰላም ሓግዙኒ", "ti", False),
    ("ሰላም ርድኡና", "ti", False),
    ("ሓገዝ", "ti", True),
    ("help", "en", True),
    ("Bonjour !", "fr", True),
    ("salam", "fa", False),
    ("police", "en", False),
    ("پلیس", "fa", True),
    ("پولیس", "ps", False),
    ("ፖሊስ", "ti", False),
    ("الشرطة", "ar", True),
    ("پۆلیس", "ckb", True),
    ("እርዳታ", "am", True),
    ("HELP!!! 🆘", "en", True),
    ("\u200fمرحبا\u200f", "ar", True),
]


@pytest.mark.parametrize(("text", "language", "sure"), ONE_WORD, ids=[w[0] for w in ONE_WORD])
def test_one_word_is_enough_for_a_first_guess(text: str, language: str, sure: bool) -> None:
    assert guess_language(text) == Guess(language, sure)


@pytest.mark.parametrize("text", ["", "   ", "12", "👍", "+33 6", "你好", "…"])
def test_a_text_that_tells_nothing_gives_no_guess(text: str) -> None:
    assert guess_language(text) is None


def test_every_language_has_its_own_name_and_direction() -> None:
    assert len(set(AUTONYMS.values())) == len(AUTONYMS)
    assert set(DIRECTION) == set(AUTONYMS)
    assert {code for code in DIRECTION if DIRECTION[code] == "rtl"} == {"ar", "fa", "fa_AF", "ps", "ckb"}


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    guess = guess_language(text)
    assert guess is None or guess.language in AUTONYMS

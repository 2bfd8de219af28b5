"""Read yes, no and "I do not know" in every language we meet, whatever language the person chose."""

from collections.abc import Mapping
from typing import Literal

from handlers.folding import spellings

YesNo = Literal["yes", "no", "dk"]

# Language code to spellings. Latin-letter spellings stand with their language. A speaker may correct any line.
YES: Mapping[str, str] = {
    "en": "yes|y|yeah|yea|yep|yup|yes please|ok|okay|sure|of course|yes of course|correct|true|that's right",
    "fr": "oui|o|ouais|ouai|oui oui|d'accord|d'acc|bien sûr|oui bien sûr|si|exact|c'est ça|oui merci|oui svp",
    "ar": "نعم|أيوه|ايوا|أيوة|ايوه|اي|إي نعم|آه|اه|طبعا|أكيد|بلى|أجل|موافق|تمام|ماشي|حاضر|صح|صحيح|واه|إيه|اي والله"
    "|نعم شكرا|na3am|naam|na'am|n3am|aywa|aiwa|aywah|eywa|ah|wah|ee|tamam|tayeb|akid|ahh|sah|sa7|mashi",
    "fa": "بله|بلی|آره|اره|آری|بله بله|آره بله|باشه|خوبه|درسته|حتما|البته|موافقم|ها|هان|بله لطفا|bale|baleh|bali|balay"
    "|areh|aare|aareh|ari|basheh|bashe|dorost|doroste|hatman|albate",
    "ps": "هو|هوو|او|هوکې|هو کنه|بلې|سمه ده|سم دی|صحیح ده|صحي ده|بالکل|ښه|ښه ده|هو مننه|ho|hoo|aw|aoo|sama da|hokay",
    "ti": "እወ|እወ እወ|ኣወ|እዌ|ሕራይ|ጽቡቕ|ልክዕ|ትኽክል|እወ ብትኽክል|ewe|eway|iwe|hray|hiray|haray",
    "am": "አዎ|አዎን|አወ|ኧረ አዎ|እሺ|ልክ|ልክ ነው|ትክክል|ትክክል ነው|awo|awon|awoo|ishi|eshi|eshe",
    "ckb": "بەڵێ|بەلێ|ئا|ئەرێ|ئەرێ بەڵێ|باشە|بێگومان|راستە|bele|belle|balle|baley|erê|bashe",
    "om": "eeyyee|eyyee|eeyye|eyye|eeyee|tole",
}
NO: Mapping[str, str] = {
    "en": "no|n|nope|nah|no thanks|no thank you|not|never|not at all|of course not|false|wrong|i do not|i don't",
    "fr": "non|nan|nn|non merci|pas du tout|jamais|pas d'accord|bien sûr que non|non non|faux",
    "ar": "لا|لأ|لاا|كلا|لا لا|لا شكرا|مو|مش|ابدا|لا ابدا|مستحيل|غلط|لالا|مش موافق|la'|laa|laa shukran|la shukran"
    "|kalla|abadan",
    "fa": "نه|نخیر|خیر|نه خیر|نه ممنون|نه مرسی|هرگز|هیچوقت|اصلا|نه اصلا|نی|نی نی|نچ|na|nah kheir|kheir|kheyr|khair"
    "|nakheir|nakhair|na kheyr|nay|nakhayr|aslan",
    "ps": "نه|نا|نه نه|نه مننه|یه|هېڅکله|نه دی|غلط ده|بلکل نه|na|nah manana|ya|hechkala",
    "ti": "ኣይፋል|ኣይፋሉን|ኣይኮነን|ኣይኮነን ኣይኮነን|ኣይፋልን|ኣይ|ኖ|ፈጺሙ|ኣይደልን|የለን|aykonen|aykonn|aikonen|ayfal|ayfalun|aifalun|yelen"
    "|yellen",
    "am": "አይ|አይደለም|የለም|አይሆንም|አይደል|በጭራሽ|አልፈልግም|ay|aydelem|aydelm|yelem|yellem|ayhonm|ayi",
    "ckb": "نەخێر|نا|نە|نەء|هەرگیز|نەخەیر|naxer|nexer|nakher|nexêr",
    "om": "lakki|lakkii|miti|lakkaa",
}
DO_NOT_KNOW: Mapping[str, str] = {
    "en": "i don't know|i do not know|i dont know|don't know|dont know|do not know|dunno|idk|dk|not sure|i'm not sure"
    "|unsure"
    "|no idea|maybe|perhaps|i am not sure|i have no idea|who knows",
    "fr": "je ne sais pas|je sais pas|j'sais pas|chais pas|ne sais pas|sais pas|jsp|nsp|aucune idée|pas sûr|pas sûre"
    "|je ne suis pas sûr|je ne suis pas sûre|peut-être|je n'en sais rien|j'ignore|je sais plus|je ne sais plus",
    "ar": "لا أعرف|ما أعرف|ما بعرف|مابعرف|مش عارف|مش عارفة|ما عارف|ما عارفة|مو عارف|لا أدري|ما أدري|مدري|ما نعرف"
    "|مانعرفش|معرفش"
    "|ما عرفت|لست متأكدا|لست متأكد|مش متأكد|مو متأكد|ما متأكد|ربما|يمكن|لا أعلم|ما عندي فكرة|والله ما اعرف|الله أعلم"
    "|ma ba3ref|ma baaref|mish 3aref|mish aref|ma a3ref|la a3ref|mabaraf|ma aref|madri|yemken|yimkin|la adri",
    "fa": "نمی‌دانم|نمی‌دونم|نمیدونم والا|نمی‌فهمم|خبر ندارم|مطمئن نیستم|شاید|نمی‌دانیم|چه می‌دانم|نمی‌شناسم"
    "|nemidanam|nemidunam|nemidonam|namedanam|namidanam|nmidonam|nemidoonam|shayad|motmaen nistam",
    "ps": "نه پوهېږم|نه پوهیږم|زه نه پوهېږم|پوه نه یم|خبر نه یم|ښايي|کېدای شي|شاید|ډاډه نه یم|معلومات نه لرم"
    "|راته معلومه نه ده"
    "|na pohegam|na pohigam|na pohezham|na poheegam|za na pohegam|pata nishta|pata neshta",
    "ti": "ኣይፈልጥን|ኣይፈልጥን እየ|ኣነ ኣይፈልጥን|ኣይፈለጥኩን|ርግጸኛ ኣይኮንኩን|ምናልባት|ኣይፈልጦን|ኣይፈልጦን እየ|እንድዒ"
    "|ayfeltn|ayfeltin|ayfelten|aifeltn|ayfeltn iye|mnalbat",
    "am": "አላውቅም|እኔ አላውቅም|አላውቀውም|እርግጠኛ አይደለሁም|ምናልባት|እንጃ|alawkm|alawkim|alawqm|alaweqm|enja|minalbat",
    "ckb": "نازانم|من نازانم|دڵنیا نیم|لەوانەیە|ڕەنگە|nazanm|nazanim|belku",
    "om": "hin beeku|hinbeeku|ani hin beeku|tarii",
}
# One spelling, two meanings or none: only the chosen language tells. Elsewhere the word is not understood.
CLASHES: Mapping[str, Mapping[str, YesNo]] = {
    "la": {"ar": "no", "en": "no", "ti": "no", "am": "no"},  # a French article, a Pashto and Kurdish "from"
    "na": {"fa": "no", "ps": "no", "ckb": "no", "en": "no", "ar": "no"},  # "come" in Tigrinya, "so there" in French
    "ho": {"ps": "yes", "fa": "yes", "en": "yes", "ar": "yes"},  # an exclamation in French
    "are": {"fa": "yes", "ckb": "yes", "ps": "yes", "ar": "yes", "fr": "yes"},  # an English verb
    "ha": {"fa": "yes", "ps": "yes", "ar": "yes"},  # laughter elsewhere
    "o": {"fr": "yes", "ps": "yes"},
    "n": {"en": "no", "fr": "no"},
    "y": {"en": "yes", "fr": "yes"},
    "si": {"fr": "yes"},  # "if" in Spanish and Italian, which people also learnt on the way
    "ya": {"ps": "no"},  # "or", "oh" in Arabic and Persian
    "ah": {"ar": "yes"},
    "ee": {"ar": "yes", "om": "yes"},
    "ay": {"am": "no", "ti": "no"},
    "aw": {"ps": "yes"},
    "او": {"ps": "yes"},  # "or" in Arabic, "he" in Persian
    "ari": {"fa": "yes"},
    "mo": {"ar": "no"},
}
_EMOJI: Mapping[str, YesNo] = {"👍": "yes", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "✖": "no"}
_SKIN = {0xFE0F: None, **dict.fromkeys(range(0x1F3FB, 0x1F400))}


def _table() -> dict[str, YesNo]:
    table: dict[str, YesNo] = {}
    meanings: tuple[tuple[YesNo, Mapping[str, str]], ...] = (("yes", YES), ("no", NO), ("dk", DO_NOT_KNOW))
    for meaning, by_language in meanings:
        for words in by_language.values():
            table |= {spellings(word)[0]: meaning for word in words.split("|") if spellings(word)[0]}
    return {word: meaning for word, meaning in table.items() if word not in CLASHES}


_WORDS = _table()


def read_yes_no(text: str, language: str) -> YesNo | None:
    """Return what the whole message says, or None when it is no such word.

    `language` (ar, fa, ps, ti, en, fr ...) only settles words that mean different things in two languages.
    """
    for form in spellings(text):
        if form in CLASHES:
            return CLASHES[form].get(language)
        if form in _WORDS:
            return _WORDS[form]
    signs = {_EMOJI.get(c) for c in text.translate(_SKIN) if not c.isspace()}
    return signs.pop() if len(signs) == 1 else None

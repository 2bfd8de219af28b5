"""Words that work at any moment of a conversation: back, skip, stop, a person, language, delete, help, menu."""

from collections.abc import Mapping
from itertools import groupby
from typing import Literal

from handlers.folding import fold, spellings
from handlers.sounding import sound

MenuWord = Literal["back", "skip", "stop", "person", "language", "delete", "help", "menu"]

# What the person wants, then language code, then spellings of the whole message. A speaker may correct any line.
MENU_WORDS: Mapping[MenuWord, Mapping[str, str]] = {
    "back": {
        "en": "back|go back|previous|undo|return",
        "fr": "retour|revenir|précédent|en arrière|retourner",
        "ar": "رجوع|عودة|ارجع|الرجوع|للخلف|السابق|رجعني|rujue|rojo3|rjou3|erja3|irja3",
        "fa": "بازگشت|برگشت|برگرد|برگردید|قبلی|عقب|bargasht|bazgasht|bargard",
        "ps": "بیرته|شاته|بېرته|شاته ځه|بیرته لاړ شه|مخکینی|berta|bierta|shata",
        "ti": "ንድሕሪት|ተመለስ|ናብ ድሕሪት|ንድሕሪት ተመለስ|ምለስ|ndhrit|ndihrit|temeles",
        "am": "ተመለስ|ወደ ኋላ|ወደኋላ|መልስ|temeles",
        "ckb": "گەڕانەوە|بگەڕێوە|پێشوو|gerranewe",
        "om": "duubatti|gara duubaa",
    },
    "skip": {
        "en": "skip|pass|next|skip it|skip this|next question",
        "fr": "passer|passe|suivant|suivante|sauter|question suivante|je passe",
        "ar": "تخطي|تخطى|تجاوز|التالي|بعده|السؤال التالي|takhatti|ta5atti",
        "fa": "رد شدن|رد کن|رد|بعدی|رد شو|پرش|سوال بعدی|بگذر|rad|rad kon|badi|rad sho",
        "ps": "تېرول|پرېښودل|تېر شه|راتلونکی|پرېږده|بل|بله پوښتنه|ter sha|prejda",
        "ti": "ስገር|ሕለፍ|ዝቕጽል|ሕለፎ|ቀጺሉ|sger|hlef",
        "am": "ዝለል|ይለፉ|እለፍ|ቀጣይ|ይለፈኝ|zilel|yilefu",
        "ckb": "بازدان|دواتر|تێپەڕە|bazdan",
        "om": "irra darbi|itti fufi",
    },
    "stop": {
        "en": "stop|cancel|quit|exit|end|stop it|stop please|please stop|i want to stop|enough|finish"
        "|stop now|stop bot|stop this|i stop|no stop|stop all",
        "fr": "stop|arrêter|arrête|arrêtez|annuler|annule|fin|terminer|quitter|je veux arrêter|stoppe"
        "|stop maintenant|arrêter tout|je arrete|on arrete|arret",
        "ar": "إيقاف|إلغاء|توقف|وقف|قف|الغي|خلص|خلاص|بس|كفى|كفاية|انهي|إنهاء المحادثة|بدي وقف|khalas|5alas|khalass"
        "|wagef|waqef|bass|elgha"
        "|اوقف|أوقف|وقفي|وقفوا|خلصنا|kalas|wa2ef|wa2ef hal|wagif|oqaf",
        "fa": "لغو|توقف|بس|بسه|بس است|متوقف کن|ایست|کافی است|کنسل|پایان|laghv|bas|base|tavaghof|kafi ast"
        "|تمام کن|تمامش کن|تمومش کن|توقف کن|متوقف شو|بس کن|bas kon|tamom kon|tamam kon|tamumesh kon|basse",
        "ps": "لغوه کول|لغوه|بس|بس کړه|بس دی|ودرېږه|درول|ودروئ|bas ka|wadrega"
        "|بس کا|بس که|ودرېږئ|تمام کړه|stop ka|stop kra|wadriga|wadaregha|bas kra",
        "ti": "ሰርዝ|ደው ኣብል|ኣቋርጽ|ጠጠው ኣብል|ይኣክል|ደው በል|ኣቁም|dew abl|aqurts|yeakl|yiakl"
        "|ደው|ደው ኣብሎ|ደው ኣብልዎ|ጠጠው|ጠጠው በል|ይኣክለኒ|በቃ|dew|dew bel|ykl|yakl|yeakel",
        "am": "አቁም|አቋርጥ|በቃ|ይቅር|ሰርዝ|akum|aqum|beka|yibeka",
        "ckb": "هەڵوەشاندنەوە|پچراندن|بوەستە|وەستان|بەسە|bese|buwesta",
        "om": "dhaabi|kuffiisi|ga'aa",
    },
    "person": {
        "en": "person|human|a person|a human|agent|operator|volunteer|talk to a person|speak to a person"
        "|speak to someone"
        "|talk to someone|real person|i want a person|talk to a human|speak to a human"
        "|a real human|real human|talk to human|i want human|i want a human|i want to talk to someone"
        "|can i talk to someone|i want to speak to someone|talk to person|i want person|talk with human"
        "|i want to talk",
        "fr": "personne réelle|humain|un humain|une personne|bénévole|un bénévole|une bénévole|parler à quelqu'un"
        "|parler à une personne|parler à un humain|une vraie personne|quelqu'un"
        "|parler a quelqun|je veux parler|je veux parler à quelqu'un|parler|parler avec quelqu'un"
        "|une personne réelle",
        "ar": "شخص|إنسان|متطوع|متطوعة|موظف|اريد التحدث مع شخص|أريد شخص|بدي احكي مع حدا|بدي شخص|التحدث مع شخص|داير زول"
        "|عايز اتكلم مع شخص|اتكلم مع شخص|عايز شخص|shakhs|insan|mutatawe3"
        "|بشر|بدي احكي مع شخص|بدي احكي مع انسان|عايز اتكلم مع حد|اتكلم مع انسان|اريد انسان|اريد التكلم مع شخص"
        "|shakhes|5akhs|5a9|baddi e7ki ma3 7ada|bidi shakhs",
        "fa": "انسان|آدم|یک نفر|داوطلب|رضاکار|صحبت با یک نفر|صحبت با انسان|می‌خواهم با یک نفر صحبت کنم|شخص|یک شخص"
        "|ensan|adam|shakhs"
        "|آدم واقعی|انسان واقعی|با یک نفر حرف بزنم|میخوام با یکی حرف بزنم|می‌خواهم با یک انسان حرف بزنم|یک آدم"
        "|ba yeki harf bezanam|mikham ba yeki harf bezanam",
        "ps": "انسان|رضاکار|یو کس|یو انسان|د یو کس سره خبرې|له یو چا سره خبرې|غواړم له یو چا سره خبرې وکړم|insaan"
        "|yaw kas"
        "|یو سړی|له انسان سره|له انسان سره خبرې|د انسان سره خبرې|insan sara|yaw insan",
        "ti": "ሰብ|ወለንተኛ|ምስ ሰብ|ምስ ሰብ ክዛረብ|ምስ ሰብ ክዛረብ ደልየ|ሰብ ደልየ|seb|ms seb"
        "|ሰብ እደሊ|ምስ ሰብ ክዛረብ እደሊ|ምስ ሰብ ኣዘራርቡኒ|mis seb|mis seb kzareb|seb edeli",
        "am": "ሰው|በጎ ፈቃደኛ|ከሰው ጋር|ከሰው ጋር ማውራት|ሰው እፈልጋለሁ|sew",
        "ckb": "کەسێک|مرۆڤ|خۆبەخش|قسە لەگەڵ کەسێک|kesek",
        "om": "nama|tola ooltuu",
    },
    "language": {
        "en": "language|languages|change language|lang|other language",
        "fr": "langue|langues|changer de langue|changer la langue|autre langue",
        "ar": "لغة|اللغة|تغيير اللغة|لغات|غير اللغة|لغة أخرى|lugha|logha|lougha|el lugha",
        "fa": "زبان|تغییر زبان|زبان دیگر|لسان|تغییر لسان|عوض کردن زبان|zaban|zabaan|lesan",
        "ps": "ژبه|ژبې|ژبه بدلول|بله ژبه|ژبه بدله کړه|zhaba|jaba|jhaba|zhebe",
        "ti": "ቋንቋ|ቋንቋ ቀይር|ካልእ ቋንቋ|ቋንቋታት|quanqua|qwanqwa|kuankua",
        "am": "ቋንቋ ለውጥ|ሌላ ቋንቋ|ቋንቋዎች",
        "ckb": "زمان|گۆڕینی زمان|زمانی تر|ziman|zman",
        "om": "afaan|afaan jijjiiri",
    },
    "delete": {
        "en": "delete|delete everything|delete all|erase|delete my report|forget me|delete my data|remove everything"
        "|delete me"
        "|dlt|delet|remove|remove it|delete it|delete this|delete my messages|delete my message|delete my story"
        "|remove my report|erase all|erase everything|erase it|i want to delete|delete my words|delete my account",
        "fr": "supprimer|effacer|supprime|efface|tout effacer|tout supprimer|effacer tout|supprimez|oubliez-moi"
        "|supprimer mes données"
        "|supprime tout|efface tout|effacer mes données|effacer mes messages|supprimer mes messages"
        "|supprimer mon rapport|supprimer mon témoignage|je veux supprimer|je veux effacer|suprim|efasser"
        "|effacez tout",
        "ar": "حذف|احذف|امسح|مسح|احذف كل شيء|حذف كل شيء|امسح كل شيء|امسح الكل|احذف الكل|احذف بياناتي|hazf|hadhf|emsa7"
        "|ehzef|imsah"
        "|حزف|احزف|أحذف|امسحوا|احذفوا|امسحي|امسحه|احذفه|امسح كلامي|امسح رسائلي|احذف رسائلي|امسح التقرير|اريد الحذف"
        "|اريد حذف|a7zef|i7zef|a7thef|imsa7|ams7|emsah kol shi|imsah kol shi|emsa7 kul",
        "fa": "حذف|پاک کردن|پاک کن|حذف کن|همه را پاک کن|همه چیز را پاک کن|همه را حذف کن|hazf kon|pak kon|pak kardan"
        "|پاک کنید|پاکش کن|پاکش کنید|حذفش کن|حذف کنید|پاک کو|همه‌اش را پاک کن|همشو پاک کن|پیام‌هایم را پاک کن"
        "|میخواهم پاک کنم|hazfesh kon|pakesh kon|pak konid|hazf konid|hamasho pak kon",
        "ps": "پاک کول|ړنګول|پاک کړه|ړنګ کړه|ټول پاک کړه|حذف کړه|pak ka|pak kra"
        "|ړنګ|پاک یې کړئ|پاک یې کړه|پاک کړئ|پاک کړی|حذف کړئ|حذف کړی|ټول ړنګ کړه|زما خبرې پاک کړه|pak kri|pak krai"
        "|pak ye kra|tol pak kra",
        "ti": "ደምስስ|ኩሉ ደምስስ|ኣጥፍእ|ኩሉ ኣጥፍእ|ደምስሶ|demss|demsis|atfe"
        "|ደምስሱ|ደምስሱለይ|ደምስሰለይ|ደምስስዎ|ኣጥፍኡ|ኣጥፍእዎ|ኣጥፍኣዮ|ሰርዘለይ|ኩሉ ኣጥፍኡ|demsiso|dmss|atfi|atfiu|atfeuley|demsisuley",
        "am": "አጥፋ|ሁሉንም አጥፋ|አጥፋው|ደምስስ|atfa",
        "ckb": "سڕینەوە|بیسڕەوە|هەمووی بسڕەوە|sirrinewe",
        "om": "haqi|balleessi|hunda haqi",
    },
    "help": {
        "en": "help|help me|help please|please help|i need help|please help me|help us|sos|info"
        "|hlp|hlep|halp|i want help|need help|can you help|can you help me",
        "fr": "aide|aidez-moi|aidez moi s'il vous plaît|à l'aide|au secours|aide-moi|j'ai besoin d'aide|aidez-nous"
        "|secours"
        "|aidez|aidé moi|aider moi|besoin d'aide",
        "ar": "مساعدة|ساعدوني|المساعدة|النجدة|ساعدني|ساعدونا|احتاج مساعدة|أحتاج إلى مساعدة|بدي مساعدة|محتاج مساعدة"
        "|عايز مساعدة"
        "|musa3ada|musaada|mosa3ada|sa3edni|sa3duni|saaduni"
        "|عاوز مساعدة|عايزين مساعدة|مساعده لو سمحت|اريد مساعدة|أريد المساعدة|musa3da|msa3da|saedni|musaeda",
        "fa": "کمک|کمکم کنید|کمک کنید|راهنما|راهنمایی|به من کمک کنید|لطفا کمک کنید|کمک می‌خواهم|کمک لازم دارم|komak"
        "|komakam konid|komak konid"
        "|کومک|کمکم کن|کمکم کنین|کمک می‌خوام|کمک میخوام|کمک کن|kumak|komakam kon|komak mikham|komak mikhaham",
        "ps": "مرسته|مرسته وکړئ|زما سره مرسته وکړئ|راسره مرسته وکړئ|مرستې ته اړتیا لرم|لارښود|mrasta|marasta|mresta"
        "|کومک|مرستې|مرستی|مرسته غواړم|مرسته وکړی|کمک|mrsta|mrasta ghwaram",
        "ti": "ሓገዝ|ሓግዙኒ|ሓገዝ የድልየኒ|ሓግዙና|ርድኡኒ|ሓገዝ ደልየ|ርድኡና|hagez|hagzuni|hagiz"
        "|ሓግዘኒ|ረድኤት|ሓገዝ የድልየና|ሓገዝ እደሊ|hgez|hagezni|hgzuni|rdani",
        "am": "እርዳታ|እገዛ|እርዱኝ|እርዳታ እፈልጋለሁ|እርዱን|erdata|irdata|erdugn",
        "ckb": "یارمەتی|یارمەتیم بدەن|هاوکاری|یارمەتیمان بدەن|yarmati|yarmeti|hawkari",
        "om": "gargaarsa|na gargaaraa|gargaari",
    },
    "menu": {
        "en": "menu|start|start over|restart|main menu|begin|home",
        "fr": "menu|début|commencer|recommencer|accueil|démarrer|menu principal",
        "ar": "القائمة|قائمة|بداية|البداية|من البداية|ابدأ من جديد|القائمة الرئيسية|qaima|ibda",
        "fa": "منو|شروع|فهرست|از اول|شروع دوباره|آغاز|منیو|shoru|shoroo|shoro",
        "ps": "مېنو|منو|پیل|پیل کول|له سره|له سره پیل|پیل کړه|pail|pel",
        "ti": "ዝርዝር|መጀመርታ|ጀምር|ካብ መጀመርታ|ሜኑ|ሜንዩ|jemr",
        "am": "ማውጫ|ጀምር|መጀመሪያ|ከመጀመሪያ|ሜኑ|jemir|jemer",
        "ckb": "لیست|دەستپێک|دەستپێکردن|سەرەتا|مێنیو",
        "om": "jalqabi|baafata",
    },
}
# /start and friends, as Telegram sends them; what follows a start link is the caller's business.
COMMANDS: Mapping[str, MenuWord] = {
    "start": "menu", "menu": "menu", "back": "back", "retour": "back", "skip": "skip", "passer": "skip",
    "stop": "stop", "cancel": "stop", "person": "person", "human": "person", "humain": "person",
    "language": "language", "lang": "language", "langue": "language",
    "delete": "delete", "supprimer": "delete", "help": "help", "aide": "help",
}  # fmt: skip

# Whole messages that only greet, in all languages together: they tell nothing, so nobody is woken for them.
GREETINGS = (
    "hello|hi|hey|good morning|good evening|salut|bonjour|bonsoir|coucou|salam|salaam|selam|salam alaikum|merhaba"
    "|مرحبا|أهلا|السلام عليكم|سلام عليكم|سلام|سلام خوبید|درود|صباح الخير|مساء الخير|سلامونه|ښه چارې"
    "|ሰላም|ሰላም ከመይ ኣለኹም|ከመይ ኣለኹም|ከመይ|ሰላም ነው|سڵاو|akkam|nagaa"
)
_GREETS = frozenset(spellings(word)[0] for word in GREETINGS.split("|"))

_WORDS: dict[str, MenuWord] = {
    spellings(word)[0]: meaning
    for meaning, by_language in MENU_WORDS.items()
    for words in by_language.values()
    for word in words.split("|")
}
LONGEST = 60
# What is said beside such a word and changes nothing of it.
POLITE = (
    "please|pls|plz|plss|pleas|svp|stp|merci|thanks|thank|now|sir|bro|brother|friend|من|فضلك|رجاء|ارجوك|ارجوكم|لطفا"
    "|خواهش"
    "|مهرباني|በጃኹም|በጃኻ|ብኽብረትኩም|lotfan|minfadlak|bejakum"
)
_POLITE = frozenset(fold(word) for word in POLITE.split("|"))
# Shorter ones in Latin letters sound like something else too easily.
_CLEAR = 4


def as_it_sounds(text: str) -> str:
    """The message without what is only polite, doubled letters once, and what is in Latin letters as it sounds."""
    plain = "".join(word for word in fold(text).split() if word not in _POLITE)
    return sound(plain) or "".join(letter for letter, _run in groupby(plain))


def _sounding() -> dict[str, MenuWord]:
    """Each way a word may sound that says one thing only."""
    found: dict[str, set[MenuWord]] = {}
    for word, meaning in _WORDS.items():
        found.setdefault(as_it_sounds(word), set()).add(meaning)
    clear = {key: said for key, said in found.items() if len(said) == 1 and (len(key) >= _CLEAR or not key.isascii())}
    return {key: next(iter(said)) for key, said in clear.items()}


_SOUNDING = _sounding()


def _read_command(text: str) -> MenuWord | None:
    name, _, bot = text[1:].partition("@")
    return COMMANDS.get(name.casefold()) if bot == "" or bot.isascii() else None


def read_menu_word(text: str) -> MenuWord | None:
    """Return what the person wants when the whole message is one of our words or commands, else None."""
    text = text.strip()
    if text.startswith("/"):
        return _read_command(text.split()[0])
    if len(text) > LONGEST:
        return None
    exactly = next((_WORDS[form] for form in spellings(text) if form in _WORDS), None)
    return exactly or _SOUNDING.get(as_it_sounds(text))


def is_greeting(text: str) -> bool:
    """Whether the whole message only greets, or begins ("/start")."""
    return text.startswith("/") or any(form in _GREETS for form in spellings(text[:LONGEST]))

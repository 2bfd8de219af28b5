"""Words that work at any moment of a conversation: back, skip, stop, a person, language, delete, help, menu."""

from collections.abc import Mapping
from typing import Literal

from handlers.folding import spellings

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
        "en": "stop|cancel|quit|exit|end|stop it|stop please|please stop|i want to stop|enough|finish",
        "fr": "stop|arrêter|arrête|arrêtez|annuler|annule|fin|terminer|quitter|je veux arrêter|stoppe",
        "ar": "إيقاف|إلغاء|توقف|وقف|قف|الغي|خلص|خلاص|بس|كفى|كفاية|انهاء|بدي وقف|khalas|5alas|khalass|wagef|waqef|bass"
        "|elgha",
        "fa": "لغو|توقف|بس|بسه|بس است|متوقف کن|ایست|کافی است|کنسل|پایان|laghv|bas|base|tavaghof|kafi ast",
        "ps": "لغوه کول|لغوه|بس|بس کړه|بس دی|ودرېږه|درول|ودروئ|bas ka|wadrega",
        "ti": "ሰርዝ|ደው ኣብል|ኣቋርጽ|ጠጠው ኣብል|ይኣክል|ደው በል|ኣቁም|dew abl|aqurts|yeakl|yiakl",
        "am": "አቁም|አቋርጥ|በቃ|ይቅር|ሰርዝ|akum|aqum|beka|yibeka",
        "ckb": "هەڵوەشاندنەوە|پچراندن|بوەستە|وەستان|بەسە|bese|buwesta",
        "om": "dhaabi|kuffiisi|ga'aa",
    },
    "person": {
        "en": "person|human|a person|a human|agent|operator|volunteer|talk to a person|speak to a person"
        "|speak to someone"
        "|talk to someone|real person|i want a person|talk to a human|speak to a human",
        "fr": "personne réelle|humain|un humain|une personne|bénévole|un bénévole|une bénévole|parler à quelqu'un"
        "|parler à une personne|parler à un humain|une vraie personne|quelqu'un",
        "ar": "شخص|إنسان|متطوع|متطوعة|موظف|اريد التحدث مع شخص|أريد شخص|بدي احكي مع حدا|بدي شخص|التحدث مع شخص|داير زول"
        "|عايز اتكلم مع شخص|اتكلم مع شخص|عايز شخص|shakhs|insan|mutatawe3",
        "fa": "انسان|آدم|یک نفر|داوطلب|رضاکار|صحبت با یک نفر|صحبت با انسان|می‌خواهم با یک نفر صحبت کنم|شخص|یک شخص"
        "|ensan|adam|shakhs",
        "ps": "انسان|رضاکار|یو کس|یو انسان|د یو کس سره خبرې|له یو چا سره خبرې|غواړم له یو چا سره خبرې وکړم|insaan"
        "|yaw kas",
        "ti": "ሰብ|ወለንተኛ|ምስ ሰብ|ምስ ሰብ ክዛረብ|ምስ ሰብ ክዛረብ ደልየ|ሰብ ደልየ|seb|ms seb",
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
        "|delete me",
        "fr": "supprimer|effacer|supprime|efface|tout effacer|tout supprimer|effacer tout|supprimez|oubliez-moi"
        "|supprimer mes données",
        "ar": "حذف|احذف|امسح|مسح|احذف كل شيء|حذف كل شيء|امسح كل شيء|امسح الكل|احذف الكل|احذف بياناتي|hazf|hadhf|emsa7"
        "|ehzef|imsah",
        "fa": "حذف|پاک کردن|پاک کن|حذف کن|همه را پاک کن|همه چیز را پاک کن|همه را حذف کن|hazf kon|pak kon|pak kardan",
        "ps": "پاک کول|ړنګول|پاک کړه|ړنګ کړه|ټول پاک کړه|حذف کړه|pak ka|pak kra",
        "ti": "ደምስስ|ኩሉ ደምስስ|ኣጥፍእ|ኩሉ ኣጥፍእ|ደምስሶ|demss|demsis|atfe",
        "am": "አጥፋ|ሁሉንም አጥፋ|አጥፋው|ደምስስ|atfa",
        "ckb": "سڕینەوە|بیسڕەوە|هەمووی بسڕەوە|sirrinewe",
        "om": "haqi|balleessi|hunda haqi",
    },
    "help": {
        "en": "help|help me|help please|please help|i need help|please help me|help us|sos|info",
        "fr": "aide|aidez-moi|aidez moi s'il vous plaît|à l'aide|au secours|aide-moi|j'ai besoin d'aide|aidez-nous"
        "|secours",
        "ar": "مساعدة|ساعدوني|المساعدة|النجدة|ساعدني|ساعدونا|احتاج مساعدة|أحتاج إلى مساعدة|بدي مساعدة|محتاج مساعدة"
        "|عايز مساعدة"
        "|musa3ada|musaada|mosa3ada|sa3edni|sa3duni|saaduni",
        "fa": "کمک|کمکم کنید|کمک کنید|راهنما|راهنمایی|به من کمک کنید|لطفا کمک کنید|کمک می‌خواهم|کمک لازم دارم|komak"
        "|komakam konid|komak konid",
        "ps": "مرسته|مرسته وکړئ|زما سره مرسته وکړئ|راسره مرسته وکړئ|مرستې ته اړتیا لرم|لارښود|mrasta|marasta|mresta",
        "ti": "ሓገዝ|ሓግዙኒ|ሓገዝ የድልየኒ|ሓግዙና|ርድኡኒ|ሓገዝ ደልየ|ርድኡና|hagez|hagzuni|hagiz",
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
_LONGEST = 60


def _read_command(text: str) -> MenuWord | None:
    name, _, bot = text[1:].partition("@")
    return COMMANDS.get(name.casefold()) if bot == "" or bot.isascii() else None


def read_menu_word(text: str) -> MenuWord | None:
    """Return what the person wants when the whole message is one of our words or commands, else None."""
    text = text.strip()
    if text.startswith("/"):
        return _read_command(text.split()[0])
    if len(text) > _LONGEST:
        return None
    return next((_WORDS[form] for form in spellings(text) if form in _WORDS), None)


def is_greeting(text: str) -> bool:
    """Whether the whole message only greets, or begins ("/start")."""
    return text.startswith("/") or any(form in _GREETS for form in spellings(text[:_LONGEST]))

"""Words about when something happened: meaning, then language code, then spellings. A speaker may correct any line."""

from collections.abc import Mapping

Table = Mapping[str, str]

NOW: Table = {
    "en": "now|right now|just now|at the moment", "fr": "maintenant|en ce moment|à l'instant|tout de suite",
    "ar": "الآن|هلق|هلأ|دلوقتي|دلوقت|الحين|هسه|هسع|دابا|حاليا|توا", "fa": "الان|اکنون|حالا|همین الان|همین حالا|فعلا",
    "ps": "اوس|همدا اوس|همدااوس|اوس اوس", "ti": "ሕጂ|ሕዚ|ሕጂ ሕጂ", "am": "አሁን|አሁኑኑ", "ckb": "ئێستا",
}  # fmt: skip
# Days from today.
DAYS: Mapping[int, Table] = {
    -2: {
        "en": "the day before yesterday|day before yesterday", "fr": "avant-hier|avant hier",
        "ar": "أول أمس|اول امس|أول امبارح|أول البارحة|قبل أمس|قبل امبارح", "fa": "پریروز|پریروزه",
        "ps": "وړمه ورځ|بله پرون", "ti": "ቅድሚ ትማሊ", "am": "ከትናንት በስቲያ|ከትናንት ወዲያ", "ckb": "پێرێ",
    },
    -1: {
        "en": "yesterday", "fr": "hier", "ar": "أمس|امبارح|مبارح|البارحة|إمبارح|يوم أمس|بالأمس|البارح", "fa": "دیروز",
        "ps": "پرون", "ti": "ትማሊ", "am": "ትናንት|ትላንት|ትናንትና|ትላንትና", "ckb": "دوێنێ",
    },
    0: {
        "en": "today", "fr": "aujourd'hui|aujourdhui|auj|ce jour", "ar": "اليوم|النهارده|النهاردة|هذا اليوم",
        "fa": "امروز",
        "ps": "نن|نن ورځ", "ti": "ሎሚ|ሎሚ መዓልቲ|ሎም", "am": "ዛሬ", "ckb": "ئەمڕۆ",
    },
    1: {
        "en": "tomorrow", "fr": "demain", "ar": "غدا|بكرة|بكرا|غدوة|بكره", "fa": "فردا|صبا", "ps": "سبا|صبا|سبا ته",
        "ti": "ጽባሕ|ንጽባሕ", "am": "ነገ", "ckb": "سبەینێ|بەیانی سبەینێ",
    },
    2: {
        "en": "the day after tomorrow|day after tomorrow", "fr": "après-demain|après demain",
        "ar": "بعد غد|بعد بكرة|بعد بكرا",
        "fa": "پس فردا|پسفردا", "ps": "بله سبا|بل سبا", "ti": "ድሕሪ ጽባሕ|ንድሕሪ ጽባሕ", "am": "ከነገ ወዲያ", "ckb": "دووسبەی",
    },
}  # fmt: skip
# The night that began so many days from today, 18:00 to 06:00.
NIGHTS: Mapping[int, Table] = {
    -2: {"fa": "پریشب", "en": "the night before last"},
    -1: {
        "en": "last night|yesterday night",
        "fr": "la nuit dernière|nuit dernière|cette nuit passée|hier dans la nuit|hier nuit|la nuit passée",
        "ar": "الليلة الماضية|ليلة أمس|ليلة امبارح|أمس بالليل|امبارح بالليل|مبارح بالليل|البارحة ليلا|أمس ليلا"
            "|الليلة اللي فاتت",
        "fa": "دیشب|دیشو|شب گذشته|دیروز شب", "ps": "تېره شپه|پرون شپه|بېګا|بیګا|تیره شپه|پرون د شپې",
        "ti": "ትማሊ ለይቲ|ሕሉፍ ለይቲ", "am": "ትናንት ሌሊት|ትላንት ሌሊት|ባለፈው ሌሊት", "ckb": "دوێنێ شەو|شەوی ڕابردوو",
    },
    0: {"en": "tonight", "fa": "امشب|امشو", "ps": "نن شپه", "ti": "ሎሚ ለይቲ", "am": "ዛሬ ሌሊት", "ckb": "ئەمشەو"},
}  # fmt: skip
# Monday is 0.
WEEKDAYS: Mapping[int, Table] = {
    0: {
        "en": "monday", "fr": "lundi", "ar": "الاثنين|الإثنين|الاتنين|يوم اثنين", "fa": "دوشنبه|دو شنبه|2 شنبه",
        "ps": "دونۍ|دوشنبې", "ti": "ሰኑይ", "am": "ሰኞ", "ckb": "دووشەممە",
    },
    1: {
        "en": "tuesday|tue|tues", "fr": "mardi", "ar": "الثلاثاء|الثلاثا|التلات|الثلوث",
        "fa": "سه‌شنبه|سه شنبه|3 شنبه",
        "ps": "درېنۍ|سه‌شنبې|سه شنبې|درې شنبه", "ti": "ሰሉስ|ሠሉስ", "am": "ማክሰኞ", "ckb": "سێشەممە",
    },
    2: {
        "en": "wednesday|wed", "fr": "mercredi", "ar": "الأربعاء|الاربعا|الاربع",
        "fa": "چهارشنبه|چهار شنبه|چارشنبه|4 شنبه",
        "ps": "څلرنۍ|چارشنبې|چهارشنبې|څلورشنبه", "ti": "ረቡዕ|ሮቡዕ", "am": "ረቡዕ|ሮብ", "ckb": "چوارشەممە",
    },
    3: {
        "en": "thursday|thu|thurs", "fr": "jeudi", "ar": "الخميس", "fa": "پنجشنبه|پنج شنبه|5 شنبه",
        "ps": "پینځنۍ|پنځنۍ|پنجشنبې|پنځشنبه|پنځشنبې", "ti": "ሓሙስ", "am": "ሐሙስ", "ckb": "پێنجشەممە",
    },
    4: {
        "en": "friday|fri", "fr": "vendredi", "ar": "الجمعة", "fa": "جمعه|آدینه", "ps": "جمعه|جمعې", "ti": "ዓርቢ",
        "am": "ዓርብ|አርብ", "ckb": "هەینی",
    },
    5: {
        "en": "saturday|sat", "fr": "samedi", "ar": "السبت", "fa": "شنبه", "ps": "شنبې|خالي", "ti": "ቀዳም", "am": "ቅዳሜ",
        "ckb": "شەممە",
    },
    6: {
        "en": "sunday", "fr": "dimanche", "ar": "الأحد|يوم احد", "fa": "یکشنبه|یک شنبه|1 شنبه",
        "ps": "یونۍ|یکشنبې|یوشنبه",
        "ti": "ሰንበት", "am": "እሑድ|እሁድ", "ckb": "یەکشەممە",
    },
}  # fmt: skip
# Parts of the day as words; "night", "am", "pm" and "midnight" only help to place an hour or a night.
PART_WORDS: Mapping[str, Table] = {
    "before_dawn": {
        "en": "before dawn|dawn|at dawn|early hours|before sunrise",
        "fr": "aube|à l'aube|avant l'aube|petit matin|au petit matin",
        "ar": "الفجر|فجر|فجرا|السحر|قبل الفجر", "fa": "سحر|بامداد|قبل از طلوع|دم صبح",
        "ps": "سهار وختي|ملا بانګ|سپېدې|سحر",
        "ti": "ወጋሕታ|ንወጋሕታ", "am": "ንጋት|ሲነጋ|ጎህ", "ckb": "بەرەبەیان",
    },
    "morning": {
        "en": "morning", "fr": "matin|matinée|dans la matinée", "ar": "صباحا|الصباح|صباح|الصبح|صبح",
        "fa": "صبح|صبحی|بامدادان",
        "ps": "سهار", "ti": "ንግሆ|ንጉሆ|ንግሁ", "am": "ጠዋት|ጥዋት|ጧት|ከጠዋቱ|ከጥዋቱ", "ckb": "بەیانی",
    },
    "noon": {
        "en": "noon|midday|lunchtime", "fr": "midi|à midi", "ar": "الظهر|ظهرا|ظهر", "fa": "ظهر|چاشت",
        "ps": "غرمه|غرمې",
        "ti": "ቀትሪ|ፍርቂ መዓልቲ", "am": "እኩለ ቀን|ምሳ ሰዓት|ቀትር", "ckb": "نیوەڕۆ",
    },
    "afternoon": {
        "en": "afternoon", "fr": "après-midi|aprèm|apresmidi|aprem", "ar": "بعد الظهر|العصر|عصرا|عصر|بعد الضهر",
        "fa": "بعد از ظهر|بعدازظهر|بعد ظهر|عصر|پسین", "ps": "ماسپښین|له غرمې وروسته|مازدیګر|مازیګر",
        "ti": "ድሕሪ ቀትሪ|ድሕሪ ሰዓት", "am": "ከሰዓት|ከሰዓት በኋላ|ከ ሰዓት በኋላ|ከቀትር በኋላ|ከቀኑ", "ckb": "دوای نیوەڕۆ|پاشنیوەڕۆ|عەسر",
    },
    "evening": {
        "en": "evening", "fr": "soir|soirée", "ar": "مساء|المساء|المغرب|العشاء|المسا|مسا", "fa": "غروب|عصری|شام|سر شب",
        "ps": "ماښام|ماخوستن", "ti": "ምሸት|ኣጋ ምሸት", "am": "ምሽት|ማታ|ከምሽቱ", "ckb": "ئێوارە",
    },
    "night": {
        "en": "night|at night|in the night", "fr": "nuit|la nuit|de la nuit|dans la nuit",
        "ar": "ليلا|الليل|بالليل|ليل|ليلة|في الليل",
        "fa": "شب|شو|شبانه", "ps": "شپه|شپې|د شپې", "ti": "ለይቲ|ብለይቲ", "am": "ሌሊት|ለሊት|ሌት|ከሌሊቱ", "ckb": "شەو",
    },
    "midnight": {
        "en": "midnight", "fr": "minuit", "ar": "منتصف الليل|نص الليل", "fa": "نیمه شب|نیمه‌شب|نصف شب",
        "ps": "نیمه شپه|نیمه شپې",
        "ti": "ፍርቂ ለይቲ", "am": "እኩለ ሌሊት", "ckb": "نیوەشەو",
    },
}  # fmt: skip
# Halves of the day, only next to an hour.
MERIDIEMS: Mapping[str, Table] = {
    "am": {
        "en": "am",
        "ar": "ص|قبل الظهر",
        "fa": "ق ظ|قبل از ظهر",
        "ps": "غ م|له غرمې مخکې",
        "ti": "ቅድሚ ቀትሪ",
    },
    "pm": {"en": "pm", "ar": "م", "fa": "ب ظ", "ps": "غ و"},
}
UNITS: Mapping[str, Table] = {
    "minute": {
        "en": "minute|minutes|min|mins", "fr": "minute|minutes|min|mn", "ar": "دقيقة|دقائق|دقايق|دقیقه",
        "fa": "دقیقه|دقه",
        "ps": "دقیقې|دقیقه|دقیقو|مینټه", "ti": "ደቒቕ|ደቓይቕ|ደቒቃ|ደቂቕ", "am": "ደቂቃ|ደቂቃዎች", "ckb": "خولەک|دەقە",
    },
    "hour": {
        "en": "hour|hours|hr|hrs", "fr": "heure|heures|h", "ar": "ساعة|ساعات", "fa": "ساعت",
        "ps": "ساعته|ساعت|ساعتونه|ساعتونو",
        "ti": "ሰዓት|ሰዓታት", "am": "ሰዓት|ሰዓታት|ሰአት", "ckb": "کاتژمێر|سەعات",
    },
    "day": {
        "en": "day|days", "fr": "jour|jours", "ar": "يوم|أيام|ايام", "fa": "روز", "ps": "ورځ|ورځې|ورځو",
        "ti": "መዓልቲ|መዓልታት",
        "am": "ቀን|ቀናት", "ckb": "ڕۆژ",
    },
    "week": {
        "en": "week|weeks", "fr": "semaine|semaines", "ar": "أسبوع|أسابيع|اسبوع", "fa": "هفته",
        "ps": "اونۍ|هفته|هفتې", "ti": "ሰሙን",
        "am": "ሳምንት|ሳምንታት", "ckb": "هەفتە",
    },
}  # fmt: skip
# One word for two of them, or for half an hour: how many minutes.
WHOLE_SPANS: Mapping[int, Table] = {
    30: {"en": "half an hour|half hour", "fr": "une demi-heure|une demi heure|demi heure", "ar": "نصف ساعة|نص ساعة",
    "fa": "نیم ساعت",
         "ps": "نیم ساعت", "ti": "ፈረቓ ሰዓት", "am": "ግማሽ ሰዓት", "ckb": "نیو کاتژمێر"},
    15: {"en": "quarter of an hour|a quarter of an hour", "fr": "un quart d'heure|quart d'heure", "ar": "ربع ساعة",
    "fa": "یک ربع|ربع ساعت"},
    120: {"ar": "ساعتين"},
    2: {"ar": "دقيقتين"},
    2880: {"ar": "يومين"},
    20160: {"ar": "أسبوعين"},
}  # fmt: skip
AGO_BEFORE: Table = {
    "fr": "il y a|ya|y a|depuis|ça fait", "ar": "منذ|قبل|من|مند|صارلي|صار له", "ti": "ቅድሚ", "am": "ከ", "ckb": "پێش",
    "en": "since",
    "ps": "له",
}  # fmt: skip
AGO_AFTER: Table = {
    "en": "ago|earlier", "fa": "پیش|قبل", "ps": "مخکې|وړاندې|مخکي", "am": "በፊት", "ckb": "لەمەوبەر|پێش ئێستا|لەمەوپێش",
}  # fmt: skip
AHEAD_BEFORE: Table = {"en": "in", "fr": "dans", "ar": "بعد", "ti": "ድሕሪ", "ckb": "دوای"}
AHEAD_AFTER: Table = {"fa": "دیگر|دیگه|بعد", "ps": "وروسته|وروستو", "am": "በኋላ"}
HOUR_BEFORE: Table = {
    "en": "at|around|about", "fr": "à|vers|a", "ar": "الساعة|ساعة|عالساعة|الساعه", "fa": "ساعت|ساعات",
    "ps": "په|ساعت", "ti": "ሰዓት|ኣብ ሰዓት|ሰዓት ናይ",
    "am": "ሰዓት", "ckb": "کاتژمێر|سەعات",
}  # fmt: skip
HOUR_AFTER: Table = {
    "en": "o'clock|oclock", "fr": "heure|heures|h", "ps": "بجې|بجو|بجه|بجی", "fa": "بجه", "am": "ሰዓት|ሰአት", "ti": "ሰዓት",
}  # fmt: skip
HALF_PAST: Table = {
    "fr": "et demie|et demi", "ar": "والنصف|ونصف|ونص|و نصف", "fa": "و نیم", "ps": "نیمې|نیمو", "am": "ተኩል|ከግማሽ",
    "ti": "ን ፈረቓን",
    "ckb": "و نیو",
}  # fmt: skip
# The clock hour in Arabic is an ordinal.
ARABIC_HOURS = (
    "الواحدة|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الحادية عشرة|الثانية عشرة"
)
ELEVEN: Table = {
    "en": "eleven",
    "fr": "onze",
    "fa": "یازده",
    "ps": "یوولس",
    "ar": "احد عشر",
    "ti": "ዓሰርተ ሓደ",
    "am": "አስራ አንድ",
}
LAST: Table = {
    "en": "last|past", "fr": "dernier|dernière|passé|passée", "ar": "الماضي|الماضية|اللي فات", "fa": "گذشته|قبلی|پیش",
    "ps": "تېره|تېر|تیره", "ti": "ዝሓለፈ|ዝሓለፈት|ሕሉፍ", "am": "ባለፈው|ያለፈው", "ckb": "ڕابردوو",
}  # fmt: skip
NEXT: Table = {
    "en": "next|coming", "fr": "prochain|prochaine", "ar": "القادم|القادمة|الجاي|المقبل", "fa": "آینده|بعدی",
    "ps": "راتلونکې|راتلونکی|بله",
    "ti": "ዝመጽእ|ዝመጽእ ዘሎ", "am": "በሚቀጥለው|የሚመጣው", "ckb": "داهاتوو",
}  # fmt: skip
# These turn the sense round, or open a span whose other end is missing: the bot asks again.
REFUSE: Table = {
    "en": "not|before|after|until|till|between|every|always|never|often|or|half|quarter|past midnight|month|year"
    "|months|years",
    "fr": "pas|avant|après|jusqu'à|entre|chaque|tous|toujours|jamais|souvent|ou|moins|mois|année|quart",
    "ar": "ليس|مو|مش|بين|كل|دائما|حتى|أو|إلا|شهر|سنة|شهرين|سنين|الليلة|لغاية|ربع",
    "fa": "نه|نبود|بین|هر|همیشه|تا|یا|ماه|سال|ربع",
    "ps": "نه|هر|تل|تر|یا|میاشت|میاشتې|کال",
    "ti": "ኣይኮነን|ኩሉ|ክሳብ|ወይ|ወርሒ|ዓመት|ኣይ",
    "am": "አይደለም|ሁሉ|እስከ|ወይም|ወር|ዓመት",
    "ckb": "هەموو|هەتا|یان|مانگ|ساڵ",
}
GREGORIAN_MONTHS = (
    "january|jan|janvier|janv|يناير|جانفي|كانون الثاني|ژانویه|جنوري|جنوری",
    "february|feb|février|fev|fevr|فبراير|فيفري|شباط|فوریه|فبروري|فبروری",
    "march|mars|مارس|آذار|مارچ",
    "april|apr|avril|avr|أبريل|أفريل|نيسان|ابریل|آوریل|اپریل",
    "may|mai|مايو|ماي|أيار|مه|مئ|می",
    "june|jun|juin|يونيو|جوان|حزيران|ژوئن|جون",
    "july|jul|juillet|juil|يوليو|جويلية|تموز|ژوئیه|جولای|جولايي",
    "august|aug|août|aout|أغسطس|غشت|أوت|آب|اوت|اگست|اګست",
    "september|sept|sep|septembre|سبتمبر|شتنبر|أيلول|سپتامبر|سپتمبر",
    "october|oct|octobre|أكتوبر|تشرين الأول|اکتبر|اکتوبر|اکټوبر",
    "november|nov|novembre|نوفمبر|نونبر|تشرين الثاني|نوامبر|نومبر",
    "december|dec|décembre|ديسمبر|دجنبر|كانون الأول|دسامبر|دسمبر|ډسمبر",
)
SOLAR_MONTHS = (
    "فروردین|حمل|وری", "اردیبهشت|ثور|غویی", "خرداد|جوزا|غبرگولی|غبرګولی", "تیر|سرطان|چنگاښ|چنګاښ", "مرداد|امرداد|اسد"
        "|زمری",
    "شهریور|سنبله|وږی", "مهر|میزان|تله", "آبان|عقرب|لړم", "آذر|قوس|لیندۍ", "دی|جدی|مرغومی", "بهمن|دلو|سلواغه", "اسفند"
        "|حوت|کب",
)  # fmt: skip
# Tigrinya uses one name for the Ge'ez month and for the Gregorian month that begins in it.
TIGRINYA_MONTHS = "ጥሪ|ለካቲት|መጋቢት|ሚያዝያ|ግንቦት|ሰነ|ሓምለ|ነሓሰ|መስከረም|ጥቅምቲ|ሕዳር|ታሕሳስ"
# Amharic spellings, the first month of the Ge'ez year first; written otherwise than in Tigrinya unless shared.
AMHARIC_MONTHS = "መስከረም|ጥቅምት|ኅዳር|ታኅሣሥ|ጥር|የካቲት|መጋቢት|ሚያዝያ|ግንቦት|ሰኔ|ሐምሌ|ነሐሴ|ጳጉሜን"
AMHARIC_GREGORIAN_MONTHS = "ጃንዩወሪ|ፌብሩወሪ|ማርች|ኤፕሪል|ሜይ|ጁን|ጁላይ|ኦገስት|ሴፕቴምበር|ኦክቶበር|ኖቬምበር|ዲሴምበር"
# Words around a time that change nothing.
FILLERS = (
    "on|the|of|this|it|was|happened|st|nd|rd|th|er|le|la|les|l|de|du|ce|cet|cette|d|en|au|c|était|h|around|يوم|في|هذا"
    "|هذه|ب|و"
    "|در|روز|ورځ|د|په|این|دا|كانت|كان|بود|وو|ኣብ|ን|ናይ|ዕለት|እዩ|ነይሩ|ላይ|ቀን|ነው|ነበር|መዓልቲ|لە|ی|,|.|-|min|دقیقه|approx|date|تاريخ"
    "|تاریخ"
)

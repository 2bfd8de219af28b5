"""Words around a number of people or things, by language code; a speaker may correct any line."""

from collections.abc import Mapping

# Value, then language code, then spellings.
NUMBERS: Mapping[int, Mapping[str, str]] = {
    0: {"en": "zero", "fr": "zéro", "ar": "صفر", "fa": "صفر", "ps": "صفر", "ti": "ዜሮ|ባዶ", "am": "ዜሮ", "ckb": "سفر"},
    1: {
        "en": "one",
        "fr": "un|une",
        "ar": "واحد|واحدة",
        "fa": "یک|یه|يك",
        "ps": "یو|یوه",
        "ti": "ሓደ|ሓንቲ",
        "am": "አንድ|አንዲት",
        "ckb": "یەک",
    },
    2: {
        "en": "two",
        "fr": "deux",
        "ar": "اثنان|اثنين|اتنين|تنين|اثنتان|اثنتين",
        "fa": "دو|دوتا",
        "ps": "دوه|دوې",
        "ti": "ክልተ",
        "am": "ሁለት",
        "ckb": "دوو",
    },
    3: {
        "en": "three",
        "fr": "trois",
        "ar": "ثلاثة|ثلاث|تلاتة|تلات",
        "fa": "سه|سه تا",
        "ps": "درې|دری",
        "ti": "ሰለስተ",
        "am": "ሶስት|ሦስት",
        "ckb": "سێ",
    },
    4: {
        "en": "four",
        "fr": "quatre",
        "ar": "أربعة|أربع",
        "fa": "چهار|چار",
        "ps": "څلور",
        "ti": "ኣርባዕተ",
        "am": "አራት",
        "ckb": "چوار",
    },
    5: {
        "en": "five",
        "fr": "cinq",
        "ar": "خمسة|خمس",
        "fa": "پنج",
        "ps": "پنځه",
        "ti": "ሓሙሽተ",
        "am": "አምስት",
        "ckb": "پێنج",
    },
    6: {
        "en": "six",
        "fr": "six",
        "ar": "ستة|ست",
        "fa": "شش|شیش",
        "ps": "شپږ",
        "ti": "ሽድሽተ|ሹድሽተ",
        "am": "ስድስት",
        "ckb": "شەش",
    },
    7: {
        "en": "seven",
        "fr": "sept",
        "ar": "سبعة|سبع",
        "fa": "هفت",
        "ps": "اووه|اوه",
        "ti": "ሸውዓተ|ሾብዓተ",
        "am": "ሰባት",
        "ckb": "حەوت",
    },
    8: {
        "en": "eight",
        "fr": "huit",
        "ar": "ثمانية|ثماني|تمانية|ثمان|تمان",
        "fa": "هشت",
        "ps": "اته",
        "ti": "ሸሞንተ|ሾሞንተ",
        "am": "ስምንት",
        "ckb": "هەشت",
    },
    9: {
        "en": "nine",
        "fr": "neuf",
        "ar": "تسعة|تسع",
        "fa": "نه تا|نه نفر",
        "ps": "نهه|نهه کسان",
        "ti": "ትሽዓተ",
        "am": "ዘጠኝ",
        "ckb": "نۆ",
    },
    10: {
        "en": "ten",
        "fr": "dix",
        "ar": "عشرة|عشر",
        "fa": "ده",
        "ps": "لس",
        "ti": "ዓሰርተ",
        "am": "አስር|ዐሥር",
        "ckb": "دە",
    },
    12: {"en": "twelve|dozen|a dozen", "fr": "douze", "fa": "دوازده", "ps": "دولس", "ar": "اثنا عشر|اطنعش"},
    15: {"en": "fifteen", "fr": "quinze", "fa": "پانزده|پونزده", "ps": "پنځلس", "ar": "خمسة عشر|خمسطعش"},
    20: {
        "en": "twenty",
        "fr": "vingt",
        "ar": "عشرون|عشرين",
        "fa": "بیست",
        "ps": "شل",
        "ti": "ዒስራ|ዕስራ|ዒስራ ሰባት|ዕስራ ሰባት",
        "am": "ሃያ",
        "ckb": "بیست",
    },
    30: {
        "en": "thirty",
        "fr": "trente",
        "ar": "ثلاثون|ثلاثين|تلاتين",
        "fa": "سی",
        "ps": "دېرش",
        "ti": "ሰላሳ",
        "am": "ሠላሳ",
        "ckb": "سی",
    },
    40: {
        "en": "forty",
        "fr": "quarante",
        "ar": "أربعون|أربعين",
        "fa": "چهل",
        "ps": "څلوېښت",
        "ti": "ኣርብዓ|ኣርብዓ ሰባት",
        "am": "አርባ",
        "ckb": "چل",
    },
    50: {
        "en": "fifty",
        "fr": "cinquante",
        "ar": "خمسون|خمسين",
        "fa": "پنجاه",
        "ps": "پنځوس",
        "ti": "ሓምሳ",
        "am": "ሃምሳ|አምሳ",
        "ckb": "پەنجا",
    },
    60: {
        "en": "sixty",
        "fr": "soixante",
        "ar": "ستون|ستين",
        "fa": "شصت",
        "ps": "شپېته",
        "ti": "ሱሳ|ስሳ|ሱሳ ሰባት",
        "am": "ስልሳ",
        "ckb": "شەست",
    },
    100: {
        "en": "hundred|a hundred|one hundred",
        "fr": "cent",
        "ar": "مئة|مائة|مية|ميه",
        "fa": "صد|یکصد",
        "ps": "سل",
        "ti": "ሚእቲ",
        "am": "መቶ|አንድ መቶ",
        "ckb": "سەد",
    },
    200: {
        "en": "two hundred",
        "fr": "deux cents|deux cent",
        "ar": "مئتان|مئتين|ميتين|مائتين",
        "fa": "دویست",
        "ps": "دوه سوه",
        "ti": "ክልተ ሚእቲ",
        "am": "ሁለት መቶ",
    },
}
# A number with its own "about" in it.
ROUGH_NUMBERS: Mapping[int, str] = {
    10: "dizaine|une dizaine|dizaine de",
    15: "une quinzaine|quinzaine",
    20: "une vingtaine|vingtaine",
    30: "une trentaine|trentaine",
    50: "une cinquantaine|cinquantaine",
    100: "une centaine|centaine",
}
# Two of somebody in one Arabic word.
DUALS = "شخصين|شرطيين|نفرين|رجلين|شخصان|شرطيان|عسكريين|زولين"
ABOUT: Mapping[str, str] = {
    "en": "~|about|around|approximately|approx|roughly|some|maybe|perhaps|probably|nearly|almost|i think|more or less"
    "|or so|ca",
    "fr": "environ|à peu près|peut-être|presque|autour de|dans les|env|je crois|je pense|approximativement"
    "|plus ou moins|à peu pres",
    "ar": "حوالي|حوالى|تقريبا|نحو|قرابة|يمكن|ربما|بحدود|في حدود|يجي|تقدر|أعتقد|hawali|ta2riban|taqriban",
    "fa": "حدود|حدودا|تقریبا|شاید|نزدیک به|نزدیک|در حدود|فکر کنم|فکر می‌کنم|hodud|hodude|taghriban",
    "ps": "شاوخوا|تقریبا|نږدې|ښايي|کابو|شاید|فکر کوم|حدود",
    "ti": "ኣስታት|ዳርጋ|ምናልባት|ኣስታት ናይ|ኣከባቢ|ይመስለኒ|ብገምጋም",
    "am": "ገደማ|ያህል|ወደ|ምናልባት|በግምት|አካባቢ|ይመስለኛል",
    "ckb": "نزیکەی|دەوروبەری|نزیکە|لەوانەیە|ڕەنگە",
}
AT_LEAST: Mapping[str, str] = {
    "en": "+|>|at least|more than|over|minimum|min|or more|and more|plus|not less than|no less than|no fewer than",
    "fr": "au moins|plus de|plus que|minimum|au minimum|ou plus|et plus|min|plus d|pas moins de",
    "ar": "على الأقل|أكثر من|اكتر من|فوق|لا يقل عن|ما يقل عن|أو أكثر|او اكتر|وأكثر|أكثر|akthar men|aktar men",
    "fa": "حداقل|دست کم|دستکم|لااقل|بیش از|بیشتر از|بالای|به بالا|یا بیشتر|بیشتر|اقلا|hadaghal|bishtar az",
    "ps": "لږ تر لږه|لږترلږه|کم تر کمه|کمترکمه|ډېر له|زیات له|له|څخه زیات|څخه ډېر|زیات|نه زیات|نه ډېر|ډېر|یا ډېر|څخه",
    "ti": "ብውሑዱ|እንተወሓደ|ልዕሊ|ካብ|ንላዕሊ|ዝያዳ|ዝበዝሑ|ብ ውሑዱ|እንተ ወሓደ|ወይ ልዕሊኡ",
    "am": "ቢያንስ|በላይ|ከ|የሚበልጡ|የበለጠ|ወይም ከዚያ በላይ",
    "ckb": "لانی کەم|بەلایەنی کەم|زیاتر لە|زیاتر|سەرووی",
}
EXACTLY: Mapping[str, str] = {
    "en": "exactly|precisely|only|just|i counted|we counted|i am sure|for sure",
    "fr": "exactement|précisément|seulement|pile|j'ai compté|nous avons compté|juste|on a compté",
    "ar": "بالضبط|بالظبط|فقط|بس|تماما|عددت",
    "fa": "دقیقا|فقط|شمردم|دقیق",
    "ps": "دقیق|یوازې|کټ مټ|شمېرلي مې دي",
    "ti": "ልክዕ|ብልክዕ|ጥራይ|ብትኽክል",
    "am": "በትክክል|ብቻ|ልክ",
    "ckb": "تەنها|بەتەواوی|رێک",
}
NOT_SEEN: Mapping[str, str] = {
    "en": "not seen|i did not see|i didn't see|did not see|didn't see|not visible|could not see|couldn't see"
    "|i could not see"
    "|i couldn't see|did not see them|i didn't see them|unseen|i did not look|couldn't see anything",
    "fr": "je n'ai pas vu|j'ai pas vu|pas vu|non vu|je n'ai rien vu|j'ai rien vu|on n'a pas vu|pas visible"
    "|je ne les ai pas vus"
    "|nous n'avons pas vu|je ne voyais pas|on a pas vu|rien vu",
    "ar": "لم أر|لم أرى|ما شفت|ماشفت|لم أشاهد|ما شفتهم|لم أرهم|ما شفنا|ما رأيت|لم نر|ما شفت شي|ما شفت شيء|مشفتش"
    "|ماشفتش|ma sheft|ma shoft",
    "fa": "ندیدم|من ندیدم|ندیدیم|ندیدمشان|چیزی ندیدم|ندیدم چند نفر|ندیده‌ام|nadidam|nadidim",
    "ps": "ونه لیدل|ما ونه لیدل|نه مې لیدل|ومې نه لیدل|ما نه دي لیدلي|نه مې دي لیدلي|مونږ ونه لیدل|ما نه دی لیدلی",
    "ti": "ኣይረኣኹን|ኣይርኣኹን|ኣይረኣኹዎምን|ኣይረኣናን|ኣነ ኣይረኣኹን|ኣይረአኹን|ayreakun|ayreakhun",
    "am": "አላየሁም|እኔ አላየሁም|አላየንም|አላየኋቸውም|alayehum",
    "ckb": "نەمبینی|نەمدی|من نەمبینی|نەمانبینی",
}
NOBODY: Mapping[str, str] = {
    "en": "nobody|no one|none|noone|nothing|not any|no people|zero people|no police|nobody at all",
    "fr": "personne|aucun|aucune|rien|pas de police|aucune personne|il n'y avait personne|y avait personne"
    "|personne du tout",
    "ar": "لا أحد|ما حدا|ماحد|ما في حدا|مافي حد|محدش|ولا واحد|ولا أحد|ما كان في حدا|لا شيء|مافي|ما في زول|لا يوجد"
    "|لا يوجد أحد",
    "fa": "هیچکس|هیچ کس|هیچی|هیچ|کسی نبود|هیچ کسی|هیچکی|هیچ کس نبود|hichkas|hichi",
    "ps": "هیڅوک|هېڅوک|هیڅ|هېڅ|هیڅوک نه وو|هېڅوک نه وو|هیڅوک نشته|څوک نه وو|هېڅ نه",
    "ti": "ማንም|ዋላ ሓደ|ዋላ ሓንቲ|ማንም ኣይነበረን|ዋላ ሓደ ኣይነበረን|ሰብ የለን|ሰብ ኣይነበረን|ዋላሓደ",
    "am": "ማንም|ማንም የለም|ማንም አልነበረም|ምንም|ማንም ሰው",
    "ckb": "هیچ کەس|هیچکەس|هیچ|کەس نەبوو|کەس",
}
BETWEEN: Mapping[str, str] = {
    "en": "between|from|and|to|or",
    "fr": "entre|de|et|à|ou",
    "ar": "بين|من|و|إلى|الى|أو|ل|لحد",
    "fa": "بین|از|و|تا|یا",
    "ps": "د|له|او|تر|یا|ترمنځ|منځ|پورې",
    "ti": "ኣብ መንጎ|ካብ|ን|ክሳብ|ወይ|ወይ ድማ",
    "am": "ከ|እስከ|ወይም|እና|መካከል",
    "ckb": "لە|نێوان|و|بۆ|تا|یان",
}
# What may stand around the number without changing it: what is counted, and "there were".
AROUND: Mapping[str, str] = {
    "en": "there|were|was|are|is|they|we|people|persons|person|police|officers|officer|cops|policemen|policeman|men"
    "|man|women"
    "|woman|children|child|kids|minors|tents|tent|vans|van|cars|car|vehicles|trucks|truck|bus|buses|of|us|them|the|a"
    "|families"
    "|family|in|total|all|it|i|saw|have|had|here|injured|arrested|bags|sleeping|blankets|phones|gendarmes|friends"
    "|total of|dogs",
    "fr": "il|y|avait|a|étaient|était|ils|elles|nous|étions|on|sont|personnes|gens|policiers|policier|police"
    "|gendarmes|crs|de"
    "|d|des|les|hommes|femmes|enfants|mineurs|tentes|tente|voitures|camions|fourgons|camionnettes|véhicules|familles"
    "|en|tout"
    "|au|total|sommes|j|ai|vu|c|agents|blessés|blessées|arrêtées|arrêtés|sacs|couvertures|téléphones|amis|chiens"
    "|était",
    "ar": "شخص|أشخاص|اشخاص|شرطي|شرطة|الشرطة|رجل|رجال|امرأة|نساء|طفل|أطفال|خيمة|خيم|خيام|سيارة|سيارات|كان|كانوا|هناك|في"
    "|فيه|عددهم|عدد|نحن|احنا|هم|ناس|واحد|نفر|عائلة|عائلات|كنا|شفت|رأيت|من|الشرطة|زول|عسكري|قاصر|جريح|جرحى|مصاب|مصابين",
    "fa": "نفر|نفره|تا|پلیس|پولیس|مامور|مأمور|مرد|زن|بچه|کودک|چادر|خیمه|ماشین|موتر|خانواده|فامیل|بود|بودند|بودن|بودیم"
    "|هستیم"
    "|آنها|ما|اونا|دیدم|زخمی|کس|پلیس‌ها|عدد|دانه|هستند|است|مامورها|تعداد|من|را|سگ",
    "ps": "کسان|کس|نفر|تنه|پولیس|پولیسان|سړي|ښځې|ماشومان|خیمې|موټر|موټرونه|وو|ول|یو|موږ|مونږ|دي|دوی|کورنۍ|ټپيان|شمېر"
    "|وه|و|خلک",
    "ti": "ሰባት|ሰብ|ፖሊስ|ፖሊሳት|ሰብኡት|ኣንስቲ|ቆልዑ|ቴንዳ|ቴንዳታት|መኪና|መካይን|ነበሩ|ኔሮም|ኣለና|ኢና|ኣለዉ|ነይሮም|ስድራቤት|ድኳናት|ዝኾኑ|ይኾኑ|ኣለው|ርእየ",
    "am": "ሰዎች|ሰው|ፖሊስ|ፖሊሶች|ወንዶች|ሴቶች|ልጆች|ድንኳን|ድንኳኖች|መኪና|መኪኖች|ነበሩ|ነን|ናቸው|አሉ|ቤተሰብ|የሚሆኑ|ይሆናሉ|አየሁ",
    "ckb": "کەس|پۆلیس|پیاو|ژن|منداڵ|خێوەت|ئۆتۆمبێل|بوون|هەبوون|ئێمە|ئەوان|نەفەر|خێزان|هەیە",
}
# Thirty or fifty people in Tigrinya, thirty-seven or fifty-seven in Amharic: nobody may guess.
TWO_MEANINGS = "ሰላሳ ሰባት|ሓምሳ ሰባት"
# With one of these the number is a time, a price, an age, an address, a distance or an upper limit.
NOT_A_COUNT = (
    "h|heure|heures|hour|hours|am|pm|minute|minutes|min ago|ago|day|days|week|weeks|month|months|year|years|jour"
    "|jours|semaine"
    "|semaines|mois|an|ans|old|age|euro|euros|eur|km|m|metre|metres|meters|kg|rue|route|street|road|rn|quai|am|pm"
    "|oclock|clock"
    "|less|fewer|under|moins|up|jusqu|max|maximum|not|pas|percent|pour|th|st|nd|rd|eme|er|x|janvier|fevrier|mars"
    "|avril|mai|juin"
    "|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september"
    "|october"
    "|november|december|k|cents|mille|thousand|thousands|hundreds|million|millions|هزار|الف|الاف|زره|زر|سوه|ሽሕ|ሺህ|ሺ"
    "|هەزار|nov|dec|jan|feb|ساعه|ساعات|الساعه|ساعت|دقیقه|دقایق|دقایق|یوم|ایام|روز|هفته|ماه|سال|سنه|سنوات|شهر|یورو"
    "|شارع|اقل|کمتر|لک|بجی|ورحی|کلنه|ሰአት|ደቒቕ|መአልቲ|አመት|ቀን|ደቂቃ|ታች|ትሕቲ"
)

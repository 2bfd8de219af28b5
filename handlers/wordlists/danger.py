"""What people write when somebody is in danger, by language code; a speaker may correct any line.

One phrase a line, or several with | between them. Spaces between words do not matter, nor do stretched letters.
    a/b     one of these words (an underscore inside a word is a space: going_to)
    a?      this word, or nothing
    *       up to two words, whatever they are
    ^ and $ before the first, after the last word: the message begins or ends here
    ~       nothing is wrong now when the message names another day (yesterday, tomorrow)
    NAMES   words of NAMES
"""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "WHO": "i/we/he/she/it/they/you/someone/somebody/people/person/man/men/woman/child/children/kid/baby/boy/girl"
        "/friend/brother/sister/mother/father/wife/husband/son/daughter/one/everyone/guy/family",
        "BE": "is/are/am/s/m/re/r/be/iz/getting",
        "NOT": "not/can't/cannot/cant/can_not/couldn't/don't/do_not/doesn't/does_not/isn't/won't/no/dont/doesnt/didn't",
        "US": "us/me/him/her/them/people/everyone/everybody/someone/my_friend/my_brother/friend/brother/child/man/boys",
        "COPS": "police/polic/polis/polise/poilce/pólice/cops/crs/gendarmes/gendarme/gendarmerie/policemen/officers",
        "SEA": "sea/water/channel/ocean/boat/dinghy/see",
        "OURS": "tents/tent/things/stuff/bags/belongings/camp/shelter/shelters/everything/blankets/jungle/place",
    },
    "fr": {
        "IL": "il/elle/on/je/j/nous/tu/vous/ils/elles/ami/pote/frère/soeur/femme/fille/enfant/bébé/gens/homme/fils"
        "/garçon/personne/mec/gars/quelqu'un/qqn/mère/père",
        "NOUS": "nous/me/m/le/la/l/les/te/lui/leur/vous",
        "FLICS": "police/polices/policiers/policier/flics/flic/crs/gendarmes/gendarmerie/keufs/bac/polis/polic",
        "MER": "l'eau/eau/mer/la_mer/la_manche/bateau/le_bateau/un_bateau/un_canot/le_canot/zodiac",
        "TENTES": "tentes/tente/affaires/camp/cabanes/abris/sacs/couvertures/campement/jungle",
    },
    "ar": {
        "NO": "لا/ما/مش/مو/مب/لست/لسنا/ليس/مابدي/موش/لم/لن",
        "WANT": "اريد/أود/بدي/عايز/عايزة/عاوز/عاوزة/داير/دايرة/ابي/ابغى/بغيت/نبغي/حاب/ودي/اتمنى/نفسي/افضل/نحب/بريد/حابب",
        "COPS": "الشرطة/شرطة/البوليس/بوليس/الشرطه/العساكر/عسكر/الجندرمة/الدرك/الكومندوس/السي_ار_اس/بالشرطة/الأمن",
        "NOW": "الآن/هلا/هلق/هسع/هسة/دلوقتي/دحين/دابا/توا/حاليا/هنا/هون/هني/هناك",
        "SEA": "البحر/بحر/بالبحر/الماء/ماء/المي/المية/الموية/بالماء/بالمي/بالموية/المانش/القارب/المركب/البلم",
        "BOAT": "القارب/قارب/المركب/مركب/البلم/بلم/الزورق/الفلوكة/السفينة/قاربنا/مركبنا/الطوافة/بلمنا",
        "MOTOR": "المحرك/محرك/الموتور/موتور/الماتور/ماتور/المتور/المكينة/مكينة/الماكينة",
        "LIFE": "الحياة/حياتي/هالحياة/العيشة/عيشتي/الدنيا/العيش/هالعيشة/حياة/للحياة/لحياتي",
    },
    "fa": {
        "COPS": "پلیس/پولیس/پلیسا/پلیس_ها/پولیس_ها/پلیسها/پولیسها/ژاندارم/ژاندارم_ها/سی_ار_اس/مامورها/مامورا/پلیث",
        "NOW": "اینجاست/اینجا/اینجه/اینجان/اینجایند/اینجا_هستند/حالا/الان/الآن/همین_الان/همین_حالا/فعلا/همی_حالی",
        "COME": "می_آید/می_آیند/میاد/میان/میایند/میایه/در_حال_آمدن/رسید/رسیدند/رسیدن/آمد/آمدند/آمدن/آمده/آمده_اند/اومد"
        "/اومدن/اومدند/داره_میاد/دارن_میان/دارند_می_آیند/ریخت/ریختن/ریختند",
        "MA": "ما/مارو/ما_را/ما_ره/ماره/منو/من_را/من_رو/مرا/مره/او_را/اونو/او_ره/دوستم_را/دوستمو/برادرم_را/مردم_را/مردم"
        "/دوستم_ره/همه_را/پناهجوها_را",
        "SEA": "دریا/آب/بحر/اوقیانوس/کانال/آبها/اوو",
        "BOAT": "قایق/کشتی/قایقمان/قایقمون/قایق_ما/کشتی_ما/جهاز/قایق_بادی",
        "TENTS": "خیمه/خیمه_ها/خیمه_های_ما/خیمه_هایمان/چادر/چادرها/چادرهای_ما/چادرا/چادرامون/چادرهایمان/چادرمان/وسایل"
        "/وسایل_ما/کمپ/جنگل/خیمه_ما/وسایلمون",
        "DO": "کنید/کنین/کن/کنی/کنیدد/کنید_لطفا/بکنید/بکنین",
        "WANT": "می_خواهم/میخوام/می_خوام/میخام/میخایم/می_خایم/دلم_میخواد/دلم_می_خواهد/دوست_دارم/آرزو_دارم/کاش/کاشکی",
    },
    "ps": {
        "COPS": "پولیس/پولیسان/پوليسان/پولیسو/پلیس/عسکر/عسکرو/سي_ار_اس/ژاندارم",
        "US": "مو/موږ/مونږ/مونږ/ما/مې/می/هغه/ملګری/ملګري/ورور/خلک/راته",
        "SAVE": "وژغورئ/وژغوری/وژغوره/بچ_کړئ/بچ_کړی/بچ_کړه/خلاص_کړئ/خلاص_کړی/نجات_راکړئ/ژغورئ",
        "DO": "وکړئ/وکړی/وکړه/وکړۍ/کوئ/کوی/وکئ/وکړي/وکا",
        "SEA": "سمندر/اوبو/ابو/بحر/دریاب/سمندر_کې_اوبو/دریا",
        "BOAT": "کښتۍ/کښتي/بېړۍ/بیړۍ/کشتۍ/کشتي/کیشتۍ/بېړي",
        "SINK": "ډوبېږو/ډوبیږو/ډوبېږم/ډوبیږم/ډوبېږي/ډوبیږي/ډوبه_ده/ډوب_شو/ډوبه_شوه/ډوب_دی/ډوبه_کېږي/ډوبه_کیږي/ډوب_شول"
        "/غرقېږو/غرقیږو/غرقېږي/غرقیږي/غرق_شو/غرق_شول/غرقیږم/ډوب_یو/ډوبیدو",
    },
    "ti": {
        "COPS": "ፖሊስ/ፖሊሳት/ፓሊስ/ፓሊሳት/ወተሃደራት/ወትሃደራት/ፖሊሲ/ሲኣርኤስ",
        "ARE": "ኣለና/ኣለኹ/ኣሎ/ኣላ/ኣለዉ/ኣለው/ኢና/ኣሎና/ወዲቕና/ወዲቑ/ወዲቓ/ወዲቖም/ኣለኩ",
        "SELF": "ነፍሰይ/ነብሰይ/ርእሰይ/ህይወተይ/ባዕለይ/ባዕለይ_ንባዕለይ/ሂወተይ/ንነፍሰይ/ንነብሰይ",
        "BOAT": "ጃልባ/ጀልባ/ጃልባና/ጀልባና/መርከብ/መርከብና/ታንኳ/እታ_ጃልባ",
    },
    "am": {
        "COPS": "ፖሊስ/ፖሊሶች/ፖሊሶቹ/ፓሊስ/ፓሊሶች/ወታደሮች/ፖሊሱ",
        "ARE": "ነን/ነኝ/ነው/ናቸው/ናት/ወደቀ/ወደቅን/ወደቁ/ነኝ_እርዱኝ/ነን_እርዱን/አለን/ነች",
        "BOAT": "ጀልባ/ጀልባው/ጀልባዋ/ጀልባችን/መርከቡ/ጃልባው/ጃልባ",
    },
    "ckb": {
        "COPS": "پۆلیس/پۆلیسەکان/پۆلیسەکە/پولیس/پولیسەکان/پۆلیسی_فەڕەنسا/پۆليس",
        "BOAT": "بەلەم/بەلەمەکە/بەلەمەکەمان/قایەق/قایەقەکە/قایق/پاپۆڕ/کەشتی/کەشتییەکە",
    },
    "la": {
        "COPS": "polis/police/polees/bolis/boulis/shorta/chorta/shurta/polic/alshorta/el_bolis",
        "HELP": "sa3duna/sa3dona/sa3doona/saaduna/saadouna/saedona/saeduna/sa3duni/sa3doni/sa3dooni/saaduni/saadouni"
        "/saedoni/sa3edouna/sa3edni/sa3idouna/sa3idoni/saa3duna/sa3edona/saidouna/sa3adona/hagezuni/hagezuna/hagizuni"
        "/hagizuna/hagzuni/hagzuna/hagezna/hagezni/hegezuni/hegezuna/rdeuna/rduna/rdiuna/erdun/erdugn/irdun/erdunn/irdugn"
        "/yarmatiman_bdan/yarmatim_bdan/yarmetiman/yarmatiman/komakam_konid/komakemun_konid/komak_konid/komak_konin"
        "/komak_kon/komakemon_kon/komak_kunid/komak_kunin/komak_ma/komakam_kon/mrasta_wokri/marasta_wokri/mrasta_wakri"
        "/marasta_wakri/marasta_wkri/mrasta_wkai/marasta_wokai/mrasta_okri/marasta_okri/mrasta_wokray/marasta_wokray"
        "/musa3ada_ya_nas",
    },
}

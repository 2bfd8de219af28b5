"""What people write when somebody is in danger, by language code ("la": in Latin letters, any language).

A speaker may correct any line. Phrases stand one a line, or several with | between them; spaces between words and
stretched letters do not matter. The other tables are `danger_sea.py` (sea, suicide), `danger_life.py`, `danger_now.py`.
    a/b     one of these words; an underscore inside a word is a space: going_to
    a/b?    one of these words, or none
    *       up to two words, whatever they are
    ^a b$   the message begins with a, ends with b
    !a b    hears nothing else inside ("I do not want to die" is no wish to die)
    ~a      no alarm when the message names another day and not today ("they beat us yesterday")
    NAMES   the words of this name in NAMES
"""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "WHO": "i/we/he/she/it/they/you/someone/somebody/people/person/man/men/woman/child/children/kid/baby/boy"
        "/girl/friend/brother/sister/mother/father/wife/husband/son/daughter/one/everyone/guy/family",
        "BE": "is/are/am/s/m/re/r/be/iz/getting",
        "NOT": "not/can't/cannot/cant/can_not/couldn't/don't/do_not/doesn't/does_not/isn't/won't/no/dont/doesnt/didn't",
        "US": "us/me/him/her/them/people/everyone/everybody/someone/my_friend/my_brother/friend/brother/child/man/boys",
        "COPS": "police/polic/polis/polise/poilce/pólice/cops/crs/gendarmes/gendarme/gendarmerie/policemen/officers"
        "/shorta/شرطة/الشرطة/بوليس/پولیس/پلیس/ፖሊስ/پۆلیس",
        "SEA": "sea/water/channel/ocean/boat/dinghy/see",
        "OURS": "tents/tent/things/stuff/bags/belongings/camp/shelter/shelters/everything/blankets/jungle/place",
    },
    "fr": {
        "IL": "il/elle/on/je/j/nous/tu/vous/ils/elles/ami/pote/frère/soeur/femme/fille/enfant/bébé/gens/homme"
        "/fils/garçon/personne/mec/gars/quelqu'un/qqn/mère/père",
        "NOUS": "nous/me/m/le/la/l/les/te/lui/leur/vous",
        "FLICS": "police/polices/policiers/policier/flics/flic/crs/gendarmes/gendarmerie/keufs/bac/polis/polic",
        "MER": "l'eau/eau/mer/la_mer/la_manche/bateau/le_bateau/un_bateau/un_canot/le_canot/zodiac",
        "TENTES": "tentes/tente/affaires/camp/cabanes/abris/sacs/couvertures/campement/jungle",
    },
    "ar": {
        "NO": "لا/ما/مش/مو/مب/لست/لسنا/ليس/مابدي/موش/لم/لن",
        "WANT": "اريد/أود/بدي/عايز/عايزة/عاوز/عاوزة/داير/دايرة/ابي/ابغى/بغيت/نبغي/حاب/ودي/اتمنى/نفسي/افضل/نحب/بريد"
        "/حابب",
        "COPS": "الشرطة/شرطة/البوليس/بوليس/الشرطه/العساكر/عسكر/الجندرمة/الدرك/الكومندوس/السي_ار_اس/بالشرطة/الأمن"
        "/police/polis/bolis",
        "NOW": "الآن/هلا/هلق/هسع/هسة/دلوقتي/دحين/دابا/توا/حاليا/هنا/هون/هني/هناك",
        "SEA": "البحر/بحر/بالبحر/الماء/ماء/المي/المية/الموية/بالماء/بالمي/بالموية/المانش/القارب/المركب/البلم",
        "BOAT": "القارب/قارب/المركب/مركب/البلم/بلم/الزورق/الفلوكة/السفينة/قاربنا/مركبنا/الطوافة/بلمنا",
        "MOTOR": "المحرك/محرك/الموتور/موتور/الماتور/ماتور/المتور/المكينة/مكينة/الماكينة",
        "LIFE": "الحياة/حياتي/هالحياة/العيشة/عيشتي/الدنيا/العيش/هالعيشة/حياة/للحياة/لحياتي",
    },
    "fa": {
        "COPS": "پلیس/پولیس/پلیسا/پلیس_ها/پولیس_ها/پلیسها/پولیسها/ژاندارم/ژاندارم_ها/سی_ار_اس/مامورها/مامورا/پلیث"
        "/police/polis",
        "NOW": "اینجاست/اینجا/اینجه/اینجان/اینجایند/اینجا_هستند/حالا/الان/الآن/همین_الان/همین_حالا/فعلا/همی_حالی",
        "MA": "ما/مارو/ما_را/ما_ره/ماره/منو/من_را/من_رو/مرا/مره/او_را/اونو/او_ره/دوستم_را/دوستمو/برادرم_را"
        "/مردم_را/مردم/دوستم_ره/همه_را/پناهجوها_را",
        "SEA": "دریا/آب/بحر/اوقیانوس/آبها",
        "BOAT": "قایق/کشتی/قایقمان/قایقمون/قایق_ما/کشتی_ما/جهاز/قایق_بادی",
        "TENTS": "خیمه/خیمه_ها/خیمه_های_ما/خیمه_هایمان/چادر/چادرها/چادرهای_ما/چادرا/چادرامون/چادرهایمان/چادرمان"
        "/وسایل/وسایل_ما/کمپ/جنگل/خیمه_ما/وسایلمون",
        "DO": "کنید/کنین/کن/کنی/کنیدد/کنید_لطفا/بکنید/بکنین",
        "WANT": "می_خواهم/میخوام/می_خوام/میخام/میخایم/می_خایم/دلم_میخواد/دلم_می_خواهد/دوست_دارم/آرزو_دارم/کاش/کاشکی",
    },
    "ps": {
        "COPS": "پولیس/پولیسان/پوليسان/پولیسو/پلیس/عسکر/عسکرو/سي_ار_اس/ژاندارم/police/polis",
        "US": "مو/موږ/مونږ/مونږ/ما/مې/می/هغه/ملګری/ملګري/ورور/خلک/راته",
        "SAVE": "وژغورئ/وژغوری/وژغوره/بچ_کړئ/بچ_کړی/بچ_کړه/خلاص_کړئ/خلاص_کړی/نجات_راکړئ/ژغورئ",
        "DO": "وکړئ/وکړی/وکړه/وکړۍ/وکئ/وکړي/وکا",
        "SEA": "سمندر/اوبو/ابو/بحر/دریاب/سمندر_کې_اوبو/دریا",
        "BOAT": "کښتۍ/کښتي/بېړۍ/بیړۍ/کشتۍ/کشتي/کیشتۍ/بېړي",
        "SINK": "ډوبېږو/ډوبیږو/ډوبېږم/ډوبیږم/ډوبېږي/ډوبیږي/ډوبه_ده/ډوب_شو/ډوبه_شوه/ډوب_دی/ډوبه_کېږي/ډوبه_کیږي"
        "/ډوب_شول/غرقېږو/غرقیږو/غرقېږي/غرقیږي/غرق_شو/غرق_شول/غرقیږم/ډوب_یو/ډوبیدو",
    },
    "ti": {
        "COPS": "ፖሊስ/ፖሊሳት/ፓሊስ/ፓሊሳት/ወተሃደራት/ወትሃደራት/ፖሊሲ/ሲኣርኤስ/police/polis",
        "ARE": "ኣለና/ኣለኹ/ኣሎ/ኣላ/ኣለዉ/ኣለው/ኢና/ኣሎና/ወዲቕና/ወዲቑ/ወዲቓ/ወዲቖም/ኣለኩ",
        "SELF": "ነፍሰይ/ነብሰይ/ርእሰይ/ህይወተይ/ባዕለይ/ባዕለይ_ንባዕለይ/ሂወተይ/ንነፍሰይ/ንነብሰይ",
        "BOAT": "ጃልባ/ጀልባ/ጃልባና/ጀልባና/መርከብ/መርከብና/ታንኳ/እታ_ጃልባ",
    },
    "am": {
        "COPS": "ፖሊስ/ፖሊሶች/ፖሊሶቹ/ፓሊስ/ፓሊሶች/ወታደሮች/ፖሊሱ/police/polis",
        "ARE": "ነን/ነኝ/ነው/ናቸው/ናት/ወደቀ/ወደቅን/ወደቁ/ነኝ_እርዱኝ/ነን_እርዱን/አለን/ነች",
        "BOAT": "ጀልባ/ጀልባው/ጀልባዋ/ጀልባችን/መርከቡ/ጃልባው/ጃልባ",
    },
    "ckb": {
        "COPS": "پۆلیس/پۆلیسەکان/پۆلیسەکە/پولیس/پولیسەکان/پۆلیسی_فەڕەنسا/پۆليس/police/polis",
        "BOAT": "بەلەم/بەلەمەکە/بەلەمەکەمان/قایەق/قایەقەکە/قایق/پاپۆڕ/کەشتی/کەشتییەکە",
    },
    "la": {
        "COPS": "polis/police/polees/bolis/boulis/shorta/chorta/shurta/polic/alshorta/el_bolis"
        "/elshorta/eshorta/elbolis/lbolis",
        "HELP": "sa3duna/sa3douna/sa3douni/sa3dona/sa3doona/saaduna/saadouna/saedona/saeduna/sa3duni/sa3doni"
        "/sa3dooni/saaduni/saadouni/saedoni/sa3edouna/sa3edni/sa3idouna/sa3idoni/saa3duna/sa3edona/saidouna"
        "/sa3adona/hagezuni/hagezuna/hagizuni/hagizuna/hagzuni/hagzuna/hagezna/hagezni/hegezuni/hegezuna"
        "/rdeuna/rduna/rdiuna/erdun/erdugn/irdun/erdunn/irdugn/yarmatiman_bdan/yarmatim_bdan/yarmetiman"
        "/yarmatiman/komakam_konid/komakemun_konid/komak_konid/komak_konin/komak_kon/komakemon_kon"
        "/komak_kunid/komak_kunin/komak_ma/komakam_kon/mrasta_wokri/marasta_wokri/mrasta_wakri"
        "/marasta_wakri/marasta_wkri/mrasta_wkai/marasta_wokai/mrasta_okri/marasta_okri/mrasta_wokray"
        "/marasta_wokray/musa3ada_ya_nas"
        "/mrasta_wakrai/mrasta_wakray/komakam_konin/komakam_konid/hgzuna/hgzna/hagzna/hagzni/hgzni/redeuna",
    },
}
# What sounds alike and is no danger; it also covers the words of danger inside it.
CALM: Mapping[str, str] = {
    "en": """
not/isn't/aren't/never/is_not in/any/really/a? any? danger/dangerous/dying/dead/drowning/sinking/bleeding
are_not/am_not/wasn't/no_longer/out_of/nothing in/any/really/a? any? danger/dangerous/dying
are_not/am_not/wasn't/no_longer/out_of/nothing in/any/really/a? any? dead/drowning/sinking/bleeding
not/isn't/aren't/never/is_not in/any/really/a? any? unconscious/urgent/suicidal/emergency/shot/stabbed/suicide
are_not/am_not/wasn't/no_longer/out_of/nothing in/any/really/a? any? unconscious/urgent/suicidal
are_not/am_not/wasn't/no_longer/out_of/nothing in/any/really/a? any? emergency/shot/stabbed/suicide
no/without/zero/avoid any/more/big? danger/drowning/emergency/blood/suicide/urgency/rape/fire/shooting/bleeding
no_one/nobody/noone/none * dying/dead/died/drowning/drowned/killed/hurt
no_one/nobody/noone/none * injured/shot/stabbed/raped/bleeding/danger/die/unconscious
NOT want/wanna/going/try/trying/will/think/thinking? to/of/about? kill/killing/hurt/hurting myself|NOT * suicide
never kill/hurt/harm myself|NOT be/getting beaten/killed|NOT * kill/killing us/me|dying to|eyes BE? burning
burning eyes|phone/battery/mobile/charger BE? now? dead|dead phone/battery
no police/cops/polis here/now/coming/today/near?
COPS/they BE/has/have? not/gone/left/leaving/never/n't here/coming/now?
NOT/can/could/to/will/who/didn't/who_can/you/they/that/they_always help/helped/helping us/me
thank/thanks * help us/me|COPS left/gone * now|they/who/people BE coming tomorrow/later/home/back_home|not urgent
not/no so? urgent|no hurry|nothing urgent|in the ocean_park|near/close_to/next_to/by the sea/water/channel/boat
WHO BE at/near/by/next_to the? water/boat point/tap/tank/distribution/place|camp fire
water point/tap/tank/distribution/place|fire place|drinking water|is_not/isn't breathing_problem
""",
    "fr": """
pas/plus/jamais/hors/aucun/sans/ni du_tout/vraiment/de/en/d/un/eu_de/eu? de/d'/en? danger/urgent/mort/mourir
pas/plus/jamais/hors/aucun/sans/ni du_tout/vraiment/de/en? de/d'/en? noyé/inconscient/suicidaire/suicide
pas/plus/jamais/hors/aucun/sans/ni d/un/eu_de/eu? de/d'/en? noyé/inconscient/suicidaire/suicide
pas/plus/jamais/hors/aucun/sans/ni du_tout/vraiment/de/en/d/un/eu_de/eu? de/d'/en? urgence/noyade/viol/saigne
pas/plus/jamais/hors/aucun/sans/ni du_tout/vraiment/de/en? de/d'/en? évanoui/en_danger/feu/sang/dangereux
pas/plus/jamais/hors/aucun/sans/ni d/un/eu_de/eu? de/d'/en? évanoui/en_danger/feu/sang/dangereux
pas/plus/jamais envie/veux de/d'? mourir_de_faim/me_tuer/me_suicider/en_finir|pas me/se tuer/suicider/suicidé
personne ne/n_est/n'est/n'a_été/n'a/n * mort/meurt/danger/blessé/blessée/noie/noyé/tué/saigne/va_mourir
personne/aucun est/en/de/n_est? mort/danger/blessé/morts/danger_de_mort
plus/pas/jamais/aucune de/la? police/flics/crs ici/là/maintenant?
FLICS/ils n/ne? est/sont? pas/plus/parti/partie/partis là/ici/encore?|yeux/me/ça/gorge * brûlent|yeux brûle/brûlent
mort/meurs/meurt/mourir/morte de faim/fatigue/soif/rire|téléphone/portable/batterie * mort/morte|au feu rouge/vert
feu rouge/vert/de_camp|pas/pouvez_vous/peut/pour/qui_peut aidé/aider/nous_aider/nous_aidez/m'aider/pas_nous_aider
peuvent/ne/n_ont/viennent_nous/vient_nous/merci_de aidé/aider/nous_aider/nous_aidez/m'aider/pas_nous_aider
FLICS regarde/regardent * seulement|ne * respire bien|respire bien/mieux|à/a côté/près_de_la mer|bord de mer
FLICS municipale/nationale/aux_frontières/en_civil|demain
""",
    "ar": """
NO/مافي/ما_في/بدون/يوجد/ليس/لسنا/لست في/اي/هناك/ب/يوجد/أي/عندنا/نكون? خطر/بخطر/خطورة/نزيف/حريق/غرقى/طوارئ/عاجل/خطير
مافيش/مفيش/ماكو/من_غير في/اي/هناك/ب/يوجد/أي/عندنا/نكون? خطر/بخطر/خطورة/نزيف/حريق/غرقى/طوارئ/عاجل/خطير
ولا/لايوجد/هناك/يوجد_اي في/اي/هناك/ب/يوجد/أي/عندنا/نكون? خطر/بخطر/خطورة/نزيف/حريق/غرقى/طوارئ/عاجل/خطير
لا_احد/ما_حدا/محدش/مافي_حدا/ما_في_احد/ما_في_حدا/لا_أحد/مافي_زول * يموت/مات/بيموت/غرق/يغرق/ينزف/بينزف/اصيب
لا_احد/ما_حدا/محدش/مافي_حدا/ما_في_احد/ما_في_حدا/لا_أحد/مافي_زول * قتل/عم_يموت/في_خطر/بخطر/تأذى/غرقان/يمت/اغتصب/خطر
مافيش_حد/ولا_واحد/ما_في_زول/محد/ماحدا/ماحد/ما_حد/ليس_هناك_احد * يموت/مات/بيموت/غرق/يغرق/ينزف/بينزف/اصيب
مافيش_حد/ولا_واحد/ما_في_زول/محد/ماحدا/ماحد/ما_حد/ليس_هناك_احد * قتل/عم_يموت/في_خطر/بخطر/تأذى/غرقان/يمت/اغتصب/خطر
NO/لن/لن_افكر/ما_افكر/مابفكر/ما_بفكر راح/رح/افكر/بفكر/WANT? في/ان/ب? انتحار/الانتحار/انتحر
NO/لن/لن_افكر/ما_افكر/مابفكر/ما_بفكر راح/رح/افكر/بفكر/WANT? في/ان/ب? بالانتحار/اقتل_نفسي/اؤذي_نفسي/اقتل_حالي
لا/ما/مافي/بدون/مفيش/ما_في COPS هنا/الان/هون?|COPS NO/ليست/راحت/ذهبت/مشيت/غادرت/راحوا/مشيو هنا/هون/جاية/قادمة/تأتي?
ما/لم/لا/لن/ماحدا/محدش/الذين ساعدونا/ساعدوني/يساعدونا/ساعدنا/ساعدني/يساعدوننا
اللي/مابي/من/كانوا/شكرا_لانكم/ما_حدا/لماذا_لم ساعدونا/ساعدوني/يساعدونا/ساعدنا/ساعدني/يساعدوننا
شكرا * ساعدتونا/ساعدتوني/ساعدونا|عيوني/عيني/عيونا * تحترق/بتحترق/يحترق
بموت/ميت/نموت/هموت/اموت_من/نموت_من من? الجوع/جوع/الضحك/البرد_شوي/التعب/العطش|قتلوا الوقت|خطر الآن_لا
على/شاطئ/جنب/قرب البحر
""",
    "fa": """
خطر/خطری/خطرناک نیست/نداره/نداریم/ندارد/نیستم/نیستیم/وجود_ندارد/نبود/نمی_کند/ندارم
در خطر/خطری نیستم/نیستیم/نیست/نیستند/نمی_باشم/نیستن|هیچ خطر/خطری ندارد/نیست/نداره/نداریم/وجود_ندارد/ما?
بدون خطر/خونریزی|هیچ_کس/هیچکس/کسی/هیشکی/هیچ_کسی/هیچ_نفر/کدام_کس/هیچکی * نمی_میرد/نمرده/نمی_میره/نمیمیره/غرق_نشده
هیچ_کس/هیچکس/کسی/هیشکی/هیچ_کسی/هیچ_نفر/کدام_کس/هیچکی * غرق_نشد/زخمی_نیست/نمرد/در_خطر_نیست/زخمی_نشده/نمیره
پلیس/پولیس/پلیس_ها/پولیس_ها اینجا/حالا/الان/هنوز/دیگر/امروز/اینجه? نیست/نیامد/نیامده/نمی_آید/نیستند/نیومد
پلیس/پولیس/پلیس_ها/پولیس_ها اینجا/حالا/الان/هنوز/دیگر/امروز/اینجه? نیومده/نمیاد/رفت/رفتند/رفته/رفتن/نیستن
کمک/به_ما_کمک نکرد/نکردند/نکردن/کردند/کرد/نمی_کنند/نمیکنن/کردن/نمی_کند|خودکشی نمی_کنم/نمیکنم/نکرده/نکردم
خودم را نمی_کشم/نمیکشم|غرق نشده/نشد/نشدیم/نشدند/نشدم|تجاوز نشده/نکرد/نشد/نکردند|فوری/عاجل نیست
چشم/چشمم/چشمهایم/چشمام/چشم_هایم/گلو * می_سوزد/میسوزه|از گشنگی/گرسنگی/خستگی می_میرم/میمیرم/مردم/میمیریم
بیهوش/خونریزی نیست/نشده/نشد|لب/کنار/نزدیک/ساحل دریا|در/داخل/توی آب_معدنی|داریم_نفس
""",
    "ps": """
خطر/خطره/خطرناک/خطر_کې نشته/نه_شته/نه_لري/نلرو/نسته/نه_یو/نه_یم/نه_دی/نه_ده/نه_دي/نه_لرو/نه_وو
په? خطر/خطره کې/کی? نه یو/یم/دي/یمه/ده/دی?|هیڅ/هېڅ خطر/خطره نشته/نه_شته/نه_لري?
هیڅوک/هېڅوک/هېچا/هیچا/هېچوک * نه_مري/نه_دی_مړ/نه_دي_مړه/مړ_نه_دی/مړه_نه_دي/نه_ډوبېږي/مړ_نه_شو
COPS اوس/دلته/نن? نشته/نه_دي/نه_شته/نه_راځي/لاړل/ولاړل/نه_دی/تللي/نسته/رانغلل/نه_راغلل/ولاړ
مرسته ونه_کړه/نه_کوي/ونکړه/نکوي/ونه_کړله/وکړه_مننه|ځان نه_وژنم/نه_وژنی/نه_وژني|ډوب/غرق نه_شو/نه_دی
سترګې/سترګي/سترګه * سوځي/سوزي|بیړه/عاجل نه/نه_دی|د? لوږې/تندې مرم/مري|د? سمندر غاړه/غاړې/ساحل
""",
    "ti": """
ሓደጋ የለን/የብልናን/ኣይኮንኩን/የብለይን/ኣይነበረን/ዘይብሉ/ዘየለ/እንተ_ዘየለ/ኣይኮነን|ኣብ ሓደጋ ኣይኮንናን/የለናን/የለኹን/ኣይኮንኩን/የለዉን/ኣይኮነን/የለን/ኣይነበርናን
ዝመውት/ዝሞተ/ዝሞይት/ዝጠሓለ/ዝተጎድአ ዘሎ? ሰብ? የለን/ኣይነበረን|ዝኾነ * ኣይሞተን/ኣይተጎድአን/ሰብ_ኣይሞተን|ህጹጽ ኣይኮነን
COPS ሕጂ/ኣብዚ/ሎሚ? የለን/የለዉን/ኣይመጹን/ኣይመጽኡን/ኣይኮኑን/ከይዶም/የለውን/ኣይመጹን/ከይዶም_እዮም/የለዉን_ኣብዚ/ይርእዩ/ጥራይ|ዓይነይ/ኣዒንተይ/ዓይንና * ይነድድ/ይቃጸል
ብጥምየት/ብጽምኢ ንመውት/ክመውት/ሞይተ|ኣብ ገምገም ባሕሪ/ማይ
""",
    "am": """
አደጋ የለም/የለብንም/አልነበረም/የለኝም/የለብኝም/አይደለም|አደጋ ላይ/ውስጥ አይደለሁም/አይደለንም/አይደለም/አይደሉም
ማንም/ማንም_ሰው/የሞተ/የሰመጠ * አልሞተም/አይሞትም/የለም/አልተጎዳም/አልሰመጠም|COPS አሁን/እዚህ/ዛሬ? የለም/የሉም/አልመጡም/አይደለም/ሄዱ/ሄደዋል/አይመጡም/አልመጣም/የሉም_እዚህ
አስቸኳይ አይደለም|ዓይኔ/አይኔ/ዓይኖቼ * እየተቃጠለ/እየነደደ|በረሃብ/በራብ ልሞት/እየሞትኩ|ባህር ዳር
""",
    "ckb": """
مەترسی/مەترسییەک/مەترسیم/مەترسیمان نییە/نیە/نین/لەسەر_نییە/نەبوو|لە مەترسیدا نین/نیم/نییە/نیە/نەبووین
کەس/هیچ_کەس/هیچکەس/کەسێک * نامرێ/نەمردووە/نامرێت/نەمرد/بریندار_نییە/نەخنکاوە/نەخنکا
COPS لێرە/ئێستا/ئەمڕۆ? نییە/نیە/نین/نەهات/نەهاتن/نایەن/ڕۆیشتن/ڕۆیشت/نەهاتوون/لێرە_نییە/لێرە_نین|بەپەلە نییە/نیە
چاوم/چاوەکانم * دەسووتێ/دەسووتێت/ئەسووتێ|خۆم ناکوژم|لە? برسان/تینوان دەمرم/دەمرین|کەنار/نزیک دەریا
""",
    "la": """
mafi/ma_fi/ma_fe/mish/bidun/la khatar/5atar/khater|khatar nist/nadare/nadarim/nishta/nashta|hadega yelen/yellen
adega yelem|metersi niya|dar khatar nistam/nistim|ma/lam/did_not/polis_ma sa3duna/saaduna
COPS nist/nishta/nashta/yelen/yelem/niya/nayamad/ma_hon
""",
}
# Labels of ours that only name a danger: handlers/danger.py or the flow that reads them rings by itself.
LABELS = """
Danger now|خطر الآن|حالا در خطر هستم|Danger maintenant|اوس خطر دی|ሕጂ ሓደጋ ኣሎ|Police now / danger|الشرطة الآن / خطر
حالا پلیس اینجاست / خطر|Police ici ou danger|پولیس اوس دلته دي / خطر|ሕጂ ፖሊስ ኣለዉ / ሓደጋ ኣሎ
Ils courent après nous|خلک نیسي
"""
ANOTHER_DAY: Mapping[str, str] = {
    "en": """
yesterday|yesturday
last week/month/night/year/monday/tuesday/wednesday/thursday/friday/saturday/sunday/time/winter/summer|ago|tomorrow
next week/month/day|days/weeks/months/years before|day before|every day/morning/week/night|two/three/other days
""",
    "fr": """
hier|avant_hier|semaine/mois/année/nuit/fois/lundi dernier/dernière/passé/passée/prochaine/prochain
mardi/mercredi/jeudi/vendredi/samedi/dimanche dernier/dernière/passé/passée/prochaine/prochain
il y a * jours/jour/semaine/semaines/mois/ans/an|demain|l'autre jour|tous/chaque les? jours/matins/jour/matin
nuit dernière
""",
    "ar": """
امس|البارحة|مبارح|امبارح|اول_امس|قبل يومين/اسبوع/شهر/سنة/ايام/شهرين/سنتين/اسبوعين/فترة/يوم
قبل * ايام/اسابيع/اشهر/سنوات/شهور
الاسبوع/الشهر/السنة/الليلة/العام/المرة/اسبوع/شهر الماضي/الماضية/الفائت/اللي_فات/اللي_فاتت/الماضي_كان|بكرا|بكرة|غدا
باكر|يوم_الجمعة_الماضي|كل يوم/صباح/اسبوع|السنة_الماضية|أمس_الأول
""",
    "fa": """
دیروز|پریروز|دیشب|پارسال|دینه|دیگه_روز|دینه_روز|هفته/ماه/سال/شب/روز پیش/گذشته/قبل/آینده/بعد
روز/هفته/ماه/سال/روزها پیش/قبل|فردا|صبا|هر روز/صبح/هفته|پیشتر|سال_قبل
""",
    "ps": """
پرون|تېره/تیره/مخکې/وړمه اونۍ/اوونۍ/شپه/میاشت/ورځ/هفته/ورځ_کې|ورځې/اونۍ/میاشت/کاله/هفته/ورځي مخکې/وړاندې/مخکی|سبا
سهار_ته|هره ورځ|بله ورځ|بیګا|تېر کال
""",
    "ti": """
ትማሊ|ትማልይ|ዝሓለፈ ሰሙን/ወርሒ/ዓመት/ሰኑይ/ለይቲ|ዝሓለፈት|ቅድሚ * መዓልቲ/ሰሙን/መዓልታት/ወርሒ/ዓመት|ጽባሕ|ዓሚ|ቅድሚ_ትማሊ|መዓልቲ_መዓልቲ|ኩሉ መዓልቲ
""",
    "am": """
ትላንት|ትናንት|ትናንትና|ከትናንት_ወዲያ|ባለፈው|ያለፈው|ባለፈዉ|ከ * ቀን በፊት|ቀናት/ቀን/ሳምንት/ወር/አመት በፊት|ነገ|አምና|በየቀኑ
""",
    "ckb": """
دوێنێ|دوێنێشەو|پێرێ|هەفتەی/مانگی/ساڵی/شەوی پێشوو/ڕابردوو/داهاتوو|ڕۆژ/هەفتە/مانگ/ساڵ لەمەوپێش/لەمەوبەر/پێش_ئێستا|سبەی
هەموو ڕۆژێک
""",
    "la": """
mbere7|embare7|mbareh|ams|diruz|dirooz|dishab|parun|paroon|tmali|timali|tilant|tinant|dwene|farda|bukra|bokra
7ta_ams
""",
}
TODAY: Mapping[str, str] = {
    "en": """
now|right_now|today|again|still
""",
    "fr": """
maintenant|aujourd'hui|encore|toujours|là_maintenant
""",
    "ar": """
الآن|هلا|هلق|هسع|دلوقتي|اليوم|حاليا|دابا|لسا|مازال
""",
    "fa": """
حالا|الان|الآن|همین_حالا|امروز|هنوز|فعلا
""",
    "ps": """
اوس|همدا_اوس|نن|اوس_هم
""",
    "ti": """
ሕጂ|ሕዚ|ሎሚ|ክሳብ_ሕጂ
""",
    "am": """
አሁን|ዛሬ|አሁንም
""",
    "ckb": """
ئێستا|ئەمڕۆ|هێشتا
""",
    "la": """
halla2|alan|hji|ahun|aos|os|ista
""",
}

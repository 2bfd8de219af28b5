"""Words that tell one language from its neighbours. A speaker may correct any line."""

from collections.abc import Mapping

# Words one message may consist of: greeting, cry for help, police. What they stand for, and whether it is sure.
GREETINGS_SURE: Mapping[str, str] = {
    "ar": "مرحبا|السلام عليكم|اهلا|أهلا وسهلا|مساعدة|ساعدوني|النجدة|الشرطة|صباح الخير|مساء الخير|شرطة|هلا|شكرا|نعم"
    "|مرحبتين|البوليس"
    "|marhaba|mar7aba|ahlan|shukran|musa3ada|sa3duni|na3am|aywa",
    "fa": "کمک|پلیس|درود|کمکم کنید|متشکرم|ممنون|بله|سلام علیکم خوبی|خسته نباشید|لطفا کمک کنید|سلام خوبی|تشکر|چطورید"
    "|komak|lotfan|mamnoon|mersi komak|tashakor",
    "ps": "مرسته|ستړي مه شئ|ستړی مه شې|مننه|پخیر|پخیر راغلاست|مرسته وکړئ|هوکې|سلامونه|څنګه یاست|څنګه يې|mrasta|manana",
    "ti": "ሓገዝ|ከመይ ኣለኹም|ከመይ|ሓግዙኒ|የቐንየለይ|እወ|ደሓንዶ|ርድኡኒ|ከመይ ውዒልኩም|ኣይፋል|selam kemey|hagez|kemey",
    "am": "እርዳታ|እገዛ|አመሰግናለሁ|እንደምን ነህ|እርዱኝ|ጤና ይስጥልኝ|አዎ|እንዴት ነህ|እንዴት ናችሁ|እሺ|እባክዎ|እባክህ",
    "en": "hello|hi|help|hey|help me|good morning|good evening|thank you|thanks|please help|hello help|yes|emergency",
    "fr": "bonjour|bonsoir|salut|aide|aidez-moi|merci|au secours|à l'aide|s'il vous plaît|oui|svp|coucou|urgence",
    "ckb": "سڵاو|یارمەتی|پۆلیس|بەڵێ|سوپاس|چۆنی|بەیانی باش|silaw|slaw|yarmeti|choni",
    "om": "akkam|akkam jirtu|gargaarsa|poolisii|nagaa|galatoomi|eeyyee|ashamaa",
}
GREETINGS_LIKELY: Mapping[str, str] = {
    "fa": "سلام|سلام علیکم|salam|slm|سلم",
    "ar": "salam alaikum|salam aleikum|assalamu alaikum|salamou alaikoum",
    "ps": "پولیس|سلام ورور",
    "ti": "ሰላም|ፖሊስ|selam",
    "en": "police|stop|ok|sos|no|photo|question|urgent|danger",
}
# Words of running text, folded later; only words the neighbours in the same script do not have.
COMMON: Mapping[str, str] = {
    "ar": "في من على إلى هل أنا نحن هم هي التي الذي هذا هذه الشرطة عند عندي كان كانت مع لكن أين متى كيف لماذا"
    " بعد الآن اليوم أمس"
    " الخيمة خيمتي خيمة أخذوا اخذت جاءت أريد احتاج مساعدة ليس لم لن قد كل شيء هنا هناك يوجد ماذا ابني اخي صديقي"
    " غاز رجاء لو سمحت عندنا"
    " بدنا بدي شو وين مش مو احنا انا يا جماعة ضربوني ضربونا طردونا اطفال ناس كثير جدا الله عليكم إنهم نريد مكان"
    " الماء طفل",
    "fa": "را از به در است هست هستم هستیم هستند ما که این آن شما برای با می نمی پلیس چادر چادرم خیمه آمد آمدند"
    " آمده گرفتند گرفت بردند"
    " زدند کمک لطفا لطفاً خواهم خواهیم دارم داریم ندارم نداریم چه چی کجا کجاست چند نفر بچه دیروز امروز دیشب"
    " الان اینجا اینجاست آنجا همه"
    " مرا کنید کرد کردند شد شده بود من خیلی هم یک دوستم برادرم گاز چطور چرا دست پتو کفش ببخشید میخواهم تو نیست"
    " نداشتم شدم موبایلم"
    " موترم تشکر حالا طفل بسیار رفتند داکتر کمپ سرد",
    "ps": "زه موږ مونږ دی دي ده په له کې چې د ته مې مو سره شته نشته یم یو یوه راغلل راغی راغلي واخیستل واخیسته"
    " واخیست وکړئ کړئ وهلی"
    " وهل یې ئې څه چیرته چېرته څنګه ستاسو تاسو زما زموږ خیمې خیمه پولیس پولیسان پولیسو ماشوم ماشومان ته لرم لرو"
    " نه اړتیا نن پرون اوس"
    " دلته هلته دوی ټول غواړم غواړو کوم دا هغه هغوی مهرباني وکړه پوهېږم شوی شو وو وه ورور ملګری راسره درمل ټپي"
    " روغتون سوړ اوبه نشو",
    "ckb": "لە من ئێمە بۆ بە کە ئەم ئەو هەیە نییە پۆلیس هاتن خێوەت خێوەتەکەم یارمەتی یارمەتیم دەکەم پێویستم"
    " پێویستە لێرە ئێستا"
    " بردیان گرت ئەمڕۆ دوێنێ چەند منداڵ تکایە چۆن کوێ کێ بریندار دەوێت لەگەڵ هەموو ئێوە نازانم زۆر سارد",
    "ti": "ኣብ ናይ ምስ እንታይ ኣሎ ኣለዉ ኣለና ኣለኒ ኣለኹ እዩ እየ ኢዩ ኢየ እዮም እያ ኢና ነዚ እዚ ኣነ ንሕና ንሶም ኣይ ሎሚ ትማሊ ሕጂ ኣበይ መዓስ ከመይ ክንደይ"
    " ሓገዝ በጃኹም መጺኦም መጺኡ ወሲዶም ወሲዶሞ ቴንዳይ ቴንዳ ሃሪሞምኒ ሃሪሞምና ኣብዚ ካብ ናብ ድማ ከም የብለይን የብልናን የለን ደልየ ንደሊ ቆልዓ ቆልዑ ተጎዲኡ ሰባት"
    " ብዙሓት ይደሊ ኩሉ ዓርከይ ሓወይ ጽቡቕ የድልየኒ የድልየና ነይሮም ኔሮም ማይ ክሳብ ሓግዙኒ ሓግዙና ሓግዘኒ ሓግዘና ርድኡኒ ርድኡና",
    "am": "ነው ናቸው ነኝ አለ አሉ አለኝ እዚህ ላይ ውስጥ እና ጋር እኔ እኛ እነሱ ምን የት መቼ እንዴት ስንት ዛሬ ትናንት ትላንት አሁን እርዳታ እባክዎ እባካችሁ መጡ"
    " መጥተዋል ወሰዱ ወሰዱብኝ"
    " ድንኳኔን ድንኳን መቱኝ መቱን የለም የለኝም የለንም አይደለም እፈልጋለሁ እንፈልጋለን ልጅ ልጆች ጉዳት ጓደኛዬ ወንድሜ በጣም ነበር ነበሩ ሁሉ ሁሉንም ሰዎች ሰው"
    " ያስፈልገኛል ያስፈልገናል እርዱኝ እርዱን"
    " ውሃ ብዙ ናት ሆስፒታል ተጎድቷል",
    "en": "the is are was were they we you my me our i a an and of to in at on here there have has took take"
    " taken need needs want this"
    " that with not do don did what where when how many people tent tents police help please now today"
    " yesterday came come us them hit"
    " beat friend brother child children from all everything morning night water food phone gas broke cold hurt"
    " it no yes who can",
    "fr": "le la les un une des du de est sont était ils elles nous vous mon ma mes notre je j il elle et à au"
    " aux dans ici là avez ont"
    " pris a besoin veux ce cette avec pas ne où quand comment combien gens tente tentes police aide aidez svp"
    " maintenant aujourd hui"
    " hier venus venu frappé ami frère enfant enfants tout matin nuit eau téléphone gaz froid blessé que qui"
    " sur pour en moi suis y"
    " sont leur toutes partir cassé",
    "om": "nu ani an jira jiru keenya koo isin maal eessa yoom amma har'a kaleessa poolisii gargaarsa nama"
    " namoota fi irra keessa hin"
    " barbaada barbaanna dhufan fudhatan rukutan ijoollee bishaan dunkaana kan akka itti waan isaan dhufe kana"
    " nuti tokko baay'ee dha",
}
# Latin-letter spellings of languages that have their own script.
ROMANISED: Mapping[str, str] = {
    "fa": "komak polis man ma chador khaymeh amadan gereftan lotfan injast inja hast konid khoobi chetori"
    " bachehaye mikham salam dari",
    "ar": "marhaba shurta el al sa3dni khaima 3andi ana nahnu ween wein shu hon alshurta bidi mushkila akhi min"
    " fi jina salam",
    "ps": "mrasta zma za police raghle wakra khema dalta yam manana sta khpal zama sara",
    "ti": "selam kemey hagez abzi alo alewu ane nehna polis mesiom bejakum",
}

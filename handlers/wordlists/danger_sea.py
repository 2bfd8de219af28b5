"""What people write at sea, or when they want to die; how it is written: see `danger.py`."""

from collections.abc import Mapping

SEA: Mapping[str, str] = {
    "en": """
drowning/drowing/drownin/drawning/drownning/droning_in
drwning/drowninng/dronwing/will_drown/going_to_drown/gonna_drown|~drowned/drown/drowned_now
boat/dinghy/ship/raft/bot/baot/zodiac BE/has/start/will/is_going_to? sinking/sink/sinks/sinkin
boat/dinghy/ship/raft/zodiac BE/has/have? leaking/broken/flipped/capsized/turned_over
boat/dinghy/ship/raft/zodiac BE/has/have? hole/a_hole/deflating/burst/full_of_water
boat/dinghy * no/dead/broken/without engine/motor/fuel/petrol/air
boat/dinghy * leaking/flipped/capsized/losing_air/taking_water|^sinking|we/BE sinking|^sinking
capsized/overboard/over_board|boat broke_down/stopped/lost/is_lost
~engine/motor/engin/moter/enjin/motors BE/has/have/is_not/does/did? dead/stopped/broken/died/failed
~engine/motor/engin/moter/enjin/motors BE/has/have/is_not/does/did? off/stop/fail/finished/broke
engine/motor/engin * not/don't/doesn't/dont/doesnt/won't work/working/start/starting/run
no/without engine/motor/fuel sea/water/boat?
WHO BE still/all/now/lost/stuck? in/on/at/inside/into the/a/open? middle_of? the/english? SEA
^in the/open? sea/channel/ocean
people/person/man/child/kids/friend/brother/someone/many/persons * in/fell_in/fell_into/inside the? water/sea
lost/stuck/alone/help/sos/adrift/floating at/in/on/from the/a? SEA|middle of the? sea/water/channel/ocean|^at/on sea
at sea help|~fell/fallen/falling/jumped in/into/to/on/from/off/out_of the/a? SEA
water is? coming/entering/getting in/inside/into * boat?|water inside/in the/our/my boat/dinghy
help/rescue/sos * boat/sea/dinghy|boat/sea/dinghy help/rescue/sos/please_help|no life jackets
sinkin/sinkng/drownin/drowing/drownd
baby/child/kid/man/people/person/boy/girl/woman/friend/brother/sister in the? SEA
fell/fall/fallen/falling in/into the? canal/river/water/sea/harbour/port
""",
    "fr": """
noie/noient/noyer/noyons/noies/noyade/noi/se_noye/se_noyent/noyé_maintenant|~noyé/noyés/noyée
bateau/canot/zodiac/embarcation/barque/batau/bato/dinghy * coule/coulé/chavire/chaviré
bateau/canot/zodiac/embarcation/barque/batau/bato/dinghy * retourné/crevé/percé/dégonfle/dégonflé
bateau/canot/zodiac/embarcation * prend_l'eau/cassé/en_panne/sombre/sombré
bateau/canot/zodiac/embarcation * troué/rempli_d'eau/prend_eau/éclaté/perdu/naufrage|on/nous coule/coulons/sombrons
^coule|naufrage|chaviré|l'eau/eau * entre/rentre/monte * bateau/canot/zodiac|eau dans le/notre bateau/canot
~moteur/motor/moteurs * mort/panne/arrêté/cassé/cale/calé/hs/en_panne/s'arrête/éteint|panne de/du moteur
moteur * marche/démarre/fonctionne plus/pas|plus/pas de moteur/essence/carburant en/dans? mer/bateau?
IL est/sommes/suis/êtes/sont/es/t tous/toutes/toujours/perdus/bloqués/encore? en/dans/à/sur/sous/au_milieu_de MER
gens/personnes/homme/enfant/enfants/quelqu'un/monde/hommes est/sont/à? en/dans/à/tombé/tombés MER
~tombé/tombés/tombée/tombe/tombent à/a/dans/en/du MER|homme/personne à/a la_mer/l'eau|en pleine mer
au? milieu de? la_mer/l'eau/la_manche|~perdu/perdus/bloqués/dérive/coincés/seuls en/dans MER
secours/sos/aide/aidez/aidez_nous * mer/bateau/canot|^en mer|en mer aidez/sos/secours/aide
""",
    "ar": """
نغرق/بنغرق/عم_نغرق/غرق/غرقان/غرقانين/يغرق/بيغرق/تغرق/بتغرق/عم_تغرق/عم_يغرق/اغرق/بغرق/يغرقون/غارق/رح_نغرق/سنغرق/الغرق
حنغرق/هنغرق/كنغرقو/نغرقو/غنغرقو/بيغرقوا/يغرقوا/بنغرقو/يغرقو
عم_نغرئ/نغرك/بيغرقو/حيغرق/نحن_غرقى/غرقى/تغرقنا/غرقنا/بالغرق/غارقين|~غرقت/غرقوا/غرقو
BOAT يغرق/انقلب/انقلبت/خربان/انثقب/تعطل/مثقوب/مكسور/مليان/ينقلب/بينقلب/انكسر/مخزوق/انفجر/فش/خرب/تعطلت/عطلان/بنشر
BOAT * ماء/موية/مي/ماي/مية/مقلوب/ضاع|انقلب/انقلبت/تعطل/خرب/انكسر/غرق/انثقب/انفجر بنا? BOAT/فينا_المركب/فينا_البلم
~MOTOR توقف/وقف/تعطل/خرب/خربان/طفى/عطلان/معطل/انطفأ/مات/واقف/طفا/باظ/وقفت/خربت/تعطلت
~توقف/تعطل/وقف/خرب/طفى/انطفأ/باظ MOTOR|MOTOR ما/لا/مش/مو بيشتغل/يعمل/شغال/يشتغل/عم_يشتغل
نحن/احنا/انا/كلنا/هم/ناس/نحنا/حنا/رانا/انحنا/عالقين/تايهين * في/ب/داخل/وسط/فوق/على SEA
نحن/احنا/انا/كلنا/ناس/نحنا/حنا/انحنا بالبحر/بالماء/بالمي/بالموية/بالقارب/بالبلم
بنص/نص/وسط/عرض/بعرض/بوسط/منتصف/وسط_الـ SEA|~وقع/وقعوا/سقط/طاح/سقطوا/طاحوا/وقعنا/سقطنا/وقعت في/ب? SEA
ناس/اشخاص/طفل/اطفال في/ب? SEA
الماء/المي/الموية/المية/ماء/موية/مي * يدخل/تدخل/بتدخل/عم_تدخل/دخلت/دخل/بيدخل/داخلة * BOAT/علينا/فينا|^في SEA
في SEA ساعدونا/النجدة/انقذونا
""",
    "fa": """
غرق/غرقیم/غرق_شدن/غرق_میشیم/غرق_می_شویم/غرقمون/غرق_شدیم/غرق_میشم/درحال_غرق|زیر آب رفت/رفتیم/میرویم/میریم
BOAT ما? را/رو/ره? سوراخ/پنچر/چپه/واژگون/خراب/برگشت/برگشته/پر/پر_از_آب/شکست
BOAT ما? را/رو/ره? ترکید/پاره/پر_شده/چپ/غرق/خاموش/شکسته/کج/سوراخه/خرابه|BOAT * آب/آب_گرفته/نشت/بادش
آب * BOAT/داخل_قایق/توی_قایق
~موتور/انجین/انجن/موتر_قایق/ماشین_قایق/ماشین_کشتی * خاموش/از_کار/کار_نمی_کند/کار_نمیکنه/ایستاد/سوخت/وایستاد
موتور/انجن/انجین قایق/کشتی/ما * خراب/خرابه/شکست|~موتور خراب/خرابه/شکست/شکسته
در/توی/تو/وسط/روی/میان/داخل/بین/ده/مین SEA هستیم/هستم/استیم/استم/ایم/یم/گیر/افتاد
در/توی/تو/وسط/روی/میان/داخل/بین/ده/مین SEA افتاده/مانده/موندیم/ماندیم/هستن/هستند/است/ماندیم/گم
ما/من/همه/مردم/چند_نفر/یک_نفر/بچه/دوستم * در/توی/تو/وسط/روی/میان/ده/داخل SEA|وسط/میان/مین SEA|روی آب
به/تو/داخل/در SEA افتاد/افتادیم/افتاده/افتادند/افتادن|دریا/وسط_دریا/در_دریا کمک/نجات/کمکمون|کمک * قایق/دریا
""",
    "ps": """
ډوب/ډوبېږو/غرق/SINK|BOAT/کښتۍ_مو/کښتۍ_کې/بېړۍ_مو مو/زموږ? SINK/سورۍ/ماته/خرابه/چپه/واوښته/اوبه
BOAT/کښتۍ_مو/کښتۍ_کې/بېړۍ_مو مو/زموږ? له_اوبو/پنچر/ډوبه/سوري/اوړېدلې/ماته_شوه/بنده
BOAT * اوبه/اوبو/ډوبه/ډوبېږي/سورۍ/چپه|اوبه BOAT/کښتۍ_ته * راځي/راننوتې/ننوځي
~انجن/انجین/موټور/مشین/د_کښتۍ_ماشین/موتور * خراب/بند/کار_نه_کوي/ودرېد/مړ/خاموش/ودرید/بند_شو
په? SEA/په_SEA کې/کی/کښې/کښی/باندې * یو/یم/دي/بند/پاتې/ولوېد/ولویدو/دی/پاته/راګېر/یوو/مرو
موږ/مونږ/زه/خلک/ماشوم/ملګری * په SEA کې/کی/کښې|د? SEA په? منځ/مینځ کې/کی?|په SEA ولوېد/ولوېدل/ولوید/غورځېدلی
اوبه/ابه راغلې/راغلی/راځي/ننوتې/ننوتي BOAT ته/کې/کی?|BOAT ته/کې/کی? اوبه راغلې/راځي/ننوتې/دي
""",
    "ti": """
ንጥሕል/ይጥሕል/ትጥሕል/እጥሕል/ይጥሕሉ/ጥሒልና/ጥሒሉ/ጥሒላ/ጥሒሎም/ክንጥሕል/ክጥሕል/ክትጥሕል/ንሰጥም/ይሰጥም/ሰጢሙ/ሰጢማ/ሰጢምና/ክንሰጥም/ትሰጥም/ክትሰጥም/ክጥሕሉ/ጥሒለ/እሰጥም
BOAT * ተገልቢጣ/ተገልቢጡ/ተሰይራ/ተበላሽያ/ተነዲላ/ማይ_ኣትይዋ/ማይ_መሊኡ/ተቀዲዳ/ተገምጢላ/ተነቂባ/ማይ_ኣትዩዋ/ማይ_ይኣትዋ/ማይ_ይኣቱ/ተነኲላ/ነኲላ/ተነፊሳ/ደው_ኢላ/ማይ
~ሞተር/ሞቶር/ሞተረ/ሞቶረ/ሞተርና * ጠፊኡ/ጠፊኣ/ተበላሽዩ/ደው_ኢሉ/ኣይሰርሕን/ኣቋሪጹ/ሞይቱ/በላሽዩ/ኣይሰርሕ/ተበላሽዩ_ኣሎ/ኣይትንቀሳቐስን
ኣብ ማእከል/ውሽጢ/ልዕሊ/መንጎ? ባሕሪ/ማይ/ባሕር/ባህሪ/ጃልባ/ጀልባ ARE|ኣብ ማእከል/ውሽጢ/መንጎ ባሕሪ/ባህሪ/ማይ|ናብ ባሕሪ/ማይ/ባህሪ ወዲቑ/ወዲቖም/ወዲቕና/ወዲቃ/ጸዲፉ
ማይ ናብ BOAT
""",
    "am": """
እየሰጠምን/እየሰመጥን/እየሰጠምኩ/እየሰመጥኩ/እየሰመጠ/እየሰጠመ/እየሰመጠች/እየሰጠመች/ልንሰጥም/ልንሰምጥ
ልሰምጥ/ልሰጥም/እየሰመጡ/እየሰጠሙ/ሊሰምጥ/ልትሰምጥ/ሰምጠን/ሰምጧል/ሰጥመናል/ሰምጠናል|~ሰመጠ/ሰጠመ/ሰመጡ/ሰጠሙ/ሰመጠች/ሰጠመች
BOAT * ተገለበጠ/ተገለበጠች/ተበላሸ/ተበላሸች/ውሃ_ገባ/ውሃ_እየገባ/ተቀደደ/ተበሳ/ቀዳዳ/ቆመ/ቆመች/ተገልብጧል/ተበላሽቷል/ተቀዳለች/ውሃ/ውሀ
~ሞተር/ሞተሩ/ሞተራችን/የጀልባው_ሞተር/ሞተሩም ጠፋ/ቆመ/ተበላሸ/አይሰራም/ሞተ/ጠፍቷል/ቆሟል/ተበላሽቷል/አልሰራም/መስራት_አቆመ
በ? ባህር/ባሕር/ባህሩ/ውሃ/በባህር/በውሃ/ውሀ/ጀልባ/በባህሩ ላይ/ውስጥ/መሀል/መካከል/መሃል/ላይ_ተቸግረን ARE|ባህር/ባህሩ/ውሃ መሀል/መካከል
ባህር/ውሃ/ውሀ ውስጥ/ላይ ወደቀ/ወደቁ/ወደቅን/ገባ
""",
    "ckb": """
دەخنکێین/دەخنکێم/دەخنکێ/خنکان/ئەخنکێین/خنکا/دەخنکێت/خنکاوە/خنکاین/دەخنکێن
خنکاون/بخنکێین/نوقم/نوقم_دەبین/نوقمبوون/غەرق/غەرق_بووین/خەریکە_بخنکێین/ئەخنکێم/ئەخنکێ/ژێر_ئاو
BOAT نوقم/وەرگەڕا/کون/خراپ/ئاوی/شکا/قلپ/هەڵگەڕایەوە/کون_بووە/وەستا/وەستاوە/پەنچەر/تەقی/پڕ
BOAT * ئاو/ئاوی_تێ/نوقم/کون
~مەکینە/مەکینەکە/ماتۆڕ/ماتۆڕەکە/ماتۆر/ماتۆرەکە/مۆتۆڕ/بزوێنەر وەستا/وەستاوە/کوژایەوە/خراپ/خراپە
~مەکینە/مەکینەکە/ماتۆڕ/ماتۆڕەکە/ماتۆر/ماتۆرەکە/مۆتۆڕ/بزوێنەر ئیش_ناکات/کار_ناکات/ئیش_ناکا/سووتا/کار_ناکا/کوژاوەتەوە
لە? ناو/ناوەڕاستی/نێو/سەر/نێوەڕاستی دەریا/ئاو/دەریادا/ئاودا/دەریاین/دەریاداین
لە? ناو/ناوەڕاستی/نێو/سەر/نێوەڕاستی ئاوداین/ئاوین/دەریاکە/دەریایین/بەلەم/قایەقین
ئێمە لە? دەریا/دەریاین/دەریاداین/ئاوداین|کەوتە/کەوتینە/کەوتنە/کەوتووەتە ناو? ئاو/دەریا/ئاوەکە/دەریاکە
لە/لەناو/ناو دەریاین/دەریادا/دەریاداین/ئاوداین
""",
    "om": """
bishaan/galaana keessa jirra/jirru|liqimfamaa/lixaa jirra/jira|bidiruun liqimfame/gaggaragale
bishaan/galaana/garba keessa/irra jirra/jira/seenne|^bishaan_keessa$|^galaana_irra$
""",
    "la": """
naghra2/nghra2/ngh9/nghr2/nghra8/naghraq/na8ra2
na3'ra2/bnghra2/banghra2/bneghra2/bnaghra2/ghar2an/3am_naghra2/3am_neghra2
gharq/ghargh/gharg/qarq/ghark mishim/mishavim/shodim/mishe/mishim_komak/shod/shodan/mesham/meshim/misham
fil/bil/bel/bl/fi ba7r/bahr/ba7er/baher
ghayegh/ghayeq/qayeq/gayegh/qayegh/qayiq sorakh/kharab/chape/panchar/por/shekast
vasate/vasat/to/tu/toye/daryo/dar darya/daryaim/darya_hastim
dobegu/dubegu/dobigu/dubigo/dobegam/dobeji/dubegi/doob_shu/dob_sho
ntihl/nthl/nthil/nitihil/ntihil/tihilna/nthl_alena|ab bahri/bahr/bahre alena/alona
eyesetemn/eyesetemin/eyesemetin/eyesemetn/eyesemetne|bahir/bahr lay nen
daxnkein/dexinkein/axnkein/dakhnkein/dexnkeyn|le/la derya/darya/deryayn
byghra2/byighra2/bighra2/yeghra2/yighra2/3am_yighra2/byghraq
yeghraq/ghre2na/ghraqna/gharaqna/ghri2na/gher2na/3am_nghra2
fil/bil/bel/bl/fi elba7r/lba7r/lbahr/albahr/nos_elba7r
motor/elmotor/mator/moteur/el_motor wa2ef/we2ef/wa2af/kharban/t3atal/3atal/khrab
gharq/ghargh/gharg/qarq/ghark mishim/shu/sho/yu/yo|ghayegh/ghayeq/qayeq/qayegh ghargh/gharq/abesh/ab_gerefte
motor/moteur/mashin kharab/khamush/khamosh shod/shode/shud|pa samandar/samander/bahr/darya ke/ki
jalba/jelba/jalbana/jelbana tthl/titihl/tthil/tihl/titihil/thl|may atiyuna/atiwa/atiyuwa_jalba
motor tefiu/tebelashyu/tefiuna
8ar2na/8erna/8reqna|tehilna/thilna
""",
}
SUICIDE: Mapping[str, str] = {
    "en": """
i/he/she/we want/wanna/wants/wana/wants_to/wish/prefer/need to/too/2? die/dye/be_dead/end_it|^wanna/want die
^want to die|i want/wanna/wants/wish/prefer to/for? just/only/really/now die/be_dead
i just/only/really/also want/wanna/wish to? die|feel/thinking like/about/of dying/to_die
i rather/prefer/would_rather die/be_dead/death|wish i/to was/were/am/be dead
better/easier/good for? me? to? die/dead/be_dead|better off? dead|better if i die/died/was_dead|ready to die
let me die|kill/killing/hang/cut/hurt/harm myself/my_self/himself/herself/my_life/meself
burn/drown/killed/stab/shoot/poison/end myself/my_self/himself/herself/my_life/meself
end/ending/finish/finishing/take/taking my/his/her/this own? life/live/lives|end it all|finish with my? life
suicide/suicid/sucide/suicidal/suiside/suicde/suecide/suizide
no/any/without/not/have_no reason/point/sense/meaning/hope/will/want/motivation to/of/in/for? live/living/life/alive
NOT * want/wanna/wan_t/like to/too? live/be_alive/exist/wake_up
NOT * want/wanna/wan_t/like to/too? continue_living/stay_alive/this_life/life/continue_life
NOT want/wanna this/my/to? * life
can't/cannot/can_not live/go_on/carry_on/continue anymore/any_more/like_this/longer
tired/sick/fed_up/exhausted/done/finished of/with/from * life/living/live|hate my life|nothing to live for
no * live for|not worth living|life * no/without meaning/sense/point/value/worth|life * not worth
my life is/has over/finished/end|death/dying is/would_be better/easier|goodbye forever|jump from/off the? bridge
jump in_front of? * train|i give up on? life
wnt/wan/wana/want/wanna to/2? die|^kms$|i/wanna/gonna/will/ill/to kms|kill my life
""",
    "fr": """
je/j/il/elle/on veux/veut/voudrais plus/juste? en_finir/mourrir_de_ma_main/me_suicider
je/j/il/elle/on préfère/aimerais/souhaite/vais plus/juste? en_finir/mourrir_de_ma_main/me_suicider
je/j/il/elle veux/veut/voudrais juste/vraiment/seulement? mourir/mourrir/crever/disparaître
je/j/il/elle préfère/aimerais/souhaite/veu juste/vraiment/seulement? mourir/mourrir/crever/disparaître
envie/besoin de mourir/mourrir/crever/me_tuer/me_suicider/en_finir/disparaître/me_pendre|^veux mourir
laissez moi mourir|suicide/suicider/suicidaire/suicid/suisside/sucide/suicidé
pense/penser à/a la_mort/mourir/me_tuer/en_finir|je * me tuer/tuerai/tue/pendre/couper_les_veines|vais me tuer
me faire du mal|se tuer lui_même|je me tuer|je vais me noyer|mettre/met/mets fin à/a ma/mes/sa vie/jours/jour
finir/terminer/arrêter/quitter avec? ma/la/cette vie|en finir avec
pas/plus/pu veux? vivre/exister/continuer_à_vivre/de_vivre/envie_de_vivre/continuer_la_vie/de_cette_vie/de_la_vie
plus/aucune/pas/sans/sens/de_raison raison/sens/envie/espoir/goût/force de/à/pour vivre/la_vie/continuer
vie * plus/pas/aucun de? sens|vie ne_vaut/vaut plus/pas/rien|à/a quoi bon vivre|ma vie est finie/terminée/foutue
marre/fatigué/fatiguée/dégoûté/lassé/ras_le_bol de vivre/la_vie/ma_vie/cette_vie|je déteste/hais ma/la vie
mieux/plutôt/mieux_être mort/mourir/morte|serais mieux mort/morte|voudrais/aimerais être mort/morte|sauter du pont
jve/jveu/jv/veu mourir/crever/mourrir|envi/envie de? mourrir
""",
    "ar": """
WANT ان? اموت/الموت/نموت/موت/اموت_انا|بدي_اموت/بموت_حالي/نفسي_اموت|WANT ان? انتحر/اقتل_نفسي/انهي_حياتي/ننتحر
انتحار/الانتحار/انتحر/بنتحر/رح_انتحر/سأنتحر/حانتحر/هنتحر
بانتحر/راح_انتحر/لانتحار/للانتحار/بالانتحار/ينتحر/ننتحر/انتحرت
اقتل/بقتل/سأقتل/حاقتل/هقتل/رح_اقتل/نقتل/اذبح/احرق/اشنق/اؤذي/اذي/بأذي/قتل/حرق/اغرق/اقطع نفسي/حالي/روحي/راسي
انهي/سأنهي/حانهي/رح_انهي/هنهي/انهاء/بنهي/اخلص/اضع_حدا/حط_حد/اخلص_من/نهاية حياتي/من_حياتي/لحياتي/هالحياة/الحياة
بدي اخلص من LIFE|NO WANT ان? اعيش/LIFE/نعيش/عيش/اكمل_حياتي/اعيش_بعد/احيا|NO عاد/عدت * اعيش/العيش
ما/لا اقدر/فيني/استطيع * اعيش/العيش
لا/ما/مافي/بدون معنى/سبب/فايدة/فائدة/داعي/طعم/امل من/في? LIFE/اعيش/للعيش/لاعيش/انو_اعيش/نعيش
ما_في/ليس/مفيش/بلا/مافيش معنى/سبب/فايدة/فائدة/داعي/طعم/امل من/في? LIFE/اعيش/للعيش/لاعيش/انو_اعيش/نعيش
تعبت/مليت/زهقت/كرهت/طهقت/سئمت/قرفت/تعبان/اكره/بكره/عييت من? LIFE|الموت احسن/افضل/ارحم/اهون/اريح
احسن لي/لي_ان/الي الموت/اموت|يا? ريت/ليتني/ريتني/ليت/ياريتني/ياريت/ليتنا * اموت/مت/ميت/كنت_ميت
حياتي ما/لا/مالها/بلا/ليس * معنى/قيمة|انتهت حياتي
""",
    "fa": """
WANT که? بمیرم/بمرم/بمیریم/مرگ/میمردم/می_مردم/مرده_بودم/بمیرم_دیگه/خود_را_بکشم/خودمو_بکشم/بمیریم
مرگ * میخوام/می_خواهم|خودکشی/خود_کشی/خودکوشی
خودم/خود/خودمو/خوده/خودما را/رو/ره/و? بکشم/میکشم/می_کشم/کشتن/حلق_آویز/آتش_بزنم/از_بین/دار
زندگی/زندگیم/زنده_گی/زندگی_ام/زندگیمو/عمرم را/رو/ره/به? پایان/تمام_کنم/تمام_می_کنم/خاتمه|خودم را می کشم
نمی_خواهم/نمیخوام/نمیخام/نمی_خوام دیگه/دیگر/این? زنده/زندگی/زنده_باشم/زنده_بمانم/زندگیو
نمیخایم/نمی_خایم/نمی_توانم/نمیتونم دیگه/دیگر/این? زنده/زندگی/زنده_باشم/زنده_بمانم/زندگیو
دیگه/دیگر زندگی/زنده * نمی_خواهم/نمیخوام/نمی_خوام/نمیخام/نمیخایم/نمی_خایم
از این/دست? زندگی/زنده_گی/زندگیم/زندگی_ام/دنیا سیر/خسته/بیزار/متنفر
زندگی/زندگیم/زنده_گی * ارزش/معنا/معنی/فایده/ارزشی/معنایی/معنی_ای/فایده_ای ندارد/نداره/نیست/نمانده
مرگ بهتر/بهتره/خوبتر
دلیلی/امیدی/انگیزه_ای/هدفی/دلیل/امید * زندگی/زنده_ماندن/زنده_موندن/زنده_گی ندارم/نیست/نمانده/ندارد|امید زندگی ندارم
به زندگی/زندگیم/زندگی_ام/زنده_گی * پایان/خاتمه|بهتره/بهتر_است/بهتر_است_که بمیرم/بمرم/مرده_باشم
زندگی نمی_خواهم/نمیخوام
""",
    "ps": """
ځان/زان/ځانونه مې/به/خپل? وژنم/ووژنم/وژل/وژنه/مړ_کوم/مړ_کړم/مړ_کړمه/وژلو/حلالوم/سوځوم/ختموم/ووژني/غرغره/وژنی/غرقوم
ځان وژنه/وژني|خودکشي/خودکشی|غواړم/غواړمه/زړه_مې_غواړي/خوښوم چې? مړ/مړه/ومرم/مرم/ومرمه/مر_شم/مړ_شم/ځان_ووژنم
مرګ/مرګی/مړ_کېدل/مړ_کیدل/مړ_کېدو/مړینه غواړم/غواړمه/راته_ښه_دی/ښه_دی/ښه_ده/بهتر_دی|کاش/کاشکې/کاشکي * مړ/مړه/مرم/ومرم
ژوند/ژوندی/ژوندي/ژوندون نور? نه_غواړم/نغواړم/مې_نه_غواړم/نه_شم_کولی/نشم_کولی/پاتې_کېدل_نه
نور/نوره ژوند/ژوندی * نه/نشم|نور نه غواړم ژوند/ژوندی/چې_ژوندی|نه غواړم ژوندی/ژوند/چې_ژوندی/نور_ژوند
له/د/دې ژوند/ژونده/ژوندانه/خپل_ژوند * ستړی/ستړې/بېزاره/تنګ/موړ/بیزاره
ژوند/ژوند_مې/خپل_ژوند * ختم/ختموم/پای/معنا/معنی/ارزښت/فایده/ګټه/ختم_کړم|ژوندي پاتې کېدو * نشته/نلرم|مرګ غوره/ښه
""",
    "ti": """
ክመውት/ምማት/ሞት/ክሞት/ሞተይ/ክመውት_እየ/ክመዉት ደልየ/እደሊ/ይደሊ/ደልየ_ኣለኹ/ዝደሊ/ደሊየ/ደለኹ/ይሓይሽ/ይሕሸኒ/ትሕሸኒ/ይምነ/እምነ/ተመንየ/ደለ
SELF ክቐትል/ከጥፍእ/ክቐትላ/ከጥፍኣ/ክሰቅል/ከሕልፍ/ክቐትሎ/ምቕታል/ምጥፋእ/ከጥፍኦ/ክጎድእ/ከቋርጽ/ኣጥፊአ/ክወድእ/ክሓንቕ/ከጥፍአ/ክቐትለ
ደልየ/እደሊ ክመውት/ክሞት/ምማት/ነፍሰይ_ከጥፍእ/ነፍሰይ_ክቐትል|ሞት ይሕሸኒ/ትሕሸኒ/ይሓይሽ/ትሓይሽ/ይሕሸና|እንተ ዝመውት/ዝሞይት ይሕሸኒ/ይሓይሽ
ክነብር/ምንባር/ህይወት/ሂወት/ብህይወት_ክነብር/ምንባር_እውን ኣይደልን/ኣይደልይን/ጸሊአ/ጸሊኤ/ሰልችዩኒ/ሰልቸዩኒ/ኣይክእልን/ደኺመ/ጸሊኤዮ/ኣይከኣልኩን/ሰልችያትኒ/ጽልኢት
ህይወተይ/ሂወተይ/ህይወት/ናብራይ/ሂወት/ናብራ * ጸሊአ/ጸሊኤ/ጸሊአያ/ሰልችያትኒ/ትርጉም_የብላን/ትርጉም_የብሉን/ኣኺላ/ይኣክል/ኣኺሉኒ/ትርጉም
ምኽንያት/ምክንያት/ተስፋ * የብለይን/የለን * ክነብር/ምንባር/ህይወት|ምኽንያት/ምክንያት/ተስፋ ክነብር/ምንባር/ዘንብር የብለይን/የለን
ንምንባር/ክነብር/ዘንብር ምኽንያት/ተስፋ/ምክንያት * የብለይን/የለን/የብለይ
ርእሰ_ቅትለት/ቅትለተ_ርእሲ/ነብሰ_ቅትለት/ነፍሰ_ቅትለት/ርእሰ_ቕትለት/ምቅታል_ነፍሲ/ህይወቱ_ከጥፍእ/ነፍሱ_ከጥፍእ/ህይወታ_ከጥፍእ
""",
    "am": """
መሞት/ሞቴን/ሞት/ልሞት/መሞትን ነው/ብቻ? እፈልጋለሁ/ፈልጋለሁ/እመኛለሁ/ይሻለኛል/እፈልጋለው/ፈለኩ/ፈልጌ/የምፈልገው/ፈለግኩ/ተመኘሁ/ይሻላል/ፈልጌያለሁ
ራሴን/እራሴን/ነፍሴን/ህይወቴን/ሂወቴን ላጠፋ/ልገድል/ማጥፋት/አጠፋለሁ/እገድላለሁ/መግደል/ልሰቅል/አጠፋለው/ላጥፋ/ለማጥፋት/ልጎዳ/መጉዳት/ለመግደል/እገላለሁ/ልገል/ላቆም
ራስን/እራስን/ራሱን/ራሷን/ነፍሱን ማጥፋት/መግደል/ሊያጠፋ/ልታጠፋ/ሊገድል|ብሞት ይሻለኛል/ይሻላል/ደስ_ይለኛል|ምነው በሞትኩ/ሞቼ
መኖር/ከዚህ_በላይ_መኖር/በህይወት_መኖር/መኖርን አልፈልግም/አልፈልግ/ደክሞኛል/ሰልችቶኛል/አልችልም/መሮኛል/ጠላሁ/አስጠላኝ/ደከመኝ/ሰለቸኝ/አልቻልኩም/ታከተኝ
ህይወቴ/ህይወት/ኑሮ/ህይወቴን/ሂወት/ኑሮዬ ሰለቸኝ/አስጠላኝ/ጠላሁ/መሮኛል/ትርጉም_የለውም/ሰልችቶኛል/መረረኝ/ትርጉም_የላትም/ትርጉም_የለኝም/ትርጉም_አልባ
የመኖር/ለመኖር/የምኖርበት * ምክንያት/ተስፋ/ፍላጎት/ጉልበት የለኝም/የለም/አጣሁ
""",
    "ckb": """
خۆم/خۆمان/خۆی/خۆت بکوژم/دەکوژم/ئەکوژم/بکوژێت/دەکوژێ/بسووتێنم/هەڵدەواسم/بکوژێ/هەڵبواسم/دەسووتێنم/کوشت/بخنکێنم/بکوشم
خۆکوشتن/خۆ_کوشتن/خۆکوژی/خۆکوژیی/خۆکوشتنم
دەمەوێ/دەمەوێت/ئەمەوێ/ئەمەوێت/حەز_دەکەم/خۆزگە/بریا/حەز_ئەکەم/کاشکی بمرم/مردن/مردبام/بمردمایە/مردبووم
نامەوێ/نامەوێت/ناتوانم چیتر/ئیتر? بژیم/ژیان/لە_ژیان/بمێنم/زیندوو
لە ژیان/ژیانم/ژین/ژیانی_خۆم بێزارم/ماندووم/بێزار/تێر/وەڕسم/بێزاربووم
ژیان/ژیانم هیچ? مانای/واتای/بەهای/مانایەکی/بێ_مانایە/کۆتایی نییە/نیە/نەماوە/پێ_دێنم/بێت/هەیە
کۆتایی بە ژیانم/ژیانی_خۆم|مردن باشترە|هیچ هۆکارێک/هیوایەک/هۆیەک * ژیان/بژیم
""",
    "om": """
du'uu/of_ajjeesuu/du'uun nan? barbaada/fedha|of ajjeesuu/ajjeesa/ajjeefachuu/fannisuu|jireenya jibbe/nuffe
""",
    "la": """
bidi/biddi/beddi/badi/bedi/3ayez/ayez/3awez/urid/ureed/orid/dayer an? amoot/amut/amout/mout/mot/moot
mikham/mikhaham/mekham/mikhwam/mixam/mikhom/mekhom bemiram/bemirom/bimiram/bemeram/bomoram/bumram/khodamo_bokosham
khodkoshi/khodkushi/khod_koshi/khud_kushi/khudkushi/intihar
enti7ar/inti7ar/entehar/aqtol_nafsi/a2tol_7ali/khodam_ra_mikosham
khodamo/khodam_ro/khodam_ra/khodemo/khudam_ra mikosham/bokosham/mekosham/bukusham
zan/dzan/zaan wazhnam/wojnam/wazhnam/ojnam/wajnam|kmewt/kimewit/kemewit/kmot/mot delye/edeli/edelli/deliye
nefsey/nebsey/hiywetey ketfe/kqetl/ketif/ketfia/kqetil|memot/memot_new/mot efelgalehu/ifelgalehu/efelgalew/felgalehu
rasen/erasen/rasien latefa/lgedil/latfa/matfat/ligedl|xom dekujm/bkujm/bikujim/akujm
dmawe/damawet/dmewe/demewe bmrm/bmirm/bimrim|je vx mourir|jveux/jveu/jvx mourir/crever/me_tuer
ra7/rah/bidi/baddi/badi? anta7er/antaher/ente7er/bente7er/bantahar
a2tel/2atel/aqtol/a2tol/oqtol nafsi/7ali/hali/nefsi|mawat nafsi/hali
mikham/mikhaham/mekham/mikhwam bmiram/bemiram/bmirm|khodkshi/khudkshi/khodkoshi
ghwaram/ghwarm/gwaram/ghuaram mar/mra/mr/mrham sham/shm|zan/dzan/zaan wazhna/wajna/wazhnam/wujnam|zan wazhal
nefsey/nebsey/hiywetey/hywetey/hiwetey/hywtey/nbsey/rsey/riesey katfe/ketfe/katfi/kqetl/kiqetil/kqtl/katf
xokushtn/xo_kushtn/xokushtin|xom dakuzhm/dakujm/ekuzhm/dekuzhm
""",
}

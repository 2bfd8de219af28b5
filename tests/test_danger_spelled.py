"""Frightened people have no spelling: danger is heard without vowels, stretched, mixed, and in Latin letters."""

import pytest

from handlers.danger_words import read_danger
from handlers.sounding import sound

FRIGHTENED = {
    "en": "emrgency|urgnt|ther is blood|my brother ded|we r sinkin|baby in water|wnt to die|kms|knife"
    "|they broke his leg|labor now|she is giving birth|took pills|my son is missing|need docter now|dangr"
    "|he fell from truck|hit by a car"
    "|police cmng|they take my tent now|fell in canal|he touched me by force",
    "fr": "urgens|la police nous tape|y a du sang|il respire pa|je peu pas respirer|jve mourir|couteau|elle accouche"
    "|il est tombé du camion|docteur vite|enceinte elle a mal",
    "ar": "سعدوني|راح موت|سوف اموت|دم|سكين|النار|جريح|انكسرت رجله|ضربونا الان|رشو غاز|عم يطلقو علينا|اطلبو الاسعاف"
    "|ولدي ضاع|ابني مفقود|خطفو|تسمم|بتولد",
    "ar in Latin letters": "sa3dony|sa3dooony|elha2ouni|2n2zona|alnajda|el nagda|5atar|e7na fe khatar|bamoot|bmot"
    "|rah mout|ra7 amoot|ghraqna|elmarkab byghra2|el balam byghraq|fe elba7r|fi lbahr|el motor wa2ef|sa7bi mat"
    "|sahbi mat"
    "|ma 3am yetnafas|ma byetnafas|fi dam|byenzef|3am yedrbouna|bydrbona|elshorta hena|bolis ja|sekkin|ta3anooni"
    "|eghtasabni|8tsbny|ra7 anta7er|a2tel nafsi|wallah bnmoot",
    "fa": "اورژانس|نفسم بالا نمیاد|خون|پلیس میزنه|پلیس داره میزنه|چاقو|آتیش|تجاوز|بچه ام گم شده",
    "fa in Latin letters": "komakam konin|nejat|dar khatarim|ghayegh ghargh|motor kharab shod|dustam mord"
    "|doostam mord"
    "|nemitunam nafas bekesham|khoon miad|khunrizi|bihosh|police mizane|polis mano mizane|chaghoo|tajavoz kardan"
    "|mikham bmiram|khodkshi|marano mikoshan",
    "ps": "مرم|اوبه راغلې کښتۍ ته|وینه|چاړه|ماشوم ورک دی",
    "ps in Latin letters": "mrasta wakrai|mram|mra kigam|mrh kegu|gharq sho|pa samandar ke yo|malgari mar sho"
    "|sah na akhli|wini zi|behosha|polis wahi|ghwaram mar sham|zan wazhna",
    "ti": "ክተንፍስ ኣይከኣልኩን|ደም|ሃለዋት የብሉን|ሓዊ|ካራ|ተኩስ|ቆልዓ ጠፊኡ|police መጺኦም",
    "ti in Latin letters": "hgzuna|hagzna|hadega|moytu|arkey moytu|knmewt ina|kmewt eye|jalba tthl ala|may atiyuna"
    "|ab bahry alena|aytenfsn|dem yfes alo|polis yweqeuna|polis yehrmuna|tekusi|amitsomni|nebsey katfe|hywetey katfe",
    "am, ckb, om": "ፖሊስ እየደበደበን ነው|እሳት|لە دەریاین|ئاگر|framan kawn|polis hat|xom dakuzhm|du'e|bishaan keessa",
    "mixed": "brother مات|they spray gas|گاز میزنن|ጋዝ ይድርብዩ|ils nous gazent"
    "|police تضرب|الشرطة is beating us|please ساعدونا police|please کمک police|my friend nafas nemikeshe"
    "|boat ይጥሕል|police می‌زنه",
}
CALM = {
    "en": "Harry is here|my name is Amin|we are safe|I have a question about my papers|the knife is in the kitchen"
    "|police took my bag last week|it is a nice dam|the mat is wet|the fire in the stove is off|where is the hospital"
    "|I lost my phone|my phone is missing|you are my son|I took the bus"
    "|we are 5 kms from Calais|she gave birth last month|I take pills for my heart",
    "fr": "je suis tombé malade|le feu est vert|il a pris des photos|du pain|ma mère habite ici"
    "|elle a accouché à Lille",
    "ar": "الدم غالي علينا|شكرا جزيلا|كيف حالك|اين الماء|انا من السودان|متى توزيع الطعام",
    "Latin letters": "salam chetori|kif halak|ana min Sudan|shukran ktir|man az Afghanistan hastam|esm man Amin ast"
    "|selam kemey|merci khoya|wayn el akl|ana mni7|hamdulillah|dam et garm|chai mikham|nan darid|manana|sanga ye"
    "|yekenyeley"
    "|khatar nist|mafi 5atar|police nist",
}


def _each(table: dict[str, str]) -> list[str]:
    return [message for messages in table.values() for message in messages.split("|")]


@pytest.mark.parametrize("text", _each(FRIGHTENED))
def test_a_danger_is_heard_as_frightened_people_type_it(text: str) -> None:
    assert read_danger(text) is not None


@pytest.mark.parametrize("text", _each(CALM))
def test_what_only_sounds_alike_does_not_ring(text: str) -> None:
    assert read_danger(text) is None


def test_spellings_of_one_word_in_latin_letters_sound_the_same() -> None:
    assert {sound(one) for one in ("sa3duni", "saadoony", "sa3dony", "saduni")} == {"saduni"}
    assert sound("ساعدوني") == ""

"""What people write who want back what they deleted, by language code; a speaker may correct any line."""

from collections.abc import Mapping

# The words on our button are understood too.
WANTED_BACK: Mapping[str, str] = {
    "en": "take back|i take it back|i want it back|give it back|give back|undo delete|undelete|restore|restore it"
    "|i changed my mind|cancel delete",
    "fr": "je reprends|récupérer|je veux récupérer|annuler la suppression|j'ai changé d'avis|rendez-moi|restaurer",
    "ar": "الغي الحذف|ألغوا الحذف|استرجاع|استرجع|رجعوها|رجعه|رجعها|غيرت رايي|elgha el hazf|erja3 el hazf"
    "|raje3ha|ghayart rayi",
    "fa": "برگردان|برگردون|پس بگیر|پس می‌گیرم|پشیمان شدم|نظرم عوض شد|bargardan|bargardanid|bargardun|pashiman shodam",
    "ps": "بیرته یې راکړئ|بیرته یې راکړه|بیرته غواړم|پښېمانه شوم|berta ye ghwaram|berta ye rakra",
    "ti": "መሊስኩም|መልሱለይ|ይመለሰለይ እደሊ|ሓሳበይ ቀይረ|ymelseley|yimeleseley|melsuley",
}

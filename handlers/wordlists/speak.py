"""What `menu.SPEAK_ANY` says, in languages that have no catalogue. Drafts: no speaker has read them yet."""

SPEAK_IN = {
    "am": "በቋንቋዎ ይናገሩ ወይም ይጻፉ። ሰው ያዳምጣል።",
    "ckb": "بە زمانی خۆت قسە بکە یان بنووسە. مرۆڤێک گوێ دەگرێت.",
    "om": "Afaan keessaniin dubbadhaa yookaan barreessaa. Namni ni dhaggeeffata.",
    "so": "Ku hadal ama ku qor luqaddaada. Qof ayaa dhegaysanaya.",
    "ur": "اپنی زبان میں بولیں یا لکھیں۔ ایک انسان سنے گا۔",
    "vi": "Hãy nói hoặc viết bằng ngôn ngữ của bạn. Có người nghe.",
}
"""Amharic, Sorani, Oromo, Somali, Urdu, Vietnamese."""

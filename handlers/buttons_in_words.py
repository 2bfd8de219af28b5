"""What she writes in place of pressing: a word that works everywhere, in any spelling and any of our languages."""

from __future__ import annotations

from handlers import menu, my_reports
from handlers.folding import fold
from handlers.talk import BACK, SKIP, STOP
from handlers.words import in_every_language
from handlers.words_everywhere import read_menu_word


def word_for_everywhere(text: str) -> str | None:
    """A word that works everywhere: any spelling we know, or the very words on our buttons, in any language."""
    folded = fold(text)
    on_buttons = {BACK: "back", SKIP: "skip", STOP: "stop", menu.LANGUAGE: "language", menu.BEGIN: "menu"}
    shown = next((word for label, word in on_buttons.items() if folded in in_every_language(label)), None)
    return shown or my_reports.word(text) or read_menu_word(text)

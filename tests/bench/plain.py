"""The yardstick: a plain python-telegram-bot ConversationHandler bot, in memory, by polling; nothing is kept.

The same steps as tests/bench/people.py walks, texts and buttons of the same size, and the same alert.
"""

from __future__ import annotations

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from tests.bench.people import STEPS, URGENT, VOLUNTEER

TEXT = "What do you see? You can choose several. Then press Done. " * 2
LABELS = ("National police", "Gendarmes", "CRS riot police", "Town police", "I don't know")
Context = ContextTypes.DEFAULT_TYPE


def keyboard(step: int) -> InlineKeyboardMarkup:
    """The options of a step and the three ways through a form."""
    wanted, press = STEPS[step]
    data = [f"q:{wanted}", f"n:{press}", *(f"q:other{number}" for number in range(4))]
    rows = [[InlineKeyboardButton(label, callback_data=one)] for label, one in zip([*LABELS, "x"], data, strict=True)]
    ways = [InlineKeyboardButton("Back", callback_data="n:back"), InlineKeyboardButton("Skip", callback_data="n:skip")]
    return InlineKeyboardMarkup([*rows, ways, [InlineKeyboardButton("Stop here", callback_data="n:x")]])


async def ask(update: Update, context: Context, step: int) -> int:
    """Answers the press, remembers, asks the next."""
    query, chat = update.callback_query, update.effective_chat
    assert chat is not None and context.user_data is not None
    if query is not None:
        await query.answer()
        context.user_data[str(step)] = query.data
    if step == URGENT + 1:
        take = InlineKeyboardMarkup([[InlineKeyboardButton("I take it", callback_data="a:1:take")]])
        await context.bot.send_message(VOLUNTEER, f"NOW: an eviction {chat.id}", reply_markup=take)
    await context.bot.send_message(chat.id, TEXT, reply_markup=keyboard(step))
    return step


def taking(step: int) -> Any:
    """The handler of one step: it leads to the next."""
    following = (step + 1) % len(STEPS)

    async def take(update: Update, context: Context) -> int:
        return await ask(update, context, following)

    return take


async def hello(update: Update, context: Context) -> int:
    """The first words."""
    return await ask(update, context, 0)


def main(token: str, url: str) -> None:
    """Runs it."""
    app = Application.builder().token(token).base_url(f"{url}/bot").build()
    states: dict[object, list[Any]] = {
        step: [MessageHandler(filters.LOCATION, taking(step)) if press == "pin" else CallbackQueryHandler(taking(step))]
        for step, (_wanted, press) in enumerate(STEPS)
    }
    app.add_handler(ConversationHandler([MessageHandler(filters.TEXT, hello)], states, []))
    app.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])

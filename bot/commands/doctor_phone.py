"""What doctor says of the phone's own account: may the bot be connected, is it, is it approved, with which rights."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from bot.commands.finding import Finding
from handlers import phone

SECRETARY = Finding(
    "The bot cannot be connected to the phone's own account: in @BotFather switch on Bot Settings, Secretary Mode.",
    to_do=False,
)
NONE = Finding(
    "No account is connected: who writes to the HRO number's own account is not answered. See README.", to_do=False
)


def look_at_phones(session: Session) -> Iterator[Finding]:
    """Every account that was connected. One that nobody approved may be a stranger's: that is only worth knowing."""
    found = phone.phones(session)
    if not found:
        yield NONE
    for one in found:
        who = f"The account {phone.name_of(session, one)}"
        why = phone.lacks(one)
        if one.approved_at is None:
            yield Finding(
                f"{who} is not approved and not answered. If it is the phone's: /phone, Approve.", to_do=False
            )
        elif why is not None:
            again = "In Telegram on the phone: profile, Chat Automation, the bot and its rights."
            yield Finding(f"{who} is not answered: {why} {again}")
        else:
            yield Finding(f"{who} is connected, approved and answered.", to_do=False)
            if not one.can_delete_all:
                yield Finding(f"{who}: allow the bot to delete all messages there, or chats cannot be cleaned.")

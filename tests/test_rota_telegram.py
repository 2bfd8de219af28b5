"""The rota on Telegram: the picture leaves as a photo with its buttons."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from bot.channels import telegram_sending
from bot.channels.upload import Upload
from models.messages import Button, FileRef, Outbound


@pytest.mark.asyncio
async def test_a_picture_of_our_own_leaves_as_a_photo_with_its_words_and_buttons() -> None:
    calls: list[tuple[str, dict[str, Any]]] = []

    async def call(method: str, body: dict[str, Any]) -> Any:
        calls.append((method, body))
        return {"message_id": 7}

    file = FileRef(evidence=0, kind="photo", name="rota.png", mime="image/png", content=b64encode(b"png").decode())
    message = Outbound(text="On duty", rows=((Button("Take a duty", "r:gaps:0"),),), file=file)

    assert await telegram_sending.send(call, "5001", message, b"png") == "7"
    ((method, body),) = calls
    assert (method, body["photo"], body["caption"]) == (
        "sendPhoto", Upload(b"png", "rota.png", "image/png"), "On duty"
    )  # fmt: skip
    assert body["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "r:gaps:0"

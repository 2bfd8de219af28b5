"""The whole bot as a process: a volunteer answers in every language, over the tests' own Bot API server."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.pictures import without_metadata
from handlers import relay, relay_desk, relay_jobs, told
from handlers.card import KINDS
from handlers.flows import FLOWS
from handlers.flows.safety import SAFE_NOW
from handlers.menu import MENU
from handlers.words import say
from tests.botapi.client import BotApi, User
from tests.loopback import until
from tests.photos import photo
from tests.telegram_team import AMAL, SAM, a_team, bot

HELLO = {
    "ar": "السلام عليكم، نحتاج إلى مساعدة من فضلكم",
    "fa": "سلام، ما به کمک احتیاج داریم، لطفا",
    "ps": "سلام، موږ مرستې ته اړتیا لرو",
    "ti": "ሰላም ከመይ ኣለኹም፣ ሓገዝ የድልየና",
    "en": "Hello, we need some advice please",
    "fr": "Bonjour, nous avons besoin d'aide",
}
ANSWER = "Nous sommes en route. Combien êtes-vous ?"
VOICE = b"OggS the voice of Sam"


async def wants_to_talk(api: BotApi, number: int, language: str) -> User:
    """Somebody writes in her language and asks for a human."""
    person = api.user(number, "Amal", language_code=language)
    await person.say(HELLO[language])
    await person.wait_for(say(language, MENU))
    await person.press(FLOWS["talk"].sign)
    await person.wait_for(say(language, SAFE_NOW.text))
    return person


@pytest.mark.prove
@pytest.mark.asyncio
async def test_a_volunteer_talks_with_somebody_in_each_language(api: BotApi, tmp_path: Path) -> None:
    async with bot(api, tmp_path) as process:
        _rosa, sam = await a_team(api)
        for number, language in enumerate(HELLO, start=5100):
            seen = max((one.message_id for one in (await sam.screen()).messages), default=0)
            person = await wants_to_talk(api, number, language)
            card = await sam.wait_for(KINDS["talk"], after=seen)

            await sam.say(ANSWER, reply_to=card.message_id)
            heard = await person.wait_for(ANSWER)
            assert heard.text.split("\n")[0] == f"🧡 {say(language, relay.FROM_US)}"
            assert say(language, relay.ANSWER_HERE) in heard.text
            await person.wait_for(say(language, told.READ))
            await sam.wait_for(relay_jobs.DELIVERED, after=card.message_id)

            before = len((await person.screen()).messages)
            await person.say(HELLO[language])
            await sam.wait_for(HELLO[language], after=card.message_id)
            assert len((await person.screen()).messages) == before + 1, "the bot says nothing in between"
        under = [one for one in await api.sent(chat=SAM) if "reply_parameters" in one.params]
        assert len(under) == 2 * len(HELLO), "each has what became of the answer, and what came back"
        assert "Sam" not in await all_that_reached(api, *range(5100, 5106))
        assert await process.stop() == 0
    assert not [word for word in (ANSWER, *HELLO.values()) if word in process.log.read_text()]


@pytest.mark.asyncio
async def test_pictures_and_voices_travel_both_ways_and_the_volunteers_place_stays_at_home(
    api: BotApi, tmp_path: Path
) -> None:
    async with bot(api, tmp_path) as process:
        _rosa, sam = await a_team(api)
        amal = await wants_to_talk(api, AMAL, "ti")
        card = await sam.wait_for(KINDS["talk"])

        await sam.photo(photo(), caption="Notre voiture", reply_to=card.message_id)
        await sam.document(photo(), file_name="Sam Martin.jpg", mime_type="image/jpeg", reply_to=card.message_id)
        await sam.voice(VOICE, reply_to=card.message_id)
        await sam.wait_for(relay_desk.VOICE_IS_HEARD)
        await sam.press(relay_desk.SEND_IT)
        await until(calls_with_files(api, AMAL, 3))
        await amal.voice(b"OggS the voice of Amal")
        await until(calls_with_files(api, SAM, 1))

        hers = [one for one in await api.sent(chat=AMAL) if one.files]
        files = [file for one in hers for file in one.files.values()]
        clean = hashlib.sha256(without_metadata(photo())).hexdigest()
        assert [one.method for one in hers] == ["sendPhoto", "sendPhoto", "sendVoice"]
        assert [file["sha256"] for file in files] == [clean, clean, hashlib.sha256(VOICE).hexdigest()]
        assert [file["name"] for file in files] == ["photo.jpg", "photo.jpg", "voice.oga"]
        assert "Sam" not in await all_that_reached(api, AMAL)
        (back,) = [one for one in await api.sent(chat=SAM) if one.files]
        assert back.method == "sendVoice" and back.params["protect_content"]
        assert back.params["reply_parameters"]["message_id"] == card.message_id
        assert await process.stop() == 0


def calls_with_files(api: BotApi, chat: int, count: int) -> Callable[[], Awaitable[object]]:
    async def true() -> bool:
        return len([one for one in await api.sent(chat=chat) if one.files]) >= count

    return true


async def all_that_reached(api: BotApi, *chats: int) -> str:
    """Every call for these chats, with all there is in it."""
    return "\n".join([f"{one.method} {one.params} {one.files}" for chat in chats for one in await api.sent(chat=chat)])

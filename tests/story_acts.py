"""What people of a story do on their phones: the lines with `>` (tests/story.py says what can stand there)."""

from __future__ import annotations

import re

from handlers.codes import CODE
from tests.world import World, plain


class Acts:
    """Does what a line says. What the bot has told, to be written back to it, is remembered."""

    def __init__(self, told: World) -> None:
        self.world = told
        self.token, self.secret = "", ""

    def read(self, text: str) -> None:
        """Remembers an invitation, or a report's name with its secret number, out of what somebody was shown."""
        if came := re.search(r"There, write to us: (.+)", text):
            self.secret = plain(came[1])
        if "/join " in text:
            self.token = text.partition("/join ")[2].split()[0]

    async def act(self, who: str, text: str) -> None:
        """Somebody does something."""
        if who == self.world.channel.owner:
            await self.act_on_phone(text)
        elif text.startswith("[") and text.endswith("]"):
            await self.world.presses(who, text[1:-1])
        elif in_room := re.fullmatch(r"\[(.+)\] in (\w+)", text):
            await self.world.presses_in(who, in_room[2], in_room[1])
        elif text.startswith("(replies"):
            word, _space, rest = text[1:-1].partition(" ")
            await self.reply(who, rest, file=word == "replies")
        elif text.startswith("(") and text.endswith(")"):
            await self.do(who, text[1:-1])
        else:
            await self.world.says(who, text.replace("|", "\n"))

    async def act_on_phone(self, text: str) -> None:
        """The phone's own account is connected, or a human writes by hand there."""
        channel = self.world.channel
        by_itself = text.startswith("(itself) ")
        if found := re.fullmatch(r"@(\w+) (.+)", text.removeprefix("(itself) ")):
            said: dict[str, object] = {"text": found[2]}
            if found[2] == "(photo)":
                said = {"file": channel.screens.add_file(b"x", "photo")}
            await self.world.does(found[1], by=channel.owner, automatic=by_itself, **said)
            return
        word, _space, rest = text.strip("()").partition(" ")
        if word == "connects":
            await channel.connect(rest)
        elif word == "ends":
            await channel.connect(channel.connection_id, enabled=False)
        else:
            await channel.connect(channel.connection_id, rights=frozenset(rest.split()))
        await self.world.app.settle()

    async def do(self, who: str, what: str) -> None:
        """Somebody does something that is neither a text nor a press."""
        word, _space, rest = what.partition(" ")
        if word == "pin":
            latitude, longitude = (float(number) for number in rest.split())
            await self.world.does(who, place={"latitude": latitude, "longitude": longitude})
        elif word == "album":
            for number in range(int(rest)):
                await self.world.sends(who, "photo", f"picture {number}".encode(), album="a1")
        elif word == "edit:":
            # Words can be changed, a place cannot.
            mine = [shown.id for shown in self.world.on(who).screens.on(who) if shown.mine and shown.text]
            await self.world.does(who, edit=mine[-1], text=rest)
        elif word in ("deletes", "cleaned"):
            await self.take_out(who, word, int(rest or 1))
        elif word == "vanishes":
            self.world.on(who).vanish(who)
        elif word in ("joins", "returns", "code"):
            await self.world.says(who, self.known(who, word, rest))
        elif word in ("off", "on"):
            self.world.on(who).switch(who, off=word == "off")
        elif word in ("blocks", "unblocks"):
            await self.world.on(who).block(who, blocked=word == "blocks")
            await self.world.app.settle()
        else:
            await self.world.sends(who, word, f"bytes of a {word}".encode(), text=rest)

    async def reply(self, who: str, what: str, *, file: bool) -> None:
        """Somebody replies to the newest card on her phone."""
        cards = [one for one in self.world.screen(who) if any(o[:2] == "a:" for o in self.world.options(who, one))]
        card = cards[-1]
        if older := re.fullmatch(r"(\d+): (.+)", what):
            await self.world.does(who, text=older[2], message=cards[-int(older[1])].id)
        elif file:
            kind, _space, words = what.partition(" ")
            await self.world.sends(who, kind, f"bytes of a {kind}".encode(), text=words, message=card.id)
        else:
            await self.world.does(who, text=what, message=card.id)

    def known(self, who: str, word: str, rest: str) -> str:
        """What she writes because the bot has told it: an invitation, her number, the last case code on her screen."""
        if word == "code":
            return f"{rest} {re.findall(CODE.pattern, ' '.join(map(plain, self.world.texts(who))))[-1]}".strip()
        return f"/join {self.token}" if word == "joins" else self.number(wrong=bool(rest))

    def number(self, *, wrong: bool) -> str:
        """The report's name and the secret number as they were shown, or with a wrong last digit."""
        return f"{self.secret[:-1]}{(int(self.secret[-1]) + 1) % 10}" if wrong else self.secret

    async def take_out(self, who: str, word: str, number: int) -> None:
        """Somebody deletes her last messages in the messenger, or nothing of hers is left there."""
        mine = [shown.id for shown in self.world.on(who).screens.on(who) if shown.mine]
        assert word == "deletes" or not mine, f"still in the chat: {len(mine)}"
        if word == "deletes":
            await self.world.does(who, delete=" ".join(mine[-number:]))

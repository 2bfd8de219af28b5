"""Plays a story written as plain text, so that a coordinator can read, and write, what the bot promises.

    The first paragraph says in words what the story shows.

    people: amal reporter, lea volunteer fr, karim coordinator
    on duty: lea
    backup: tom
    site: B2, Old mill
    types: amal                         she is on a messenger without buttons, whose words stay there
    buttons: of a group                 what it tells needs them: it is not told to who types
    hello: مرحبا, ሰላም, bonjour         the story is told once in each of these; (hello) stands for the first word

    amal > مرحبا                        somebody writes (| begins a new line)
    amal > [Eviction]                   somebody presses a button
    amal > (voice) (photo) (pin 50.95 1.80) (album 3) (edit: words) (blocks) (vanishes) (joins) (off) (on)
    lea > (replies: On arrive) (replies photo) a reply to the newest card she has, (replies 2: ok) to the one before
    lea > (code) (code /report)                  the code of the case that she was shown last, alone or behind words
    amal > (returns) (returns wrong)    she writes the report's name and the secret number that was shown last
    amal < Are you safe now? [I am safe]    the bot writes this (in her language; here in English), with these buttons
    lea < (under the card) the person writes: * I am cold       shown as a reply to the card
    lea ! NOW · Eviction [I take it]    it rings: a new, urgent message
    lea ~ Taken by Karim                a message changes in place, without ringing
    amal < ...                          whatever else was written to her since

    people: lea volunteer, desk room    the team has a triage room, which is desk
    lea > [I take it] in desk           she presses a button there

    people: amal caller, hq phone       Amal writes to the HRO phone's own account, which is hq
    hq > (connects c1) (ends) (rights can_read_messages)
    hq > @amal We are coming            a human writes to her there by hand; (itself) @amal: the account by itself
    amal > (deletes 2)                  her last two messages; amal > (cleaned): nothing of hers is left in the chat
    +2m                                 time goes by (s, m, h, d)

A star stands for any words; words of another language stand for these very words. What the bot says and the story does
not, fails it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.store import Store
from handlers.rules import Rules
from models.duty import BACKUP
from models.messages import Outbound
from tests.phone_account import Phones
from tests.story_acts import Acts
from tests.world import ROLES, World, in_english, plain, world

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
HEADS = ("people", "on duty", "backup", "site", "hello", "types", "buttons")
LINE = re.compile(r"(?P<who>\w+) (?P<what>[><!~]) (?P<text>.+)")
GREETING = "We are HRO: volunteers."
"""Offers languages to press; where there is nothing to press, the menu below it offers them."""
WHERE_TYPED = {"Or press the button below.": "Or press +, then “Location”."}
"""What is said otherwise where there are no buttons."""
PUSH = re.compile(r"\+(?P<number>\d+)(?P<unit>[smhd])")


@dataclass(frozen=True)
class Heard:
    """Something that reached a phone."""

    text: str
    labels: tuple[str, ...]
    how: str
    words: str
    """Its very words, in whatever language."""


class Story:
    """One story on its way."""

    def __init__(self, told: World) -> None:
        self.world, self.acts = told, Acts(told)
        self.unread: dict[str, list[Heard]] = {}

    def hear(self, address: str, message: Outbound, edits: str) -> None:
        """Notes what the bot sent."""
        how = "~" if edits else "!" if message.urgent else "<"
        message = replace(message, text=self.world.with_names(message.text))
        labels = tuple(in_english(button.label) for row in message.rows for button in row)
        text = in_english(message.text) or (
            "(pin)" if message.pin else f"({message.file.kind if message.file else ''})"
        )
        self.acts.read(text)
        if message.file:
            text = f"({message.file.kind}) {text}"
        if message.replies_to and self._is_card(address, message.replies_to):
            text = f"(under the card) {text}"
        self.unread.setdefault(address, []).append(Heard(text, labels, how, plain(message.text)))

    def _is_card(self, who: str, wire_id: str) -> bool:
        """Whether this names the card of an alert on her phone, in any of its states."""
        first = self.world.on(who).first_of(wire_id)
        shown = next((one for one in self.world.screen(who) if one.id == first), None)
        return shown is not None and any(option[:2] == "a:" for option in self.world.options(who, shown))

    async def step(self, line: str) -> None:
        """Plays one line."""
        if push := PUSH.fullmatch(line):
            await self.world.pushes(int(push["number"]) * SECONDS[push["unit"]])
            return
        found = LINE.fullmatch(line)
        assert found, f"not a line of a story: {line!r}"
        if found["what"] == ">":
            assert not self.unread.get(found["who"]), f"not in the story: {self.unread[found['who']]}"
            await self.acts.act(found["who"], found["text"])
        else:
            self.expect(found["who"], found["what"], found["text"])

    def expect(self, who: str, how: str, text: str) -> None:
        """The next thing that reached this phone."""
        heard = self.unread.setdefault(who, [])
        if text == "...":
            heard.clear()
            return
        assert heard, f"{who} has heard nothing, expected: {text}"
        next_ = heard.pop(0)
        if who in self.world.typing:
            text = WHERE_TYPED.get(text, text)
        wanted = re.findall(r"\[([^\]]+)\]", text)
        if who in self.world.typing and GREETING in text:
            wanted = []
        words = re.sub(r"\s*\[[^\]]+\]", "", text).strip()
        said = " ".join(plain(next_.text).split())
        # What changes in place where it is pressed comes anew where it is typed.
        anew = who in self.world.typing and (how, next_.how) == ("~", "<")
        assert next_.how == how or anew, f"{who} got {next_.how} instead of {how}: {said}"
        pattern = ".*".join(re.escape(part.strip()) for part in words.split("*"))
        heard_words = " ".join(next_.words.split())
        assert re.search(pattern, said) or re.search(pattern, heard_words), f"{who} expected {words!r}, got {said!r}"
        for label in wanted:
            assert any(label in shown for shown in next_.labels), f"{who} has no [{label}] in {next_.labels}"

    def end(self) -> None:
        """Nothing may be left unsaid."""
        left = {who: heard for who, heard in self.unread.items() if heard}
        assert not left, f"not in the story: {left}"


async def play(
    path: Path,
    hello: str,
    store: Store,
    folder: Path,
    *,
    typing: Callable[[str], bool] = lambda role: False,
    buttons: type[Phones] = Phones,
) -> None:
    """Plays one story file on this database, with this first word where the story has several.

    `typing` tells of a role in the story whether those who have it are on a messenger without buttons: on Signal.
    The others are on those with `buttons`.
    """
    heads, body = _read(path, hello)
    people = dict(one.split()[:2] for one in heads["people"])
    languages = {one.split()[0]: one.split()[2] for one in heads["people"] if len(one.split()) > 2}
    roles = {name: ROLES[role] for name, role in people.items()}
    without = frozenset(name for name, role in people.items() if typing(role) or name in heads.get("types", ()))
    room = next((name for name, role in people.items() if role == "room"), "")
    rules = Rules(private=frozenset({"signal"} if "types" in heads else ()))
    async with world(store, folder, roles, typing=without, rules=rules, room=room, buttons=buttons) as told:
        told.channel.callers = {one.split()[0] for one in heads["people"] if one.split()[1] == "caller"}
        told.channel.owner = next((one.split()[0] for one in heads["people"] if one.split()[1] == "phone"), "")
        await told.begin(languages)
        story = Story(told)
        told.heard = story.hear
        await told.on_duty(*heads.get("on duty", ()))
        await told.on_duty(*heads.get("backup", ()), rank=BACKUP)
        if "site" in heads:
            await told.site(*heads["site"])
        for number, line in enumerate(body):
            try:
                await story.step(line)
            except AssertionError as error:
                raise AssertionError(f"{path.name}, {line!r} (line {number}): {error}") from error
        story.end()


def _read(path: Path, hello: str) -> tuple[dict[str, list[str]], list[str]]:
    """What stands at the head of a story, and its lines."""
    lines = [line.split("  #")[0].rstrip() for line in path.read_text().split("\n")]
    body = [line.replace("(hello)", hello) for line in lines[lines.index("") :] if line]
    heads = {key: [one.strip() for one in body.pop(0).partition(":")[2].split(",")] for key in _heads(body)}
    return heads, body


def _heads(body: list[str]) -> list[str]:
    keys = []
    for line in body:
        key = line.partition(":")[0]
        if key not in HEADS:
            break
        keys.append(key)
    return keys


def first_words(path: Path) -> list[str]:
    """The first words with which a story is told, one telling each."""
    found = re.search(r"^hello: (.+)$", path.read_text(), re.MULTILINE)
    return [word.strip() for word in found[1].split(",")] if found else [""]

"""python -m bot talk: plays the bot in the terminal. Numbers press buttons, a name in front lets somebody else act.

hello              the reporter writes           2               the reporter presses the second button
lea: 1             the volunteer presses         (photo) (voice) (pin 50.95 1.80)
+2m                two minutes go by             an empty line or Ctrl+D ends
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

import click

from bot import catalogues
from bot.app import App
from bot.channels.demo import Demo
from bot.clock import PushedClock
from bot.commands.demo import SITES, TEAM, invent
from bot.database import DEMO, open_store
from bot.demo_screens import Shown
from bot.settings import Settings, read_settings
from handlers.rules import Rules

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
PUSH = re.compile(r"\+(\d+)([smhd])")
PEOPLE = ("amal", *(name for name, *_rest in TEAM))


class Table:
    """The phones of everybody, in one terminal."""

    def __init__(self, app: App, channel: Demo, clock: PushedClock) -> None:
        self.app, self.channel, self.clock = app, channel, clock
        self.story: list[str] = []
        self._seen: dict[str, dict[str, str]] = {name: {} for name in PEOPLE}

    async def play(self, line: str) -> None:
        """Does what one line says."""
        if push := PUSH.fullmatch(line):
            self.story.append(line)
            await self.clock.push(int(push[1]) * SECONDS[push[2]])
            return
        name, colon, rest = line.partition(":")
        who, text = (name, rest.strip()) if colon and name in PEOPLE else (PEOPLE[0], line)
        await self.channel.post({"phone": who, **self._document(who, text)})
        await self.app.settle()

    def _document(self, who: str, text: str) -> dict[str, object]:
        buttons = [(shown, button) for shown in self._last_with_buttons(who) for row in shown.rows for button in row]
        if text.isdecimal() and 0 < int(text) <= len(buttons):
            shown, button = buttons[int(text) - 1]
            self.story.append(f"{who} > [{button['label']}]")
            return {"press": button["option"], "message": shown.id}
        self.story.append(f"{who} > {text}")
        if place := re.fullmatch(r"\(pin (-?[\d.]+) (-?[\d.]+)\)", text):
            return {"place": {"latitude": float(place[1]), "longitude": float(place[2])}}
        if text in ("(photo)", "(voice)", "(video)"):
            kind = text.strip("()")
            return {"file": self.channel.screens.add_file(f"bytes of a {kind}".encode(), kind), "text": ""}
        return {"text": text}

    def _last_with_buttons(self, who: str) -> list[Shown]:
        shown = [one for one in self.channel.screens.on(who) if one.rows and not one.mine]
        return shown[-1:]

    def show(self) -> None:
        """Prints what has reached anybody since."""
        for who in PEOPLE:
            for shown in self.channel.screens.on(who):
                if shown.mine or self._seen[who].get(shown.id) == shown.text + repr(shown.rows):
                    continue
                sign = "~" if shown.id in self._seen[who] else "!" if shown.urgent else "<"
                self._seen[who][shown.id] = shown.text + repr(shown.rows)
                labels = [button["label"] for row in shown.rows for button in row]
                self._print(who, sign, shown.text, labels)

    def _print(self, who: str, sign: str, text: str, labels: list[str]) -> None:
        first = " ".join(text.split())
        self.story.append(f"{who} {sign} {first} " + " ".join(f"[{label}]" for label in labels))
        click.secho(f"{who} {sign} ", fg="red" if sign == "!" else "cyan", nl=False)
        click.echo(text.replace("\n", "\n       "))
        for number, label in enumerate(labels, 1):
            click.echo(f"       {number:2} {label}")


@click.command(help=__doc__)
@click.option("--keep", metavar="NAME", help="Write down what was played, as a draft of a story for the tests.")
def talk(keep: str | None) -> None:
    """Talk to the bot in the terminal."""
    catalogues.load()
    table = asyncio.run(_talk(catalogues.offer_complete(read_settings())))
    if keep:
        people = ", ".join(
            [f"{PEOPLE[0]} reporter", *(f"{name} {role} {tongue}" for name, role, _n, tongue, _on in TEAM)]
        )
        duty = ", ".join(name for name, _role, _n, _tongue, on in TEAM if on)
        head = [
            "What this story shows, in words.",
            "",
            f"people: {people}",
            f"on duty: {duty}",
            f"site: {SITES[0][0]}",
            "",
        ]
        path = Path(f"{keep}.txt")
        path.write_text("\n".join([*head, *table.story]) + "\n")
        click.echo(f"Written: {path}. What the bot says is in the language spoken; the tests want it in English.")


async def _talk(settings: Settings) -> Table:
    with tempfile.TemporaryDirectory(prefix="hro-talk-") as folder:
        here = settings.model_copy(update={"data_dir": Path(folder), "key_file": None, "database_url": ""})
        store = open_store(here, purpose=DEMO)
        clock = PushedClock()
        channel = Demo(PEOPLE, now=clock.now)
        rules = Rules(zone=settings.zone, languages=settings.offered)
        app = App(store, {"demo": channel}, clock, rules, Path(folder) / "files", {})
        clock.pushed = app.settle
        await store.write(lambda session: invent(session, clock, rules))
        listening = asyncio.create_task(channel.listen(app.keeper(channel)))
        table = Table(app, channel, clock)
        try:
            while line := (await asyncio.to_thread(_ask)).strip():
                await table.play(line)
                table.show()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            store.close()
        return table


def _ask() -> str:
    try:
        return input("amal > ")
    except EOFError:
        return ""

"""Sets the command menus of the team on the messengers that have any: only what has changed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial

from bot.channels.base import Channel, SendFailed
from bot.looks import look_for_ever
from bot.store import Store
from handlers import team_menu

log = logging.getLogger(__name__)
LOOK_S = 30.0


class Menus:
    """Looks again and again who of the team has another menu than before."""

    def __init__(self, store: Store, channels: Mapping[str, Channel]) -> None:
        self._store, self._channels = store, channels

    async def run(self) -> None:
        """Looks for ever."""
        await look_for_ever("menus", self.look, LOOK_S)

    async def look(self) -> None:
        """Looks once."""
        for name, channel in self._channels.items():
            give = getattr(channel, "set_menu", None)
            if give is None:
                continue
            for change in await self._store.read(partial(team_menu.changes, channel=name)):
                try:
                    await give(change.address, change.menu)
                except SendFailed as error:
                    log.info("menus: one could not be set (%s)", type(error).__name__)
                    if error.again:
                        return
                await self._store.write(partial(team_menu.was_set, change=change))

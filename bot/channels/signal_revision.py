"""The states of one message of ours at Signal, which the wire id of the newest tells: so it is known after a restart.

Each change has a timestamp of its own, by which a reaction or a quote may name it. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_EDITS = 10
"""Signal's applications take ten edits of a message, within a day of its sending (Signal-Android 13428)."""
DAY_MS = 86_400_000
_WIRE_ID = re.compile(r"(?P<stamp>\d+)( began(?P<began>\d+)/(?P<edits>\d+))?")


@dataclass(frozen=True, slots=True)
class Revision:
    """One state: its timestamp, that of the first one (milliseconds since 1970), and how many edits lie between them.

    As a wire id "1795335602430"; of an edited message "1795335698223 began1795335602430/3".
    """

    stamp: int
    began: int
    edits: int = 0

    @classmethod
    def read(cls, wire_id: str) -> Revision | None:
        """What a wire id tells; nothing when it is none of ours."""
        found = _WIRE_ID.fullmatch(wire_id)
        if found is None:
            return None
        stamp = int(found["stamp"])
        return cls(stamp, int(found["began"] or stamp), int(found["edits"] or 0))

    def next(self, stamp: int) -> Revision:
        """The state after one more edit."""
        return Revision(stamp, self.began, self.edits + 1)

    def can_change(self, now_ms: float) -> bool:
        """Whether Signal's applications would still take an edit."""
        return self.edits < MOST_EDITS and now_ms - self.began <= DAY_MS

    @property
    def wire_id(self) -> str:
        """As it is stored."""
        return f"{self.stamp} began{self.began}/{self.edits}" if self.edits else str(self.stamp)


def stamps_of(wire_ids: str) -> list[int]:
    """The timestamps of messages, of which several wire ids may stand one after the other."""
    return [int(piece) for piece in wire_ids.split() if piece.isdecimal()]

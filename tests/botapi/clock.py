"""The server's clock, which the control interface can push forward."""

import time


class Clock:
    """Real time plus whatever the test has pushed; seconds since 1970, UTC."""

    def __init__(self) -> None:
        self.pushed = 0.0

    def now(self) -> float:
        """The server's time in seconds."""
        return time.time() + self.pushed

    def today(self) -> int:
        """The server's time as Telegram writes it: whole seconds."""
        return int(time.time() + self.pushed)

"""What happens by the clock. Jobs keep no state: due times are rows, so a restart changes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.store import Store, is_passing
from handlers import (
    auditor,
    became,
    care,
    escalation,
    finding,
    forget,
    gate,
    interpreter_case,
    leftover,
    overheard,
    phone_term,
    reach,
    redraw,
    relay_jobs,
    reminders,
    resume,
    room_post,
    second_tap_desk,
    secret_number,
    silence,
    staff_copies,
    task_jobs,
    wake,
)
from handlers.each import hear_of
from handlers.rules import Rules

log = logging.getLogger(__name__)
Job = Callable[[Session, datetime, Rules], object]
JOBS: tuple[tuple[str, float, Job], ...] = (
    ("resume", 2.0, resume.look),
    ("escalate", 2.0, escalation.escalate),
    ("cards", 1.0, redraw.redraw),
    ("silence", 2.0, silence.look),
    ("relay", 1.0, relay_jobs.move),
    ("room", 1.0, room_post.post),
    ("rota", 5.0, reminders.look),
    ("wake", 5.0, wake.look),
    ("pauses", 10.0, overheard.go_on),
    ("interpreter", 10.0, interpreter_case.look),
    ("reach", 60.0, reach.daily),
    ("care", 60.0, care.look),
    ("became", 60.0, became.look),
    ("copies", 60.0, staff_copies.expire),
    ("leftover", 300.0, leftover.remind),
    ("gate", 60.0, gate.remind),
    ("unapproved", 60.0, phone_term.look),
    ("erase", 10.0, forget.erase_due),
    ("vanishing", 600.0, forget.erase_sooner),
    ("tasks", 60.0, task_jobs.look),
    ("auditor", 180.0, auditor.look),
    ("find", 2.0, finding.look),
    ("second tap", 60.0, second_tap_desk.look),
    ("numbers", 5.0, secret_number.forget_shown),
)
"""Every job: its name, how often it looks (seconds), and what it does."""


class Jobs:
    """Runs every job at its pace."""

    def __init__(self, store: Store, clock: Clock, rules: Rules) -> None:
        self._store, self._clock, self._rules = store, clock, rules
        self._scheduler: AsyncIOScheduler | None = None
        logging.getLogger("apscheduler").setLevel(logging.WARNING)

    def start(self) -> None:
        """Begins."""
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for name, seconds, job in JOBS:
            self._scheduler.add_job(
                self._in_time, "interval", args=(name, job), seconds=seconds, coalesce=True, max_instances=1
            )
        self._scheduler.start()

    def stop(self) -> None:
        """Ends."""
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def restart(self) -> None:
        """Begins anew if it runs: the scheduler goes by the wall clock and would wait until that catches up."""
        if self._scheduler is not None and self._scheduler.running:
            self.stop()
            self.start()

    async def run_all(self) -> None:
        """Runs every job now (a clock was pushed)."""
        for name, _seconds, job in JOBS:
            await self._run(name, job)

    async def redraw(self) -> None:
        """Changes now the cards that were to be changed within the next second."""
        await self._run("cards", redraw.redraw)

    async def _in_time(self, name: str, job: Job) -> None:
        """One turn of a job. Who ends the program in the middle of it is no fault to be put into the log."""
        with contextlib.suppress(asyncio.CancelledError):
            await self._run(name, job)

    async def _run(self, name: str, job: Job) -> None:
        now = self._clock.now()
        try:
            await self._store.write(lambda session: job(session, now, self._rules))
        except Exception as error:
            log.error("jobs: %s failed (%s), it is tried again", name, type(error).__name__)
            if not is_passing(error):
                await self._tell(name, now)

    async def _tell(self, name: str, now: datetime) -> None:
        """A human hears of it; where that fails too there is the log."""
        with contextlib.suppress(Exception):
            await self._store.write(lambda session: hear_of(session, name, 0, now))

"""The jobs by the clock, as the scheduler runs them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from bot.clock import PushedClock
from bot.jobs import Jobs
from handlers.rules import Rules
from tests.world import MORNING


class Busy:
    """A store in which a write never comes to its end."""

    def __init__(self) -> None:
        self.writes = asyncio.Event()

    async def write(self, work: Callable[[Session], object]) -> None:
        """Waits for ever."""
        self.writes.set()
        await asyncio.Event().wait()


@pytest.mark.asyncio
async def test_who_ends_the_program_in_the_middle_of_a_job_finds_no_fault_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = Busy()
    jobs = Jobs(store, PushedClock(MORNING), Rules())  # type: ignore[arg-type]  # it stands for a busy one
    before = asyncio.all_tasks()
    with caplog.at_level(logging.WARNING):
        jobs.start()
        await asyncio.wait_for(store.writes.wait(), 10)
        jobs.stop()
        for running in asyncio.all_tasks() - before:
            running.cancel()
        await asyncio.sleep(0.1)
    assert not [line for line in caplog.records if line.exc_info]

"""The figures count what happened, name nobody, and are all described."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from bot.store import Store
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from tests.web_pages import ROOT, asked
from tests.world import world


def value(page: str, name: str) -> float:
    """One figure."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    assert found, f"{name} is not there"
    return float(found[1])


FIGURES = {
    "hro_messages_kept": 5,
    "hro_messages_handled": 5,
    "hro_messages_failed": 0,
    "hro_messages_waiting": 0,
    "hro_messages_oldest_waiting_seconds": 0,
    "hro_outbox_waiting": 1,
    "hro_outbox_dead": 0,
    "hro_outbox_urgent": 1,
    "hro_outbox_oldest_urgent_seconds": 120,
    'hro_alerts_open{urgency="life"}': 0,
    'hro_alerts_open{urgency="now"}': 2,
    "hro_alerts_oldest_open_seconds": 120,
    "hro_alerts_unheard": 0,
    'hro_people{role="reporter"}': 2,
    'hro_people{role="coordinator"}': 1,
    'hro_reports{kind="police_now"}': 2,
    'hro_reports{kind="eviction"}': 0,
    "hro_files_waiting": 0,
}
"""What is counted when two report danger and one of their alerts cannot leave."""


@pytest.mark.asyncio
async def test_metrics_count_what_happened_and_name_nobody(store: Store, tmp_path: Path) -> None:
    people = {"amal": REPORTER, "yonas": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
    async with world(store, tmp_path, people) as told:
        await told.begin()
        await told.on_duty("lea")
        await told.says("amal", "hello")
        await told.presses("amal", "Police now / danger")
        await told.says("amal", "my brother is called Dawit")
        told.channel.switch("lea", off=True)
        await told.says("yonas", "hello")
        await told.presses("yonas", "Police now / danger")
        await told.pushes(120)
        status, page = await asyncio.to_thread(asked, told, "/metrics")

    assert status == 200
    assert {name: value(page, name) for name in FIGURES} == FIGURES
    assert all(
        value(page, name) > 0 for name in ("hro_database_bytes", "hro_disk_free_bytes", "hro_start_time_seconds")
    )
    assert value(page, 'hro_build_info{version="0.1.0"}') == 1
    for word in ("amal", "Amal", "Dawit", "lea", "Lea", "karim"):
        assert not re.search(rf"\b{word}\b", page)


@pytest.mark.asyncio
async def test_every_figure_is_described_and_nothing_else_is(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, {}) as told:
        _status, page = await asyncio.to_thread(asked, told, "/metrics")
    shown = set(re.findall(r"^# TYPE (\w+) ", page, re.MULTILINE))
    described = set(re.findall(r"^\| `(\w+)", (ROOT / "docs" / "metrics.md").read_text(), re.MULTILINE))

    assert shown == described

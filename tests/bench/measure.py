"""What is measured: the CPU time and the memory of one process, and what the disk takes."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, memory in MB, CPU of the measured bot alone."""

    bot: str
    people: str
    per_s: float
    cpu_ms: float
    reply_p50: float
    reply_p99: float
    alert_p50: float
    alert_p99: float
    rss: float
    driver_cpu: float


def cpu_s(pid: int) -> float:
    """Seconds of CPU that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def rss_mb(pid: int) -> float:
    """Memory of a process that is really in use."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def at(times: list[float], part: float) -> float:
    """The quantile of some seconds, in milliseconds; 0 of nothing."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1000 if times else 0.0


def commits_per_s(folder: Path, seconds: float = 1.0) -> float:
    """Bare durable commits of one small row on this disk (SQLite, WAL, synchronous FULL)."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection.execute("INSERT INTO row (body) VALUES (?)", (b"x" * 300,))
        count += 1
    connection.close()
    return count / seconds


def table(rows: list[Row]) -> str:
    """The rows as text, each with how many times the plain bot of the same scene it is."""
    plain = {row.people: row.per_s for row in rows if row.bot == "plain"}
    head = (
        f"{'bot':<12}{'people':>10}{'updates/s':>11}{'x plain':>9}{'CPU ms':>8}"
        f"{'p50':>8}{'p99':>8}{'alert p50':>11}{'p99':>8}{'MB':>6}{'driver CPU':>12}"
    )
    lines = [head]
    for row in rows:
        ratio = f"{row.per_s / plain[row.people]:.1f}" if plain.get(row.people) else "-"
        lines.append(
            f"{row.bot:<12}{row.people:>10}{row.per_s:>11.0f}{ratio:>9}{row.cpu_ms:>8.2f}{row.reply_p50:>8.1f}"
            f"{row.reply_p99:>8.1f}{row.alert_p50:>11.1f}{row.alert_p99:>8.1f}{row.rss:>6.0f}{row.driver_cpu:>11.0%}"
        )
    return "\n".join(lines)

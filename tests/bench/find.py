"""How long the desk's lists take with 1,000 and with 100,000 reports, in one run. Ratios count, not figures.

A hundred reports a day, one in twenty of them open: so many are a matter of years. Only what the handler does is
measured, without the commit, which is the same for both.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from bot import catalogues, database
from bot.store import Store
from handlers import desk, search_desk, sites
from handlers.alike import proposals
from handlers.at_desk import Desk
from handlers.codes import LETTERS, SIGNS
from handlers.find_tokens import report_tokens, word_tokens
from handlers.person import meet
from handlers.rules import Rules
from models.alert import Alert
from models.base import new_id
from models.finding import FindToken
from models.person import COORDINATOR, Person
from models.report import Answer, Report, Testimony
from models.schema import METADATA
from models.secret import Keys, keys_of, seal, seal_json
from tests.conftest import make_settings
from tests.postgres import fresh_database
from tests.world import MORNING

A_DAY = 100
AT_ONCE = 2_000
SITES = ("B2", "C1", "D4", "E7", "F3", "G9")
FORCES = ("crs", "pn", "gm", "paf")
FLOWS = ("eviction", "eviction", "eviction", "police_violence", "talk")
WORDS = tuple(f"word{number}" for number in range(3_000))
RUNS = 15
RULES = Rules()


@dataclass
class Town:
    """A database with so many reports."""

    store: Store
    codes: list[str] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)
    coordinator: int = 0
    known: dict[str, bytes] = field(default_factory=dict)
    seed: random.Random = field(default_factory=lambda: random.Random(6))

    async def fill(self, count: int) -> None:
        """Writes them, the oldest first."""
        await self.store.write(self._begin)
        for start in range(0, count, AT_ONCE):
            await self.store.write(partial(self._some, start=start, count=min(AT_ONCE, count - start), of=count))

        def counted(session: Session) -> None:
            if session.get_bind().dialect.name == "postgresql":
                # What its autovacuum does within minutes.
                session.execute(text("ANALYZE"))

        await self.store.write(counted)

    def _begin(self, session: Session) -> None:
        person = meet(session, "demo", "demo", "karim", MORNING)
        person.role, person.staff_language, person.language = COORDINATOR, "en", "en"
        person.first_name = seal(session, "person.first_name", person.id, "Karim")
        self.coordinator = person.id
        for code in SITES:
            sites.set_site(session, code, [f"Old {code}"], MORNING)

    def _some(self, session: Session, start: int, count: int, of: int) -> None:
        tables: dict[Any, list[dict[str, Any]]] = {Person: [], Report: [], Answer: [], Testimony: [], Alert: []}
        tokens: list[dict[str, Any]] = []
        for number in range(start, start + count):
            self._one(session, number, of, tables, tokens)
        for table, rows in tables.items():
            session.execute(insert(table.__table__), rows)
        tokens.sort(key=lambda row: row["token"])
        session.execute(insert(METADATA.tables[FindToken.__tablename__]), tokens)

    def _one(self, session: Session, number: int, of: int, tables: dict[Any, Any], tokens: list[Any]) -> None:
        keys, pick, row = keys_of(session), self.seed, new_id()
        at = MORNING - timedelta(days=(of - number) / A_DAY)
        person, flow = new_id(), pick.choice(FLOWS)
        values = {"id": row, "code": self._code(number), "person_id": person, "flow": flow, "language": "en"}
        values |= {"opened_at": at, "touched_at": at, "filed_at": at, "consent": "yes", "site": ""}
        answers: dict[str, Any] = {"where": _where(pick), "when": {"option": "now", "done": True}}
        answers["forces"] = {"chosen": [pick.choice(FORCES)], "done": True}
        tables[Person].append(
            {"id": person, "channel": "demo", "account": "demo", "chat": person.to_bytes(32, "big"), "address": b"x",
             "created_at": at, "seen_at": at}
        )  # fmt: skip
        tables[Report].append(values)
        for step, value in answers.items():
            answer = new_id()
            sealed = seal_json(session, "answer.value", answer, value)
            tables[Answer].append({"id": answer, "report_id": row, "step": step, "value": sealed, "answered_at": at})
        said, words = new_id(), " ".join(pick.sample(WORDS, 10))
        tables[Testimony].append(
            {"id": said, "report_id": row, "person_id": person, "inbox_id": said, "kind": "text", "said_at": at,
             "words": seal(session, "testimony.words", said, words)}
        )  # fmt: skip
        tables[Alert].append(
            {"id": new_id(), "report_id": row, "urgency": pick.choice((0, 1, 1, 2, 2, 2)), "step": "first",
             "raised_at": at, "closed_at": None if pick.random() < 0.05 else at}
        )  # fmt: skip
        made = [(token, row) for token in report_tokens(keys, Report(**values), answers, RULES.zone)]
        made += [(self._token(keys, word), said) for word in words.split()]
        tokens += [{"token": token, "report_id": row, "source_id": source} for token, source in made]
        self.reports.append(row)

    def _token(self, keys: Keys, word: str) -> bytes:
        """Reading the same words again and again is not what is measured."""
        if word not in self.known:
            (self.known[word],) = word_tokens(keys, word)
        return self.known[word]

    def _code(self, number: int) -> str:
        code = ""
        for _sign in range(5):
            number, sign = divmod(number, len(SIGNS))
            code = SIGNS[sign] + code
        self.codes.append(LETTERS[number % len(LETTERS)] + code)
        return self.codes[-1]

    async def measure(self) -> dict[str, float]:
        """Milliseconds (median) of everything that the desk may ask."""
        found = {}
        for name, ask in self._questions():
            times = [await self.store.write(partial(self._time, ask=ask)) for _run in range(RUNS)]
            found[name] = statistics.median(times) * 1000
        return found

    def _time(self, session: Session, ask: Callable[[Session, Person], object]) -> float:
        person = session.get_one(Person, self.coordinator)
        began = time.perf_counter()
        ask(session, person)
        return time.perf_counter() - began

    def _questions(self) -> Iterator[tuple[str, Callable[[Session, Person], object]]]:
        def command(words: Callable[[], str]) -> Callable[[Session, Person], object]:
            return lambda session, person: desk.command(session, person, words(), MORNING, RULES)

        def agreed(words: Callable[[], str]) -> Callable[[Session, Person], object]:
            """What people said is searched when a second coordinator has agreed."""
            return lambda session, person: search_desk.find(Desk(session, person, MORNING, RULES, words()))

        pick = self.seed
        last = f"{MORNING - timedelta(days=6):%d/%m/%Y} – {MORNING:%d/%m/%Y}"
        yield "/queue", command(lambda: "/queue")
        yield "/report CODE", command(lambda: f"/report {pick.choice(self.codes)}")
        yield "/search place, kind", command(lambda: f"/search {pick.choice(SITES)}, eviction")
        yield "/search place, kind, days", command(lambda: f"/search {pick.choice(SITES)}, eviction, {last}")
        yield "/search word", agreed(lambda: pick.choice(WORDS))
        yield "/search 2 words, kind", agreed(lambda: f"{pick.choice(WORDS)} {pick.choice(WORDS)} violence")
        yield (
            "same event?",
            lambda session, person: proposals(session, session.get_one(Report, pick.choice(self.reports)), RULES),
        )


def databases(folder: Path, server: str) -> Iterator[tuple[str, AbstractContextManager[Store]]]:
    """An empty database of each kind, up to date."""
    catalogues.load()
    yield "sqlite", _opened(folder)
    if server:
        yield "postgresql", _opened(folder / "server", server)


@contextmanager
def _opened(folder: Path, server: str = "") -> Iterator[Store]:
    folder.mkdir(parents=True)
    with fresh_database(server) if server else nullcontext("") as url:
        settings = make_settings(folder, database_url=url)
        if url:
            database.migrate(settings)
        store = database.open_store(settings)
        try:
            yield store
        finally:
            store.close()


def _where(pick: random.Random) -> dict[str, Any]:
    if pick.random() < 0.7:
        return {"site": pick.choice(SITES), "done": True}
    return {"pin": [50.9 + pick.random() / 10, 1.8 + pick.random() / 10, None], "done": True}


def table(found: dict[str, dict[int, dict[str, float]]]) -> str:
    """Milliseconds by database, question and number of reports, and how many times the first the last is."""
    lines = []
    for kind, by_count in found.items():
        counts = sorted(by_count)
        lines.append(f"{kind:<28}" + "".join(f"{count:>12,}" for count in counts) + f"{'ratio':>8}")
        for name in by_count[counts[0]]:
            values = [by_count[count][name] for count in counts]
            lines.append(f"  {name:<26}" + "".join(f"{v:>9.2f} ms" for v in values) + f"{values[-1] / values[0]:>8.1f}")
    return "\n".join(lines)

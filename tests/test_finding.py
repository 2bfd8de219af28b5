"""Searching: however a word is written it is found; what was deleted nobody finds, and its tokens are gone."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store import Store
from handlers import case_tag, finding
from handlers.codes import read_code
from handlers.duty import coordinators
from handlers.find_tokens import words_of
from handlers.find_words import Known, Wanted, read_wanted
from handlers.flow import SiteName
from handlers.found import search
from handlers.time_dates import Asked
from models.finding import FindToken, Search
from models.person import COORDINATOR, REPORTER, VOLUNTEER
from models.report import Report
from models.secret import keys_of
from models.setting import Setting
from tests.world import MORNING, World, plain, world

PEOPLE = {"amal": REPORTER, "reza": REPORTER, "lea": VOLUNTEER, "karim": COORDINATOR}
SPELLINGS = [
    ("arabic", "أخذوا الخَيْمَةَ مِنّا", "خيمه"),
    ("arabic", "ضربوني بالعصا", "العصا"),
    ("farsi", "چادرهای ما را گرفتند، مي‌خواهم كمك", "کمک"),
    ("farsi", "پلیس ٢٥ نفر را برد", "25"),
    ("tigrinya", "ፖሊስ ኣጥቂዖምና ድንኳን ነጺሎም", "ነፂሎም"),
    ("tigrinya", "ሓደ ሰብ ተሃሪሙ", "ሀደ"),
    ("pashto", "زموږ خېمې یې وسوځولې", "خیمی"),
    ("pashto", "پوليس ټول وهل", "پولیس"),
    ("french", "Ils ont BRÛLÉ la forêt", "brule"),
    ("french", "l’été dernier", "ete"),
]
SITES = (SiteName("B2", ("Old mill", "الطاحونة")),)
KNOWN = Known(Asked(MORNING, ZoneInfo("Europe/Paris"), "en", False), 7, SITES, {"lea": [5], "tom": [6]}, {"mia": [8]})
EARLIER = MORNING - timedelta(days=3)
TODAY = ["2026-11-23", "2026-11-23"]


async def tells(told: World, name: str, words: str) -> None:
    """Somebody tells something in her own words, and a minute goes by."""
    await told.says(name, "hello")
    await told.presses(name, "Talk to a person")
    await told.says(name, words)
    await told.pushes(70)


def finds(session: Session, word: str) -> list[str]:
    """The codes of what is found by this word."""
    return [one.code for one in search(session, Wanted(words=words_of(word)), 10)]


@pytest.mark.parametrize(("language", "said", "typed"), SPELLINGS)
def test_a_word_written_with_other_letters_is_the_same_word(language: str, said: str, typed: str) -> None:
    assert set(words_of(typed)) <= set(words_of(said)), language


@pytest.mark.asyncio
async def test_each_word_is_found_however_it_is_written_and_by_no_other(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await tells(told, "amal", "\n".join(said for _language, said, _typed in SPELLINGS))
        await tells(told, "reza", "something else")

        for _language, _said, typed in SPELLINGS:
            assert len(await store.read(partial(finds, word=typed))) == 1, typed
        assert await store.read(lambda session: finds(session, "مسجد")) == []


@pytest.mark.asyncio
async def test_of_what_was_deleted_no_token_is_left_at_once_and_taken_back_it_is_found_again(
    store: Store, tmp_path: Path
) -> None:
    def tokens(session: Session) -> int:
        return session.scalar(select(func.count()).select_from(FindToken)) or 0

    def of_word(session: Session) -> bool:
        token = keys_of(session).token("word", "zibeline7")
        return session.scalar(select(FindToken.report_id).where(FindToken.token == token)) is not None

    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await tells(told, "amal", "zibeline7 burnt my tent")
        assert await store.read(of_word)

        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        assert await store.read(tokens) == 0
        await told.pushes(120)
        assert await store.read(tokens) == 0

        await told.says("amal", "take it back")
        await told.pushes(120)
        assert await store.read(of_word)

        await told.says("amal", "delete")
        await told.presses("amal", "Yes, delete")
        await told.pushes(86_400 + 60)
        assert await store.read(tokens) == 0


@pytest.mark.asyncio
async def test_a_message_deleted_in_the_messenger_is_found_no_more_but_the_rest_is(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, {**PEOPLE, "hq": REPORTER}) as told:
        told.channel.callers, told.channel.owner = {"amal"}, "hq"
        await told.begin()
        await told.channel.connect("c1")
        await told.app.settle()
        await told.presses("karim", "Approve")
        await tells(told, "amal", "first words")
        await told.says("amal", "zibeline7 words")
        await told.pushes(120)
        assert await sqlite_store.read(lambda session: finds(session, "zibeline7"))
        mine = [shown.id for shown in told.channel.screens.on("amal") if shown.mine]
        await told.does("amal", delete=mine[-1])

        assert await sqlite_store.read(lambda session: finds(session, "zibeline7")) == []
        await told.pushes(120)
        assert await sqlite_store.read(lambda session: finds(session, "zibeline7")) == []
        assert await sqlite_store.read(lambda session: finds(session, "first"))


@pytest.mark.asyncio
async def test_no_word_is_kept_in_the_clear_and_a_search_is_forgotten_after_hours(store: Store, tmp_path: Path) -> None:
    def kept(session: Session) -> bytes:
        return b"".join(row.token for row in session.scalars(select(FindToken)))

    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await tells(told, "amal", "zibeline7")
        await told.says("karim", "/search zibeline7")
        await told.says("karim", "/search eviction")
        assert b"zibeline7" not in await store.read(kept)
        assert b"zibeline7" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert await store.read(lambda session: session.scalar(select(Search.person_id)))
        await told.pushes(13 * 3600)
        assert await store.read(lambda session: session.scalar(select(Search.person_id))) is None


@pytest.mark.asyncio
async def test_what_is_older_than_the_index_is_read_in_steps_and_all_of_it(sqlite_store: Store, tmp_path: Path) -> None:
    async with world(sqlite_store, tmp_path, PEOPLE) as told:
        await told.begin()
        for number in range(3):
            await tells(told, "amal", f"word{number}")
            await told.says("amal", "stop")

        def many_more(session: Session) -> None:
            first = session.scalars(select(Report).order_by(Report.id)).first()
            assert first is not None
            for number in range(250):
                code = f"A{number:05}"
                session.add(
                    Report(
                        id=first.id + 1 + number, code=code, person_id=first.person_id, flow="eviction", language="en",
                        opened_at=EARLIER, touched_at=EARLIER,
                    )
                )  # fmt: skip
            session.flush()
            session.merge(Setting(name=finding.MARK, value="0"))

        await sqlite_store.write(many_more)
        for _step in range(6):
            await told.pushes(5)
        found = await sqlite_store.read(lambda session: search(session, Wanted(days=["2026-11-20"] * 2), 999))
        assert len(found) == 250
        assert len(await sqlite_store.read(lambda session: finds(session, "word0"))) == 1


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("eviction, B2, yesterday", Wanted(kinds=["eviction"], places=[["site", "B2"]], days=["2026-11-22"] * 2)),
        ("eviction B2 yesterday", Wanted(kinds=["eviction"], places=[["site", "B2"]], days=["2026-11-22"] * 2)),
        ("Old mill، expulsion", Wanted(kinds=["eviction"], places=[["site", "B2"]])),
        ("الطاحونه", Wanted(places=[["site", "B2"]])),
        ("1/11 – 9/11", Wanted(days=["2026-11-01", "2026-11-09"])),
        ("1/11 to 9/11", Wanted(days=["2026-11-01", "2026-11-09"])),
        ("2026-10", Wanted(days=["2026-10-01", "2026-10-31"])),
        ("12/2025", Wanted(days=["2025-12-01", "2025-12-31"])),
        ("#Minor, @lea", Wanted(tags=["minor"], who=[5])),
        ("lea, me", Wanted(who=[5, 7])),
        ("@nobody", Wanted(who=[0])),
        ("@mia", Wanted(who=[8])),
        ("mia", Wanted(words=["mia"])),
        ("50.951 1.861", Wanted(places=[["pin", "50.951", "1.861"]])),
        ("“eviction” tente", Wanted(words=["eviction", "tente"])),
        ("tear gas", Wanted(words=["tear", "gas"])),
        ("", Wanted()),
        (" , ,, ", Wanted()),
        ("today", Wanted(days=TODAY)),
    ],
)
def test_what_is_looked_for_is_understood_in_any_order(typed: str, wanted: Wanted) -> None:
    assert read_wanted(typed, KNOWN) == wanted


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7F3MX", "K7F3MX"), (" k7f3mx ", "K7F3MX"), ("/r_K7F3MX", "K7F3MX"), ("\u2066K7F3MX\u2069", "K7F3MX"),
        ("K7F3M", ""), ("K7F3MXX", ""), ("K7F3MB", ""), ("7K7F3M", ""), ("", ""), ("look at K7F3MX", ""),
    ],
)  # fmt: skip
def test_a_code_alone_is_a_code_and_nothing_else_is(typed: str, code: str) -> None:
    assert read_code(typed) == code


def test_a_month_has_all_its_days() -> None:
    assert read_wanted("2024-02", KNOWN).days == [date(2024, 2, 1).isoformat(), date(2024, 2, 29).isoformat()]


@pytest.mark.asyncio
async def test_a_report_is_found_by_its_tags_until_they_are_taken_away(store: Store, tmp_path: Path) -> None:
    async with world(store, tmp_path, PEOPLE) as told:
        await told.begin()
        await tells(told, "amal", "zibeline7")
        code = await store.read(lambda session: session.scalars(select(Report.code)).one())

        def tag(session: Session) -> int:
            report, karim = session.scalars(select(Report)).one(), coordinators(session)[0]
            case_tag.add_tag(session, report, "Péage A16", karim, told.clock.now())
            finding.again(session, report.id)
            return case_tag.tags_of(session, report.id)[0][0]

        row = await store.write(tag)
        await told.pushes(120)
        await told.says("karim", "/search #peagea16")
        assert code in told.texts("karim")[-1]

        def untag(session: Session) -> None:
            report, karim = session.scalars(select(Report)).one(), coordinators(session)[0]
            case_tag.remove_tag(session, report, row, karim, told.clock.now())
            finding.again(session, report.id)

        await store.write(untag)
        await told.pushes(120)
        await told.says("karim", "/search #peagea16")
        assert code not in told.texts("karim")[-1]


@pytest.mark.asyncio
async def test_whoever_has_to_agree_reads_in_her_language_what_is_looked_for(
    sqlite_store: Store, tmp_path: Path
) -> None:
    async with world(sqlite_store, tmp_path, {"karim": COORDINATOR, "rosa": COORDINATOR}) as told:
        await told.begin({"karim": "fr"})
        await told.says("karim", "/chercher zibeline, expulsion")

        asked = plain(told.screen("rosa")[-1].text)
        assert "Looked for: An eviction · words “zibeline”" in asked
        assert "Recherché : Une expulsion · mots « zibeline »" in plain(told.screen("karim")[-1].text)

"""The demo in a real browser: an Arabic report from the first word to "I take it"."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
STARTS_WITHIN_S = 30.0
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The demo as a process, with a data folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {
        **os.environ,
        "HRO_DATA_DIR": str(tmp_path / "demo"),
        "HRO_WEB_LISTEN": listen,
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "demo"], env=environment, cwd=tmp_path)
    end = monotonic() + STARTS_WITHIN_S
    while monotonic() < end:
        try:
            urllib.request.urlopen(f"http://{listen}/healthz", timeout=1).close()
            break
        except OSError:
            sleep(0.1)
    yield f"http://{listen}/"
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


@pytest.fixture
def page() -> Iterator[Page]:
    """A wide window of Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: .ci/run installs it")
        pytest.skip("no Chromium here: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser.new_page(viewport={"width": 1500, "height": 950})
        browser.close()


def phone(page: Page, name: str) -> str:
    return f'li[data-phone="{name}"]'


def press(page: Page, name: str, option: str) -> None:
    """Presses the newest button of a phone whose data ends like this."""
    page.locator(f'{phone(page, name)} button[data-option$="{option}"]').last.click()


@pytest.mark.prove
@pytest.mark.timeout(240)
def test_an_arabic_report_goes_from_the_first_word_to_i_take_it(address: str, page: Page) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    expect(page.locator("body[data-live=true]")).to_be_visible()
    box = page.locator('[data-say="amal"]')
    box.fill("مرحبا")
    box.press("Enter")
    expect(page.locator(phone(page, "amal")).filter(has_text="HRO").first).to_be_visible()
    press(page, "amal", "m:police_now")
    ring = page.locator(f"{phone(page, 'lea')}[data-urgent]")
    expect(ring).to_contain_text("MAINTENANT")
    for option in (
        ":safe_now:safe",
        ":where:site:B2",
        ":happening:@at:things",
        ":happening:tents_cut",
        ":happening:@done",
    ):
        press(page, "amal", option)
        page.wait_for_timeout(400)
    # The place changes the card where it stands: it does not ring a second time.
    card = page.locator(phone(page, "lea")).filter(has=page.locator('button[data-option$=":show"]'))
    expect(card).to_have_count(1)
    expect(card).to_contain_text("B2")
    shots = os.environ.get("HRO_SCREENSHOTS")
    if shots:
        page.screenshot(path=str(Path(shots) / "demo-ring.png"))
    press(page, "lea", ":take")
    expect(page.locator(phone(page, "amal")).filter(has_text="👁️").first).to_be_visible()
    expect(card).to_contain_text("Léa")
    if shots:
        page.screenshot(path=str(Path(shots) / "demo.png"))
    assert problems == []


@pytest.mark.prove
@pytest.mark.timeout(240)
def test_a_pushed_clock_wakes_the_coordinator(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator("body[data-live=true]")).to_be_visible()
    box = page.locator('[data-say="amal"]')
    box.fill("ከመይ ኣለኹም")
    box.press("Enter")
    expect(page.locator(f'{phone(page, "amal")} button[data-option="m:police_now"]')).to_be_visible()
    press(page, "amal", "m:police_now")
    expect(page.locator(f"{phone(page, 'lea')}[data-urgent]")).to_be_visible()
    expect(page.locator(f"{phone(page, 'karim')}[data-urgent]")).to_have_count(0)
    for _time in range(2):
        page.locator('[data-push="120"]').click()
        page.wait_for_timeout(500)
    expect(page.locator(f"{phone(page, 'karim')}[data-urgent]").first).to_contain_text("NOW")


@pytest.mark.prove
@pytest.mark.timeout(240)
def test_a_volunteer_answers_by_replying_to_the_card(address: str, page: Page) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    expect(page.locator("body[data-live=true]")).to_be_visible()
    page.locator('[data-say="amal"]').fill("مرحبا")
    page.locator('[data-say="amal"]').press("Enter")
    expect(page.locator(f'{phone(page, "amal")} button[data-option="m:talk"]')).to_be_visible()
    press(page, "amal", "m:talk")
    card = page.locator(phone(page, "lea")).filter(has=page.locator('button[data-option$=":take"]')).last
    card.locator("button[data-reply]").click()
    page.locator('[data-say="lea"]').fill("On arrive")
    page.locator('[data-say="lea"]').press("Enter")
    expect(page.locator(phone(page, "amal")).filter(has_text="🧡").first).to_contain_text("On arrive")
    expect(page.locator(phone(page, "lea")).filter(has_text="✅").last).to_be_visible()
    assert problems == []

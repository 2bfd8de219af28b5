"""What a setting may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import make_settings


@pytest.mark.parametrize(
    ("given", "room"),
    [
        ({"triage_chat": "telegram:-1001234"}, ("telegram", "123", "-1001234")),
        ({"triage_chat": "signal:group.AbC="}, ("signal", "+33639980001", "group.AbC=")),
        ({}, None),
        ({"triage_chat": "telegram:-1001234", "telegram_token": ""}, None),
    ],
)
def test_the_setting_names_the_room(tmp_path: Path, given: dict[str, str], room: tuple[str, str, str] | None) -> None:
    accounts = {"telegram_token": "123:TEST", "signal_url": "http://x", "signal_account": "+33639980001"}
    assert make_settings(tmp_path, **{**accounts, **given}).room == room


@pytest.mark.parametrize("wrong", ["telegram:12345", "signal:uuid", "-100123", "whatsapp:-1"])
def test_what_is_no_group_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match="must be a group"):
        make_settings(tmp_path, triage_chat=wrong)

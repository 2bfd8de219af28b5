"""A log in which nothing secret may be, whatever its level."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

import pytest


def keeps_quiet(caplog: pytest.LogCaptureFixture, secrets: Iterable[str]) -> Iterator[None]:
    """Around a test, as a fixture: none of these was logged."""
    caplog.set_level(logging.DEBUG)
    yield
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.get_records("call"))
    assert [secret for secret in secrets if secret in logged] == []

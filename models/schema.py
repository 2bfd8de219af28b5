"""All tables, written out, so that migrations and tests see every one of them."""

from models import (
    alert,
    audit,
    available,
    became,
    care,
    duty,
    evidence,
    forget,
    inbox,
    interpreter,
    leftover,
    outbox,
    person,
    phone,
    phrase,
    relay,
    report,
    ring,
    room,
    secret_number,
    setting,
    settle,
    shift,
    site,
    team,
    wake,
)
from models.base import Base

TABLES = (
    *(alert, audit, available, became, care, duty, evidence, forget, inbox, interpreter, leftover, outbox, person),
    *(phone, phrase, relay, report, ring, room, secret_number, setting, settle, shift, site, team, wake),
)
METADATA = Base.metadata

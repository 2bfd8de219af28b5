"""All tables, written out, so that migrations and tests see every one of them."""

from models import (
    alert,
    audit,
    available,
    became,
    care,
    case_task,
    case_text,
    casework,
    duty,
    evidence,
    expected,
    finding,
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
    same_event,
    second_tap,
    secret_number,
    setting,
    settle,
    shift,
    site,
    team,
    translation,
    vanishing,
    wake,
)
from models.base import Base

TABLES = (
    *(alert, audit, available, became, care, case_task, case_text, casework, duty, evidence, expected),
    *(finding, forget, inbox, interpreter, leftover, outbox, person, phone, phrase, relay, report, ring),
    *(room, same_event, second_tap, secret_number, setting, settle, shift, site, team),
    *(translation, vanishing, wake),
)
METADATA = Base.metadata

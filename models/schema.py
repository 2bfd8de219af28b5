"""All tables, written out, so that migrations and tests see every one of them."""

from models import (
    alert,
    audit,
    duty,
    evidence,
    forget,
    inbox,
    outbox,
    person,
    phone,
    report,
    ring,
    secret_number,
    setting,
    site,
    team,
)
from models.base import Base

TABLES = (
    *(alert, audit, duty, evidence, forget, inbox, outbox, person),
    *(phone, report, ring, secret_number, setting, site, team),
)
METADATA = Base.metadata

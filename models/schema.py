"""All tables, written out, so that migrations and tests see every one of them."""

from models import (
    alert,
    audit,
    care,
    duty,
    evidence,
    forget,
    inbox,
    interpreter,
    outbox,
    person,
    phone,
    relay,
    report,
    ring,
    setting,
    site,
    team,
)
from models.base import Base

TABLES = (
    alert,
    audit,
    care,
    duty,
    evidence,
    forget,
    inbox,
    interpreter,
    outbox,
    person,
    phone,
    relay,
    report,
    ring,
    setting,
    site,
    team,
)
METADATA = Base.metadata

"""By what somebody is known again on another phone: a number of which only a slow hash is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class SecretNumber(Base):
    """The number of one person. `hash` is salt (16 bytes) and hash (32).

    `shown_in` is the row of the outbox that shows it: once that has left, its words are overwritten.
    """

    __tablename__ = "secret_number"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(48))
    made_at: Mapped[datetime]
    shown_in: Mapped[int | None]


class WrongNumber(Base):
    """How often a wrong number was given since then: by this person, or for the number of this person."""

    __tablename__ = "wrong_number"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    tries: Mapped[int]
    since: Mapped[datetime]


SAME = "same person"
"""Under this name it is remembered, by person, whose chat it was before (see models/memory.py)."""


class SamePerson(Base):
    """This chat belongs to the person who wrote from that one before (`of_id`, which itself is of nobody else)."""

    __tablename__ = "same_person"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    of_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]

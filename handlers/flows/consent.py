"""What may be done with it: asked in plain words, per use, after the alert has left."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.flow import Value
from handlers.flows.options import YES_NO
from handlers.steps import Ask, Choice, Option
from handlers.words import _, say

STORE = Choice(
    key="consent_store",
    text=_("We are HRO. We are not police.\nMay we keep what you tell us? We do not need your name."),
    options=YES_NO,
    closed=True,
    required=True,
)
STATS = Choice(
    key="consent_stats",
    text=_("May we count your report in our numbers, without your name?"),
    options=YES_NO,
    closed=True,
    when=STORE.is_("yes"),
)
LEGAL = Choice(
    key="consent_legal",
    text=_("May a lawyer or the Defender of Rights see your report?\nWe will ask you again first."),
    options=YES_NO,
    closed=True,
    when=STORE.is_("yes"),
)
PUBLIC = Choice(
    key="consent_public",
    text=_("May we publish your words, without your name or face?"),
    options=YES_NO,
    closed=True,
    when=STORE.is_("yes"),
)
UNREACHABLE = Choice(
    key="consent_unreachable",
    text=_("Perhaps we cannot reach you later.\nMay a lawyer or the Defender of Rights still see your report?"),
    options=YES_NO,
    closed=True,
    when=LEGAL.is_("yes"),
)
CONTACT = Choice(
    key="consent_contact",
    text=_("May a volunteer contact you?"),
    options=(
        Option("write", "✍️", _("Yes, write to me")),
        Option("call", "📞", _("Yes, call me")),
        Option("no", "🔕", _("No contact")),
    ),
    closed=True,
    means={"yes": "write", "no": "no"},
    when=~STORE.is_("no"),
)
FALLBACK = Ask(
    key="fallback_contact",
    text=_("Is there another way to reach you? You can skip this."),
    when=CONTACT.is_("write", "call"),
)
PHONE = Choice(
    key="phone_private",
    text=_("Do other people use this phone?"),
    options=(
        Option("mine", "📱", _("Only I use it")),
        Option("shared", "👥", _("Others use it too")),
        Option("borrowed", "🤝", _("I borrowed it")),
    ),
    closed=True,
    means={"yes": "shared", "no": "mine"},
    when=~STORE.is_("no"),
)

CONSENT = (STORE, STATS, LEGAL, PUBLIC, UNREACHABLE, CONTACT, FALLBACK, PHONE)

USES: tuple[tuple[Choice, str], ...] = (
    (STORE, _("Keep my report")),
    (STATS, _("Count it")),
    (LEGAL, _("Show a lawyer")),
    (PUBLIC, _("Publish my words")),
    (UNREACHABLE, _("A lawyer, later")),
)
"""What she may allow, use by use, with the label of the button that changes it."""

Changes = tuple[tuple[str, Value | None], ...]


def worded(changes: Iterable[tuple[str, Value | None]], language: str) -> Changes:
    """Puts beside each consent answer the very words she was asked with, in her language; the time is the answer's."""
    asked = {step.key: step for step in (STORE, STATS, LEGAL, PUBLIC, UNREACHABLE, CONTACT)}
    return tuple(
        (key, value | {"wording": say(language, asked[key].text), "language": language})
        if key in asked and value and value.get("done")
        else (key, value)
        for key, value in changes
    )

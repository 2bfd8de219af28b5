"""What may be done with it: asked in plain words, per use, after the alert has left."""

from __future__ import annotations

from handlers.flows.options import YES_NO
from handlers.steps import Ask, Choice, Option
from handlers.words import _

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
)

CONSENT = (STORE, STATS, LEGAL, PUBLIC, UNREACHABLE, CONTACT, FALLBACK, PHONE)

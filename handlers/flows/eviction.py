"""An eviction, told by somebody who lives it (HRO's `eviction_alert`)."""

from __future__ import annotations

from handlers.flow import Flow, Urgency
from handlers.flows.consent import CONSENT
from handlers.flows.options import (
    FORCES,
    HAPPENING,
    HAPPENING_GROUPS,
    ITEM_GROUPS,
    ITEMS,
    PEOPLE,
    PEOPLE_COUNTS,
    VULNERABLE,
)
from handlers.flows.safety import IN_DANGER, SAFE_NOW, SAFETY, UNCLEAR, calling
from handlers.steps import Choice, Choices, Media, Option, Place, When
from handlers.words import Text, _

WHEN = Choice(
    key="when",
    text=_("Is it happening now?"),
    options=(
        Option("now", "🔴", _("Now")),
        Option("arriving", "🟠", _("Police are coming")),
        Option("told_day", "📅", _("They said another day")),
        Option("over", "⚪", _("It is over")),
    ),
    closed=True,
    required=True,
    # A bare "no" is asked again: it may be over, or announced for Friday, and only she knows which.
    means={"yes": "now"},
)
CALLING = calling("calling", WHEN.is_("now", "arriving") & ~SAFE_NOW.is_("danger", "hurt", "at_sea"))
ANNOUNCED = When(key="announce_date", text=_("Which day will they come?"), future=True, when=WHEN.is_("told_day"))
WHERE = Place(
    key="where",
    text=_("Where is it? Send your location, choose a place, or say it by voice."),
    required=True,
)
WHO = Choices(key="forces", text=_("Who do you see?"), options=FORCES)
HOW_MANY = Choice(key="people", text=_("About how many people live there?"), options=PEOPLE, counts=PEOPLE_COUNTS)
VULNERABLE_PEOPLE = Choices(key="vulnerable", text=_("Who is there with you?"), options=VULNERABLE)
WHAT = Choices(key="happening", text=_("What is happening?"), options=HAPPENING, groups=HAPPENING_GROUPS)
BEFORE = Choice(
    key="told_before",
    text=_("Did someone tell you before?"),
    options=(
        Option("paper", "📄", _("A paper")),
        Option("police", "👮", _("The police said it")),
        Option("asso", "🤝", _("An association said it")),
        Option("no", "❌", _("No")),
    ),
)
PICTURES = Media(
    key="media",
    text=_("You can send photos, videos or voice, only if it is safe.\nDo not go closer."),
)
LOST = Choices(key="lost", text=_("Did you lose something?"), options=ITEMS, groups=ITEM_GROUPS)

KEEP_WITH_YOU = Text(_("Keep papers, phone, medicine and shoes with you. Do not go closer to the police."), sign="🎒")

FLOW = Flow(
    key="eviction",
    sign="🏕️",
    label=_("Eviction"),
    steps=(
        *SAFETY,
        WHEN,
        CALLING,
        ANNOUNCED,
        WHERE,
        WHO,
        HOW_MANY,
        VULNERABLE_PEOPLE,
        WHAT,
        BEFORE,
        PICTURES,
        LOST,
        *CONSENT,
    ),
    urgent=(
        IN_DANGER,
        (Urgency.NOW, WHEN.is_("now", "arriving")),
        (Urgency.NOW, VULNERABLE_PEOPLE.is_("alone_minor")),
        UNCLEAR,
        (Urgency.REST, WHEN.in_her_words()),
    ),
)

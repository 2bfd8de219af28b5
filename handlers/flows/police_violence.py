"""Violence by police, told by the person: the first thirteen questions of HRO's form."""

from __future__ import annotations

from handlers.flow import Flow, Urgency
from handlers.flows.consent import CONSENT
from handlers.flows.options import (
    BODY,
    FORCES,
    INJURIES,
    NOT_HURT,
    SITUATIONS,
    VIOLENCE,
    VIOLENCE_GROUPS,
    WISHES,
    YES_NO,
)
from handlers.flows.safety import CALL_A_DOCTOR, IN_DANGER, SAFE_NOW, SAFETY, UNCLEAR, calling
from handlers.steps import Ask, Choice, Choices, Count, Media, Option, Place, Say, When
from handlers.words import _

DOCTOR = Choice(
    key="hurt_now",
    text=_("Do you need a doctor?"),
    options=(
        Option("urgent", "🚑", _("Yes, now")),
        Option("later", "🩺", _("Yes, later")),
        Option("no", "❌", _("No")),
    ),
    closed=True,
    required=True,
    means={"yes": "urgent", "no": "no"},
)
DOCTOR_NUMBERS = Say(
    key="numbers_doctor",
    text=CALL_A_DOCTOR,
    sign="🚑",
    # Who said "badly hurt" a moment ago has just read the same.
    when=DOCTOR.is_("urgent") & ~SAFE_NOW.is_("hurt"),
)
CALLING = calling("calling", DOCTOR.is_("urgent") & ~SAFE_NOW.is_("danger", "hurt", "at_sea"))
TO_WHOM = Choice(
    key="to_whom",
    text=_("Who did it happen to?"),
    options=(
        Option("me", "🙋", _("To me")),
        Option("child", "🧒", _("To my child")),
        Option("friend", "👤", _("Another person told me")),
        Option("saw", "👁️", _("I saw it")),
    ),
)
TELL = Ask(
    key="narrative",
    text=_("Please tell us what happened, in your language.\nYou can write or speak."),
    many=True,
)
WHEN = When(key="when", text=_("When did it happen?"))
WHERE = Place(key="where", text=_("Where did it happen? Send a location, choose a place, or say it by voice."))
SITUATION = Choice(key="situation", text=_("What was the situation?"), options=SITUATIONS)
TYPES = Choices(key="types", text=_("What did they do?"), options=VIOLENCE, groups=VIOLENCE_GROUPS)
SEXUAL = Say(
    key="numbers_sexual",
    text=_(
        "15: doctor. 3919: help for women.\nWe are very sorry. You do not have to tell more.\nA human will read this."
    ),
    sign="🤍",
    when=TYPES.is_("sexual"),
)
WHO = Choices(key="forces", text=_("Who did it?"), options=FORCES)
HOW_MANY = Count(key="n_officers", text=_("How many of them were there?"))
WHERE_HURT = Choices(key="injuries", text=_("Where is the injury?"), options=(NOT_HURT, *BODY))
HOW_HURT = Choices(
    key="injury_kinds",
    text=_("What kind of injury is it?"),
    options=INJURIES,
    when=WHERE_HURT.is_(*(option.key for option in BODY), "other"),
)
PICTURES = Media(
    key="media",
    text=_("You can send photos of the injury or the place.\nOnly if you want, and only if it is safe."),
)
WISH = Choices(key="wish", text=_("What do you want?"), options=WISHES)
ALONE = Choice(key="alone_minor", text=_("Are you under 18 and alone?"), options=YES_NO, closed=True)
CHILD_NUMBERS = Say(
    key="numbers_child",
    text=_("119: help for children, free, day and night.\nA human of our team will read this."),
    sign="🧒",
    when=ALONE.is_("yes"),
)

FLOW = Flow(
    key="police_violence",
    sign="👊",
    label=_("Police violence"),
    steps=(
        *SAFETY,
        DOCTOR,
        DOCTOR_NUMBERS,
        CALLING,
        TO_WHOM,
        TELL,
        WHEN,
        WHERE,
        SITUATION,
        TYPES,
        SEXUAL,
        WHO,
        HOW_MANY,
        WHERE_HURT,
        HOW_HURT,
        PICTURES,
        WISH,
        ALONE,
        CHILD_NUMBERS,
        *CONSENT,
    ),
    urgent=(
        IN_DANGER,
        (Urgency.LIFE, DOCTOR.is_("urgent") | TYPES.is_("sexual") | ALONE.is_("yes")),
        UNCLEAR,
        (Urgency.REST, DOCTOR.in_her_words()),
    ),
)

"""The ready sentences: what a volunteer can send with a tap, and the buttons that a person can answer with.

A sentence that the bot says elsewhere is the same sentence here: it is translated once and signed once. Numbers stand
first, nothing is promised, nobody is asked to film, to stay or to complain.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers import menu
from handlers.danger_words import Danger
from handlers.emergency import SUICIDE
from handlers.flows import eviction, police_violence
from handlers.flows.consent import PHONE, STORE
from handlers.flows.options import YES_NO
from handlers.flows.safety import CALL_A_DOCTOR, CALL_NOW, NUMBERS_SEA, SAFE_NOW
from handlers.ready import Phrase, Theme
from handlers.steps import Option
from handlers.steps.when import PAST
from handlers.words import _, _s

DANGEROUS = MappingProxyType(
    {"danger": Danger.LIFE, "hurt": Danger.LIFE, "badly": Danger.LIFE, "at_sea": Danger.SEA, "urgent": Danger.LIFE}
)
HURT = (
    Option("nobody", "🟢", _("No, nobody")),
    Option("little", "🩹", _("Yes, a little")),
    Option("badly", "🩸", _("Someone badly hurt")),
)
NUMBER = (*(Option(str(n), "👤", str(n)) for n in range(1, 6)), Option("more", "👥", _("More than 5")))
PEOPLE = (
    Option("alone", "🧍", _("Only me")),
    Option("few", "👥", _("2 to 5")),
    Option("ten", "👪", _("6 to 10")),
    Option("fifty", "🏘️", _("11 to 50")),
    Option("more", "🏟️", _("More than 50")),
)
CALLED = (Option("called", "✅", _("We called")), Option("cannot", "🚫", _("We cannot call")))
MOOD = tuple(Option(str(n), sign, str(n)) for n, sign in enumerate(("😢", "😕", "😐", "🙂", "😊"), start=1))
TIMES = tuple(Option(key, *PAST[key]) for key in ("now", "today", "last_night", "yesterday", "older"))
NO_WAY, CALLS = frozenset({"cannot"}), {"yes": "called", "no": "cannot"}

TALK = (
    Phrase("read", "👁️", _s("We have read it"), _("We have read your messages.")),
    Phrase("more", "✍️", _s("Tell us more"), _("Can you tell us more? You can write or send voice.")),
    Phrase("again", "❔", _s("Not understood"), _("We did not understand. Can you say it in another way?")),
    Phrase("ready", "🗣️", _s("Ready sentences"), _("We write ready sentences. Perhaps we do not speak your language.")),
    Phrase("cannot_come", "🙏", _s("We cannot come"), _("We cannot come to you. You can go on writing to us.")),
    Phrase("sorry", "🤍", _s("We are sorry"), _("We are very sorry for what happened to you.")),
    Phrase("thanks", "🧡", _s("Thank you"), _("Thank you for telling us.")),
    Phrase("bye", "👋", _s("We stop for now"), _("We stop writing for now. You can write here at any time.")),
)
SAFETY = (
    Phrase("safe", "🟢", _s("Are you safe?"), SAFE_NOW.text, SAFE_NOW.options, DANGEROUS, SAFE_NOW.means),
    Phrase("hurt", "🩸", _s("Anyone hurt?"), _("Is anyone hurt?"), HURT, DANGEROUS, {"no": "nobody"}),
    Phrase("how_hurt", "🤕", _s("How many are hurt?"), _("How many people are hurt?"), NUMBER),
    Phrase(
        "doctor",
        "🩺",
        _s("Need a doctor?"),
        police_violence.DOCTOR.text,
        police_violence.DOCTOR.options,
        DANGEROUS,
        police_violence.DOCTOR.means,
    ),
    Phrase("police", "👮", _s("Police there now?"), _("Are the police there now?"), YES_NO),
    Phrase("children", "👧", _s("Children with you?"), _("Are there children with you?"), YES_NO),
    Phrase(
        "alone",
        "🧒",
        _s("Under 18 and alone?"),
        police_violence.ALONE.text,
        YES_NO,
        urgent=frozenset({"yes"}),
    ),
    Phrase(
        "first",
        "🛟",
        _s("Safety comes first"),
        _("Your safety comes first.\nDo not go closer. You do not have to film."),
    ),
)
NUMBERS = (
    Phrase("112", "📞", _s("Call 112"), CALL_NOW, CALLED, means=CALLS, urgent=NO_WAY),
    Phrase("15", "🚑", _s("Call 15, doctor"), CALL_A_DOCTOR, CALLED, means=CALLS, urgent=NO_WAY),
    Phrase(
        "114",
        "✉️",
        _s("SMS to 114"),
        _("114: send an SMS if you cannot speak.\nWrite where you are and what is happening."),
        CALLED,
        means=CALLS,
        urgent=NO_WAY,
    ),
    Phrase(
        "18",
        "🚒",
        _s("Call 18, fire"),
        _("18 or 112: call now if there is a fire."),
        CALLED,
        means=CALLS,
        urgent=NO_WAY,
    ),
    Phrase("196", "🌊", _s("Call 196, sea"), NUMBERS_SEA.text, CALLED, means=CALLS, urgent=NO_WAY),
    Phrase("located", "ℹ️", _s("Calls show where"), menu.NUMBERS[-1].text),
    Phrase(
        "115",
        "🛏️",
        _s("115: place to sleep"),
        _("115: ask for a place to sleep. The call is free.\nOften they have no free place."),
    ),
    Phrase("119", "🧒", _s("119: children"), _("119: help for children in danger. Free, day and night.")),
    Phrase("3919", "👩", _s("3919: women"), _("3919: help for women. Free, day and night.")),
)
PLACE = (
    Phrase(
        "where",
        "📍",
        _s("Where exactly?"),
        _("Where are you exactly?\nSend your location, or write the place."),
        locate=True,
    ),
    Phrase("see", "👀", _s("What is near you?"), _("What do you see near you? A road, a shop, a bridge?")),
    Phrase("people", "👥", _s("How many people?"), _("How many people are you, in total?"), PEOPLE),
    Phrase("when", "🕘", _s("When was it?"), police_violence.WHEN.text, TIMES),
    Phrase("still", "⏳", _s("Still going on?"), _("Is this still going on?"), YES_NO),
    Phrase("officers", "👮", _s("How many officers?"), _("How many police officers are there?"), NUMBER),
    Phrase("paper", "📄", _s("Shown a paper?"), _("Did they show you a paper?"), YES_NO),
    Phrase("media", "📷", _s("Photos, if safe"), eviction.PICTURES.text),
)
LEAVING = (
    Phrase("keep", "🎒", _s("Papers, phone on you"), menu.YOUR_RIGHTS[-1].text),
    Phrase("things", "⛺", _s("Ask to take things"), _("You can ask to take your things. The police may refuse.")),
    Phrase("bus", "🚌", _s("Ask where bus goes"), _("Before you get on a bus, you can ask where it goes.")),
    Phrase("interpreter", "🗣️", _s("Interpreter, silence"), menu.YOUR_RIGHTS[0].text),
    Phrase("sign", "✍️", _s("Sign or not"), _("You do not have to sign what you do not understand.")),
    Phrase("lost", "🧳", _s("Lost something?"), eviction.LOST.text, YES_NO),
    Phrase("what_lost", "📝", _s("What was taken?"), _("What did they take or break? Please write it or send voice.")),
    Phrase("list", "🧾", _s("List what you lost"), _("Write down what you lost. Keep photos of it, if you have some.")),
    Phrase("sleep", "🛏️", _s("Place for tonight?"), _("Do you have a place to sleep tonight?"), YES_NO),
)
PROOF = (
    Phrase(
        "photos",
        "📷",
        _s("Photos each day"),
        _("If you want, take photos of your injuries each day.\nPut a coin beside the injury."),
    ),
    Phrase(
        "hospital",
        "🏥",
        _s("See a doctor"),
        _("Please see a doctor soon.\nThe hospital treats emergencies also without papers."),
    ),
    Phrase(
        "certificate",
        "📄",
        _s("Ask a certificate"),
        _("Ask the doctor for a certificate.\nSay in French: “certificat médical”.\nShow every injury and pain."),
    ),
    Phrase("clothes", "👕", _s("Keep the clothes"), _("Keep the clothes from that day. Do not wash them.")),
    Phrase("keep_papers", "🗂️", _s("Keep every paper"), _("Keep every paper from the police and from the hospital.")),
    Phrase(
        "remember",
        "🗒️",
        _s("Note what you know"),
        _("Today, write or record what you remember: day, hour, place, people."),
    ),
    Phrase("witness", "👁️", _s("Did others see it?"), _("Did other people see it?"), YES_NO),
    Phrase(
        "camera",
        "🎥",
        _s("A camera near?"),
        _("Was there a camera near: at a shop, bus or petrol station?"),
        YES_NO,
    ),
)
CARE = (
    Phrase("sexual", "🤍", _s("Sexual violence"), police_violence.SEXUAL.text),
    Phrase(
        "soon",
        "🏥",
        _s("Hospital, today"),
        _("After sexual violence, a hospital can help: today, or also later.\nYou do not have to talk to police."),
    ),
    Phrase("3114", "📞", _s("3114: suicide"), SUICIDE.text),
    Phrase("how", "💜", _s("How are you? 1 to 5"), _("How are you now? 1 is very bad, 5 is very good."), MOOD),
    Phrase("pain", "🩹", _s("Still in pain?"), _("Do you still have pain?"), YES_NO),
    Phrase("seen", "🩺", _s("Seen a doctor?"), _("Did you see a doctor?"), YES_NO),
    Phrase("got_back", "🎒", _s("Things back?"), _("Did you get your things back?"), YES_NO),
    Phrase("new", "✉️", _s("Anything new?"), _("Is there something new? You can write or send voice.")),
)
CHOICE = (
    Phrase("no", "✋", _s("You can say no"), _("You can say no. You do not have to answer.")),
    Phrase("name", "👤", _s("No name needed"), menu.NO_NAME),
    Phrase("complaint", "⚖️", _s("Complaint or not"), _("You decide about a complaint. Yes or no, both are fine.")),
    Phrase("lawyer", "⚖️", _s("Lawyer information?"), _("Do you want information about a lawyer?"), YES_NO),
    Phrase("custody", "🔒", _s("At the station"), _("In a police station, you may ask for a doctor or lawyer.")),
    Phrase("later", "🔁", _s("May we write again?"), _("May we write to you again later?"), YES_NO),
    Phrase("phone", "📱", _s("Who uses the phone?"), PHONE.text, PHONE.options, means=PHONE.means),
    Phrase("keep_it", "🔐", _s("May we keep it?"), STORE.text, STORE.options, step=STORE.key),
    Phrase("delete", "🗑️", _s("How to delete"), menu.TO_DELETE),
)
THEMES = (
    Theme("talk", "💬", _s("Talk"), TALK),
    Theme("safety", "🛟", _s("Safety"), SAFETY),
    Theme("numbers", "📞", _s("Numbers"), NUMBERS),
    Theme("place", "📍", _s("Place and time"), PLACE),
    Theme("leaving", "🏕️", _s("An eviction"), LEAVING),
    Theme("proof", "📷", _s("Injury, proof"), PROOF),
    Theme("care", "💜", _s("Care, afterwards"), CARE),
    Theme("choice", "✋", _s("Rights, choice"), CHOICE),
)
"""Every sentence, by the moment it is needed in."""
BY_KEY: Mapping[str, Phrase] = {phrase.key: phrase for theme in THEMES for phrase in theme.phrases}
FIRST = tuple(BY_KEY[key] for key in ("read", "safe", "where", "people", "112", "thanks"))
"""What nearly every case begins with: always these, always in this order, so that a thumb finds them unseen."""

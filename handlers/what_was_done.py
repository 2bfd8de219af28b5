"""What the audit calls it, in the team's words: for /audit, and for the history of a case. Only reads."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.case_states import STATES, VERIFIED
from handlers.legal_clock import FLAGS
from handlers.settled import HOW
from handlers.step_names import NAMES
from handlers.task_plan import KINDS as TASKS
from handlers.team import ROLES
from handlers.words import Line, Plain, Text, _s
from models.audit import Audit

MORE = "{what}, {more}"
ACTIONS = {
    "take": _s("took it"),
    "take over": _s("took it over"),
    "show": _s("read the words and files"),
    "history": _s("looked at the history"),
    "compare": _s("compared the answers"),
    "settle": _s("settled it"),
    "answer": _s("answered the person"),
    "phrase": _s("sent or saved a ready sentence"),
    "phrase removed": _s("removed a ready sentence"),
    "state": _s("state"),
    "priority": _s("priority"),
    "assign": _s("assigned it"),
    "note": _s("added a note"),
    "tag": _s("added a tag"),
    "tag removed": _s("took a tag away"),
    "legal flag": _s("legal flag"),
    "task": _s("added a task"),
    "task done": _s("did a task"),
    "correction": _s("corrected an answer"),
    "clear text": _s("wrote a clear text"),
    "question": _s("returned it with a question"),
    "translation queued": _s("asked for a translation"),
    "translated": _s("translated a text"),
    "translation read": _s("read a translation"),
    "show texts": _s("looked at the texts"),
    "same event": _s("merged it"),
    "not the same event": _s("separated it again"),
    "reports linked": _s("linked it"),
    "reports different": _s("said that it is another event"),
    "reports not linked": _s("undid a link"),
    "figures count": _s("chose whose figures count"),
    "marked for the person": _s("marked it for the person"),
    "not marked any more": _s("took a mark for the person back"),
    "refused": _s("was refused"),
    "refused press": _s("was refused"),
    "helper asked for": _s("asked for a helper"),
    "helper allowed": _s("allowed a helper"),
    "helper refused": _s("refused a helper"),
    "helper reads": _s("reads it as a helper"),
    "vouches": _s("vouched for a helper"),
    "erased": _s("was erased"),
    "export": _s("exported it"),
    "deleted by hand": _s("deleted a chat by hand"),
    "search": _s("searched"),
    "invite": _s("invited somebody"),
    "join": _s("joined the team"),
    "leave": _s("left the team"),
    "suspend": _s("suspended an account"),
    "restore": _s("restored an account"),
    "second chat": _s("joined on a second messenger"),
    "known again": _s("was known again on a new phone"),
    "secret number": _s("was given a secret number"),
    "mute": _s("muted the person"),
    "unmute": _s("ended a mute"),
    "shift entered": _s("entered a shift"),
    "shift given away": _s("gave a shift away"),
    "shifts swapped": _s("swapped shifts"),
    "week copied": _s("copied a week of the rota"),
    "waits": _s("changed the waits"),
    "site": _s("changed a site"),
    "across on": _s("allowed showing on another messenger"),
    "across off": _s("stopped showing on another messenger"),
    "gate ticked": _s("ticked a line of the gate"),
    "gate unticked": _s("took a tick of the gate back"),
    "phone approved": _s("approved a connected account"),
    "phone approval withdrawn": _s("withdrew a connected account"),
    "phone never approved": _s("erased an account that nobody approved"),
    "room language": _s("changed the language of the room"),
    "room lost": _s("lost the room"),
    "a stranger in the room": _s("saw somebody unknown in the room"),
    "staff action by a stranger": _s("was refused"),
    "not delivered": _s("could not deliver a message"),
    "fault": _s("mended a fault of its own"),
    "job failed": _s("could not finish something"),
}
BEGIN = {
    "asks: ": _s("asked for a second coordinator"),
    "agrees: ": _s("agreed as second coordinator"),
    "refuses: ": _s("did not agree as second coordinator"),
    "alone: ": _s("did it alone after a day"),
    "site ": _s("changed a site"),
}
"""What begins so is called so."""
ASKED = {"search": _s("search in what people said"), "contacts": _s("list with contacts")}
"""What a second coordinator is asked for."""
MARKS: dict[str, Line] = {
    "read": _s("it was read"),
    "verified": STATES[VERIFIED][1],
    "counted": _s("counted in a figure"),
    "lawyer": _s("shown to a lawyer"),
}
RANKS: dict[str, Line] = {role: name for role, (_sign, name) in ROLES.items()}
NOTES: dict[str, Mapping[str, Line]] = {
    "marked for the person": MARKS,
    "not marked any more": MARKS,
    **dict.fromkeys(("refused", "invite", "join", "leave", "suspend", "restore"), RANKS),
    "state": {key: label for key, (_sign, label) in STATES.items()},
    "correction": {key: label for key, (_sign, label) in NAMES.items()},
    "legal flag": {key: term.label for key, term in FLAGS.items()},
    "settle": {key: label for key, (_sign, label) in HOW.items()},
    "task": {key: label for key, (_sign, label) in TASKS.items()},
    "task done": {key: label for key, (_sign, label) in TASKS.items()},
    "search": {"words": _s("in what people said"), "no words": _s("by place, day or kind")},
}
"""What is noted with an action as a key of ours; anything else is shown as it stands there."""


def done(row: Audit) -> Line:
    """What was done, in the team's words."""
    what, more = _named(row.action), NOTES.get(row.action, {}).get(row.note, Plain(row.note))
    begin, _space, of = row.action.partition(": ")
    if of and begin + ": " in BEGIN:
        more = ASKED.get(of, Plain(of))
    return Text(MORE, {"what": what, "more": more}) if more != Plain("") else what


def _named(action: str) -> Line:
    begins = (words for begin, words in BEGIN.items() if action.startswith(begin))
    return ACTIONS.get(action) or next(begins, Plain(action))

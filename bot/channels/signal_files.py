"""The files of Signal's messages: how they were sent, and how they are asked for."""

from __future__ import annotations

from typing import Any

from models.messages import Attachment

Json = dict[str, Any]


def files_of(data: Json, address: str) -> tuple[Attachment, ...]:
    """What hangs on a message. The daemon gives a file only to whoever says in which chat it came."""
    return tuple(_file(one, address) for one in data.get("attachments") or ())


def file_id(address: str, attachment: str) -> str:
    """How a file is asked for later: its chat and its id (a group's id has slashes, the file's none)."""
    return f"{address} {attachment}"


def split_file_id(given: str) -> tuple[str, str]:
    """The chat and the id of a file."""
    address, _space, attachment = given.partition(" ")
    return address, attachment


def _file(attachment: Json, address: str) -> Attachment:
    mime = str(attachment.get("contentType") or "")
    size = attachment.get("size")
    return Attachment(
        kind=_kind(attachment, mime),
        file_id=file_id(address, str(attachment["id"])),
        unique_id=str(attachment["id"]),
        size=int(size) if size is not None else None,
        mime=mime,
        name=str(attachment.get("filename") or ""),
    )


def _kind(attachment: Json, mime: str) -> str:
    """How it was sent. Until 0.14.6 the daemon does not say that a sound is a voice note: those have no name."""
    family, _slash, form = mime.partition("/")
    if family == "audio":
        flag = attachment.get("isVoiceNote", attachment.get("voiceNote"))
        by_looks = form == "aac" and not attachment.get("filename")
        return "voice" if flag or (flag is None and by_looks) else "audio"
    if family == "image":
        return "animation" if form == "gif" else "photo"
    return "video" if family == "video" else "document"

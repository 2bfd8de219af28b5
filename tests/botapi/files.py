"""Files: what people and the bot have sent, getFile, and the download address."""

import hashlib
from dataclasses import dataclass

from .clock import Clock
from .wire import Json, bad

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LINK_HOLDS = 3600
FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "video": "videos", "video_note": "video_notes"}
MIMES = {
    "photo": "image/jpeg",
    "voice": "audio/ogg",
    "audio": "audio/mpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
}
OCTETS = "application/octet-stream"
ENDINGS = {"photo": "jpg", "voice": "oga", "audio": "mp3", "video": "mp4", "video_note": "mp4", "animation": "mp4"}


@dataclass(slots=True)
class File:
    """A stored file; without data only its size is known, and zeros are downloaded."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    size: int
    data: bytes | None
    expired: bool = False
    linked_at: float = -1.0

    def described(self) -> Json:
        """What every mention of a file carries."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """All files by id and by download path."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.by_id: dict[str, File] = {}
        self.by_path: dict[str, File] = {}

    def add(
        self, kind: str, data: bytes | None, name: str = "", mime: str = "", size: int = 0, file_id: str = ""
    ) -> File:
        """Store a file of a kind such as "photo"; with no data, `size` is what it claims to be."""
        number = len(self.by_id)
        mark = hashlib.sha256(data).hexdigest()[:16] if data else f"{number:016d}"
        ending = ENDINGS.get(kind) or (name.rpartition(".")[2] if "." in name else "bin")
        path = f"{FOLDERS.get(kind, 'documents')}/file_{number}.{ending}"
        file = File(
            file_id or f"{kind}-{number}-{mark}", f"u{mark}", path, name, mime or MIMES.get(kind, OCTETS),
            len(data) if data is not None else size, data,
        )  # fmt: skip
        self.by_id[file.file_id] = self.by_path[path] = file
        return file

    def link(self, file_id: str) -> Json:
        """What getFile answers; the address then holds for an hour."""
        file = self.by_id.get(file_id)
        if file is None:
            raise bad("invalid file_id")
        if file.expired:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if file.size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        file.linked_at = self.clock.now()
        return {**file.described(), "file_path": file.path}

    def at(self, path: str) -> File | None:
        """The file behind a download address, while the address holds."""
        file = self.by_path.get(path)
        held = file is not None and not file.expired and 0 <= self.clock.now() - file.linked_at <= LINK_HOLDS
        return file if held else None


def content_of(kind: str, file: File, files: Files, more: Json) -> Json:
    """The part of a message that shows a file."""
    about = file.described()
    if kind == "photo":
        small = files.by_id.get(file.file_id + "-s") or files.add(
            "photo", (file.data or b"\0")[:1000], file.name, size=1000, file_id=file.file_id + "-s"
        )
        return {"photo": [{**small.described(), "width": 90, "height": 67}, {**about, "width": 1280, "height": 960}]}
    about["mime_type"] = file.mime
    if kind in ("document", "audio", "video", "animation") and file.name:
        about["file_name"] = file.name
    if kind in ("voice", "audio", "video", "video_note", "animation"):
        about["duration"] = int(more.get("duration") or 1)
    if kind == "video_note":
        about["length"] = int(more.get("length") or 240)
        del about["mime_type"]
    if kind in ("video", "animation", "sticker"):
        about["width"], about["height"] = int(more.get("width") or 640), int(more.get("height") or 480)
    if kind == "audio":
        about.update({name: more[name] for name in ("title", "performer") if more.get(name)})
    if kind == "sticker":
        del about["mime_type"]
        about.update({"type": "regular", "is_animated": False, "is_video": False})
    # Telegram repeats an animation as a document, for programs that do not know animations.
    return {kind: about, "document": about} if kind == "animation" else {kind: about}

"""JSON into signal-cli's own records and back, by what the records themselves say of their parts.

So a test writes an envelope with the very names of `MessageEnvelope.java`; a name that does not exist is an error.
What is left out is empty: `Optional.empty()`, an empty list, 0, false, null.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from jpype import JArray, JByte, JClass, JObject

API = "org.asamk.signal.manager.api."
NUMBERS = {
    "int": ("java.lang.Integer", 0),
    "long": ("java.lang.Long", 0),
    "float": ("java.lang.Float", 0.0),
    "boolean": ("java.lang.Boolean", False),
}
BOXED = {name.rsplit(".", 1)[1]: (name, None) for name, _ in NUMBERS.values()}
MANY = {"java.util.List": "java.util.ArrayList", "java.util.Set": "java.util.LinkedHashSet"}


def java(kind: Any, given: Any) -> Any:
    """A value of a Java type (as reflection names it) from what JSON holds."""
    name = str(kind.getTypeName())
    if name.startswith("java.util.Optional<"):
        optional = JClass("java.util.Optional")
        return optional.empty() if given is None else optional.of(java(kind.getActualTypeArguments()[0], given))
    if (many := MANY.get(name.partition("<")[0])) is not None:
        several = JClass(many)()
        for one in given or ():
            several.add(java(kind.getActualTypeArguments()[0], one))
        return several
    return _single(kind, name, given)


def record(name: str, given: Mapping[str, Any]) -> Any:
    """A record of signal-cli's interface to its library, such as `MessageEnvelope$Data`, from its parts by name."""
    return java(JClass(API + name).class_, given)


def address(given: Mapping[str, str | None]) -> Any:
    """A person's address from `uuid` and `number`, either of which may be missing."""
    return JClass(API + "RecipientAddress")(given.get("uuid"), None, given.get("number"), None)


def _single(kind: Any, name: str, given: Any) -> Any:
    boxed, empty = NUMBERS.get(name) or BOXED.get(name.removeprefix("java.lang.")) or (None, None)
    if boxed is not None:
        value = empty if given is None else given
        return None if value is None else JClass(boxed).valueOf(str(value).lower())
    if given is None:
        return None
    if name == "java.lang.String":
        return JClass("java.lang.String")(given)
    if name == "byte[]":
        return JArray(JByte)(base64.b64decode(given))
    if name == API + "RecipientAddress":
        return address(given)
    if name == API + "GroupId":
        return JClass(name).fromBase64(given)
    if name == API + "StickerPackId":
        return JClass(name).deserialize(JArray(JByte)(base64.b64decode(given)))
    if kind.isEnum():
        return JClass("java.lang.Enum").valueOf(kind, given)
    if kind.isRecord():
        return _record(kind, given)
    raise TypeError(f"{name} is not known how to be made")


def _record(kind: Any, given: Mapping[str, Any]) -> Any:
    parts = list(kind.getRecordComponents())
    unknown = set(given) - {str(part.getName()) for part in parts}
    if unknown:
        raise ValueError(f"{kind.getSimpleName()} has no {', '.join(sorted(unknown))}")
    maker = kind.getDeclaredConstructor([part.getType() for part in parts])
    return maker.newInstance([java(part.getGenericType(), given.get(str(part.getName()))) for part in parts])


def told(value: Any) -> Any:
    """The way back: what JSON can hold of a Java value that the front end gave us."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for name, how in TOLD.items():
        if isinstance(value, JClass(name)):
            return how(value)
    if not value.getClass().isRecord():
        raise TypeError(f"{value.getClass().getTypeName()} is not known how to be told")
    return {str(part.getName()): told(_part(value, part)) for part in value.getClass().getRecordComponents()}


TOLD: dict[str, Callable[[Any], Any]] = {
    "java.lang.String": str,
    "java.util.UUID": str,
    "java.lang.Boolean": bool,
    "java.lang.Number": int,
    "java.util.Optional": lambda value: told(value.orElse(None)),
    "java.util.Collection": lambda value: [told(one) for one in value],
    "java.lang.Enum": lambda value: str(value.name()),
    API + "GroupId": lambda value: str(value.toBase64()),
    API + "RecipientIdentifier": lambda value: str(value.getIdentifier()),
}


def _part(value: Any, part: Any) -> Any:
    return part.getAccessor().invoke(JObject(value, "java.lang.Object"))

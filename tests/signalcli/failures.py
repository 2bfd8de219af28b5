"""Every way a message can fail (folder.py lists them), as signal-cli's own results and exceptions."""

from __future__ import annotations

from typing import Any

from jpype import JClass

from tests.signalcli.folder import Json
from tests.signalcli.records import API, address


def result(to: Json, fault: Json | None) -> Any:
    """What signal-cli says of one recipient."""
    kind = fault["kind"] if fault else None
    proof = _proof(fault) if fault and fault.get("token") else None
    return JClass(API + "SendMessageResult")(
        address(to),
        kind is None,
        kind == "network",
        kind == "unregistered",
        kind == "untrusted",
        kind == "rate_limit",
        proof,
        kind == "prekeys",
    )


def thrown(fault: Json) -> BaseException | None:
    """The exception of a call that fails as a whole."""
    text = fault.get("text", "")
    if fault["kind"] == "io":
        return JClass("java.io.IOException")(text or "Connection reset")  # type: ignore[no-any-return]
    if fault["kind"] == "unauthorized":  # 403 of Signal's servers: the device is not linked any more
        name = "org.whispersystems.signalservice.api.push.exceptions.AuthorizationFailedException"
        return JClass(name)(403, "Authorization failed!")  # type: ignore[no-any-return]
    if fault["kind"] == "bug":
        return JClass("java.lang.IllegalStateException")(text or "a bug")  # type: ignore[no-any-return]
    if fault["kind"] == "captcha":
        return JClass(API + "CaptchaRejectedException")()  # type: ignore[no-any-return]
    if fault["kind"] == "lookup_limit":
        return JClass(API + "RateLimitException")(0)  # type: ignore[no-any-return]
    return None


def _proof(fault: Json) -> Any:
    """428 of Signal's servers: a captcha is asked for."""
    answer = JClass("org.whispersystems.signalservice.internal.push.ProofRequiredResponse")()
    answer.token = fault["token"]
    answer.options = JClass("java.util.List").of("captcha")
    name = "org.whispersystems.signalservice.api.push.exceptions.ProofRequiredException"
    return JClass(API + "ProofRequiredException")(JClass(name)(answer, fault.get("retry_after_s", 86400)))

"""The settings, read once from the environment or `.env`.

SettingsError   a setting cannot be right; says which one, in one sentence
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
MOST_COORDINATORS = 60
"""Their fingerprints are kept in one setting of the database."""
OFFERED = ("ar", "fa", "ps", "ti", "en", "fr")


class SettingsError(Exception):
    """A setting is wrong. The message names the variable and says what it should be."""


class Settings(BaseSettings):
    """All settings; the variable is the name in capitals with HRO_ in front."""

    model_config = SettingsConfigDict(
        env_prefix="HRO_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    data_dir: Path = Path("./data")
    key_file: Path | None = None
    database_url: str = ""
    telegram_token: str = ""
    telegram_api_url: str = TELEGRAM
    telegram_limits: str = "telegram"
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = ""
    signal_url: str = ""
    signal_account: str = ""
    web_listen: str = "127.0.0.1:8000"
    timezone: str = "Europe/Paris"
    languages: str = ",".join(OFFERED)
    coordinators: str = ""
    triage_chat: str = ""
    heartbeat_url: str = ""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("must be a time zone like Europe/Paris") from error
        return value

    @field_validator("web_listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _colon, port = value.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError("must be an address and a port like 127.0.0.1:8000")
        return value

    @field_validator("telegram_api_url", "telegram_webhook_url", "signal_url", "heartbeat_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError("must be an address that begins with https:// or http://")
        return value.rstrip("/")

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: str) -> str:
        number, colon, secret = value.partition(":")
        if value and not (colon and number.isdecimal() and secret and secret.isprintable() and " " not in secret):
            raise ValueError("must be the token that BotFather gave, like 123456:ABC-DEF")
        return value

    @field_validator("telegram_limits")
    @classmethod
    def _limits(cls, value: str) -> str:
        if value not in ("telegram", "none"):
            raise ValueError("must be “telegram” or “none”")
        return value

    @field_validator("signal_account")
    @classmethod
    def _number(cls, value: str) -> str:
        if value and not (value.startswith("+") and value[1:].isdecimal() and value.isascii()):
            raise ValueError("must be the phone's number like +33639980001")
        return value

    @field_validator("languages")
    @classmethod
    def _offered(cls, value: str) -> str:
        unknown = [code for code in split(value) if code not in OFFERED]
        if unknown or not split(value):
            raise ValueError(f"must be some of {', '.join(OFFERED)}")
        return value

    @field_validator("coordinators")
    @classmethod
    def _people(cls, value: str) -> str:
        for one in split(value):
            channel, _colon, address = one.partition(":")
            if channel not in ("telegram", "signal", "demo") or not address:
                raise ValueError("must be a list like telegram:12345,signal:UUID")
            if channel == "telegram" and not (address.isascii() and address.isdecimal()):
                raise ValueError("must be a list like telegram:12345 (the person's number at Telegram, not her name)")
        if len(split(value)) > MOST_COORDINATORS:
            raise ValueError(f"must name at most {MOST_COORDINATORS} people (they invite the others)")
        return value

    @field_validator("triage_chat")
    @classmethod
    def _room(cls, value: str) -> str:
        channel, _colon, address = value.partition(":")
        group = address.startswith("-") if channel == "telegram" else address.startswith("group.")
        if value and not (channel in ("telegram", "signal") and group):
            raise ValueError("must be a group like telegram:-1001234567890 or signal:group.ID (leave it out for none)")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not value.startswith("postgresql+psycopg://"):
            raise ValueError("must begin with postgresql+psycopg:// (leave it out for the embedded database)")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        if value and not all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in value):
            raise ValueError("must have only letters, digits, _ and -")
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Where people live."""
        return ZoneInfo(self.timezone)

    @property
    def offered(self) -> tuple[str, ...]:
        """The languages to offer, in the order given."""
        return tuple(split(self.languages))

    @property
    def named_coordinators(self) -> frozenset[tuple[str, str]]:
        """(channel, address) pairs of those who may begin."""
        pairs = (one.partition(":") for one in split(self.coordinators))
        return frozenset((channel, address) for channel, _colon, address in pairs)

    @property
    def room(self) -> tuple[str, str, str] | None:
        """Channel, account of ours and address of the triage room."""
        channel, _colon, address = self.triage_chat.partition(":")
        account = self.telegram_token.partition(":")[0] if channel == "telegram" else self.signal_account
        return (channel, account, address) if address and account else None

    @property
    def key_path(self) -> Path:
        """Where the key is."""
        return self.key_file or self.data_dir / "key"

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port of the web server."""
        host, _colon, port = self.web_listen.rpartition(":")
        return host.strip("[]"), int(port)


def split(value: str) -> list[str]:
    """The parts of a comma-separated setting."""
    return [part.strip() for part in value.split(",") if part.strip()]


def read_settings(**given: object) -> Settings:
    """The settings of this process. Raises `SettingsError`."""
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = "HRO_" + str(first["loc"][0]).upper()
        why = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"{name} {why}.") from error
    if settings.signal_account and not settings.signal_url:
        raise SettingsError("HRO_SIGNAL_URL must be set together with HRO_SIGNAL_ACCOUNT.")
    if settings.telegram_webhook_url and not settings.telegram_webhook_secret:
        raise SettingsError("HRO_TELEGRAM_WEBHOOK_SECRET must be set together with HRO_TELEGRAM_WEBHOOK_URL.")
    if settings.telegram_webhook_secret and not settings.telegram_webhook_url:
        raise SettingsError("HRO_TELEGRAM_WEBHOOK_URL must be set together with HRO_TELEGRAM_WEBHOOK_SECRET.")
    return settings

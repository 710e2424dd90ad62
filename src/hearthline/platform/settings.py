"""What can be set from outside: one small frozen class a concern.

The only reader of the environment. A variable is called HEARTHLINE_<CONCERN>_<FIELD>. Entry
points load the settings once and hand the values down; no slice imports this module.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo

from hearthline.kernel import Invalid, Words
from hearthline.platform.kept_secrets import kept_secret

PREFIX = "HEARTHLINE_"


class SettingInvalid(Invalid):
    """A variable holds a value that cannot be taken."""

    code = "setting.invalid"
    detail = Words(
        zh="环境变量 {name} 的值不可用：{why}",
        en="The environment variable {name} cannot be used: {why}",
    )


class Concern(BaseModel):
    """Settings that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concern: ClassVar[str]
    about: ClassVar[str]

    @classmethod
    def variable(cls, field: str) -> str:
        """The environment variable of a field."""
        return f"{PREFIX}{cls.concern}_{field.upper()}"


def _default_data_dir() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/hearthline")
    share = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(share).expanduser() / "hearthline"


class DataSettings(Concern):
    """Where things are kept on this machine."""

    concern = "DATA"
    about = "Files of this machine: the embedded database, uploads, generated secrets, logs."

    dir: Path = Field(
        default_factory=_default_data_dir,
        description="Folder for everything that this machine keeps."
        " Default: `/var/lib/hearthline` as root, else `~/.local/share/hearthline`.",
    )


class DatabaseSettings(Concern):
    """Which PostgreSQL."""

    concern = "DATABASE"
    about = "PostgreSQL 15 or later. Unset, one is run from the bundled programs."

    url: SecretStr | None = Field(
        None, description="`postgresql://…`; unset: the embedded server in the data folder."
    )
    port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="Port of the embedded server; unset: a free one, remembered in the folder.",
    )
    pool_size: int = Field(16, ge=2, le=200, description="Connections that one process may hold.")


class SecretSettings(Concern):
    """The key of everything that is sealed."""

    concern = "SECRET"
    about = "One key seals personal data, session tokens and channel secrets."

    key: SecretStr | None = Field(
        None,
        min_length=32,
        description="At least 32 characters. Unset: made once and kept in the data folder."
        " Whoever loses it loses the sealed values; back it up apart from the database.",
    )


class ServerSettings(Concern):
    """The HTTP server."""

    concern = "SERVER"
    about = "The HTTP server: API, widget, console."

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=1, le=65535, description="Port to listen on.")
    public_url: str | None = Field(
        None, description="Address under which browsers reach the server, with https:// outside."
    )
    demo: bool = Field(
        default=False,
        description="Serve `/demo`, a company page whose visitors are signed in as anybody they"
        " choose. `hearthline demo` sets it; never set it where real customers are.",
    )
    web_dir: Path | None = Field(
        None, description="Folder of the built widget and console; unset: the one shipped."
    )

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach us over HTTPS, so that cookies may travel there alone."""
        return (self.public_url or "").startswith("https://")


class BusinessSettings(Concern):
    """The utility's business systems."""

    concern = "BUSINESS"
    about = "The gateway of the utility's own systems (contract: business-gateway)."

    url: str | None = Field(
        None, description="Base address with the contract's base path, `…/gw/v1`."
    )
    token: SecretStr | None = Field(None, description="Bearer token for the gateway.")
    webhook_secret: SecretStr | None = Field(
        None, description="Secret that the gateway signs its webhooks with."
    )
    tenant: str | None = Field(
        None, description="Short name of the tenant that the webhooks are for; unset: the oldest."
    )
    timeout_seconds: float = Field(
        8.0, gt=0, le=60, description="Longest wait for one answer of the gateway, in seconds."
    )


class LlmSettings(Concern):
    """A language model, if there is one."""

    concern = "LLM"
    about = "An optional language model; everything works without."

    url: str | None = Field(
        None, description="Base address of an OpenAI-compatible server, `https://…/v1`."
    )
    model: str | None = Field(None, description="Name of the model there; needed with the URL.")
    key: SecretStr | None = Field(None, description="Key for that server.")
    deadline_seconds: float = Field(
        2.5, gt=0, le=30, description="All the time that a turn gives the model, in seconds."
    )
    summary_seconds: float = Field(
        6.0, gt=0, le=60, description="Longest wait of an agent for a summary, in seconds."
    )
    concurrency: int = Field(
        8, ge=1, le=200, description="Calls of one process at a time; further ones go without."
    )
    json_form: Literal["json_schema", "json_object", "none"] = Field(
        "json_object", description="How the server is asked for JSON (`response_format`)."
    )
    extra: dict[str, Any] | None = Field(
        None,
        description="JSON object of further members for each request, such as"
        ' `{"enable_thinking": false}`; a null takes one of ours away.',
    )
    proposes_commands: bool = Field(
        default=True, description="The model may propose what an unclear message means."
    )
    phrases_answers: bool = Field(
        default=False, description="The model may shorten and merge published articles."
    )
    summarises_handovers: bool = Field(
        default=True, description="The model may sum up a conversation for the agent."
    )

    @field_validator("extra", mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        return json.loads(value) if isinstance(value, str) else value


class EncoderSettings(Concern):
    """A sentence encoder, if there is one."""

    concern = "ENCODER"
    about = "An optional sentence encoder for understanding; everything works without."

    path: Path | None = Field(
        None,
        description="ONNX file of a sentence model, with its `tokenizer.json` beside it;"
        " needs the extra `hearthline[encoder]`.",
    )


class PackSettings(Concern):
    """The trade packs."""

    concern = "PACKS"
    about = "Trade packs: intents, flows, knowledge, tickets."

    dir: Path | None = Field(None, description="Folder of the packs; unset: those shipped.")
    brains_kept: int = Field(
        16,
        ge=2,
        le=1000,
        description="Trained bots that one process keeps: one for each release and set of trades"
        " that is in use. More of them than this are trained again when they are asked for.",
    )


class KnowledgeSettings(Concern):
    """What knowledge remembers."""

    concern = "KNOWLEDGE"
    about = "The knowledge base."

    questions_kept_days: int = Field(
        180, ge=1, le=3650, description="Days that questions are remembered, personal data masked."
    )
    model_url: str | None = Field(
        None, description="OpenAI-compatible server for vectors and re-ranking, `https://…/v1`."
    )
    model_key: SecretStr | None = Field(None, description="Key for that server.")
    embedding_model: str | None = Field(
        None, description="Name of its embedding model; unset: words alone."
    )
    rerank_model: str | None = Field(
        None, description="Name of its re-ranking model; unset: no re-ranking."
    )
    model_patience_seconds: float = Field(
        0.3, gt=0, le=5, description="Longest wait of a search for that server, in seconds."
    )
    tesseract: Path | None = Field(
        None, description="Tesseract (`chi_sim`, `eng`) for scanned pages; unset: they are told."
    )
    signing_secret: SecretStr | None = Field(
        None, min_length=32, description="Of bundles to an extranet; unset: the general secret."
    )
    master_key: str | None = Field(
        None, description="At a replica: what `hearthline knowledge bundle-key` prints inside."
    )


class WorkerSettings(Concern):
    """The job worker."""

    concern = "WORKER"
    about = "Background work."

    concurrency: int = Field(8, ge=1, le=64, description="Jobs that one worker runs at a time.")


class LogSettings(Concern):
    """Logs."""

    concern = "LOG"
    about = (
        "Structured logs on standard error; personal data only in fields that begin with `pii.`."
    )

    json_lines: bool = Field(
        default=False, description="One JSON object a line instead of text for people."
    )
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="The least important level that is written."
    )


class Settings(BaseModel):
    """All concerns together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: DataSettings = Field(default_factory=DataSettings)
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    secret: SecretSettings = Field(default_factory=SecretSettings)
    server: ServerSettings = Field(default_factory=ServerSettings)
    business: BusinessSettings = Field(default_factory=BusinessSettings)
    llm: LlmSettings = Field(default_factory=LlmSettings)
    encoder: EncoderSettings = Field(default_factory=EncoderSettings)
    packs: PackSettings = Field(default_factory=PackSettings)
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    worker: WorkerSettings = Field(default_factory=WorkerSettings)
    log: LogSettings = Field(default_factory=LogSettings)

    def at_database(self, url: str) -> Self:
        """The same settings with the database's address filled in."""
        database = self.database.model_copy(update={"url": SecretStr(url)})
        return self.model_copy(update={"database": database})

    def secret_key(self) -> str:
        """The key that seals personal data: the one set, or the one of the data folder."""
        if self.secret.key is not None:
            return self.secret.key.get_secret_value()
        return kept_secret(self.data.dir, "secret.key")

    def business_token(self) -> str:
        """The token of the gateway: the one set, or the one of the data folder (simulator)."""
        if self.business.token is not None:
            return self.business.token.get_secret_value()
        return kept_secret(self.data.dir, "business.token")

    def webhook_secret(self) -> str:
        """The secret of the gateway's webhooks: the one set, or the one of the data folder."""
        if self.business.webhook_secret is not None:
            return self.business.webhook_secret.get_secret_value()
        return kept_secret(self.data.dir, "webhook.secret")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of this process, or of `environ`; raises SettingInvalid by name."""
    source = os.environ if environ is None else environ
    parts: dict[str, Concern] = {}
    for name, concern in concerns():
        given = {
            field: source[concern.variable(field)]
            for field in concern.model_fields
            if source.get(concern.variable(field), "") != ""
        }
        parts[name] = _validated(concern, given)
    return Settings(**parts)


def unknown_variables(environ: Mapping[str, str] | None = None) -> list[str]:
    """HEARTHLINE_* variables that mean nothing, which are most likely misspelt."""
    source = os.environ if environ is None else environ
    known = {concern.variable(field) for _, concern in concerns() for field in concern.model_fields}
    return sorted(name for name in source if name.startswith(PREFIX) and name not in known)


def terminal_locale(environ: Mapping[str, str] | None = None) -> str:
    """The language of the terminal, `zh-CN` or `en`."""
    source = os.environ if environ is None else environ
    said = source.get("LC_ALL") or source.get("LC_MESSAGES") or source.get("LANG") or ""
    return "zh-CN" if said.lower().startswith("zh") else "en"


def has_display(environ: Mapping[str, str] | None = None) -> bool:
    """Whether a browser window could be shown here."""
    source = os.environ if environ is None else environ
    return sys.platform in {"darwin", "win32"} or bool(
        source.get("DISPLAY") or source.get("WAYLAND_DISPLAY")
    )


def process_environment() -> dict[str, str]:
    """A copy of this process's environment, to be handed to child processes."""
    return dict(os.environ)


def concerns() -> Iterator[tuple[str, type[Concern]]]:
    """Every concern with its name, in the order of the reference page."""
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Concern):
            yield name, field.annotation


def default_text(field: FieldInfo) -> str:
    """A field's default as the reference page shows it."""
    if field.default_factory is not None:
        return "see text"
    return "unset" if field.default is None else f"`{field.default}`"


def _validated(concern: type[Concern], given: dict[str, Any]) -> Concern:
    try:
        return concern.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0])
        raise SettingInvalid(name=concern.variable(field), why=first["msg"]) from None

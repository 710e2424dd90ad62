"""A large knowledge base: made findable, searched at a steady pace, published into.

Beside it stands raw tantivy over the same texts: words alone, without visibility, ranking by sound
or reasons. The items are made up, always the same for the same number.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, perf_counter, process_time
from typing import Any, Final

import numpy as np
import psutil
import tantivy
from psycopg.types.json import Jsonb

from hearthline.entrypoints.bench.made_up import drafts, questions
from hearthline.entrypoints.database import Addresses
from hearthline.entrypoints.terminal import Column, Steps, Terminal
from hearthline.kernel import Id, SystemClock, TenantId
from hearthline.knowledge import Knowledge, Origin
from hearthline.platform.db import Database, migrate
from hearthline.platform.hub import Hub
from hearthline.platform.language import Segmenter

_BATCH: Final = 2_000
_QUERIES: Final = 400
_PUBLICATIONS: Final = 20
_FIND_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many items, for how long, at which pace."""

    items: int
    seconds: float
    rate: float


async def bench_knowledge(
    database_at: Addresses, size: Size, *, tell: Callable[[str], None], steps: Steps
) -> dict[str, Any]:
    """Everything in one run, on a database that is empty."""
    load = round(os.getloadavg()[0], 1)
    migrate(database_at.owner_url)
    with tempfile.TemporaryDirectory() as folder:
        async with Database(database_at.app_url, min_size=1, max_size=6) as database:
            tenant_id = await _tenant(database)
            tell("items are stored")
            await _store(database, tenant_id, size.items)
            knowledge = Knowledge(database, SystemClock(), folder=Path(folder))
            facts = await _indexed(knowledge, tenant_id, steps)
            tell("searches")
            facts |= await _searched(knowledge, tenant_id, size)
            facts |= await asyncio.to_thread(_raw, size.items)
            facts["ratio_to_raw"] = round(facts["search_ms_p95"] / facts["raw_ms_p95"], 2)
            tell("publications")
            facts |= await _published(database, knowledge, tenant_id, Path(folder))
    return {"items": size.items, "load_before": load, **facts}


def report(terminal: Terminal, facts: dict[str, Any]) -> None:
    """The figures as a table."""
    columns = [Column("figure"), Column("value", is_figure=True)]
    terminal.table(columns, facts.items())


async def _tenant(database: Database) -> TenantId:
    tenant_id = TenantId.new()
    async with database.open_session() as session:
        await session.execute(
            "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, 'bench', 'bench')",
            {"id": tenant_id},
        )
    return tenant_id


_STORE: Final = """
WITH given AS (
  SELECT * FROM jsonb_to_recordset(%(rows)s)
    AS r (id uuid, slug text, title text, questions jsonb, answer text)
), article_added AS (
  INSERT INTO article (id, slug, created_at) SELECT id, slug, now() FROM given
), revision_added AS (
  INSERT INTO revision (article_id, version, origin, content_hash, title, questions, answer,
    details, intents, audience, channels, related, is_local_rule, source, valid_from, created_at)
  SELECT id, 1, 'desk', slug, title, ARRAY(SELECT jsonb_array_elements_text(questions)), answer,
    '', '{}', '{customer,agent}', '{web,wechat,app,phone}', '{}', false, '', '2020-01-01', now()
  FROM given
)
INSERT INTO publication (article_id, number, version, published_at, cause)
SELECT id, 1, 1, now(), 'publish' FROM given
"""


async def _store(database: Database, tenant_id: TenantId, count: int) -> None:
    made = drafts(count)
    for start in range(0, count, _BATCH):
        rows = [
            {
                "id": str(Id.new()),
                "slug": draft.slug,
                "title": draft.title,
                "questions": list(draft.questions),
                "answer": draft.answer,
            }
            for draft in (next(made) for _ in range(min(_BATCH, count - start)))
        ]
        async with database.session(tenant_id) as session:
            await session.execute(_STORE, {"rows": Jsonb(rows)})
    async with database.session(tenant_id) as session:
        await session.execute(
            "INSERT INTO knowledge_edition (edition, changed_at) VALUES (1, now())"
        )


async def _indexed(knowledge: Knowledge, tenant_id: TenantId, steps: Steps) -> dict[str, Any]:
    before, used = psutil.Process().memory_info().rss, process_time()
    began, done = perf_counter(), 0

    def told(so_far: int, _: int) -> None:
        nonlocal done
        steps.step(so_far - done)
        done = so_far

    await knowledge.indexes.rebuild(tenant_id, told=told)
    return {
        "index_s": round(perf_counter() - began, 1),
        "index_cpu_s": round(process_time() - used, 1),
        "rss_grown_mb": round((psutil.Process().memory_info().rss - before) / 2**20),
    }


async def _searched(knowledge: Knowledge, tenant_id: TenantId, size: Size) -> dict[str, Any]:
    asked = questions(_QUERIES)
    for words in asked[:20]:
        await knowledge.search(tenant_id, words)
    took: list[float] = []
    lags: list[float] = []
    watching = asyncio.create_task(_watch_the_loop(lags))

    async def search(words: str) -> None:
        began = perf_counter()
        await knowledge.search(tenant_id, words)
        took.append(1000 * (perf_counter() - began))

    began, used = monotonic(), process_time()
    running = []
    for number in range(int(size.seconds * size.rate)):
        await asyncio.sleep(max(0.0, began + number / size.rate - monotonic()))
        running.append(asyncio.create_task(search(asked[number % len(asked)])))
    await asyncio.gather(*running)
    watching.cancel()
    cpu_ms = 1000 * (process_time() - used) / max(1, len(took))
    return {
        "search_cpu_ms": round(cpu_ms, 2),
        **_percentiles("search_ms", took),
        **_percentiles("loop_lag_ms", lags),
    }


async def _watch_the_loop(lags: list[float]) -> None:
    """How late the event loop comes round."""
    while True:
        began = perf_counter()
        await asyncio.sleep(0.005)
        lags.append(1000 * (perf_counter() - began - 0.005))


def _raw(count: int) -> dict[str, Any]:
    """Raw tantivy: words alone."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    shape = builder.build()
    segmenter = Segmenter()
    with tempfile.TemporaryDirectory() as folder:
        engine = tantivy.Index(shape, path=folder)
        began = perf_counter()
        writer = engine.writer(30_000_000, 1)
        for draft in drafts(count):
            text = " ".join((draft.title, *draft.questions, draft.answer))
            words = " ".join(segmenter.search_words(text))
            writer.add_document(tantivy.Document(words=words))
        writer.commit()
        writer.wait_merging_threads()
        index_s = perf_counter() - began
        engine.reload()
        searcher, took = engine.searcher(), []
        for words in questions(_QUERIES):
            began = perf_counter()
            wanted = [
                (tantivy.Occur.Should, tantivy.Query.term_query(shape, "words", word, "freq"))
                for word in segmenter.search_words(words)
            ]
            searcher.search(tantivy.Query.boolean_query(wanted), 10, count=False)
            took.append(1000 * (perf_counter() - began))
    return {"raw_index_s": round(index_s, 1), **_percentiles("raw_ms", took)}


async def _published(
    database: Database, knowledge: Knowledge, tenant_id: TenantId, folder: Path
) -> dict[str, Any]:
    """From the commit of a publication until another process finds it."""
    elsewhere = Knowledge(database, SystemClock(), folder=folder)
    began = perf_counter()
    await elsewhere.refresh(tenant_id)
    facts: dict[str, Any] = {"restart_ms": round(1000 * (perf_counter() - began), 1)}
    base = next(drafts(1))
    took = []
    async with _following(elsewhere, database):
        for number in range(_PUBLICATIONS):
            word = f"暗号{Id.new().hex[:12]}"
            draft = replace(base, slug=f"new-{number}", title=word)
            async with database.session(tenant_id) as session:
                article = await knowledge.revise(session, draft, origin=Origin.DESK)
                await knowledge.publish(session, article.id, version=article.version)
            took.append(await _until_found(elsewhere, tenant_id, word))
    return facts | _percentiles("findable_ms", took)


async def _until_found(knowledge: Knowledge, tenant_id: TenantId, word: str) -> float:
    began = perf_counter()
    while perf_counter() - began < _FIND_SECONDS:
        hits = await knowledge.search(tenant_id, word, limit=1)
        if hits and hits[0].title == word:
            break
        await asyncio.sleep(0.01)
    return 1000 * (perf_counter() - began)


@asynccontextmanager
async def _following(knowledge: Knowledge, database: Database) -> AsyncIterator[None]:
    hub = Hub(database)
    tasks = [asyncio.create_task(hub.run()), asyncio.create_task(knowledge.follow(hub))]
    await hub.listening.wait()
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def _percentiles(name: str, took: list[float]) -> dict[str, float]:
    half, most = np.percentile(took, [50, 95]) if took else (0.0, 0.0)
    return {f"{name}_p50": round(float(half), 2), f"{name}_p95": round(float(most), 2)}

"""Vectors and re-ranking join in when a model answers, and are not missed when it does not."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace

import httpx2
import pytest

from hearthline.kernel import TenantId
from hearthline.knowledge import Band, Draft, Knowledge, Meanings, RemoteModel, ServerAddress
from hearthline.knowledge.search.remote import ServerResting
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make

pytestmark = pytest.mark.store

DIRECTIONS = {"放气": [3.0, 0.0, 0.0], "咕噜": [2.0, 0.1, 0.0], "室温": [0.0, 1.0, 0.0]}


class ScriptedModel:
    """Vectors by what a text speaks of; it can be slow, or down."""

    def __init__(self, model: str = "scripted-1") -> None:
        self.model = model
        self.delay, self.is_down, self.asked = 0.0, False, 0

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += len(texts)
        await asyncio.sleep(self.delay)
        if self.is_down:
            raise ConnectionError
        return [
            next((row for word, row in DIRECTIONS.items() if word in text), [0.0, 0.0, 1.0])
            for text in texts
        ]

    async def scores(self, _query: str, texts: Sequence[str]) -> list[float]:
        if self.is_down:
            raise ConnectionError
        return [float("室温" in text) for text in texts]


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture
def knowledge(database: Database, clock: FakeClock, model: ScriptedModel) -> Knowledge:
    return Knowledge(database, clock, meanings=Meanings(database, model, patience_seconds=0.2))


async def load(knowledge: Knowledge, database: Database, tenant: TenantId, *drafts: Draft) -> None:
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, drafts)
    await knowledge.refresh(tenant)
    await knowledge.meanings.catch_up(tenant)


async def found(knowledge: Knowledge, tenant: TenantId, query: str) -> list[str]:
    return [hit.slug for hit in await knowledge.search(tenant, query)]


async def test_what_has_no_word_in_common_is_found_but_not_said_at_once(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)

    hits = await knowledge.search(tenant, "咕噜咕噜")

    assert hits[0].slug == "airlock"
    assert hits[0].band is not Band.DIRECT


async def test_what_may_not_be_seen_is_not_found_by_meaning(
    knowledge: Knowledge, database: Database, tenant: TenantId
) -> None:
    hidden = replace(make.AIRLOCK, audience=("agent",))
    await load(knowledge, database, tenant, make.STANDARD, hidden)

    assert "airlock" not in await found(knowledge, tenant, "咕噜咕噜")


@pytest.mark.parametrize("trouble", ["down", "slow"])
async def test_words_alone_go_on_when_the_model_does_not(
    knowledge: Knowledge, database: Database, tenant: TenantId, model: ScriptedModel, trouble: str
) -> None:
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
    model.is_down, model.delay = trouble == "down", 30.0 if trouble == "slow" else 0.0

    assert await found(knowledge, tenant, "咕噜咕噜") == []
    assert (await found(knowledge, tenant, "室温标准"))[0] == "temp-standard"


async def test_a_vector_is_made_once_a_version(
    knowledge: Knowledge, database: Database, tenant: TenantId, model: ScriptedModel
) -> None:
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
    await knowledge.meanings.catch_up(tenant)
    assert model.asked == 2

    await load(knowledge, database, tenant, make.STANDARD, replace(make.AIRLOCK, answer="新"))

    assert model.asked == 3


async def test_vectors_of_another_model_are_not_mixed_in(
    knowledge: Knowledge, database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
    other = ScriptedModel("scripted-2")
    elsewhere = Meanings(database, other)

    assert await elsewhere.catch_up(tenant) == 2
    assert other.asked == 2
    async with database.session(tenant) as session:
        rows = await session.all("SELECT DISTINCT model, dimension FROM search_vector")
    assert {(row["model"], row["dimension"]) for row in rows} == {
        ("scripted-1", 3),
        ("scripted-2", 3),
    }


async def test_a_reranker_orders_what_is_not_sure(
    knowledge: Knowledge, database: Database, tenant: TenantId, model: ScriptedModel
) -> None:
    await load(knowledge, database, tenant, make.STANDARD, make.AIRLOCK)
    sure = await knowledge.search(tenant, "暖气片怎么放气")
    unsure = [replace(hit, band=Band.CLARIFY) for hit in sure]
    meanings = Meanings(database, reranker=model)

    ordered = await meanings.reranked("几度", unsure)

    assert [hit.slug for hit in unsure] == ["airlock", "temp-standard"]
    assert [hit.slug for hit in ordered] == ["temp-standard", "airlock"]
    assert await meanings.reranked("几度", sure) == sure
    model.is_down = True
    assert await meanings.reranked("几度", unsure) == unsure


async def test_a_server_is_asked_as_openai_has_it(clock: FakeClock) -> None:
    asked = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append((request.url.path, request.headers["authorization"]))
        texts = json.loads(request.content)["input"]
        data = [{"index": n, "embedding": [float(n), 1.0]} for n in range(len(texts))]
        return httpx2.Response(200, json={"data": data[::-1]})

    address = ServerAddress("https://models.test/v1", "bge", "k")
    remote = RemoteModel(address, clock, transport=httpx2.MockTransport(answer))

    assert await remote.embed(["甲", "乙"]) == [[0.0, 1.0], [1.0, 1.0]]
    assert asked == [("/v1/embeddings", "Bearer k")]


async def test_a_server_that_fails_in_a_row_is_left_alone(clock: FakeClock) -> None:
    calls = []

    def fail(request: httpx2.Request) -> httpx2.Response:
        calls.append(request)
        return httpx2.Response(500)

    address = ServerAddress("https://models.test/v1", "bge")
    remote = RemoteModel(address, clock, transport=httpx2.MockTransport(fail))
    for _ in range(5):
        with pytest.raises((httpx2.HTTPStatusError, ServerResting)):
            await remote.scores("问", ["答"])

    assert len(calls) == 3

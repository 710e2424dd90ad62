"""The encoder of understanding serves the search of knowledge too (R110)."""

import pytest

from hearthline.entrypoints.sentence_vectors import SentenceVectors
from hearthline.kernel import TenantId
from hearthline.knowledge import Band, Knowledge, Meanings
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_encoder import FakeEncoder
from tests.make import articles as make

pytestmark = pytest.mark.store

QUERY = "管子咕噜咕噜"


async def test_what_only_the_encoder_sees_alike_is_found_and_lost_again_when_it_fails(
    database: Database, tenant: TenantId, clock: FakeClock
) -> None:
    encoder = FakeEncoder(("咕噜", "放气"), ("室温",))
    meanings = Meanings(database, SentenceVectors(encoder), patience_seconds=20)
    knowledge = Knowledge(database, clock, meanings=meanings)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, (make.STANDARD, make.AIRLOCK))
    await knowledge.refresh(tenant)
    await meanings.catch_up(tenant)

    found = await knowledge.search(tenant, QUERY)
    encoder.failing = True
    without = await knowledge.search(tenant, QUERY)

    assert found[0].slug == make.AIRLOCK.slug
    assert found[0].band is not Band.DIRECT
    assert make.AIRLOCK.slug not in [hit.slug for hit in without]

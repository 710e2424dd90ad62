"""A help centre in this process, with a few items, and a visitor's client."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx2
from fastapi import FastAPI

from hearthline.conversations import Conversations
from hearthline.dialogue import mask_for
from hearthline.kernel import TenantId
from hearthline.knowledge import (
    Draft,
    Graph,
    HelpCentre,
    ItemFiles,
    Knowledge,
    PublicSide,
    Questions,
)
from hearthline.knowledge.help.api import router
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from hearthline.platform.storage import Storage
from hearthline.platform.streams import Streams
from tests.fakes.fake_clock import FakeClock
from tests.make import graph as make_graph

STOP = replace(
    make_graph.STOP,
    questions=("报停怎么办理", "报停要带什么", "停暖手续"),
    answer="带**身份证**到营业厅。<script>alert(1)</script>",
    details="## 细节\n- 先交清欠费。\n- [规定](https://example.org/a) 与 [坏](javascript:alert(1))",
    professional="坐席口径：不承诺时限",
    is_local_rule=True,
)
RESUME = replace(make_graph.RESUME, questions=("恢复供热怎么办", "开阀"), answer="在公众号申请。")
SHOP = replace(make_graph.SHOP, questions=("商铺报停", "门面停暖"), answer="带营业执照。")
COLD = replace(
    make_graph.COLD,
    questions=("暖气不热怎么办", "家里冷"),
    answer="先看阀门。",
    catalogue="供热/不热",
)
INSIDE = replace(
    make_graph.INSIDE, questions=("报停口径", "客户问报停"), answer="内部答复，不外传。"
)
PHONE = replace(make_graph.item("by-phone", title="只在电话里说"), channels=("phone",))
DISTRICT = replace(make_graph.item("east", title="东城专用"), regions=("东城",))
DRAFTS = (STOP, RESUME, SHOP, COLD, INSIDE, PHONE, DISTRICT)


@dataclass
class Help:
    """A help centre that is served, and what stands behind it."""

    http: httpx2.AsyncClient
    slug: str
    tenant: TenantId
    database: Database
    clock: FakeClock
    knowledge: Knowledge
    centre: HelpCentre
    files: ItemFiles

    def url(self, path: str = "") -> str:
        """An address of this centre."""
        return f"/help/{self.slug}/{path}"

    async def get(self, path: str = "", **more: str) -> httpx2.Response:
        """A page."""
        return await self.http.get(self.url(path), headers=more)

    async def load(self, drafts: Sequence[Draft]) -> None:
        """Publish these items, and withdraw all others."""
        async with self.database.session(self.tenant) as session:
            await self.knowledge.load_pack(session, drafts)
        await self.knowledge.refresh(self.tenant)


@asynccontextmanager
async def served(
    database: Database, clock: FakeClock, vault: Vault, *, tenant: TenantId, home: Path
) -> AsyncIterator[Help]:
    """Serve a tenant's help centre."""
    knowledge, graph = Knowledge(database, clock), Graph(clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, DRAFTS)
        await graph.extract(session)
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    conversations = Conversations(Streams(), Outbox(), clock)
    questions = Questions(conversations, clock, masking=mask_for, kept=timedelta(days=30))
    files = ItemFiles(database, Storage(home), vault, clock)
    centre = HelpCentre(
        database,
        clock,
        knowledge=knowledge,
        graph=graph,
        questions=questions,
        public=PublicSide(vault, mask_for, files),
    )
    app = FastAPI()
    app.state.services = Services(database, knowledge, graph, centre)
    app.include_router(router)
    install_problems(app)
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://help.test") as http:
        yield Help(http, row["slug"], tenant, database, clock, knowledge, centre, files)

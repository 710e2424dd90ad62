"""A master and a replica: two tenants that share nothing but files."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import ArticleId, TenantId
from hearthline.knowledge import Draft, Knowledge, Origin
from hearthline.knowledge.replica import BundleKind, Bundles, Replicas, SigningKeys
from hearthline.knowledge.replica.sending import MadeBundle
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make import articles as make
from tests.make import staff as make_staff

OUTSIDE = replace(make.STANDARD, is_exportable=True, owner="lijing", professional="内部口径")


@dataclass
class Master:
    """The base inside, with two people."""

    database: Database
    tenant: TenantId
    knowledge: Knowledge
    bundles: Bundles
    writer: Staff
    approver: Staff

    async def publish(self, draft: Draft, *, approved: bool = True) -> ArticleId:
        """Put a draft in force, and let it out."""
        async with self.database.session(self.tenant) as session:
            article = await self.knowledge.revise(session, draft, origin=Origin.DESK)
            await self.knowledge.publish(session, article.id, version=article.version)
            if approved:
                await self.bundles.approve(session, article.id, by=self.approver)
        return article.id

    async def make(self, kind: BundleKind = BundleKind.INCREMENTAL) -> MadeBundle:
        """The next bundle."""
        async with self.database.session(self.tenant) as session:
            return await self.bundles.make(session, kind)

    async def key(self) -> str:
        """The public key."""
        async with self.database.session(self.tenant) as session:
            return self.bundles.public_key(session)


@dataclass
class Replica:
    """The base outside."""

    database: Database
    tenant: TenantId
    knowledge: Knowledge
    replicas: Replicas

    async def receive(self, content: bytes) -> Any:
        """Take a bundle in."""
        async with self.database.session(self.tenant) as session:
            standing = await self.replicas.receive(session, content)
        await self.knowledge.refresh(self.tenant)
        return standing

    async def slugs(self) -> dict[str, Draft]:
        """What is published here."""
        async with self.database.session(self.tenant) as session:
            live = await self.knowledge._store.live(session)
        return {article.draft.slug: article.draft for article in live}


@pytest.fixture
async def master(database: Database, clock: FakeClock, vault: Vault, tenant: TenantId) -> Master:
    knowledge = Knowledge(database, clock)
    access = make_staff.access(database, clock, vault)
    async with database.session(tenant) as session:
        writer = await make_staff.staff(session, access, Role.EDITOR, name="李静")
        approver = await make_staff.staff(session, access, Role.SUPERVISOR, name="王芳")
    bundles = Bundles(knowledge, SigningKeys(vault), clock)
    return Master(database, tenant, knowledge, bundles, writer, approver)


@pytest.fixture
async def replica(database: Database, clock: FakeClock, master: Master) -> Replica:
    knowledge = Knowledge(database, clock)
    made = Replica(database, await make_tenant(database), knowledge, Replicas(knowledge, clock))
    async with database.session(made.tenant) as session:
        await made.replicas.follow(session, await master.key())
    return made

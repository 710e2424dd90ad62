"""A tenant with a boss and an editor's hands, and the services of releases."""

from dataclasses import dataclass

import pytest

from hearthline.access import Role, Staff
from hearthline.dialogue import OwnExamples, ReleaseBrains, Releases, TestRuns
from hearthline.dialogue.releases.archive import Files
from hearthline.dialogue.releases.brains import _Kept, _Key
from hearthline.dialogue.releases.model import (
    Activation,
    ExampleId,
    ExampleKind,
    OwnExample,
    Release,
)
from hearthline.dialogue.releases.playing import Playing
from hearthline.kernel import TenantId
from hearthline.knowledge import Knowledge
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.make import releases as make
from tests.make import staff as make_staff


@dataclass
class Workshop:
    """The releases of one tenant, by the hands of one person."""

    database: Database
    tenant: TenantId
    clock: FakeClock
    boss: Staff
    knowledge: Knowledge
    releases: Releases
    runs: TestRuns
    examples: OwnExamples
    playing: Playing

    def brains(self, **more: int) -> ReleaseBrains:
        """The brains of one process, prepared; make two of them for two processes."""
        shelf = make.small_shelf()
        brains = ReleaseBrains(shelf, self.database, self.clock, **more)
        brains._keep(_Key(None, shelf.release_id, shelf.domains), _Kept(make.small_brain(), 0))
        return brains

    async def upload(self, files: Files, note: str = "") -> Release:
        """Keep an upload."""
        async with self.database.session(self.tenant) as session:
            return await self.releases.add(session, make.candidate(files), by=self.boss, note=note)

    async def activate(self, release_id: str, *, reason: str = "just for this test") -> Activation:
        """Put a release in force as the route does."""
        async with self.database.session(self.tenant) as session:
            articles = await self.releases.articles(session, release_id)
            return await self.releases.activate(
                session, release_id, articles=articles, by=self.boss, reason=reason
            )

    async def get(self, release_id: str) -> Release:
        """A release as it stands."""
        async with self.database.session(self.tenant) as session:
            return await self.releases.get(session, release_id)

    async def teach(
        self, intent: str, text: str, kind: ExampleKind = ExampleKind.EXAMPLE
    ) -> OwnExample:
        """Add an example."""
        example = OwnExample(ExampleId.new(), intent, text, kind, self.boss.id, self.clock.now())
        async with self.database.session(self.tenant) as session:
            return await self.examples.add(session, example, by=self.boss)


def workshop_of(database: Database, tenant: TenantId, clock: FakeClock, boss: Staff) -> Workshop:
    """The services, by hand."""
    shelf = make.small_shelf()
    knowledge = Knowledge(database, clock, words=shelf.words)
    releases = Releases(shelf, knowledge, clock)
    return Workshop(
        database=database,
        tenant=tenant,
        clock=clock,
        boss=boss,
        knowledge=knowledge,
        releases=releases,
        runs=TestRuns(releases, clock),
        examples=OwnExamples(clock),
        playing=Playing(shelf, database, clock),
    )


@pytest.fixture
async def workshop(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> Workshop:
    """A tenant's releases, with a person who may do everything."""
    async with database.session(tenant) as session:
        access = make_staff.access(database, clock, vault)
        boss = await make_staff.staff(session, access, Role.ADMIN)
    return workshop_of(database, tenant, clock, boss)

"""The services of imports on a real database, and files given to them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hearthline.access import Access, Role, Staff
from hearthline.kernel import TenantId
from hearthline.knowledge import Knowledge
from hearthline.knowledge.life import Editing
from hearthline.knowledge.transfer import ImportFiles, ImportReading, Imports, Judging
from hearthline.knowledge.transfer.model import Import, ImportId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_isolation import FakeIsolation
from tests.make import articles as make
from tests.make import staff as make_staff


@dataclass
class Desk:
    """What an editor has before him: the base, its drafts, and imports."""

    database: Database
    tenant: TenantId
    access: Access
    knowledge: Knowledge
    editing: Editing
    imports: Imports
    reading: ImportReading
    files: ImportFiles
    writer: Staff
    reviewer: Staff

    async def give(self, name: str, content: bytes, *, domain: str = "") -> ImportId:
        """Give a file, and let it be read."""
        given = await self.imports.take(
            self.tenant, pieces(content), name=name, domain=domain, by=self.writer
        )
        await self.reading.read_all(self.tenant)
        return given.id

    async def get(self, import_id: ImportId) -> Import:
        """An import as it stands."""
        async with self.database.session(self.tenant) as session:
            return await self.imports.get(session, import_id)


async def pieces(content: bytes, size: int = 1000) -> AsyncIterator[bytes]:
    """A file in small pieces, as it comes from a browser."""
    for begin in range(0, len(content), size):
        yield content[begin : begin + size]


@pytest.fixture
def access(database: Database, clock: FakeClock, vault: Vault) -> Access:
    return make_staff.access(database, clock, vault)


@pytest.fixture
async def desk(
    database: Database, clock: FakeClock, tenant: TenantId, access: Access, tmp_path: Path
) -> Desk:
    """A base with three published items, and two people."""
    knowledge = Knowledge(database, clock)
    editing = Editing(knowledge, clock, names=access.names)
    files, judging = ImportFiles(tmp_path), Judging(knowledge, clock)
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, make.DRAFTS)
        writer = await make_staff.staff(session, access, Role.EDITOR, name="李静")
        reviewer = await make_staff.staff(session, access, Role.SUPERVISOR, name="王芳")
    return Desk(
        database,
        tenant,
        access,
        knowledge,
        editing,
        Imports(database, clock, judging=judging, editing=editing, files=files),
        ImportReading(database, clock, judging=judging, files=files, isolation=FakeIsolation()),
        files,
        writer,
        reviewer,
    )

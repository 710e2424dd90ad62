"""A desk whose agents write, and the rooms that they write in."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from hearthline.access import Staff
from hearthline.conversations import (
    Conversation,
    Drafts,
    Finding,
    Indexer,
    Looking,
    Message,
    Notes,
    PendingTimers,
    Saying,
    Sender,
    Spelling,
    Uploads,
    Writing,
)
from hearthline.kernel import ConversationId, Id, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.storage import Storage
from tests.fakes.fake_clock import FakeClock
from tests.make.desk import DeskOf


@dataclass
class Rooms:
    """A desk with its rooms; every process of a product has such a set."""

    desk: DeskOf
    clock: FakeClock
    drafts: Drafts
    uploads: Uploads
    writing: Writing
    timers: PendingTimers
    spelling: Spelling
    notes: Notes
    looking: Looking
    finding: Finding
    indexer: Indexer

    async def held(self, *names: str) -> tuple[ConversationId, list[Staff]]:
        """A conversation that the first of these agents holds."""
        people = await self.desk.hire(*names)
        conversation_id = await self.desk.wait()
        await self.desk.accept(conversation_id, people[0])
        return conversation_id, people

    async def says(self, conversation_id: ConversationId, text: str) -> None:
        """The customer says something."""
        async with self.desk.database.session(self.desk.tenant) as session:
            saying = Saying(Sender.customer("张*"), text, client_id=Id.new())
            await self.desk.conversations.receive(session, conversation_id, saying)

    async def said(self, conversation_id: ConversationId) -> list[str]:
        """What agents have said, in order."""
        return [m.text for m in await self.thread(conversation_id) if m.sender.kind == "agent"]

    async def thread(self, conversation_id: ConversationId) -> list[Message]:
        """Every message."""
        async with self.desk.database.session(self.desk.tenant) as session:
            return await self.desk.conversations.read(session, conversation_id)

    async def get(self, conversation_id: ConversationId) -> Conversation:
        """The conversation as it is now."""
        return await self.desk.get(conversation_id)

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.advance(timedelta(seconds=seconds))


@pytest.fixture
def rooms(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault, tmp_path: Path
) -> Rooms:
    """The rooms of a fresh tenant."""
    desk = DeskOf(database, tenant, clock, vault)
    uploads = Uploads(database, Storage(tmp_path), vault, clock)
    drafts = Drafts(desk.conversations, clock)
    writing = Writing(desk.conversations, drafts=drafts, uploads=uploads, clock=clock)
    return Rooms(
        desk=desk,
        clock=clock,
        drafts=drafts,
        uploads=uploads,
        writing=writing,
        timers=PendingTimers(database, clock, writing),
        spelling=Spelling(desk.conversations),
        notes=Notes(desk.conversations, clock, colleagues=desk.access.list_staff),
        looking=Looking(desk.conversations, clock),
        finding=Finding(clock),
        indexer=Indexer(database, clock),
    )

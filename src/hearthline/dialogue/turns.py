"""Runs the bot's turns: at once when woken, and later what a killed process left behind.

A turn is read, worked out without a transaction, and closed in one. Messages are answered one by
one in their order; a turn that raises is apologised for and never tried for ever.
"""

import asyncio
from dataclasses import replace

from hearthline.conversations import Conversations, Status
from hearthline.customers import CustomerTags
from hearthline.dialogue.asked import note_of
from hearthline.dialogue.closing import Closing
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.engines import Engines
from hearthline.dialogue.locks import TurnLocks
from hearthline.dialogue.machine.effects import HandOver, Outcome
from hearthline.dialogue.scene import Scene, Scenes, Shelf, is_free
from hearthline.dialogue.store import DialogueStore
from hearthline.kernel import Clock, ConversationId, TenantId
from hearthline.knowledge import Knowledge
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log

log = get_log(__name__)

MOST_ERRORS = 3
SWEEP_SECONDS = 2.0
_POLL_SECONDS = 0.1
_LONGEST_POLL = 300


class TurnTools:
    """What a turn is made with; shared by turns, late writes and call-backs."""

    def __init__(  # noqa: PLR0913  (the whole bench of the bot, made once by composition)
        self,
        database: Database,
        clock: Clock,
        *,
        engines: Engines,
        scenes: Scenes,
        closing: Closing,
        knowledge: Knowledge,
        conversations: Conversations,
    ) -> None:
        """Collaborators."""
        self.database = database
        self.clock = clock
        self.engines = engines
        self.scenes = scenes
        self.closing = closing
        self.knowledge = knowledge
        self.conversations = conversations
        self.store = DialogueStore()
        self.tags = CustomerTags(clock)
        self.locks = TurnLocks(database)


class Turns:
    """The bot's turns in this process."""

    def __init__(self, tools: TurnTools) -> None:
        """Stand on the bench."""
        self._tools = tools
        self._running: dict[ConversationId, asyncio.Task[None]] = {}
        self._again: set[ConversationId] = set()

    def wake(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """Answer what waits in a conversation, beside the caller; waking twice is harmless."""
        if conversation_id in self._running:
            self._again.add(conversation_id)
            return
        task = asyncio.create_task(self._answer_all(tenant_id, conversation_id))
        self._running[conversation_id] = task
        task.add_done_callback(lambda _: self._running.pop(conversation_id, None))

    async def run(self) -> None:
        """Pick up what was left behind, until cancelled; then finish the turns at work."""
        try:
            while True:
                await self._sweep_or_report()
                await asyncio.sleep(SWEEP_SECONDS)
        finally:
            await self.finish()

    async def settle(self) -> None:
        """Wait for the turns at work in this process."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def finish(self) -> None:
        """Wait for the turns at work, and let the locks go."""
        await self.settle()
        await self._tools.locks.close()

    async def sweep(self) -> int:
        """Answer whatever waits in any tenant and nobody is at; how many conversations."""
        tools = self._tools
        async with tools.database.open_session() as session:
            tenants = await tools.store.tenants(session)
        taken = 0
        for tenant_id in tenants:
            async with tools.database.session(tenant_id) as session:
                waiting = await tools.conversations.unanswered(session)
            for conversation_id in waiting:
                if conversation_id not in self._running:
                    await self._pick_up_or_report(tenant_id, conversation_id)
                    taken += 1
        return taken

    async def _pick_up_or_report(
        self, tenant_id: TenantId, conversation_id: ConversationId
    ) -> None:
        try:
            await self._pick_up(tenant_id, conversation_id)
        except Exception:
            # One conversation's trouble keeps nobody else waiting; its tries are counted.
            log.exception("turn.lost", conversation_id=str(conversation_id))

    async def _sweep_or_report(self) -> None:
        try:
            await self.sweep()
        except Exception:
            # The sweep goes on when the database is back.
            log.exception("turns.sweep_failed")

    async def _pick_up(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """Take over a turn that its process did not finish; the third time a person does."""
        tools = self._tools
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                return
            async with tools.database.session(tenant_id) as session:
                scene = await tools.scenes.due(session, conversation_id)
                if scene is None:
                    return
                tries = await tools.store.count_try(
                    session, conversation_id, scene.seq, now=tools.clock.now()
                )
            log.info("turn.picked_up", conversation_id=str(conversation_id), tries=tries)
            if tries >= MOST_ERRORS:
                await self._apologise(scene, errors=MOST_ERRORS)
            while await self._answer_next(tenant_id, conversation_id):
                pass

    async def _answer_all(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        try:
            while True:
                self._again.discard(conversation_id)
                await self._hold_and_answer(tenant_id, conversation_id)
                if conversation_id not in self._again:
                    return
        except Exception:
            # The edge of a turn; the sweeper takes it up when the database is back.
            log.exception("turn.lost", conversation_id=str(conversation_id))

    async def _hold_and_answer(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """Answer under the lock; while another process has it, wait for what it leaves."""
        for _ in range(_LONGEST_POLL):
            async with self._tools.locks.hold(conversation_id) as is_mine:
                if is_mine:
                    while await self._answer_next(tenant_id, conversation_id):
                        pass
                    return
            await asyncio.sleep(_POLL_SECONDS)

    async def _answer_next(self, tenant_id: TenantId, conversation_id: ConversationId) -> bool:
        """Answer the oldest message that waits; False when there is none."""
        tools = self._tools
        async with tools.database.session(tenant_id) as session:
            scene = await tools.scenes.due(session, conversation_id)
            is_straight = scene is not None and await self._is_straight(session, scene)
        if scene is None:
            return False
        now = tools.clock.now()
        try:
            worked = await self._worked(tenant_id, scene, is_straight=is_straight)
        except Exception:
            log.exception("turn.failed", conversation_id=str(conversation_id), seq=scene.seq)
            await self._apologise(scene, errors=scene.standing.errors + 1)
            return True
        async with tools.database.session(tenant_id) as session:
            is_ours = await tools.closing.answer(session, scene, worked, now=now)
            if not is_ours:
                await self._overtaken(session, scene, worked)
        return is_ours

    async def _overtaken(self, session: Session, scene: Scene, worked: Worked) -> None:
        """Somebody else dealt with the message: a person is still told of what was filed."""
        tools = self._tools
        current = await tools.conversations.get(session, scene.conversation.id)
        engine = await tools.engines.of(scene)
        reply = engine.late(worked, scene.situation(tools.clock.now()))
        log.warning("turn.overtaken", conversation_id=str(current.id), seq=scene.seq)
        if reply is not None and current.status in (Status.QUEUED, Status.AGENT):
            await tools.closing.tell(session, scene, reply)

    async def _is_straight(self, session: Session, scene: Scene) -> bool:
        """Whether the customer's tags ask for a person at once."""
        if not is_free(scene.conversation):
            return False
        customer_id = scene.conversation.customer_id
        return (await self._tools.tags.vulnerability_of(session, customer_id)).is_straight

    async def _worked(self, tenant_id: TenantId, scene: Scene, *, is_straight: bool) -> Worked:
        tools = self._tools
        now = tools.clock.now()
        channel = scene.channel.kind.value
        domains = scene.channel.domains
        shelf = Shelf(tools.knowledge, tenant_id, channel=channel, at=now, domains=domains)
        standing = scene.standing
        engine = await tools.engines.of(scene)
        state = standing.state
        if standing.at is not None:
            state = engine.brain.machine.rested(state, now - standing.at)
        worked = await engine.hear(
            replace(scene.said(), is_straight=is_straight),
            state,
            situation=scene.situation(now),
            asking=scene.asking(now),
            library=shelf,
        )
        note = note_of(scene, worked, shelf.found, trades=engine.brain.trades, now=now)
        return replace(worked, note=note)

    async def _apologise(self, scene: Scene, *, errors: int) -> None:
        """Say that it went wrong and what can be done; after the third time a person does it."""
        tools = self._tools
        now = tools.clock.now()
        situation = scene.situation(now)
        engine = await tools.engines.of(scene)
        is_last = errors >= MOST_ERRORS
        reply = engine.words("handing_over" if is_last else "apology", situation)
        state = scene.standing.state
        if is_last:
            state = engine.brain.machine.release(state, "bot_failed")
        effects = (reply, HandOver("bot_failed", 2)) if is_last else (reply,)
        worked = Worked(Outcome(replace(state, question=None), effects))
        async with tools.database.session(scene.conversation.tenant_id) as session:
            await tools.closing.answer(
                session, scene, worked, now=now, errors=0 if is_last else errors
            )

"""Writes without an answer: asked again with the same key until it is known what became of them.

Only then is the customer told; after a while without any answer a person takes over.
"""

from datetime import timedelta

from hearthline.conversations import Status
from hearthline.dialogue.engine import Engine, Worked
from hearthline.dialogue.machine.effects import HandOver, Outcome
from hearthline.dialogue.scene import Scene, has_bot
from hearthline.dialogue.store import UnsettledWrite
from hearthline.dialogue.turns import TurnTools
from hearthline.kernel import TenantId
from hearthline.platform.log import get_log

log = get_log(__name__)

GIVE_UP_AFTER = timedelta(minutes=15)
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(seconds=60)
_MOST_DOUBLINGS = 5


class Settling:
    """Finds out what became of writes."""

    def __init__(self, tools: TurnTools) -> None:
        """Stand on the bench of the turns."""
        self._tools = tools

    async def run(self) -> int:
        """Ask again whatever is due in any tenant; how many were settled."""
        tools = self._tools
        async with tools.database.open_session() as session:
            tenants = await tools.store.tenants(session)
        settled = 0
        for tenant_id in tenants:
            async with tools.database.session(tenant_id) as session:
                due = await tools.store.due_writes(session, now=tools.clock.now())
            for write in due:
                settled += await self._settle_or_report(tenant_id, write)
        return settled

    async def _settle_or_report(self, tenant_id: TenantId, write: UnsettledWrite) -> bool:
        try:
            return await self._settle(tenant_id, write)
        except Exception:
            # The others are asked all the same; this one is asked again when it is due.
            log.exception("write.not_settled", key=write.call.key)
            await self._later(tenant_id, write)
            return False

    async def _settle(self, tenant_id: TenantId, write: UnsettledWrite) -> bool:
        tools = self._tools
        async with tools.locks.hold(write.conversation_id) as is_mine:
            if not is_mine:
                return False
            async with tools.database.session(tenant_id) as session:
                scene = await tools.scenes.unasked(session, write.conversation_id)
            engine = await tools.engines.of(scene)
            worked = await engine.settle(
                scene.standing.state,
                write.call,
                situation=scene.situation(tools.clock.now()),
                asking=write.asking,
            )
            is_open = write.call in worked.unsettled
            if is_open and tools.clock.now() - write.first_at < GIVE_UP_AFTER:
                await self._later(tenant_id, write)
                return False
            closing = self._given_up(scene, engine) if is_open else worked
            await self._close(tenant_id, write, scene, closing, engine=engine)
            return True

    async def _later(self, tenant_id: TenantId, write: UnsettledWrite) -> None:
        pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(write.tries, _MOST_DOUBLINGS))
        next_at = self._tools.clock.now() + pause
        async with self._tools.database.session(tenant_id) as session:
            await self._tools.store.try_later(session, write.call.key, next_at=next_at)

    def _given_up(self, scene: Scene, engine: Engine) -> Worked:
        reply = engine.words("write_failed", scene.situation(self._tools.clock.now()))
        state = engine.brain.machine.release(scene.standing.state, "business_down")
        return Worked(Outcome(state, (reply, HandOver("business_down", 1))))

    async def _close(
        self,
        tenant_id: TenantId,
        write: UnsettledWrite,
        scene: Scene,
        worked: Worked,
        *,
        engine: Engine,
    ) -> None:
        tools = self._tools
        now = tools.clock.now()
        async with tools.database.session(tenant_id) as session:
            if not await tools.store.settled(session, write.call.key):
                return
            current = await tools.conversations.get(session, write.conversation_id, lock=True)
            if has_bot(current) and worked.outcome.replies:
                await tools.closing.unasked(session, scene, worked, now=now)
                return
            for after in worked.afters:
                await after(session)
            reply = engine.late(worked, scene.situation(now))
            if reply is not None and current.status is not Status.CLOSED:
                await tools.closing.tell(session, scene, reply)
        log.info("write.settled", key=write.call.key, operation=write.call.operation)

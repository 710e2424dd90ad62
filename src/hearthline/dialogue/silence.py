"""Speaks where nobody answered what the bot asked: once that it waits, later that all is kept."""

from hearthline.conversations import Status
from hearthline.dialogue.turns import TurnTools
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.log import get_log

log = get_log(__name__)


class Silences:
    """Speaks where nobody answered."""

    def __init__(self, tools: TurnTools) -> None:
        """Stand on the bench of the turns."""
        self._tools = tools

    async def run(self) -> int:
        """Speak wherever it is due in any tenant; in how many conversations."""
        tools = self._tools
        async with tools.database.open_session() as session:
            tenants = await tools.store.tenants(session)
        count = 0
        for tenant_id in tenants:
            async with tools.database.session(tenant_id) as session:
                silent = await tools.store.silent(session, now=tools.clock.now())
            for conversation_id in silent:
                count += await self._speak_or_report(tenant_id, conversation_id)
        return count

    async def _speak_or_report(self, tenant_id: TenantId, conversation_id: ConversationId) -> bool:
        try:
            return await self._speak(tenant_id, conversation_id)
        except Exception:
            # The others are spoken to all the same.
            log.exception("silence.not_broken", conversation_id=str(conversation_id))
            return False

    async def _speak(self, tenant_id: TenantId, conversation_id: ConversationId) -> bool:
        tools = self._tools
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                return False
            async with tools.database.session(tenant_id) as session:
                if not await tools.store.heard_silence(session, conversation_id):
                    return False
                scene = await tools.scenes.unasked(session, conversation_id)
            conversation = scene.conversation
            if conversation.status is not Status.BOT or conversation.awaits_bot:
                return False
            now = tools.clock.now()
            engine = await tools.engines.of(scene)
            worked = await engine.hush(
                scene.standing.state, situation=scene.situation(now), asking=scene.asking(now)
            )
            async with tools.database.session(tenant_id) as session:
                current = await tools.conversations.get(session, conversation_id, lock=True)
                if current.status is not Status.BOT or current.awaits_bot:
                    return False
                await tools.closing.unasked(session, scene, worked, now=now)
            return True

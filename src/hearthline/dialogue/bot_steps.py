"""Runs one named flow for an agent who lent the conversation, and lets go when he takes it back.

The flow begins with what the customer has told already. It is begun once for each time it was
asked for, whichever process lives (R52, R62).
"""

from dataclasses import replace

from hearthline.conversations import Status
from hearthline.dialogue.errors import TurnIsTaken
from hearthline.dialogue.flows.model import Flow, Pack
from hearthline.dialogue.machine.state import Filled, State
from hearthline.dialogue.scene import Scene
from hearthline.dialogue.turns import TurnTools
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.db import Session
from hearthline.routing import BotFlow, BotStepAsked, Moves, Passing


class BotSteps:
    """The bot's side of a step."""

    def __init__(self, tools: TurnTools, passing: Passing) -> None:
        """Stand on the bench of the turns, and on whom it is given back to."""
        self._tools = tools
        self._passing = passing

    async def flows(self, session: Session, conversation_id: ConversationId) -> list[BotFlow]:
        """What the bot may run in a conversation by itself, by trade and name."""
        scene = await self._tools.scenes.unasked(session, conversation_id)
        trades = (await self._tools.engines.of(scene)).brain.trades
        return [
            BotFlow(pack.domain, flow.id, flow.name.zh)
            for pack in trades
            for flow in sorted(pack.flows.values(), key=lambda one: one.name.zh)
            if _may_be_run(flow)
        ]

    async def begin(self, asked: BotStepAsked, moves: Moves) -> None:
        """Begin the flow that was asked for, at most once; raises TurnIsTaken to be tried again."""
        tools, conversation_id = self._tools, asked.conversation_id
        cause = str(asked.event_id)
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                raise TurnIsTaken
            async with tools.database.session(asked.tenant_id) as session:
                step = await moves.step_at_work(session, conversation_id)
                is_gone = step is None or str(step.id) != asked.step_id
                if is_gone or await tools.store.has_begun(session, cause):
                    return
                scene = await tools.scenes.unasked(session, conversation_id)
            if step is not None and scene.conversation.is_lent:
                await self._run(asked.tenant_id, scene, step.flow, cause=cause)

    async def let_go(self, tenant_id: TenantId, conversation_id: ConversationId) -> None:
        """A person has the conversation: the bot's open flows end, what is known is kept."""
        tools = self._tools
        async with tools.locks.hold(conversation_id) as is_mine:
            if not is_mine:
                raise TurnIsTaken
            async with tools.database.session(tenant_id) as session:
                scene = await tools.scenes.unasked(session, conversation_id)
                state = scene.standing.state
                is_open = bool(state.frames) or state.question is not None
                if scene.conversation.status is not Status.AGENT or not is_open:
                    return
                machine = (await tools.engines.of(scene)).brain.machine
                let_go = machine.release(state, "taken_over")
                await tools.store.save(session, conversation_id, let_go, now=tools.clock.now())

    async def _run(self, tenant_id: TenantId, scene: Scene, flow: BotFlow, *, cause: str) -> None:
        tools, now = self._tools, self._tools.clock.now()
        engine = await tools.engines.of(scene)
        pack = engine.brain.trades.pack(flow.domain)
        worked = await engine.trigger(
            _with_what_is_known(scene.standing.state, pack),
            flow.flow,
            {},
            situation=scene.situation(now),
            asking=scene.asking(now),
            domain=flow.domain,
        )
        async with tools.database.session(tenant_id) as session:
            if await self._passing.step_begun(session, scene.conversation.id):
                await tools.closing.unasked(session, scene, worked, now=now, cause=cause)


def _may_be_run(flow: Flow) -> bool:
    """Not the parts of other flows, what needs an event to begin, or danger: a person has that."""
    return not flow.is_inner and not flow.event and not flow.is_hazard


def _with_what_is_known(state: State, pack: Pack) -> State:
    """What was handed over to the agent, as far as later flows may use it at all."""
    if state.handed is None or state.handed.domain not in ("", pack.domain):
        return replace(state, frames=(), question=None)
    known: dict[str, Filled] = {}
    for name, filled in state.handed.slots.items():
        reach = pack.slots[name].keep if name in pack.slots else ""
        if reach and filled.value is not None:
            known[name if reach == "all" else f"{pack.domain}:{name}"] = filled
    return replace(state, frames=(), question=None, kept={**state.kept, **known})

"""What others ask of the bot: suggestions, handing over, and what a colleague should know."""

from datetime import datetime

from hearthline.conversations import SenderKind
from hearthline.dialogue.closing import Closing
from hearthline.dialogue.engines import Engines
from hearthline.dialogue.flows.model import Pack
from hearthline.dialogue.flows.template import FILTERS, Setting
from hearthline.dialogue.flows.trades import Trades
from hearthline.dialogue.guessing import Guesses
from hearthline.dialogue.machine.levels import reaches
from hearthline.dialogue.machine.state import Filled, State, kept_in
from hearthline.dialogue.model import HandoverSlot, HandoverView, Suggestion
from hearthline.dialogue.model_aid.summary import CUSTOMER, MOST_LINES, Spoken, Talk
from hearthline.dialogue.scene import Scene, Scenes
from hearthline.dialogue.store import DialogueStore
from hearthline.kernel import Clock, ConversationId
from hearthline.platform.db import Session

_PRIORITY = 3
_SPEAKERS = {
    SenderKind.CUSTOMER: CUSTOMER,
    SenderKind.BOT: "机器人",
    SenderKind.SYSTEM: "系统",
    SenderKind.AGENT: "客服",
}
_UNTOLD = ("fixed", "otp_code", "id_last4")


class Dialogue:
    """The bot as other slices see it."""

    def __init__(
        self, engines: Engines, guesses: Guesses, *, scenes: Scenes, closing: Closing, clock: Clock
    ) -> None:
        """Collaborators, made by composition."""
        self._engines = engines
        self._guesses = guesses
        self._scenes = scenes
        self._closing = closing
        self._clock = clock
        self._store = DialogueStore()

    async def hand_over(
        self, session: Session, conversation_id: ConversationId, reason: str
    ) -> None:
        """Give the conversation to people, with what was said and filled in."""
        scene = await self._scenes.unasked(session, conversation_id)
        engine = await self._engines.of(scene)
        state = engine.brain.machine.release(scene.standing.state, reason)
        await self._store.save(session, conversation_id, state, now=self._clock.now())
        await self._closing.hand_over(session, scene, reason=reason, priority=_PRIORITY)

    async def scene(self, session: Session, conversation_id: ConversationId) -> Scene:
        """A conversation as it stands, to be looked at outside of the transaction."""
        return await self._scenes.unasked(session, conversation_id)

    async def suggestions(self, scene: Scene) -> list[Suggestion]:
        """猜你想问 (R41); asks the business systems, so call it outside of a transaction."""
        return await self._guesses.of(scene)

    async def talk(self, session: Session, conversation_id: ConversationId) -> Talk | None:
        """The last words of a conversation, to be summed up; None where nothing sums up."""
        aid = self._engines.aid
        if aid is None or not aid.summarises:
            return None
        scene = await self._scenes.unasked(session, conversation_id)
        lines = await self._scenes.lines(session, scene, limit=MOST_LINES)
        key = f"{conversation_id}:{scene.conversation.last_seq}"
        return Talk(key, tuple(Spoken(_SPEAKERS[one.sender.kind], one.text) for one in lines))

    async def summed_up(self, view: HandoverView, talk: Talk | None) -> HandoverView:
        """The same view, summed up by the language model if it does so in time.

        Asks another system, so call it outside of a transaction.
        """
        aid = self._engines.aid
        return view if aid is None or talk is None else await aid.summed_up(view, talk)

    async def handover(self, session: Session, conversation_id: ConversationId) -> HandoverView:
        """What a person who takes over should know."""
        scene = await self._scenes.unasked(session, conversation_id)
        state = scene.standing.state
        trades = (await self._engines.of(scene)).brain.trades
        pack, flow, slots = _known(trades, state)
        shown = (self._slot(pack, name, filled) for name, filled in slots.items())
        told = [slot for slot in shown if slot is not None]
        return HandoverView(
            reason=scene.conversation.reason,
            summary=_summary(flow, told, state),
            slots=tuple(told),
            tried=state.notes,
            flow=flow,
            verify_level=_level(scene, self._clock.now()),
            emotion=state.emotion,
        )

    def _slot(self, pack: Pack, name: str, filled: Filled) -> HandoverSlot | None:
        spec = pack.slots.get(name)
        if spec is None or filled.value is None or spec.type in _UNTOLD:
            return None
        is_number = spec.personal and filled.shown.isdigit()
        setting = Setting("zh-CN", self._clock.now())
        shown = FILTERS["masked"](filled.shown, setting) if is_number else filled.shown
        return HandoverSlot(name, spec.label.zh, shown)


def _known(trades: Trades, state: State) -> tuple[Pack, str | None, dict[str, Filled]]:
    """The business at hand, or the one that was handed over, with what is known of it."""
    flow_id: str | None
    if state.frames:
        domain, flow_id = state.frames[0].domain, state.frames[0].flow
        slots = kept_in(state, domain)
        for frame in state.frames:
            slots |= dict(frame.slots)
    elif state.handed is not None:
        domain, flow_id = state.handed.domain, state.handed.flow
        slots = {**kept_in(state, domain), **state.handed.slots}
    else:
        return trades.pack(state.domain), None, kept_in(state, state.domain)
    flow = None if flow_id is None else trades.flow(domain or trades.home.domain, flow_id)
    return trades.pack(domain), (None if flow is None else flow.name.zh), slots


def _level(scene: Scene, now: datetime) -> str:
    """The best level that the person has reached here."""
    own = scene.situation(now).own(scene.standing.state)
    levels = [scene.conversation.verify_level, *(one.level for one in own)]
    return max(levels, key=lambda level: (reaches(level, "L3"), reaches(level, "L2"), level))


def _summary(flow: str | None, slots: list[HandoverSlot], state: State) -> str:
    parts = [f"诉求：{flow}" if flow else "诉求还没问清"]
    parts += ["，".join(f"{slot.label}：{slot.value}" for slot in slots)] if slots else []
    parts += [f"机器人：{'；'.join(state.notes[-3:])}"] if state.notes else []
    return "。".join(part for part in parts if part) + "。"

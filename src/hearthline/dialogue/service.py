"""What others ask of the bot: suggestions, handing over, and what a colleague should know."""

from hearthline.conversations import Conversation
from hearthline.dialogue.brain import Brain
from hearthline.dialogue.closing import Closing
from hearthline.dialogue.flows.template import FILTERS, Setting
from hearthline.dialogue.machine.state import Filled, State
from hearthline.dialogue.model import HandoverSlot, HandoverView, Suggestion
from hearthline.dialogue.scene import Scenes
from hearthline.dialogue.store import DialogueStore
from hearthline.kernel import Clock, ConversationId
from hearthline.platform.db import Session

_PRIORITY = 3
_MOST_SUGGESTIONS = 5


class Dialogue:
    """The bot of a trade as other slices see it."""

    def __init__(self, brain: Brain, *, scenes: Scenes, closing: Closing, clock: Clock) -> None:
        """Collaborators, made by composition."""
        self._brain = brain
        self._scenes = scenes
        self._closing = closing
        self._clock = clock
        self._store = DialogueStore()

    async def hand_over(
        self, session: Session, conversation_id: ConversationId, reason: str
    ) -> None:
        """Give the conversation to people, with what was said and filled in."""
        scene = await self._scenes.unasked(session, conversation_id)
        state = self._brain.machine.release(scene.standing.state, reason)
        await self._store.save(session, conversation_id, state, now=self._clock.now())
        await self._closing.enqueue(session, conversation_id, reason=reason, priority=_PRIORITY)

    async def suggestions(self, session: Session, conversation: Conversation) -> list[Suggestion]:
        """猜你想问: what is going on first, then what people ask most (R41)."""
        pack, locale = self._brain.pack, conversation.locale
        state = (await self._store.load(session, conversation.id)).state
        flows = [pack.flows[frame.flow] for frame in state.frames if frame.flow in pack.flows]
        own = [
            Suggestion(choice.label, choice.label)
            for choice in state.offered
            if flows and choice.label
        ]
        usual = [
            Suggestion(chip.label.in_(locale), chip.text.in_(locale)) for chip in pack.suggestions
        ]
        return [*own, *usual][:_MOST_SUGGESTIONS]

    async def handover(self, session: Session, conversation_id: ConversationId) -> HandoverView:
        """What a person who takes over should know."""
        scene = await self._scenes.unasked(session, conversation_id)
        state = scene.standing.state
        flow, slots = self._known(state)
        shown = (self._slot(name, filled) for name, filled in slots.items())
        told = [slot for slot in shown if slot is not None]
        return HandoverView(
            reason=scene.conversation.reason,
            summary=_summary(flow, told, state),
            slots=tuple(told),
            tried=state.notes,
            flow=flow,
            verify_level=scene.conversation.verify_level,
            emotion=state.emotion,
        )

    def _known(self, state: State) -> tuple[str | None, dict[str, Filled]]:
        """The business at hand, or the one that was handed over, with what is known of it."""
        slots = dict(state.kept)
        flow_id = None
        if state.frames:
            flow_id = state.frames[0].flow
            for frame in state.frames:
                slots |= dict(frame.slots)
        elif state.handed is not None:
            flow_id = state.handed.flow
            slots |= dict(state.handed.slots)
        flow = None if flow_id is None else self._brain.pack.flows.get(flow_id)
        return (None if flow is None else flow.name.zh), slots

    def _slot(self, name: str, filled: Filled) -> HandoverSlot | None:
        spec = self._brain.pack.slots.get(name)
        if spec is None or filled.value is None or spec.type == "fixed":
            return None
        is_number = spec.personal and filled.shown.isdigit()
        setting = Setting("zh-CN", self._clock.now())
        shown = FILTERS["masked"](filled.shown, setting) if is_number else filled.shown
        return HandoverSlot(name, spec.label.zh, shown)


def _summary(flow: str | None, slots: list[HandoverSlot], state: State) -> str:
    parts = [f"客户在{flow}" if flow else "客户咨询"]
    parts += ["，".join(f"{slot.label} {slot.value}" for slot in slots)] if slots else []
    parts += [f"机器人：{'；'.join(state.notes[-3:])}"] if state.notes else []
    return "。".join(part for part in parts if part) + "。"

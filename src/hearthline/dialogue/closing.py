"""The one transaction that closes a turn: claim it, speak, keep the state, hand over, record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hearthline.conversations import Conversations, MessageKind, Saying, Sender
from hearthline.dialogue.announcing import Announcements
from hearthline.dialogue.engine import Worked
from hearthline.dialogue.hearing.straight import STRAIGHT
from hearthline.dialogue.machine.effects import Ended, HandOver, Reply
from hearthline.dialogue.machine.state import State
from hearthline.dialogue.patience import hush_at
from hearthline.dialogue.scene import Scene, has_bot
from hearthline.dialogue.store import DialogueStore, Keeping
from hearthline.kernel import ConversationId, Words
from hearthline.knowledge import Questions
from hearthline.platform.db import Session
from hearthline.routing import Routing, Urgency, Wish

_DANGER = "hazard"
FIRST_TRY_AGAIN = timedelta(seconds=5)


class Closing:
    """Makes true what the engine worked out; everything in it happens, or nothing."""

    def __init__(
        self,
        reasons: Mapping[str, Words],
        conversations: Conversations,
        routing: Routing,
        *,
        questions: Questions,
        announcements: Announcements,
    ) -> None:
        """Collaborators; `reasons` are the desk's words for why a person is needed, and skills."""
        self._reasons = reasons
        self._questions = questions
        self._conversations = conversations
        self._routing = routing
        self._store = DialogueStore()
        self._announcements = announcements

    async def answer(
        self, session: Session, scene: Scene, worked: Worked, *, now: datetime, errors: int = 0
    ) -> bool:
        """Close the turn of a message; False when somebody else dealt with it meanwhile.

        What the business systems did is recorded in any case: it has happened.
        """
        conversation = scene.conversation
        is_ours = await self._conversations.answered(session, conversation.id, scene.seq)
        if not is_ours:
            await self._record(session, worked)
            await self._keep_writes(session, scene, worked, now=now)
            return False
        sender = Sender.bot(scene.channel.bot_name)
        await self._announcements.tell(session, scene, worked)
        await self._speak(session, scene, worked, sender, reply_to=scene.seq)
        await self._keep(session, scene, worked, now=now, errors=errors)
        if worked.note is not None:
            await self._questions.note(session, worked.note)
        return True

    async def unasked(
        self,
        session: Session,
        scene: Scene,
        worked: Worked,
        *,
        now: datetime,
        cause: str | None = None,
    ) -> None:
        """Say what was not asked for: sent by the system in the bot's name."""
        sender = Sender.system(scene.channel.bot_name, ai=True)
        await self._speak(session, scene, worked, sender, reply_to=None)
        await self._keep(session, scene, worked, now=now, cause=cause)

    async def tell(self, session: Session, scene: Scene, reply: Reply) -> None:
        """Say one thing by the system in the bot's name."""
        sender = Sender.system(scene.channel.bot_name, ai=True)
        saying = Saying(sender, reply.text, data={"source": reply.source})
        await self._conversations.say(session, scene.conversation.id, saying)

    async def hand_over(
        self, session: Session, scene: Scene, *, reason: str, priority: int
    ) -> None:
        """Put the conversation in line because the customer asked for a person."""
        conversation, wish = scene.conversation, self._wish(scene.standing.state, reason)
        await self.enqueue(session, conversation.id, reason=reason, priority=priority, wish=wish)
        await self._questions.handed_off(session, conversation.id, seq=conversation.last_seq)

    async def enqueue(
        self,
        session: Session,
        conversation_id: ConversationId,
        *,
        reason: str,
        priority: int,
        wish: Wish,
    ) -> None:
        """Put the conversation in line, with the reason in the words of the desk."""
        words = self._reasons.get(f"reason_{reason}")
        told = reason if words is None else words.zh
        await self._routing.enqueue(
            session, conversation_id, reason=told, priority=priority, wish=wish
        )

    def _wish(self, state: State, reason: str, *, is_danger: bool = False) -> Wish:
        """How urgent it is, and which skills of the desk the reason and the trade ask for."""
        named = (self._reasons.get(f"skill_{one}") for one in (reason, state.domain))
        urgency = Urgency(
            hazard=is_danger or reason == _DANGER,
            vulnerable=state.is_vulnerable or reason == STRAIGHT,
            emotion=state.emotion,
            type=reason,
        )
        return Wish(about=tuple(words.zh for words in named if words), urgency=urgency)

    async def _speak(
        self,
        session: Session,
        scene: Scene,
        worked: Worked,
        sender: Sender,
        *,
        reply_to: int | None,
    ) -> None:
        for effect in worked.outcome.effects:
            if isinstance(effect, Reply):
                saying = Saying(
                    sender,
                    effect.text,
                    kind=MessageKind(effect.kind),
                    data={**effect.data, "source": effect.source},
                    reply_to=reply_to,
                )
                await self._conversations.say(session, scene.conversation.id, saying)

    async def _keep(
        self,
        session: Session,
        scene: Scene,
        worked: Worked,
        *,
        now: datetime,
        errors: int = 0,
        cause: str | None = None,
    ) -> None:
        conversation_id = scene.conversation.id
        state = worked.outcome.state
        waits_until = hush_at(state, scene.channel.kind, is_danger=worked.is_danger, now=now)
        keeping = Keeping(errors=errors, release=worked.release, hush_at=waits_until)
        await self._store.save(session, conversation_id, state, now=now, keeping=keeping)
        effects = worked.outcome.effects
        await self._store.log_runs(session, conversation_id, effects, now=now, cause=cause)
        await self._record(session, worked)
        await self._keep_writes(session, scene, worked, now=now)
        for effect in effects:
            if isinstance(effect, HandOver) and has_bot(scene.conversation):
                wish = self._wish(state, effect.reason, is_danger=worked.is_danger)
                await self.enqueue(
                    session,
                    conversation_id,
                    reason=effect.reason,
                    priority=effect.priority,
                    wish=wish,
                )

        await self._end_step(session, scene, worked)

    async def _end_step(self, session: Session, scene: Scene, worked: Worked) -> None:
        """A flow that was run for an agent has ended: he has the conversation again (R52)."""
        state, effects = worked.outcome.state, worked.outcome.effects
        if not scene.conversation.is_lent or state.frames or state.question is not None:
            return
        outcomes = [one.outcome for one in effects if isinstance(one, Ended)]
        await self._routing.passing.step_over(
            session, scene.conversation.id, outcomes[-1] if outcomes else "done"
        )

    async def _record(self, session: Session, worked: Worked) -> None:
        for after in worked.afters:
            await after(session)

    async def _keep_writes(
        self, session: Session, scene: Scene, worked: Worked, *, now: datetime
    ) -> None:
        asking = replace(scene.asking(now), emotion=worked.outcome.state.emotion)
        for call in worked.unsettled:
            next_at = now + FIRST_TRY_AGAIN
            await self._store.add_write(session, call, asking, now=now, next_at=next_at)

"""The verbs of wrap-up: resolve into it, fill it in, be done; what ends when its time is up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from hearthline.access import Staff
from hearthline.conversations import Conversation, NoSuchConversation
from hearthline.customers import Promises
from hearthline.kernel import Clock, ConversationId, QueueId, StaffId, TenantId
from hearthline.platform.db import Database, Session
from hearthline.routing.service import Routing
from hearthline.routing.settings.model import DeskSetting
from hearthline.routing.settings.store import SettingStore
from hearthline.routing.storm import Storms
from hearthline.routing.wrapup.errors import CodeNeeded, CodeUnknown, NothingToWrapUp
from hearthline.routing.wrapup.model import Filled, WrapUp, WrapUpId
from hearthline.routing.wrapup.promising import Promising
from hearthline.routing.wrapup.store import WrapUpStore


@dataclass(frozen=True, slots=True)
class Ending:
    """How a conversation is resolved: back to the bot or not, a note, a wrap-up done with it."""

    give_back: bool | None = None
    note: str | None = None
    filled: Filled | None = None


_PLAINLY: Final = Ending()


class WrapUps:
    """What agents write down when a conversation is over."""

    def __init__(self, routing: Routing, clock: Clock, *, promises: Promises) -> None:
        """Stand on routing: resolving is its verb, the state is one of its states."""
        self._promising = Promising(promises)
        self._routing = routing
        self._clock = clock
        self._storms = Storms(clock)
        self._store, self._settings = WrapUpStore(), SettingStore()

    async def resolve(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        ending: Ending = _PLAINLY,
    ) -> Conversation:
        """Finish a conversation; its holder wraps it up, at once or while the timer runs.

        Raises NotHeld, HeldByOther, CodeUnknown, CodeNeeded, NobodyToPromise, PromiseInThePast,
        KeeperUnknown.
        """
        bench = self._routing.bench
        before = await bench.conversations.get(session, conversation_id, lock=True)
        after = await self._routing.resolve(
            session, conversation_id, staff, give_back=ending.give_back, note=ending.note
        )
        if before.holder_id == staff.id:
            part = await self._store.last_part(session, conversation_id)
            queue_id = QueueId.or_none(part["queue_id"]) if part else None
            kept = await self._begin(
                session, conversation_id, staff.id, queue_id, filled=ending.filled
            )
            if ending.filled is not None:
                await self._promising.keep(session, kept, ending.filled, by=staff, is_done=True)
        return after

    async def left(self, session: Session, conversation_id: ConversationId) -> None:
        """A conversation ended without its agent's doing: he wraps it up all the same."""
        owed = await self._store.left_by(session, conversation_id)
        if owed is not None:
            staff_id, queue_id = StaffId.of(owed["staff_id"]), QueueId.of(owed["queue_id"])
            await self._begin(session, conversation_id, staff_id, queue_id)

    async def get(self, session: Session, conversation_id: ConversationId) -> WrapUp | None:
        """The last wrap-up of a conversation."""
        return await self._store.last(session, conversation_id)

    async def open_of(self, session: Session, staff: Staff) -> list[WrapUp]:
        """What a person has still to confirm."""
        return await self._store.open_of(session, staff.id)

    async def fill(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff: Staff,
        *,
        filled: Filled,
        is_done: bool,
    ) -> WrapUp:
        """Write into one's own wrap-up; `is_done` confirms it, which again changes nothing.

        While the conversation goes on it may be begun. Raises NothingToWrapUp, CodeUnknown,
        CodeNeeded, NobodyToPromise, PromiseInThePast, KeeperUnknown.
        """
        await self._routing.bench.presence.lock(session, staff.id, now=self._clock.now())
        kept = await self._store.last(session, conversation_id, staff.id)
        if kept is None:
            kept = await self._begun_early(session, conversation_id, staff)
        written = await self._fill(session, kept, filled, is_done=is_done)
        await self._promising.keep(session, written, filled, by=staff, is_done=is_done)
        return written

    async def labels(
        self, session: Session, ids: Sequence[ConversationId]
    ) -> dict[ConversationId, str]:
        """What conversations were about, by the last code that each got."""
        return await self._store.labels(session, ids)

    async def come_round(self, database: Database, tenant_id: TenantId) -> None:
        """End what has run out, and let the states follow that were waiting for it."""
        async with database.session(tenant_id) as session:
            setting = await self._settings.get(session)
            if not setting.is_wrap_up_required:
                await self._store.run_out(session, now=self._clock.now())
            owing = await self._store.owing(session) if setting.is_wrap_up_required else set()
            due = await self._routing.states.due(session)
        for staff_id in due:
            if staff_id not in owing:
                async with database.session(tenant_id) as session:
                    await self._routing.states.come_round(session, staff_id)

    async def _begin(
        self,
        session: Session,
        conversation_id: ConversationId,
        staff_id: StaffId,
        queue_id: QueueId | None,
        *,
        filled: Filled | None = None,
    ) -> WrapUp:
        setting = await self._settings.get(session)
        now = self._clock.now()
        seconds = await self._seconds(session, setting, queue_id)
        kept = await self._store.last(session, conversation_id, staff_id)
        if kept is None or kept.due_at is not None or not kept.is_open:
            kept = WrapUp(WrapUpId.new(), conversation_id, staff_id, began_at=now, due_at=None)
            await self._store.add(session, kept)
        due = now + timedelta(seconds=seconds)
        await self._store.due_at(session, kept.id, due)
        kept = replace(kept, due_at=due)
        if filled is not None:
            return await self._fill(session, kept, filled, is_done=True)
        if seconds > 0 or setting.is_wrap_up_required:
            await self._routing.states.wrap_up(session, staff_id, until=due)
        return kept

    async def _seconds(
        self, session: Session, setting: DeskSetting, queue_id: QueueId | None
    ) -> int:
        """In a storm the supervisors may have made it shorter."""
        if queue_id is None:
            return setting.wrap_up_s
        storm = await self._storms.in_force(session, queue_id)
        shorter = None if storm is None else storm.plan.measures.wrap_up_s
        return setting.wrap_up_s if shorter is None else min(shorter, setting.wrap_up_s)

    async def _begun_early(
        self, session: Session, conversation_id: ConversationId, staff: Staff
    ) -> WrapUp:
        if not await self._store.had_it(session, conversation_id, staff.id):
            is_known = await self._store.is_known(session, conversation_id)
            raise NothingToWrapUp if is_known else NoSuchConversation
        now = self._clock.now()
        made = WrapUp(WrapUpId.new(), conversation_id, staff.id, began_at=now, due_at=None)
        await self._store.add(session, made)
        return made

    async def _fill(
        self, session: Session, kept: WrapUp, filled: Filled, *, is_done: bool
    ) -> WrapUp:
        setting = await self._settings.get(session)
        now = self._clock.now()
        code, label = kept.code, kept.code_label
        if filled.code is not None and filled.code != kept.code:
            code, label = filled.code, setting.label_of(filled.code)
            if label is None:
                raise CodeUnknown(wanted=filled.code)
        if is_done and setting.is_wrap_up_required and code is None:
            raise CodeNeeded
        is_new_end = is_done and kept.is_open and kept.due_at is not None
        written = replace(
            kept,
            code=code,
            code_label=label,
            note=kept.note if filled.note is None else filled.note,
            solved=kept.solved if filled.solved is None else filled.solved,
            follow_up=kept.follow_up if filled.follow_up is None else filled.follow_up,
            summary=kept.summary if filled.summary is None else filled.summary,
            ended_at=now if is_new_end else kept.ended_at,
            ended_by="done" if is_new_end else kept.ended_by,
        )
        await self._store.save(session, written, now=now)
        if is_new_end and not await self._store.open_of(session, kept.staff_id):
            await self._routing.states.end_wrap_up(session, kept.staff_id)
        return written

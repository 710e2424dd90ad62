"""The verbs of states: choose, book the next, be forced, wrap up, and what ends by itself.

A state that is booked for later makes its owner busy until the present conversations have ended:
nothing new comes, nobody is let down.
"""

from datetime import datetime

from hearthline.access import Audit, Staff
from hearthline.kernel import Clock, StaffId
from hearthline.platform.db import Session
from hearthline.routing.model import Presence, PresenceState
from hearthline.routing.presences import Presences
from hearthline.routing.settings.store import SettingStore
from hearthline.routing.states.errors import NoSuchAgent, ReasonUnknown, StateNotYours
from hearthline.routing.states.store import Forced, StateLine, StateStore
from hearthline.routing.store import PresenceStore

_NAMES = {
    PresenceState.AVAILABLE: "在线",
    PresenceState.BUSY: "忙碌",
    PresenceState.AWAY: "离开",
    PresenceState.OFFLINE: "下线",
}


class States:
    """What agents do, beyond being there."""

    def __init__(self, presences: Presences, clock: Clock) -> None:
        """Stand on who is there; what is forced is audited."""
        self._presences = presences
        self._clock = clock
        self._audit = Audit(clock)
        self._states, self._settings, self._store = StateStore(), SettingStore(), PresenceStore()

    async def get(self, session: Session, staff_id: StaffId) -> Presence:
        """What a person does now."""
        return await self._presences.get(session, staff_id)

    async def choose(
        self, session: Session, staff_id: StaffId, state: PresenceState, *, reason: str | None
    ) -> Presence:
        """`set` by the person himself; raises StateNotYours, ReasonUnknown."""
        await self._check(session, state, reason)
        return await self._presences.set(session, staff_id, state=state, reason=reason)

    async def book(
        self, session: Session, staff_id: StaffId, state: PresenceState, *, reason: str | None
    ) -> Presence:
        """Have a state follow the present conversations; at once when there are none.

        Raises StateNotYours, ReasonUnknown.
        """
        await self._check(session, state, reason)
        before = await self._presences.hold(session, staff_id)
        if before.load == 0 and before.state is not PresenceState.WRAP_UP:
            return await self._presences.set(session, staff_id, state=state, reason=reason)
        if before.state is PresenceState.AVAILABLE:
            why = f"结束后转为{reason or _NAMES[state]}"
            await self._presences.set(session, staff_id, state=PresenceState.BUSY, reason=why)
        await self._states.book(session, staff_id, state, reason=reason)
        return await self._presences.told(session, staff_id)

    async def unbook(self, session: Session, staff_id: StaffId) -> Presence:
        """Take back what was booked; whoever was only winding down is available again."""
        before = await self._presences.hold(session, staff_id)
        if before.next_state is None:
            return before
        await self._states.book(session, staff_id, None)
        if before.state is PresenceState.BUSY and (before.reason or "").startswith("结束后转为"):
            return await self._presences.set(
                session, staff_id, state=PresenceState.AVAILABLE, reason=None
            )
        return await self._presences.told(session, staff_id)

    async def force(
        self,
        session: Session,
        staff_id: StaffId,
        state: PresenceState,
        *,
        by: Staff,
        why: str,
        reason: str | None = None,
    ) -> Presence:
        """Set a state in somebody's stead; who and why is shown to him and kept.

        Raises NoSuchAgent, StateNotYours, ReasonUnknown.
        """
        await self._check_agent(session, staff_id)
        await self._check(session, state, reason)
        before = await self._presences.hold(session, staff_id)
        if (before.state, before.reason, before.forced_by) == (state, reason, by.id):
            return before
        forced = Forced(state, reason, by.id, why)
        await self._states.force(session, staff_id, forced, now=self._clock.now())
        details = {"from": before.state.value, "to": state.value, "why": why}
        await self._audit.record(
            session,
            by,
            "presence.forced",
            subject_kind="staff",
            subject_id=staff_id,
            details=details,
        )
        return await self._presences.told(session, staff_id)

    async def wrap_up(self, session: Session, staff_id: StaffId, *, until: datetime) -> Presence:
        """A conversation ended: no new one before the wrap-up is done or its time is up.

        Whoever is busy or away for another reason stays that.
        """
        before = await self._presences.hold(session, staff_id)
        is_winding = before.state is PresenceState.BUSY and before.next_state is not None
        if before.state is PresenceState.WRAP_UP:
            await self._states.ends(session, staff_id, until)
        elif before.state is PresenceState.AVAILABLE or is_winding:
            now = self._clock.now()
            state = PresenceState.WRAP_UP
            await self._store.set_state(session, staff_id, state=state, reason=None, now=now)
            await self._states.ends(session, staff_id, until)
        return await self._presences.told(session, staff_id)

    async def end_wrap_up(self, session: Session, staff_id: StaffId) -> Presence:
        """The wrap-up is over: what was booked follows, else available again."""
        before = await self._presences.hold(session, staff_id)
        if before.state is not PresenceState.WRAP_UP:
            return before
        if before.next_state is None:
            return await self._presences.set(
                session, staff_id, state=PresenceState.AVAILABLE, reason=None
            )
        return await self._follow(session, before)

    async def due(self, session: Session) -> list[StaffId]:
        """Whose state has run out, or may give way to a booked one."""
        return await self._states.due(session, now=self._clock.now())

    async def come_round(self, session: Session, staff_id: StaffId) -> None:
        """End what has run out and let the booked state follow."""
        before = await self._presences.hold(session, staff_id)
        if before.state is PresenceState.WRAP_UP:
            if before.ends_at is None or before.ends_at <= self._clock.now():
                await self.end_wrap_up(session, staff_id)
        elif before.next_state is not None and before.load == 0:
            await self._follow(session, before)

    async def log(
        self, session: Session, *, since: datetime, until: datetime, staff_id: StaffId | None = None
    ) -> list[StateLine]:
        """Who was in which state in a span of time, one line for each."""
        return await self._states.log(session, since=since, until=until, staff_id=staff_id)

    async def of_agent(self, session: Session, staff_id: StaffId) -> Presence:
        """The presence of somebody else; raises NoSuchAgent."""
        await self._check_agent(session, staff_id)
        return await self._presences.get(session, staff_id)

    async def _follow(self, session: Session, before: Presence) -> Presence:
        """Let the booked state follow, or wind down while conversations go on."""
        staff_id, state, reason = before.staff_id, before.next_state, before.next_reason
        if state is None or before.load == 0:
            state = state or PresenceState.AVAILABLE
            return await self._presences.set(session, staff_id, state=state, reason=reason)
        why = f"结束后转为{reason or _NAMES[state]}"
        await self._presences.set(session, staff_id, state=PresenceState.BUSY, reason=why)
        await self._states.book(session, staff_id, state, reason=reason)
        return await self._presences.told(session, staff_id)

    async def _check(self, session: Session, state: PresenceState, reason: str | None) -> None:
        if state is PresenceState.WRAP_UP:
            raise StateNotYours
        if reason is None or state not in (PresenceState.BUSY, PresenceState.AWAY):
            return
        known = [one.label for one in (await self._settings.get(session)).reasons]
        if reason not in known:
            raise ReasonUnknown(reason=reason, known="、".join(known))

    async def _check_agent(self, session: Session, staff_id: StaffId) -> None:
        if not await self._states.is_agent(session, staff_id):
            raise NoSuchAgent

"""Works through sheets in the background, some rows at a time; goes on where it was broken off."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.kernel import (
    Conflict,
    HearthlineError,
    Invalid,
    NotFound,
    Refused,
    TenantId,
    Words,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.log import get_log
from hearthline.tickets.exchange import store
from hearthline.tickets.exchange.applying import Applying
from hearthline.tickets.exchange.errors import SheetChanged
from hearthline.tickets.exchange.intake import TO_DO
from hearthline.tickets.exchange.model import Intake, IntakeLine, Line, Office, Outcome, Tally
from hearthline.tickets.exchange.planning import Offices, Planner
from hearthline.tickets.exchange.runs import IntakeStore
from hearthline.tickets.handling import TicketHandling
from hearthline.tickets.service import Tickets

log = get_log(__name__)

StaffOf = Callable[[Session], Awaitable[list[Staff]]]
# Others who open tickets wait for the day's number no longer than these rows take.
STEP: Final = 20
MOST_TRIES: Final = 5
# What is said against a row; that something is out of order just now is no such thing.
REFUSALS: Final = (Conflict, Invalid, NotFound, Refused)


class IntakeWork:
    """Does what sheets that were taken in say."""

    def __init__(
        self,
        database: Database,
        offices: Offices,
        tickets: Tickets,
        handling: TicketHandling,
        *,
        vault: Vault,
        staff_of: StaffOf,
    ) -> None:
        """Stand on the tickets; `staff_of` tells who took a sheet in."""
        self._database = database
        self._offices = offices
        self._planner = Planner(offices, tickets.keeper)
        self._applying = Applying(tickets.keeper, handling)
        self._clock = tickets.keeper.clock
        self._vault = vault
        self._staff_of = staff_of
        self._store = IntakeStore()
        self._at_work = asyncio.Lock()

    async def run(self) -> int:
        """Do whatever waits in any company; how many sheets ended."""
        if self._at_work.locked():
            return 0
        async with self._at_work:
            async with self._database.open_session() as session:
                tenants = await self._store.tenants(session)
            return sum([await self.do_all(one) for one in tenants])

    async def do_all(self, tenant_id: TenantId) -> int:
        """Do whatever waits in one company; how many sheets ended."""
        ended = 0
        while await self._do_next(tenant_id):
            ended += 1
        return ended

    async def _do_next(self, tenant_id: TenantId) -> bool:
        """Work on the oldest sheet to its end; False when there is none, or another has it."""
        async with self._database.session(tenant_id) as session:
            begun = await self._store.begin(session, now=self._clock.now())
            by = await self._taker(session, begun[0]) if begun else None
        if begun is None:
            return False
        intake, tries, sealed = begun
        if tries > MOST_TRIES or by is None:
            return await self._end(tenant_id, intake, why=_BROKE_OFF)
        try:
            task = await self._task(tenant_id, intake, sealed, by=by)
        except REFUSALS as trouble:
            return await self._end(tenant_id, intake, why=_words_of(trouble))
        more: bool | None = True
        while more:
            more = await self._step(task)
        return more is None and await self._end(tenant_id, intake)

    async def _task(
        self, tenant_id: TenantId, intake: Intake, sealed: bytes, *, by: Staff
    ) -> "_Task":
        """The sheet, read again as it was shown; raises SheetChanged, OfficeUnknown."""
        content = await asyncio.to_thread(lambda: base64.b85decode(self._vault.open(sealed)))
        if self._planner.stamp(intake.source, content) != intake.stamp:
            raise SheetChanged
        async with self._database.session(tenant_id) as session:
            lines = await self._planner.read(session, intake.source, content)
        office = self._offices.get(intake.source)
        return _Task(tenant_id, intake, office, by, {line.row: line for line in lines})

    async def _step(self, task: "_Task") -> bool | None:
        """Do the next rows: True to go on, None when none is left, False when another has it."""
        try:
            return await self._do(task, limit=STEP)
        except REFUSALS:
            log.info("exchange.rows_refused", step=STEP)
        # One of them was refused and took the others with it: find out which.
        for _ in range(STEP):
            more = await self._do_one(task)
            if not more:
                return more
        return True

    async def _do_one(self, task: "_Task") -> bool | None:
        """Do the next row; when it is refused, that is written beside it."""
        try:
            return await self._do(task, limit=1)
        except REFUSALS as trouble:
            why = _words_of(trouble)
        return await self._do(task, limit=1, why=why)

    async def _do(self, task: "_Task", *, limit: int, why: Words | None = None) -> bool | None:
        """Do rows in one transaction; with `why` they are refused."""
        intake, tally, done = task.intake, Tally(), []
        async with self._database.session(task.tenant_id) as session:
            await store.lock(session, intake.source)
            if not await self._store.hold(session, intake.id):
                return False
            rows = await self._store.next_rows(session, intake.id, limit=limit)
            lines = [_refused(task.lines[row], why) for row in rows]
            for line in await self._planner.told_known(session, intake.source, lines):
                told, counted = await self._apply(session, task, line)
                tally += counted
                done.append(IntakeLine(told, is_done=True))
            await self._store.keep(session, intake.id, done)
            await self._store.go_on(
                session, intake.id, done=len(done), tally=tally, now=self._clock.now()
            )
        return True if rows else None

    async def _apply(self, session: Session, task: "_Task", line: Line) -> tuple[Line, Tally]:
        if line.outcome not in TO_DO:
            return line, Tally(refused=1)
        return await self._applying.apply(
            session, task.office, line, stamp=task.intake.stamp, by=task.by
        )

    async def _taker(self, session: Session, intake: Intake) -> Staff | None:
        everybody = await self._staff_of(session)
        return next((one for one in everybody if one.id == intake.taken_by), None)

    async def _end(self, tenant_id: TenantId, intake: Intake, *, why: Words | None = None) -> bool:
        async with self._database.session(tenant_id) as session:
            ended = await self._store.end(session, intake.id, at=self._clock.now(), why=why)
            by = await self._taker(session, intake)
            if ended is not None and by is not None:
                await self._audit(session, ended, by=by)
        log.info("exchange.sheet_ended", intake_id=str(intake.id), is_whole=why is None)
        return True

    async def _audit(self, session: Session, ended: Intake, *, by: Staff) -> None:
        tally = ended.tally
        await Audit(self._clock).record(
            session,
            by,
            "exchange.sheet_applied",
            subject_kind="exchange_intake",
            subject_id=ended.id,
            details={
                "source": ended.source,
                "stamp": ended.stamp,
                "state": ended.state.value,
                "opened": tally.opened,
                "moved": tally.moved,
                "urged": tally.urged,
                "refused": tally.refused,
            },
        )


@dataclass(frozen=True, slots=True)
class _Task:
    """A sheet under work: its rows by number."""

    tenant_id: TenantId
    intake: Intake
    office: Office
    by: Staff
    lines: Mapping[int, Line]


_BROKE_OFF: Final = Words(
    zh="导入中途多次出错，已停下。已建的工单都在；请把同一个文件再导入一次，已有的编号不会重复建单。",
    en="It failed several times and was stopped. The tickets that were opened stay; take the same"
    " file in again, no number is opened twice.",
)


def _refused(line: Line, why: Words | None) -> Line:
    """The row, or the same as a faulty one when there is something against it."""
    return line if why is None else replace(line, outcome=Outcome.FAULTY, why=why)


def _words_of(trouble: HearthlineError) -> Words:
    told = trouble.told()
    return Words(zh=str(told.zh), en=str(told.en))

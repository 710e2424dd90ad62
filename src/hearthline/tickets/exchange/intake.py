"""Sheets of other offices: shown, taken in to be worked on, and looked at afterwards."""

import base64
from dataclasses import dataclass

from hearthline.access import Audit, Staff
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session
from hearthline.tickets.exchange.errors import IntakeUnknown, SheetChanged
from hearthline.tickets.exchange.model import (
    Intake,
    IntakeId,
    IntakeLine,
    IntakeState,
    Outcome,
    Plan,
    Tally,
)
from hearthline.tickets.exchange.planning import Offices, Planner
from hearthline.tickets.exchange.runs import IntakeStore
from hearthline.tickets.service import Tickets

_LONGEST_NAME = 120
TO_DO = (Outcome.NEW, Outcome.KNOWN)


@dataclass(frozen=True, slots=True)
class LinesWanted:
    """Which rows of a sheet are asked for."""

    outcome: Outcome | None = None
    after: int = 0
    limit: int = 50


class Intakes:
    """Shows what a sheet would do, and takes it in; the worker does what was shown."""

    def __init__(self, offices: Offices, tickets: Tickets, *, vault: Vault) -> None:
        """Stand on the tickets; the vault seals sheets that wait."""
        self.offices = offices
        self._clock = tickets.keeper.clock
        self._planner = Planner(offices, tickets.keeper)
        self._vault = vault
        self._store = IntakeStore()

    async def preview(self, session: Session, source: str, content: bytes) -> Plan:
        """What a sheet would do, row by row; nothing is stored.

        Raises OfficeUnknown, SheetUnreadable, ColumnsMissing, SheetTooLong.
        """
        return await self._planner.plan(session, source, content)

    async def take(
        self,
        session: Session,
        source: str,
        content: bytes,
        *,
        stamp: str,
        file_name: str,
        by: Staff,
    ) -> Intake:
        """Keep what was shown, to be done by the worker; faulty rows are left out.

        A sheet that is being taken in is not taken in twice at once; one that was done can be sent
        again and opens nothing. Raises SheetChanged, and what a preview raises.
        """
        plan = await self.preview(session, source, content)
        if plan.stamp != stamp:
            raise SheetChanged
        lines = [IntakeLine(line, line.outcome not in TO_DO) for line in plan.lines]
        new = Intake(
            id=IntakeId.new(),
            source=source,
            stamp=stamp,
            file_name=_plain(file_name),
            state=IntakeState.WAITING,
            counts={one: plan.count(one) for one in Outcome},
            total=sum(not one.is_done for one in lines),
            done=0,
            tally=Tally(),
            taken_by=by.id,
            taken_at=self._clock.now(),
        )
        sealed = self._vault.seal(base64.b85encode(content).decode())
        kept = await self._store.add(session, new, lines, sheet=sealed)
        if kept.id == new.id:
            await self._audit(session, kept, by=by)
        return kept

    async def get(self, session: Session, intake_id: IntakeId) -> Intake:
        """A sheet that was taken in; raises IntakeUnknown."""
        found = await self._store.find(session, intake_id)
        if found is None:
            raise IntakeUnknown
        return found

    async def newest(
        self, session: Session, *, before: IntakeId | None, limit: int
    ) -> list[Intake]:
        """A page of sheets, the newest first."""
        return await self._store.newest(session, before=before, limit=limit)

    async def lines(
        self, session: Session, intake_id: IntakeId, wanted: LinesWanted
    ) -> list[IntakeLine]:
        """A page of a sheet's rows as they are now; raises IntakeUnknown."""
        await self.get(session, intake_id)
        return await self._store.lines(
            session, intake_id, outcome=wanted.outcome, after=wanted.after, limit=wanted.limit
        )

    async def _audit(self, session: Session, intake: Intake, *, by: Staff) -> None:
        counts = {one.value: many for one, many in intake.counts.items()}
        await Audit(self._clock).record(
            session,
            by,
            "exchange.sheet_taken",
            subject_kind="exchange_intake",
            subject_id=intake.id,
            details=counts | {"source": intake.source, "stamp": intake.stamp},
        )


def _plain(name: str) -> str:
    """A file's name without its folders and without what cannot be printed."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:_LONGEST_NAME] or "?"

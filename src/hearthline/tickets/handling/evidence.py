"""What proves that work was done. Pictures, readings and signatures are kept by the field page;
the arrival is in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hearthline.kernel import TicketId
from hearthline.platform.db import Session
from hearthline.tickets.forms import NeededEvidence
from hearthline.tickets.model import TicketEvent, since_reopened


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One piece: `text` is its reading in words, `url` where its picture can be read."""

    id: str
    kind: str
    at: datetime
    by: str = ""
    text: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is kept of a ticket."""

    items: tuple[EvidenceItem, ...] = ()

    def missing(
        self, needs: Sequence[NeededEvidence], log: Sequence[TicketEvent]
    ) -> tuple[NeededEvidence, ...]:
        """What is needed and not there; only of the last round of work."""
        lines = since_reopened(log)
        begun = lines[0].at if lines else None
        kinds = {one.kind for one in self.items if begun is None or one.at >= begun}
        kinds |= {one.kind for one in evidence_of_log(lines)}
        return tuple(need for need in needs if need not in kinds)

    def has(self, ids: Sequence[str]) -> bool:
        """Whether these pieces, one at least, are among them."""
        return bool(ids) and set(ids) <= {one.id for one in self.items}


class EvidenceOf(Protocol):
    """Reads what is kept of a ticket."""

    async def __call__(self, session: Session, ticket_id: TicketId) -> Evidence:
        """The evidence of one ticket (bounded)."""
        ...


async def no_evidence(session: Session, ticket_id: TicketId) -> Evidence:
    """Where no field page is installed, nothing is kept."""
    del session, ticket_id
    return Evidence()


def evidence_of_log(log: Sequence[TicketEvent]) -> list[EvidenceItem]:
    """What the log itself proves: arrivals."""
    return [
        EvidenceItem(id=f"log:{line.at.isoformat()}", kind=NeededEvidence.ARRIVAL, at=line.at)
        for line in log
        if line.kind == "on_site"
    ]

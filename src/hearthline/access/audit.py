"""The audit: who did what to what, and when; rows can be added and never changed.

Kept apart from logs because it is evidence: the application role has no right to update or
delete here, and a deed is written in the transaction that does it, so neither stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self
from uuid import UUID

from psycopg.types.json import Jsonb

from hearthline.access.model import Staff
from hearthline.kernel import Clock, EventId
from hearthline.platform.db import Session

_RECORD = """
INSERT INTO audit (id, at, actor_kind, actor_id, deed, subject_kind, subject_id, details)
VALUES (%(id)s, %(at)s, %(actor_kind)s, %(actor_id)s, %(deed)s, %(subject_kind)s, %(subject_id)s,
  %(details)s)
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, where that is not a signed-in member of staff."""

    kind: Literal["staff", "customer", "system", "nobody"]
    id: UUID | None = None

    @classmethod
    def of(cls, staff: Staff) -> Self:
        """The actor that a member of staff is."""
        return cls("staff", staff.id)


SYSTEM = Actor("system")
NOBODY = Actor("nobody")


class Audit:
    """Writes down deeds."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self._clock = clock

    async def record(
        self,
        session: Session,
        actor: Staff | Actor,
        deed: str,
        *,
        subject_kind: str,
        subject_id: UUID | str,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Record one deed, `noun.past_participle`, in the transaction that does it."""
        by = Actor.of(actor) if isinstance(actor, Staff) else actor
        params = {
            "id": EventId.new(),
            "at": self._clock.now(),
            "actor_kind": by.kind,
            "actor_id": by.id,
            "deed": deed,
            "subject_kind": subject_kind,
            "subject_id": str(subject_id),
            "details": Jsonb(dict(details or {})),
        }
        await session.execute(_RECORD, params)

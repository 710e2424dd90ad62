"""What the tenant teaches the bot itself: texts that mean an intent, or only look like it."""

from dataclasses import dataclass
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.dialogue.releases.errors import ExampleUnknown, TaughtOtherwise
from hearthline.dialogue.releases.model import ExampleId, ExampleKind, OwnExample
from hearthline.dialogue.releases.store import ReleaseStore
from hearthline.kernel import Clock, StaffId
from hearthline.platform.db import Row, Session
from hearthline.platform.language import matching_form

MOST_EXAMPLES: Final = 20_000

_ADD = """
INSERT INTO own_example (id, intent, domain, text, normal, kind, by_staff, at)
VALUES (%(id)s, %(intent)s, %(domain)s, %(text)s, %(normal)s, %(kind)s, %(by)s, %(at)s)
ON CONFLICT DO NOTHING RETURNING id
"""
_SAME = """
SELECT * FROM own_example WHERE normal = %(normal)s AND kind = %(kind)s
  AND (kind = 'example' OR intent = %(intent)s)
"""
_REMOVE = "DELETE FROM own_example WHERE id = %(id)s RETURNING *"
_LIST = """
SELECT * FROM own_example
WHERE (%(intent)s::text IS NULL OR intent = %(intent)s)
  AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND (%(words)s::text IS NULL OR position(%(words)s IN normal) > 0)
  AND (%(before)s::uuid IS NULL OR id < %(before)s)
ORDER BY id DESC LIMIT %(limit)s
"""
_ALL = "SELECT * FROM own_example ORDER BY id LIMIT %(limit)s"
_COUNTS = "SELECT intent, domain, kind, count(*) FROM own_example GROUP BY intent, domain, kind"
_NEXT = """
INSERT INTO own_example_edition AS e (edition) VALUES (1)
ON CONFLICT (tenant_id) DO UPDATE SET edition = e.edition + 1 RETURNING edition
"""
_EDITION = "SELECT edition FROM own_example_edition"


@dataclass(frozen=True, slots=True)
class ExamplesWanted:
    """Which examples a list shows; every member narrows it."""

    intent: str | None = None
    kind: ExampleKind | None = None
    words: str | None = None
    before: ExampleId | None = None
    limit: int = 50


class OwnExamples:
    """The examples of the session's tenant; each change begins a new edition of them."""

    def __init__(self, clock: Clock) -> None:
        """Know the time."""
        self.clock = clock
        self._audit = Audit(clock)
        self._releases = ReleaseStore()

    async def add(self, session: Session, example: OwnExample, *, by: Staff) -> OwnExample:
        """Add one; the same again changes nothing. Raises TaughtOtherwise."""
        params = {
            "id": example.id,
            "intent": example.intent,
            "domain": example.domain,
            "text": example.text,
            "normal": matching_form(example.text),
            "kind": example.kind,
            "by": example.by,
            "at": example.at,
        }
        if await session.maybe(_ADD, params) is None:
            known = _example_of(await session.one(_SAME, params))
            if known.intent != example.intent:
                raise TaughtOtherwise(intent=known.intent)
            return known
        await self._changed(session, example, "bot_example.added", by=by)
        return example

    async def remove(self, session: Session, example_id: ExampleId, *, by: Staff) -> None:
        """Take one away; raises ExampleUnknown."""
        row = await session.maybe(_REMOVE, {"id": example_id})
        if row is None:
            raise ExampleUnknown(example_id=str(example_id))
        await self._changed(session, _example_of(row), "bot_example.removed", by=by)

    async def list(self, session: Session, wanted: ExamplesWanted) -> list[OwnExample]:
        """A page, newest first."""
        params = {
            "intent": wanted.intent,
            "kind": wanted.kind,
            "words": matching_form(wanted.words) if wanted.words else None,
            "before": wanted.before,
            "limit": wanted.limit,
        }
        return [_example_of(row) for row in await session.all(_LIST, params)]

    async def all(self, session: Session) -> tuple[OwnExample, ...]:
        """Everything that is taught, oldest first."""
        rows = await session.all(_ALL, {"limit": MOST_EXAMPLES})
        return tuple(_example_of(row) for row in rows)

    async def counts(self, session: Session) -> dict[tuple[str, str | None, ExampleKind], int]:
        """How many there are of each intent, trade and kind."""
        rows = await session.all(_COUNTS)
        return {
            (row["intent"], row["domain"], ExampleKind(row["kind"])): row["count"] for row in rows
        }

    async def edition(self, session: Session) -> int:
        """A number that changes with every change."""
        row = await session.maybe(_EDITION)
        return 0 if row is None else int(row["edition"])

    async def _changed(
        self, session: Session, example: OwnExample, deed: str, *, by: Staff
    ) -> None:
        await session.execute(_NEXT)
        # Without the text: it may be a customer's words, and what is removed is to be gone.
        details = {"intent": example.intent, "kind": example.kind.value}
        await self._audit.record(
            session, by, deed, subject_kind="own_example", subject_id=example.id, details=details
        )
        await self._releases.tell(session)


def _example_of(row: Row) -> OwnExample:
    return OwnExample(
        id=ExampleId.of(row["id"]),
        intent=row["intent"],
        text=row["text"],
        kind=ExampleKind(row["kind"]),
        by=StaffId.of(row["by_staff"]),
        at=row["at"],
        domain=row["domain"],
    )

"""The entries that are one person: the root to which all others point, and all of them."""

from dataclasses import dataclass

from hearthline.customers.errors import CustomerUnknown
from hearthline.kernel import CustomerId
from hearthline.platform.db import Session

_GROUP = """
WITH RECURSIVE up (id, n) AS (
  SELECT id, 0 FROM customer WHERE id = %(id)s
  UNION ALL
  SELECT m.kept_id, up.n + 1 FROM up
  JOIN customer_merge m ON m.merged_id = up.id AND m.undone_at IS NULL WHERE up.n < 20
), root AS (SELECT id FROM up ORDER BY n DESC LIMIT 1), down (id, n) AS (
  SELECT id, 0 FROM root
  UNION ALL
  SELECT m.merged_id, down.n + 1 FROM down
  JOIN customer_merge m ON m.kept_id = down.id AND m.undone_at IS NULL WHERE down.n < 20
)
SELECT id, n FROM down ORDER BY n, id LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Group:
    """One person: `root` is the entry that was kept, `ids` are all, the root first."""

    root: CustomerId
    ids: tuple[CustomerId, ...]


class Groups:
    """Finds them."""

    async def maybe(self, session: Session, customer_id: CustomerId) -> Group | None:
        """The group of an entry; None when there is no such entry."""
        rows = await session.all(_GROUP, {"id": customer_id})
        if not rows:
            return None
        ids = tuple(CustomerId.of(row["id"]) for row in rows)
        return Group(ids[0], ids)

    async def of(self, session: Session, customer_id: CustomerId) -> Group:
        """The group of an entry; raises CustomerUnknown."""
        group = await self.maybe(session, customer_id)
        if group is None:
            raise CustomerUnknown
        return group

"""What a plan would change, thing by thing, read from what is in force now."""

from dataclasses import dataclass

from hearthline.platform.db import Row, Session
from hearthline.routing.storm.model import Measures, Scope

_CHANNELS = "SELECT name, greeting FROM channel ORDER BY key LIMIT 100"
_QUEUES = """
SELECT q.id, q.name, q.rings, q.overflow_after_s, o.name AS overflow_to,
  (SELECT count(*) FROM queue_member m WHERE m.queue_id = q.id) AS members
FROM queue q LEFT JOIN queue o ON o.tenant_id = q.tenant_id AND o.id = q.overflow_to
WHERE q.archived_at IS NULL ORDER BY q.is_default DESC, q.name LIMIT 200
"""
_SEATS = "SELECT coalesce(sum(capacity), 0) AS seats, count(*) AS people FROM presence"
_WRAP = "SELECT wrap_up_s FROM desk_setting"
_USUAL_WRAP_S = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that will be different; `what` is its name on the console."""

    what: str
    now: str
    then: str
    where: str = ""


class Previews:
    """Reads what is now, to be held against a plan."""

    async def of(self, session: Session, measures: Measures, *, scope: Scope) -> list[Change]:
        """What would change for this scope; what stays is left out."""
        queues = [
            row
            for row in await session.all(_QUEUES)
            if scope.is_everywhere or row["id"] in set(scope.queues)
        ]
        changes = await self._words(session, measures, scope)
        if not queues:
            # Nobody in a line says where he is: a district changes words and no line.
            return changes
        changes += self._lines(queues, measures)
        return changes + await self._work(session, measures)

    async def _words(self, session: Session, measures: Measures, scope: Scope) -> list[Change]:
        found = []
        # A greeting is said before anybody knows which line or district it is about.
        if measures.greeting and scope.is_everywhere:
            found += [
                Change("greeting", row["greeting"], measures.greeting, row["name"])
                for row in await session.all(_CHANNELS)
            ]
        if measures.announcement and (scope.is_everywhere or scope.districts):
            where = "、".join((*scope.districts, *measures.intents))
            found.append(Change("announcement", "", measures.announcement, where))
            is_shown = measures.banner and scope.is_everywhere
            found += [Change("banner", "", measures.announcement)] * is_shown
        return found

    def _lines(self, queues: list[Row], measures: Measures) -> list[Change]:
        names = {row["id"]: row for row in queues}
        found = []
        for row in queues:
            if measures.relaxes_rings and row["rings"]:
                found.append(Change("rings", str(len(row["rings"])), "0", row["name"]))
            if measures.overflows and row["overflow_to"]:
                after = f"{row['overflow_after_s'] or 0}"
                found.append(Change("overflow", after, row["overflow_to"], row["name"]))
        joining = [names[one] for one in measures.joining if one in names]
        if joining:
            more = sum(row["members"] for row in joining)
            found.append(Change("joining", "", f"{more}", "、".join(r["name"] for r in joining)))
        return found

    async def _work(self, session: Session, measures: Measures) -> list[Change]:
        found = []
        if measures.extra_chats:
            row = await session.one(_SEATS)
            more = row["seats"] + row["people"] * measures.extra_chats
            found.append(Change("capacity", str(row["seats"]), str(more)))
        if measures.callback_over_s is not None:
            found.append(Change("callback", "", str(measures.callback_over_s)))
        if measures.wrap_up_s is not None:
            row = await session.maybe(_WRAP) or {"wrap_up_s": _USUAL_WRAP_S}
            found.append(Change("wrap_up", str(row["wrap_up_s"]), str(measures.wrap_up_s)))
        return found

"""Which events came, and how far each key has got."""

from datetime import datetime, timedelta

from hearthline.business.contract import GatewayEvent
from hearthline.platform.db import Session

_REMEMBER = """
INSERT INTO business_event (event_id, event_type, key, sequence, received_at)
VALUES (%(event_id)s, %(event_type)s, %(key)s, %(sequence)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING event_id
"""
_ADVANCE = """
INSERT INTO business_event_mark (key, event_type, sequence)
VALUES (%(key)s, %(event_type)s, %(sequence)s)
ON CONFLICT (tenant_id, key, event_type) DO UPDATE SET sequence = excluded.sequence
WHERE business_event_mark.sequence < excluded.sequence
RETURNING sequence
"""
_FORGET = "DELETE FROM business_event WHERE received_at < %(before)s"


class BusinessEventStore:
    """Two tables: events by id for repeats, marks by thing for order."""

    async def remember(
        self, session: Session, event: GatewayEvent, *, key: str, now: datetime
    ) -> bool:
        """Note the event; False when this id came before."""
        params = {
            "event_id": event.event_id,
            "event_type": event.type,
            "key": key,
            "sequence": event.sequence,
            "now": now,
        }
        return await session.maybe(_REMEMBER, params) is not None

    async def advance(self, session: Session, event: GatewayEvent, *, mark: str) -> bool:
        """Move a mark up; False when it was there or further already."""
        params = {"key": mark, "event_type": event.type, "sequence": event.sequence}
        return await session.maybe(_ADVANCE, params) is not None

    async def forget(self, session: Session, *, now: datetime, keep: timedelta) -> None:
        """Drop the ids of events so old that they are not sent again; the marks stay."""
        await session.execute(_FORGET, {"before": now - keep})

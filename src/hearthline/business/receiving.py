"""Takes signed events of the business systems: each once, never an older one after a newer."""

from datetime import timedelta

from hearthline.business.contract import GatewayEvent, canonical, read_event
from hearthline.business.errors import EventNotSigned, EventNotValid
from hearthline.business.events import BusinessEventReceived
from hearthline.business.news import is_readable, thing_of
from hearthline.business.signature import HookKeys
from hearthline.business.store import BusinessEventStore
from hearthline.kernel import Clock, EventId, TenantId
from hearthline.platform.db import Session
from hearthline.platform.log import get_log
from hearthline.platform.outbox import Outbox

_log = get_log(__name__)
_KEEP = timedelta(days=30)


class BusinessEvents:
    """The receiving end of the gateway's webhooks."""

    def __init__(self, keys: HookKeys, outbox: Outbox, clock: Clock) -> None:
        """Know whose signature is whose."""
        self._keys = keys
        self._outbox = outbox
        self._clock = clock
        self._store = BusinessEventStore()

    @property
    def tenants(self) -> frozenset[TenantId]:
        """Every tenant that receives events."""
        return self._keys.tenants

    def tenant_of(self, signature: str, body: bytes) -> TenantId:
        """The tenant that the signed body is for; raises EventNotSigned."""
        tenant_id = self._keys.tenant_of(signature, body, now=self._clock.now())
        if tenant_id is None:
            raise EventNotSigned
        return tenant_id

    def read(self, body: bytes) -> GatewayEvent:
        """The event inside the body; raises EventNotValid."""
        try:
            return read_event(body)
        except ValueError:
            # The cause quotes the body, which may hold personal data.
            raise EventNotValid from None

    async def take(self, session: Session, event: GatewayEvent) -> bool:
        """Store the event and publish it; False when it is a repeat or has been overtaken.

        An overtaken event is let go: each event carries the whole present state of its thing
        (outage, order, bill, payment …). One about another thing under the same key is not.
        An event whose data do not fit is taken too: sent again it would fit no better, and hold
        back all that comes after it. Its readers find that out, as we do for the log.
        """
        now = self._clock.now()
        thing = thing_of(event)
        key = event.key or thing
        fresh = await self._store.remember(session, event, key=key, now=now)
        taken = fresh and await self._store.advance(session, event, mark=_mark(key, thing))
        if taken:
            received = BusinessEventReceived(
                event_id=EventId.new(),
                tenant_id=session.tenant_id,
                at=now,
                event_type=event.type,
                key=key,
                sequence=event.sequence,
                payload_json=canonical(event.data),
            )
            await self._outbox.publish(session, received)
        outcome = "taken" if taken else "overtaken" if fresh else "repeated"
        _log.info("business event", type=event.type, sequence=event.sequence, outcome=outcome)
        if taken and not is_readable(event):
            _log.warning("business event unreadable", type=event.type, sequence=event.sequence)
        return taken

    async def forget_old(self, session: Session) -> None:
        """Drop ids of events that are too old to be sent again."""
        await self._store.forget(session, now=self._clock.now(), keep=_KEEP)


def _mark(key: str, thing: str) -> str:
    """What is kept in order: a thing inside its key."""
    return key if thing == key else f"{key}/{thing}"

"""Signed webhooks: kept on disk, in order inside a key, tried again with growing pauses."""

import asyncio
import contextlib
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx2

from hearthline.entrypoints.simulator.settings import SimulatorSettings
from hearthline.entrypoints.simulator.state import Delivery, State
from hearthline.kernel import EventId
from hearthline.platform.log import get_log

_log = get_log(__name__)
_KEPT = 300
_IDLE = timedelta(seconds=30)


def sign(secret: str, moment: datetime, body: bytes) -> str:
    """The header `t=…,v1=…` over the time, a full stop and the raw body."""
    seconds = str(int(moment.timestamp()))
    signed = seconds.encode() + b"." + body
    return f"t={seconds},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


class Courier:
    """Carries every event to the configured address until it is taken or a day has passed."""

    def __init__(
        self,
        settings: SimulatorSettings,
        state: State,
        now: Callable[[], datetime],
        save: Callable[[], None],
    ) -> None:
        """Know what waits from the last run."""
        self._settings = settings
        self._state = state
        self._now = now
        self._save = save
        self._news = asyncio.Event()

    def post(self, event_type: str, key: str, data: dict[str, Any]) -> None:
        """Put an event behind those of its key."""
        now = self._now()
        event = {
            "event_id": f"EV{EventId.new().hex}",
            "type": event_type,
            "occurred_at": now.isoformat(),
            "sequence": self._state.next_sequence(key),
            "key": key,
            "tenant": self._settings.tenant,
            "data": data,
        }
        body = json.dumps(event, ensure_ascii=False)
        known = {name: event[name] for name in ("event_id", "type", "key", "sequence")}
        self._state.deliveries.append(
            Delivery.model_validate(known | {"body": body, "created_at": now, "next_at": now})
        )
        self._forget_old()
        self._news.set()

    def again(self, event_id: str) -> bool:
        """Send an event once more, as a gateway may; False when it is not known."""
        for delivery in self._state.deliveries:
            if delivery.event_id == event_id:
                delivery.delivered_at = delivery.given_up_at = None
                delivery.next_at, delivery.attempts = self._now(), 0
                self._news.set()
                return True
        return False

    async def run(self) -> None:
        """Deliver until cancelled."""
        if self._settings.webhook_url is None:
            return
        timeout = self._settings.webhook_timeout.total_seconds()
        async with httpx2.AsyncClient(timeout=timeout, trust_env=False) as client:
            while True:
                self._news.clear()
                due = self._due()
                if due:
                    await asyncio.gather(*(self._deliver(client, one) for one in due))
                    self._save()
                else:
                    await self._rest()

    async def _rest(self) -> None:
        pauses = [one.next_at - self._now() for one in self._heads()]
        pause = max(min([*pauses, _IDLE]), timedelta(0)).total_seconds()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), pause)

    def _heads(self) -> list[Delivery]:
        """The oldest waiting event of each key; the others wait behind it."""
        heads: dict[str, Delivery] = {}
        for one in self._state.deliveries:
            if one.waits:
                heads.setdefault(one.key, one)
        return list(heads.values())

    def _due(self) -> list[Delivery]:
        now = self._now()
        return [one for one in self._heads() if one.next_at <= now]

    async def _deliver(self, client: httpx2.AsyncClient, delivery: Delivery) -> None:
        body = delivery.body.encode()
        headers = {
            "Content-Type": "application/json",
            "X-Gateway-Signature": sign(self._settings.webhook_secret, self._now(), body),
            "X-Gateway-Event-Id": delivery.event_id,
            "X-Gateway-Event-Type": delivery.type,
        }
        try:
            answer = await client.post(
                self._settings.webhook_url or "", content=body, headers=headers
            )
            outcome = str(answer.status_code)
        except httpx2.HTTPError as error:
            outcome = type(error).__name__
        self._judge(delivery, outcome)

    def _judge(self, delivery: Delivery, outcome: str) -> None:
        now = self._now()
        pauses = self._settings.webhook_pauses
        delivery.last_outcome = outcome
        delivery.attempts += 1
        if outcome == "204":
            delivery.delivered_at = now
        elif now - delivery.created_at > self._settings.webhook_for:
            delivery.given_up_at = now
        delivery.next_at = now + pauses[min(delivery.attempts, len(pauses)) - 1]
        _log.info(
            "webhook", type=delivery.type, sequence=delivery.sequence, outcome=outcome,
            attempts=delivery.attempts,
        )  # fmt: skip

    def _forget_old(self) -> None:
        done = [one for one in self._state.deliveries if not one.waits]
        gone = {one.event_id for one in done[:-_KEPT]}
        if gone:
            kept = [one for one in self._state.deliveries if one.event_id not in gone]
            self._state.deliveries[:] = kept

"""The receiver of signed events: who may speak, what is taken once, what order is kept."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from hearthline.business import BusinessEvents, HookKey, HookKeys
from hearthline.business.api import BODY_BYTES, router
from hearthline.entrypoints.simulator.hooks import sign
from hearthline.kernel import TenantId
from hearthline.platform.db import Database
from hearthline.platform.http import Services, install_problems
from hearthline.platform.outbox import Outbox
from tests.business.answers import WORK_ORDER
from tests.fakes.fake_clock import FakeClock
from tests.make.business import SECRET, ZHANG

pytestmark = pytest.mark.api

PATH = "/api/v1/business/events"


class Receiver:
    """The receiving address of one tenant, and what came out of it."""

    def __init__(self, database: Database, tenant: TenantId, clock: FakeClock) -> None:
        keys = HookKeys([HookKey(TenantId.new(), "of-another"), HookKey(tenant, SECRET)])
        self.database, self.tenant, self.clock = database, tenant, clock
        app = FastAPI()
        app.state.services = Services(database, BusinessEvents(keys, Outbox(), clock))
        app.include_router(router)
        install_problems(app)
        self.app = app
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app), base_url="http://receiver"
        )

    async def post(self, body: bytes, **headers: str) -> httpx2.Response:
        signed = {"X-Gateway-Signature": sign(SECRET, self.clock.now(), body)}
        return await self.client.post(PATH, content=body, headers=signed | headers)

    async def taken(self, tenant: TenantId | None = None) -> list[tuple[str, int]]:
        async with self.database.session(tenant or self.tenant) as session:
            rows = await session.all("SELECT name, body FROM outbox ORDER BY id LIMIT 100")
        assert {row["name"] for row in rows} <= {"business_event.received"}
        return [(row["body"]["key"], row["body"]["sequence"]) for row in rows]


@pytest.fixture
async def receiver(
    database: Database, tenant: TenantId, clock: FakeClock
) -> AsyncIterator[Receiver]:
    receiver = Receiver(database, tenant, clock)
    async with receiver.client:
        yield receiver


def event(sequence: int, *, key: str = "WO1", **changes: Any) -> bytes:
    body = {
        "event_id": f"EV-{key}-{sequence}",
        "type": "workorder.changed",
        "occurred_at": "2026-11-21T09:30:00+08:00",
        "sequence": sequence,
        "key": key,
        "tenant": "example",
        "data": {"work_order_no": key, "note": "暖 \u0000 😀"},
    }
    return json.dumps(body | changes).encode()


async def test_a_signed_event_is_taken_and_passed_on(receiver: Receiver) -> None:
    answer = await receiver.post(event(1))

    assert (answer.status_code, answer.content) == (204, b"")
    assert await receiver.taken() == [("WO1", 1)]


async def test_the_same_event_twice_is_passed_on_once(receiver: Receiver) -> None:
    answers = [await receiver.post(event(1)) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {204}
    assert await receiver.taken() == [("WO1", 1)]


async def test_an_event_that_was_overtaken_is_let_go(receiver: Receiver) -> None:
    for sequence in (1, 4, 2, 3, 5):
        assert (await receiver.post(event(sequence))).status_code == 204

    assert await receiver.taken() == [("WO1", 1), ("WO1", 4), ("WO1", 5)]


async def test_each_key_has_an_order_of_its_own(receiver: Receiver) -> None:
    await receiver.post(event(7, key="WO1"))
    await receiver.post(event(1, key="WO2"))

    assert await receiver.taken() == [("WO1", 7), ("WO2", 1)]


async def test_events_of_two_types_do_not_overtake_each_other(receiver: Receiver) -> None:
    await receiver.post(event(2, key=ZHANG, type="identity.verified"))
    await receiver.post(event(1, key=ZHANG, type="bill.issued"))

    assert await receiver.taken() == [(ZHANG, 2), (ZHANG, 1)]


async def test_two_bills_of_one_account_do_not_overtake_each_other(receiver: Receiver) -> None:
    for sequence, bill_no in ((4, "B2"), (3, "B1"), (2, "B2")):
        told = {"bill_no": bill_no}
        answer = await receiver.post(event(sequence, key=ZHANG, type="bill.issued", data=told))
        assert answer.status_code == 204

    assert await receiver.taken() == [(ZHANG, 4), (ZHANG, 3)]


async def test_events_without_a_key_are_ordered_by_their_thing(receiver: Receiver) -> None:
    for sequence, number in ((4, "WO1"), (3, "WO1"), (3, "WO2")):
        body = json.loads(event(sequence, event_id=f"{number}-{sequence}"))
        del body["key"]
        body["data"]["work_order_no"] = number
        assert (await receiver.post(json.dumps(body).encode())).status_code == 204

    assert await receiver.taken() == [("WO1", 4), ("WO2", 3)]


async def test_data_that_do_not_fit_are_taken_and_noted(receiver: Receiver) -> None:
    with capture_logs() as lines:
        assert (await receiver.post(event(1))).status_code == 204
        assert (await receiver.post(event(2, data=WORK_ORDER))).status_code == 204

    odd = [line for line in lines if line["event"] == "business event unreadable"]
    assert [(line["type"], line["sequence"]) for line in odd] == [("workorder.changed", 1)]
    assert await receiver.taken() == [("WO1", 1), ("WO1", 2)]


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_signature_of_another_time_is_refused(receiver: Receiver, minutes: int) -> None:
    body = event(1)
    old = sign(SECRET, receiver.clock.now() + timedelta(minutes=minutes), body)

    answer = await receiver.post(body, **{"X-Gateway-Signature": old})

    assert answer.status_code == 401
    assert answer.json()["code"] == "business.event_not_signed"
    assert await receiver.taken() == []


@pytest.mark.parametrize("header", ["", "t=1,v1=" + "0" * 64, "nonsense"])
async def test_a_bad_signature_is_refused(receiver: Receiver, header: str) -> None:
    answer = await receiver.post(event(1), **{"X-Gateway-Signature": header})

    assert answer.status_code == 401
    assert await receiver.taken() == []


async def test_a_body_changed_on_the_way_is_refused(receiver: Receiver) -> None:
    signed = sign(SECRET, receiver.clock.now(), event(1))

    answer = await receiver.post(event(2), **{"X-Gateway-Signature": signed})

    assert answer.status_code == 401


async def test_an_event_reaches_only_the_tenant_whose_secret_signed_it(
    receiver: Receiver, database: Database
) -> None:
    stranger = TenantId.new()
    async with database.open_session() as session:
        params = {"id": stranger, "slug": f"s-{stranger.hex[-12:]}"}
        insert = "INSERT INTO tenant (id, slug, name) VALUES (%(id)s, %(slug)s, '别处')"
        await session.execute(insert, params)
    await receiver.post(event(1))

    assert await receiver.taken(stranger) == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff", event(-1), event(1, data="x")]
)
async def test_a_signed_body_out_of_form_is_told_so(receiver: Receiver, body: bytes) -> None:
    answer = await receiver.post(body)

    assert answer.status_code == 422
    assert answer.json()["code"] == "business.event_not_valid"


async def test_a_header_that_names_another_event_is_told_so(receiver: Receiver) -> None:
    assert (await receiver.post(event(1), **{"X-Gateway-Event-Id": "EV-2"})).status_code == 422
    assert (await receiver.post(event(1), **{"X-Gateway-Event-Type": "x"})).status_code == 422
    assert await receiver.taken() == []
    named = {"X-Gateway-Event-Id": "EV-WO1-1", "X-Gateway-Event-Type": "workorder.changed"}
    assert (await receiver.post(event(1), **named)).status_code == 204


async def test_more_than_a_megabyte_is_too_large(receiver: Receiver) -> None:
    answer = await receiver.post(b"x" * (BODY_BYTES + 1))

    assert answer.status_code == 413
    assert await receiver.taken() == []

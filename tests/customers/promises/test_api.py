"""Promises over HTTP: made, listed, ended; everybody's only for supervisors."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.kernel import EventId
from tests.fakes.fake_clock import FakeClock
from tests.make.customers import Counter

pytestmark = pytest.mark.api


async def test_a_promise_from_the_composer_is_seen_and_ended(
    counter: Counter, clock: FakeClock
) -> None:
    customer = await counter.zhang()
    talk = await counter.talk(customer, "张*")
    body = {
        "client_id": str(EventId.new()),
        "text": "下午五点前回电",
        "due_at": (clock.now() + timedelta(hours=2)).isoformat(),
        "made": "composer",
        "conversation_id": str(talk.id),
        "message_seq": 3,
    }
    path = f"/api/v1/customers/{customer}/promises"
    async with await counter.client(Role.AGENT) as http:
        made = await http.post(path, json=body)
        again = await http.post(path, json=body)
        mine = await http.get("/api/v1/promises")
        refused = await http.get("/api/v1/promises", params={"whose": "everybody"})
        end = f"/api/v1/promises/{made.json()['id']}/end"
        ended = await http.post(end, json={"outcome": "kept", "text": "16:40 已回电"})
        left = await http.get("/api/v1/promises")

    assert (made.status_code, made.json()["state"], made.json()["message_seq"]) == (201, "open", 3)
    assert again.json()["id"] == made.json()["id"]
    assert [one["text"] for one in mine.json()["items"]] == ["下午五点前回电"]
    assert refused.status_code == 403
    assert (ended.json()["state"], ended.json()["done_text"]) == ("kept", "16:40 已回电")
    assert left.json()["items"] == []


async def test_a_supervisor_sees_what_is_overdue_everywhere(
    counter: Counter, clock: FakeClock
) -> None:
    customer = await counter.zhang()
    body = {
        "client_id": str(EventId.new()),
        "text": "回电",
        "due_at": (clock.now() + timedelta(minutes=10)).isoformat(),
    }
    async with await counter.client(Role.AGENT) as http:
        await http.post(f"/api/v1/customers/{customer}/promises", json=body)
    query = {"whose": "everybody", "due": "overdue"}
    async with await counter.client(Role.SUPERVISOR) as http:
        early = await http.get("/api/v1/promises", params=query)
        clock.advance(timedelta(minutes=11))
        late = await http.get("/api/v1/promises", params=query)

    assert (early.json()["items"], [one["state"] for one in late.json()["items"]]) == (
        [],
        ["broken"],
    )

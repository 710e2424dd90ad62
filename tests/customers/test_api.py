"""A customer's card, and what it takes to see it in full (R66, R174)."""

import pytest
from structlog.testing import capture_logs

from hearthline.access import Role
from hearthline.conversations import Opening
from hearthline.kernel import CustomerId, MessageId
from tests.make import conversations as make_conversations
from tests.make.customers import ZHANG, Counter

pytestmark = pytest.mark.api

PATH = "/api/v1/customers"
SECRETS = ("张伟", "13800005678", "1203005678")
WHY = {"reason": "核对上门地址"}


async def zhang(counter: Counter) -> CustomerId:
    async with counter.database.session(counter.tenant) as session:
        return (await counter.customers.recognise(session, ZHANG)).id


async def test_the_card_is_masked_and_tells_of_earlier_conversations(counter: Counter) -> None:
    customer = await zhang(counter)
    talks = make_conversations.conversations(counter.clock)
    async with counter.database.session(counter.tenant) as session:
        way_in = await make_conversations.channel(session, counter.vault)
        opening = Opening(way_in, "张*", "zh-CN", customer_id=customer)
        first = await talks.open(session, opening)
        await talks.receive(session, first.id, make_conversations.words("家里不热"))
        second = await talks.open(session, opening)

    async with await counter.client(Role.AGENT) as http:
        answer = await http.get(f"{PATH}/{customer}")

    assert answer.status_code == 200, answer.text
    card = answer.json()
    assert (card["label"], card["name_masked"], card["phone_masked"]) == (
        "张*",
        "张*",
        "138****5678",
    )
    assert [one["account_no_masked"] for one in card["accounts"]] == ["1203****78"]
    assert [one["id"] for one in card["conversations"]] == [str(second.id), str(first.id)]
    assert card["conversations"][1]["last_text"] == "家里不热"
    assert not [secret for secret in SECRETS if secret in answer.text]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "张伟"), ("phone", "13800005678"), ("account", "1203005678")],
)
async def test_unmasking_says_the_value_and_is_written_down(
    counter: Counter, field: str, value: str
) -> None:
    customer = await zhang(counter)
    async with await counter.client(Role.AGENT) as http:
        with capture_logs() as logs:
            answer = await http.post(f"{PATH}/{customer}/unmask", json={"field": field} | WHY)

    assert (answer.status_code, answer.json()) == (200, {"values": [value]})
    async with counter.database.session(counter.tenant) as session:
        row = await session.one("SELECT * FROM audit WHERE deed = 'customer.unmasked'", {})
    assert row["actor_kind"] == "staff"
    assert (row["subject_id"], row["details"]) == (str(customer), {"field": field} | WHY)
    assert value not in str(logs)


async def test_what_is_not_known_unmasks_to_nothing(counter: Counter) -> None:
    async with counter.database.session(counter.tenant) as session:
        visitor = await counter.customers.recognise_visitor(session, MessageId.new())
    async with await counter.client(Role.AGENT) as http:
        card = (await http.get(f"{PATH}/{visitor.id}")).json()
        answers = [
            (await http.post(f"{PATH}/{visitor.id}/unmask", json={"field": field} | WHY)).json()
            for field in ("name", "phone", "account")
        ]

    assert (card["name_masked"], card["phone_masked"], card["accounts"]) == (None, None, [])
    assert answers == [{"values": []}] * 3


@pytest.mark.parametrize("reason", ["", "查看", "    ", "  查  ", "x" * 201])
async def test_without_a_reason_nothing_is_shown(counter: Counter, reason: str) -> None:
    customer = await zhang(counter)
    async with await counter.client(Role.AGENT) as http:
        body = {"field": "phone", "reason": reason}
        answer = await http.post(f"{PATH}/{customer}/unmask", json=body)

    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    async with counter.database.session(counter.tenant) as session:
        rows = await session.all("SELECT FROM audit WHERE deed = 'customer.unmasked' LIMIT 1", {})
    assert rows == []


@pytest.mark.parametrize("reason", [r"a\u0000bcd", r"a\ud800bcd"])
async def test_a_reason_that_cannot_be_stored_is_refused(counter: Counter, reason: str) -> None:
    customer = await zhang(counter)
    async with await counter.client(Role.AGENT) as http:
        answer = await http.post(
            f"{PATH}/{customer}/unmask",
            content=f'{{"field": "phone", "reason": "{reason}"}}',
            headers={"Content-Type": "application/json"},
        )

    assert answer.status_code in {400, 422}
    assert ZHANG.phone is not None
    assert ZHANG.phone not in answer.text


async def test_a_customer_who_does_not_exist_is_404_and_leaves_no_trace(counter: Counter) -> None:
    await zhang(counter)
    async with await counter.client(Role.AGENT) as http:
        seen = await http.get(f"{PATH}/{CustomerId.new()}")
        told = await http.post(f"{PATH}/{CustomerId.new()}/unmask", json={"field": "phone"} | WHY)

    assert (seen.status_code, told.status_code) == (404, 404)
    assert seen.json()["code"] == "customer.unknown"


async def test_who_may_not_see_customers_is_refused(counter: Counter) -> None:
    customer = await zhang(counter)
    async with await counter.client(Role.EDITOR) as http:
        seen = await http.get(f"{PATH}/{customer}")
        told = await http.post(f"{PATH}/{customer}/unmask", json={"field": "phone"} | WHY)

    assert (seen.status_code, told.status_code) == (403, 403)

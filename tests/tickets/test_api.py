"""The desk's routes to tickets: who may see them, which, and how much of them (R66, R84)."""

from typing import Any

import pytest

from hearthline.access import Role
from hearthline.kernel import ConversationId, CustomerId, TenantId, TicketId
from hearthline.platform.db import Database
from tests.conftest import make_tenant
from tests.make.tickets import ACCOUNT, Bench, Counter, after, order

pytestmark = pytest.mark.api

PATH = "/api/v1/tickets"


async def read(desk: Counter, tenant: TenantId, **query: Any) -> dict[str, Any]:
    headers = await desk.sign_in(tenant, Role.AGENT)
    answer = await desk.http.get(PATH, params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def test_a_ticket_has_its_log_and_clocks(desk: Counter, bench: Bench) -> None:
    ticket = await bench.record(order(("accepted", 0), ("dispatched", 5)), slots_text="全屋不热")
    headers = await desk.sign_in(bench.tenant, Role.AGENT)
    answer = await desk.http.get(f"{PATH}/{ticket.id}", headers=headers)

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["status"] == "dispatched"
    assert [(line["kind"], line["name"]) for line in told["events"]] == [
        ("accepted", "已受理"),
        ("dispatched", "已派单"),
    ]
    arrive = next(clock for clock in told["clocks"] if clock["clock"] == "C5")
    assert (arrive["name"], arrive["state"], arrive["left_s"]) == ("到场", "running", 7200)
    assert arrive["due_at"] == after(hours=2).isoformat().replace("+00:00", "Z")


async def test_account_numbers_are_masked(desk: Counter, bench: Bench) -> None:
    await bench.record(order())
    page = await read(desk, bench.tenant)

    assert page["items"][0]["account_no_masked"] == "1203****78"
    assert ACCOUNT not in str(page)


async def test_pages_follow_one_another_to_the_end(desk: Counter, bench: Bench) -> None:
    ids = [str((await bench.record(order())).id) for _ in range(3)]
    first = await read(desk, bench.tenant, limit=2)
    second = await read(desk, bench.tenant, limit=2, cursor=first["next_cursor"])

    assert [item["id"] for item in first["items"] + second["items"]] == ids[::-1]
    assert second["next_cursor"] is None


async def test_a_list_is_narrowed_by_status_customer_and_conversation(
    desk: Counter, bench: Bench
) -> None:
    zhang = CustomerId.new()
    his = await bench.record(order(), customer_id=zhang)
    done = await bench.record(order(("accepted", 0), ("closed", 5)))

    async def ids(**query: Any) -> list[str]:
        return [item["id"] for item in (await read(desk, bench.tenant, **query))["items"]]

    assert await ids(status="open") == [str(his.id)]
    assert await ids(status="closed") == [str(done.id)]
    assert await ids(customer_id=str(zhang)) == [str(his.id)]
    assert await ids(conversation_id=str(ConversationId.new())) == []


@pytest.mark.parametrize(
    "query", [{"status": "Open;"}, {"limit": 0}, {"limit": 201}, {"cursor": "x"}], ids=str
)
async def test_a_question_that_makes_no_sense_is_refused(
    desk: Counter, bench: Bench, query: dict[str, Any]
) -> None:
    headers = await desk.sign_in(bench.tenant, Role.AGENT)

    assert (await desk.http.get(PATH, params=query, headers=headers)).status_code == 422


async def test_another_tenants_ticket_is_not_there(
    desk: Counter, bench: Bench, database: Database
) -> None:
    ticket = await bench.record(order())
    stranger = await make_tenant(database)
    headers = await desk.sign_in(stranger, Role.SUPERVISOR)

    answer = await desk.http.get(f"{PATH}/{ticket.id}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "ticket.unknown")
    assert (await read(desk, stranger))["items"] == []


async def test_only_who_may_see_tickets_sees_them(desk: Counter, bench: Bench) -> None:
    editor = await desk.sign_in(bench.tenant, Role.EDITOR)

    assert (await desk.http.get(PATH)).status_code == 401
    assert (await desk.http.get(PATH, headers=editor)).status_code == 403
    assert (await desk.http.get(f"{PATH}/{TicketId.new()}", headers=editor)).status_code == 403

"""What a colleague reads of a conversation that the bot hands over (R59)."""

import httpx2
import pytest

from hearthline.kernel import ConversationId
from tests.make import product as make
from tests.make.product import Running

pytestmark = pytest.mark.api


async def signed_in(running: Running, http: httpx2.AsyncClient) -> None:
    slug = f"t-{running.tenant.hex}"
    body = {"tenant": slug, "username": "lijing", "password": make.PASSWORD}
    answer = await http.post("/api/v1/staff/login", json=body)
    assert answer.status_code == 200, answer.text


async def test_an_agent_reads_summary_slots_and_what_was_tried(
    running: Running, http: httpx2.AsyncClient
) -> None:
    customer = await make.customer(running, http, identity=running.identity("handover-1"))
    await customer.says("家里不热，昨天晚上开始的")
    await customer.says("我要找真人")
    await signed_in(running, http)

    answer = await http.get(f"/api/v1/desk/conversations/{customer.conversation_id}/handover")

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["reason"] == "客户要求人工"
    assert told["flow"] == "报修不热"
    assert {"name": "since", "label": "开始时间", "value": "昨天晚上"} in told["slots"]
    assert all("1203005678" not in slot["value"] for slot in told["slots"])
    assert told["verify_level"] == "L1"
    assert told["tried"]


async def test_with_the_business_down_the_bot_says_so_and_files_nothing(
    running: Running, http: httpx2.AsyncClient
) -> None:
    customer = await make.customer(running, http, identity=running.identity("handover-2"))

    replies = await customer.says("家里不热，昨天晚上开始的，14度，邻居家也不热")

    assert "没有回应" in replies[-1]["text"]
    labels = [choice["label"] for choice in replies[-1]["data"]["choices"]]
    assert labels == ["再查一次", "先登记报修", "转人工"]


async def test_a_conversation_that_is_not_there_is_not_found(
    running: Running, http: httpx2.AsyncClient
) -> None:
    await signed_in(running, http)

    answer = await http.get(f"/api/v1/desk/conversations/{ConversationId.new()}/handover")

    assert answer.status_code == 404

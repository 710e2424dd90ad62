"""A business system in trouble, a worker away, a database that cuts, two servers side by side."""

import re
from functools import partial
from typing import Any

import pytest

from hearthline.kernel import MessageId
from tests.make import demo as make
from tests.make.business import Simulator
from tests.make.parts import Parts
from tests.make.product import PASSWORD, Customer
from tests.make.programs import until
from tests.make.wires import customer_ear, desk_ear

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

STORY = ("昨天晚上开始", "15度", "只有我家不热")
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def nobody_asked(parts: Parts) -> None:
    """Conversations and work orders of other tests are out of the way."""
    await parts.ask("UPDATE conversation SET status = 'closed', closed_at = now()")


@pytest.mark.parametrize("kind", ["slow", "down", "html"])
async def test_what_cannot_be_looked_up_is_said_in_plain_words(parts: Parts, kind: str) -> None:
    """R39, R170: slow by 10 s, down, nonsense: said so, nothing false, nothing filed."""
    await parts.see_to("server", "worker")
    async with parts.town() as town, make.on(parts.address("server")) as http:
        before = await _orders(town)
        person = await make.resident(http, None)
        await town.fault("listOutages", kind)
        await person.says("家里暖气一点都不热")
        unknown = _texts(await person.says("阳光花园2号楼1单元302室"))
        again = _texts(await person.says("再查一次"))
        await town.mend()

        assert "暂时查不到停热信息（业务系统没有回应）" in unknown
        assert "暂时查不到停热信息（业务系统没有回应）" in again
        for said in (unknown, again):
            assert "没有停热" not in said
            assert not re.search(r"<|html|502|null|Error|WO\d", said), said
        assert await _orders(town) == before
        assert await _thread_is_whole(person)


@pytest.mark.parametrize(
    ("kind", "who"), [("slow", "zhangwei"), ("down", "lixiuying"), ("wrong_types", "wumin")]
)
async def test_a_report_during_trouble_is_filed_once_when_it_is_over(
    parts: Parts, nobody_asked: None, kind: str, who: str
) -> None:
    """R83, R170: what was said is kept; one work order, told when it is confirmed."""
    await parts.see_to("server", "worker")
    async with parts.town() as town, make.on(parts.address("server")) as http:
        before = {order["work_order_no"] for order in await _orders(town)}
        person = await make.resident(http, who)
        await town.fault("createWorkOrder", kind)
        asked = _texts(await person.says("家里暖气一点都不热"))
        if "要催一下吗" in asked:
            await person.says("是另外的问题")
        for text in STORY:
            await person.says(text)
        unsure = _texts(await person.says("对"))
        assert "业务系统" in unsure
        assert not re.search(r"WO\d", unsure), "no number may be told that is not confirmed"
        await town.mend()

        async def told() -> bool:
            return bool(re.search(r"WO\d", await _said(person)))

        await until(told, "the late number is told", seconds=60)
        new = [o for o in await _orders(town) if o["work_order_no"] not in before]
        assert len(new) == 1
        numbers = set(re.findall(r"WO\d+", await _said(person))) - before
        assert numbers == {new[0]["work_order_no"]}


async def test_a_webhook_waits_for_the_worker_and_is_followed_once(
    parts: Parts, nobody_asked: None
) -> None:
    """R90, R170: accepted with 204 all the same; the call-back comes with the worker, once."""
    await parts.see_to("server", "worker")
    async with parts.town() as town, make.on(parts.address("server")) as http:
        person, number = await _files(town, http)
        await parts.kill("worker")
        await town.move(number, "resolved")

        async def delivered() -> bool:
            all_of_it = await _deliveries(town, number)
            assert {d["last_outcome"] for d in all_of_it} <= {"204", None}
            return len(all_of_it) > 1 and all(d["delivered_at"] for d in all_of_it)

        await until(delivered, "every event is accepted without a worker")
        assert "热了吗" not in await _said(person)
        for delivery in await _deliveries(town, number):
            await town.ops.post(f"/deliveries/{delivery['event_id']}/again")
        await until(delivered, "repeated events are accepted too")

        await parts.see_to("worker")

        async def asked() -> bool:
            return "热了吗" in await _said(person)

        await until(asked, "the call-back is asked", seconds=60)
        await person.says("热了")
        await person.says("5")
        assert (await _said(person)).count("热了吗") == 1


async def test_cut_database_connections_lose_nothing(parts: Parts, nobody_asked: None) -> None:
    """R170: every connection of the application is ended; the server recovers by itself."""
    await parts.see_to("server", "worker")
    url = parts.address("server")
    async with (
        make.on(url) as http,
        make.colleague(url, "lijing", PASSWORD) as agent,
    ):
        person = await make.resident(http, None)
        await person.says("我要找真人")
        await agent.do("PUT", "/desk/presence", state="available")
        await _accept(agent, person)
        async with (
            customer_ear(url, person) as customer,
            desk_ear(url, agent, person.conversation_id) as desk,
        ):
            for round_no in range(3):
                await parts.ask(CUT)
                await parts.running["server"].ready(seconds=30)
                words = f"第 {round_no} 次断开之后"
                await until(partial(_posts, person, words), words)
                answer = await agent.do(
                    "POST",
                    f"/desk/conversations/{person.conversation_id}/messages",
                    client_id=str(MessageId.new()),
                    text=f"{words}，收到",
                )
                assert answer.status_code == 201, answer.text
                await customer.hears(_message(f"{words}，收到"))
                await desk.hears(_message(words), _message(f"{words}，收到"))
            assert customer.seqs == [*range(1, len(customer.seqs) + 1)]
            assert desk.seqs == [*range(1, len(desk.seqs) + 1)]


async def test_two_servers_on_one_database_are_one(parts: Parts, nobody_asked: None) -> None:
    """R170, R175: what happens at one server is seen at the other."""
    await parts.see_to("server", "second", "worker")
    one, two = parts.address("server"), parts.address("second")
    async with (
        make.on(one) as http,
        make.colleague(one, "lijing", PASSWORD) as agent,
        make.colleague(two, "zhaoqiang", PASSWORD) as colleague,
    ):
        person = await make.resident(http, None)
        async with customer_ear(two, person) as customer:
            await person.says("谢谢")
            await customer.hears(_message("谢谢"), lambda f: _sender(f) == "bot")
            await agent.do("PUT", "/desk/presence", state="available")
            await person.says("我要找真人")
            await customer.hears(lambda frame: frame.get("status") == "queued")
            async with desk_ear(two, colleague, person.conversation_id) as desk:
                await _accept(agent, person)
                await customer.hears(lambda frame: frame.get("agent") == {"name": "李静"})
                await desk.hears(_message("客服 李静 为您服务。"))
            assert customer.seqs == [*range(1, len(customer.seqs) + 1)]
        row = await colleague.get(f"/desk/conversations/{person.conversation_id}")
        assert (row["status"], row["holder"]["name"]) == ("agent", "李静")


async def _files(town: Simulator, http: Any) -> tuple[Customer, str]:
    person = await make.resident(http)
    before = {order["work_order_no"] for order in await _orders(town)}
    if "要催一下吗" in _texts(await person.says("家里暖气一点都不热")):
        await person.says("是另外的问题")
    for text in (*STORY, "对"):
        await person.says(text)
    (number,) = {order["work_order_no"] for order in await _orders(town)} - before
    return person, number


async def _accept(agent: make.Colleague, person: Customer) -> None:
    async def accepted() -> bool:
        path = f"/desk/conversations/{person.conversation_id}/accept"
        return (await agent.do("POST", path)).status_code == 200

    await until(accepted, "the agent accepts")


async def _posts(person: Customer, text: str) -> bool:
    answer = await person.post(text, client_id=MessageId.new())
    return bool(answer.status_code == 201)


async def _orders(town: Simulator) -> list[dict[str, Any]]:
    orders: list[dict[str, Any]] = (await town.state())["work_orders"]
    return orders


async def _deliveries(town: Simulator, number: str) -> list[dict[str, Any]]:
    return [one for one in (await town.state())["deliveries"] if number in str(one)]


async def _said(person: Customer) -> str:
    return _texts(m for m in (await person.read())["messages"] if m["sender"]["kind"] != "customer")


async def _thread_is_whole(person: Customer) -> bool:
    thread = (await person.read())["messages"]
    own = {m["seq"] for m in thread if m["sender"]["kind"] == "customer"}
    return own <= {m["reply_to"] for m in thread}


def _texts(messages: Any) -> str:
    return "\n".join(m["text"] for m in messages)


def _message(text: str) -> Any:
    return lambda frame: frame["type"] == "message" and frame["message"]["text"] == text


def _sender(frame: dict[str, Any]) -> str:
    return str(frame.get("message", {}).get("sender", {}).get("kind"))

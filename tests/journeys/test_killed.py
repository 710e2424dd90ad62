"""Processes killed with -9 in the middle of the work: nothing lost, nothing twice."""

import asyncio
import random
from dataclasses import dataclass, field

import httpx2
import pytest

from hearthline.kernel import Id
from tests.make import demo as make
from tests.make.parts import Parts
from tests.make.product import Customer
from tests.make.programs import until

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]

ROUNDS = 3
PEOPLE = 8
TEXTS = ("你好", "谢谢", "你是机器人吗")  # each has one reply
STORED = "SELECT count(*) FROM message WHERE sender_kind = 'customer'"


@dataclass
class Sent:
    """What a customer's client saw of its messages."""

    ids: list[Id] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    cuts: int = 0


async def test_messages_of_a_killed_server_are_stored_and_answered_once(parts: Parts) -> None:
    """R170: killed between storing and acknowledging, and within turns."""
    chance = random.Random(20261121)
    cuts = repeated = 0
    await parts.see_to("server")
    for _ in range(ROUNDS):
        async with make.on(parts.address("server")) as http:
            people = [await make.resident(http, None) for _ in range(PEOPLE)]
            before = (await parts.ask(STORED))[0]["count"]
            target = before + chance.randrange(1, PEOPLE * len(TEXTS) - PEOPLE)
            up = asyncio.Event()
            up.set()
            async with asyncio.TaskGroup() as tasks:
                talks = [tasks.create_task(_talk(person, up)) for person in people]
                tasks.create_task(_kill_once(parts, target, up))
            for person, talk in zip(people, talks, strict=True):
                sent = talk.result()
                cuts += sent.cuts
                repeated += sent.statuses.count(200)
                await _answered_once(person, sent)

    assert cuts > 0, "no message was on its way when the server was killed"
    assert repeated > 0, "no message was stored and not acknowledged"


async def test_a_work_order_under_way_when_the_server_dies_is_filed_once(parts: Parts) -> None:
    """R83, R170: the turn is run again with the same idempotency key, and the number told once."""
    await parts.see_to("server")
    async with parts.town() as town, make.on(parts.address("server")) as http:
        person = await make.resident(http)
        for text in ("家里暖气一点都不热", "昨天晚上开始", "15度", "只有我家不热"):
            await person.says(text)
        await town.fault("createWorkOrder", "slow", seconds=3)

        post = asyncio.create_task(person.post("对", wait=20))

        async def filed() -> bool:
            return len((await town.state())["work_orders"]) == 1

        await until(filed, "the business system has the work order")
        assert not post.done()
        await parts.kill("server")
        with pytest.raises(httpx2.TransportError):
            await post
        await town.mend()
        await parts.see_to("server")

        async def told() -> bool:
            return bool(await _cards(person))

        await until(told, "the customer is told the number")
        order = (await town.state())["work_orders"]
        assert len(order) == 1
        assert [order[0]["work_order_no"] in card for card in await _cards(person)] == [True]


async def _talk(person: Customer, up: asyncio.Event) -> Sent:
    sent = Sent()
    for text in TEXTS:
        client_id = Id.new()
        sent.ids.append(client_id)
        while True:
            await up.wait()
            try:
                answer = await person.post(text, client_id=client_id, wait=20)
            except httpx2.TransportError:
                sent.cuts += 1
                continue
            assert answer.status_code in (200, 201), answer.text
            assert answer.json()["message"]["client_id"] == str(client_id)
            sent.statuses.append(answer.status_code)
            break
    return sent


async def _kill_once(parts: Parts, target: int, up: asyncio.Event) -> None:
    async def reached() -> bool:
        return bool((await parts.ask(STORED))[0]["count"] >= target)

    await until(reached, f"{target} messages are stored")
    up.clear()
    await parts.kill("server")
    await parts.see_to("server")
    up.set()


async def _answered_once(person: Customer, sent: Sent) -> None:
    async def answered() -> bool:
        replied = {m["reply_to"] for m in (await person.read())["messages"]}
        asked = {m["seq"] for m in await _own(person)}
        return asked <= replied

    await until(answered, "every message has its answer")
    thread = (await person.read())["messages"]
    own = await _own(person)
    assert [m["seq"] for m in thread] == [*range(1, len(thread) + 1)]
    assert [m["client_id"] for m in own] == [str(one) for one in sent.ids]
    replies = [m["reply_to"] for m in thread if m["sender"]["kind"] == "bot"]
    assert replies == [m["seq"] for m in own], "one reply each, in order"


async def _own(person: Customer) -> list[dict[str, object]]:
    return [m for m in (await person.read())["messages"] if m["sender"]["kind"] == "customer"]


async def _cards(person: Customer) -> list[str]:
    return [m["text"] for m in (await person.read())["messages"] if m["kind"] == "card"]

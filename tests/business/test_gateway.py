"""The client against the real simulator: slow, down, nonsense, repeats, levels."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from hearthline.business import (
    AccountSearch,
    Acting,
    Address,
    BreakerLimits,
    Business,
    BusinessNonsense,
    BusinessRefused,
    BusinessUnavailable,
    Gateway,
    WorkOrder,
)
from hearthline.kernel import SystemClock
from tests.fakes.fake_clock import FakeClock
from tests.make.business import BOT, TOKEN, ZHANG, Simulator, cold_home, impatient, until

pytestmark = pytest.mark.api


async def orders_of(simulator: Simulator) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await simulator.state())["work_orders"]
    return found


async def is_filed(simulator: Simulator) -> bool:
    return bool(await orders_of(simulator))


async def test_a_work_order_is_filed_with_its_promises(simulator: Simulator) -> None:
    business = simulator.client()

    order = await business.create_work_order(BOT, cold_home(), idempotency_key="turn-1:step-1")

    assert order.status == "accepted"
    assert order.promises.arrive_by == order.created_at + timedelta(hours=2)
    found = await business.list_work_orders(BOT, account_no=ZHANG, open_only=True)
    assert [one.work_order_no for one in found.items] == [order.work_order_no]
    assert not found.stale


async def test_a_write_repeated_with_its_key_changes_nothing(simulator: Simulator) -> None:
    business = simulator.client()

    first = await business.create_work_order(BOT, cold_home(), idempotency_key="the-same-key")
    second = await business.create_work_order(BOT, cold_home(), idempotency_key="the-same-key")

    assert first == second
    assert len(await orders_of(simulator)) == 1


async def test_the_same_key_with_another_body_is_refused(simulator: Simulator) -> None:
    business = simulator.client()
    await business.create_work_order(BOT, cold_home(), idempotency_key="the-same-key")
    other = cold_home(description="另外一件事，客厅不热")

    with pytest.raises(BusinessRefused) as refused:
        await business.create_work_order(BOT, other, idempotency_key="the-same-key")

    assert refused.value.gateway_code == "IDEMPOTENCY_MISMATCH"


@pytest.mark.parametrize("key", ["k", "对话:步骤", "c" * 300])
async def test_a_key_of_any_form_is_brought_into_the_contracts(
    simulator: Simulator, key: str
) -> None:
    business = simulator.client()

    first = await business.create_work_order(BOT, cold_home(), idempotency_key=key)

    assert first == await business.create_work_order(BOT, cold_home(), idempotency_key=key)


async def test_a_bill_needs_verification_and_says_which(simulator: Simulator) -> None:
    with pytest.raises(BusinessRefused) as refused:
        await simulator.client().list_bills(BOT, ZHANG)

    assert refused.value.gateway_code == "NEED_VERIFY"
    assert refused.value.required_level == "L2"
    assert "核验" in refused.value.customer_hint


async def test_a_profile_is_masked_below_l2(simulator: Simulator) -> None:
    business = simulator.client()

    masked = await business.get_account(BOT, ZHANG)
    whole = await business.get_account(Acting(verify_level="L2"), ZHANG)

    assert (masked.name_masked, masked.address, masked.heating) == ("张*", None, None)
    assert whole.address is not None
    assert whole.address.room == "501"


async def test_an_address_in_words_finds_the_account(simulator: Simulator) -> None:
    wanted = AccountSearch(domain="heating", address=Address(raw="幸福小区三号楼二单元501"))

    found = await simulator.client().search_accounts(BOT, wanted, idempotency_key="search-1")

    assert [one.account_no for one in found.items] == [ZHANG]


async def test_an_outage_is_known_by_account(simulator: Simulator) -> None:
    made = await simulator.outage("幸福小区", "3")
    business = simulator.client()

    found = await business.list_outages(BOT, account_no=ZHANG)

    assert [one.outage_id for one in found.items] == [made["outage_id"]]
    assert found.items[0].areas[0].buildings == ("3",)


@pytest.mark.parametrize("account_no", ["../health", "..", "a/b", "", "户号 1?x=1#y", "\x00"])
async def test_a_strange_number_reaches_no_other_operation(
    simulator: Simulator, account_no: str
) -> None:
    with pytest.raises((BusinessRefused, BusinessNonsense)):
        await simulator.client().get_account(BOT, account_no)


async def test_a_subject_in_chinese_or_with_a_line_break_can_be_sent(simulator: Simulator) -> None:
    acting = Acting(subject="微信:张伟\r\nX-Verify-Level: L3", trace_id="轨迹 1")

    assert (await simulator.client().get_account(acting, ZHANG)).heating is None


async def test_a_slow_answer_is_given_up_and_not_asked_for_again(simulator: Simulator) -> None:
    await simulator.fault("getAccount", "slow", seconds=3)
    started = time.monotonic()

    with pytest.raises(BusinessUnavailable) as failed:
        await simulator.client(**impatient()).get_account(BOT, ZHANG)

    assert failed.value.cause == "slow"
    assert time.monotonic() - started < 2


async def test_ten_seconds_of_slowness_end_at_the_products_own_limit(simulator: Simulator) -> None:
    await simulator.fault("getAccount", "slow", seconds=10, times=1)
    started = time.monotonic()

    with pytest.raises(BusinessUnavailable):
        await simulator.client().get_account(BOT, ZHANG)

    assert time.monotonic() - started < 6.5


async def test_a_write_that_got_slow_may_have_happened_and_its_repeat_finds_it(
    simulator: Simulator,
) -> None:
    await simulator.fault("createWorkOrder", "slow", seconds=3, times=1)
    business = simulator.client(**impatient())

    with pytest.raises(BusinessUnavailable) as failed:
        await business.create_work_order(BOT, cold_home(), idempotency_key="slow-key-1")
    order = await business.create_work_order(BOT, cold_home(), idempotency_key="slow-key-1")

    assert failed.value.uncertain
    assert [one["work_order_no"] for one in await orders_of(simulator)] == [order.work_order_no]


async def test_a_moment_of_503_is_bridged(simulator: Simulator) -> None:
    await simulator.fault("createWorkOrder", "down", times=2)

    order = await simulator.client().create_work_order(
        BOT, cold_home(), idempotency_key="bridged-1"
    )

    assert order.repeat_no == 1
    assert len(await orders_of(simulator)) == 1


async def test_an_answer_cut_off_on_the_way_is_asked_for_again_with_the_same_key(
    simulator: Simulator,
) -> None:
    await simulator.fault("createWorkOrder", "cut", times=1)

    order = await simulator.client().create_work_order(BOT, cold_home(), idempotency_key="cut-1")

    assert [one["work_order_no"] for one in await orders_of(simulator)] == [order.work_order_no]


async def test_a_system_that_stays_down_is_unavailable(simulator: Simulator) -> None:
    await simulator.fault("*", "down")

    with pytest.raises(BusinessUnavailable) as failed:
        await simulator.client().list_outages(BOT, account_no=ZHANG)

    assert failed.value.cause == "upstream_down"


async def test_nobody_at_the_address_is_unavailable_and_certain() -> None:
    business = Business(Gateway("http://127.0.0.1:9/gw/v1", TOKEN, clock=SystemClock()))

    with pytest.raises(BusinessUnavailable) as failed:
        await business.create_work_order(BOT, cold_home(), idempotency_key="nobody-1")
    await business.close()

    assert failed.value.cause == "no_connection"
    assert not failed.value.uncertain


async def test_an_operation_that_is_not_there_is_unavailable_at_once(simulator: Simulator) -> None:
    await simulator.fault("getPolicy", "refused", code="INTERNAL")

    with pytest.raises(BusinessUnavailable):
        await simulator.client().get_policy(BOT, "late_fee")


@pytest.mark.parametrize("kind", ["html", "broken_json", "wrong_types", "empty", "huge"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda business: business.list_outages(BOT, account_no=ZHANG),
        lambda business: business.create_work_order(BOT, cold_home(), idempotency_key="odd-key-1"),
    ],
)
async def test_nonsense_is_recognised(
    simulator: Simulator, kind: str, ask: Callable[[Business], Awaitable[object]]
) -> None:
    await simulator.fault("*", kind)

    with pytest.raises(BusinessNonsense) as nonsense:
        await ask(simulator.client())

    assert "html" not in str(nonsense.value.told())


async def test_the_circuit_opens_and_closes_again(simulator: Simulator, clock: FakeClock) -> None:
    business = simulator.client(clock=clock, breaker=BreakerLimits(failures_in_a_row=2))
    await simulator.fault("getAccount", "html")
    for _ in range(2):
        with pytest.raises(BusinessNonsense):
            await business.get_account(BOT, ZHANG)
    await simulator.mend()

    with pytest.raises(BusinessUnavailable) as failed:
        await business.get_account(BOT, ZHANG)
    clock.advance(timedelta(seconds=11))

    assert failed.value.cause == "circuit_open"
    assert (await business.get_account(BOT, ZHANG)).account_no == ZHANG
    assert (await business.get_account(BOT, ZHANG)).account_no == ZHANG


async def test_one_broken_operation_does_not_close_the_others(simulator: Simulator) -> None:
    business = simulator.client(breaker=BreakerLimits(failures_in_a_row=1))
    await simulator.fault("getAccount", "html")
    with pytest.raises(BusinessNonsense):
        await business.get_account(BOT, ZHANG)

    assert (await business.list_outages(BOT, account_no=ZHANG)).items == ()


async def test_a_refusal_does_not_open_the_circuit(simulator: Simulator) -> None:
    business = simulator.client(breaker=BreakerLimits(failures_in_a_row=1))

    for _ in range(3):
        with pytest.raises(BusinessRefused):
            await business.get_account(BOT, "9999999999")


@asynccontextmanager
async def answering(raw: bytes) -> Any:
    """A server that says `raw` to everybody and counts its callers."""
    calls: list[bytes] = []

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        calls.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield Business(Gateway(f"http://127.0.0.1:{port}", TOKEN, clock=SystemClock())), calls


@pytest.mark.parametrize(
    ("raw", "error", "times"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", BusinessNonsense, 1),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\nno", BusinessUnavailable, 1),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno", BusinessNonsense, 1),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
         b"Content-Length: 5\r\n\r\nplain", BusinessNonsense, 1),
        (b"SSH-2.0-OpenSSH_9.6\r\n", BusinessUnavailable, 3),
        (b"", BusinessUnavailable, 3),
    ],
)  # fmt: skip
async def test_what_proxies_and_strangers_say_is_sorted(
    raw: bytes, error: type[Exception], times: int
) -> None:
    async with answering(raw) as (business, calls):
        with pytest.raises(error):
            await business.get_account(BOT, ZHANG)
        await business.close()

    assert len(calls) == times


async def test_the_log_line_names_operation_and_outcome_and_no_person(
    simulator: Simulator,
) -> None:
    business = simulator.client()

    with capture_logs() as lines:
        await business.create_work_order(BOT, cold_home(), idempotency_key="logged-1")
        with pytest.raises(BusinessRefused):
            await business.list_bills(BOT, ZHANG)

    calls = [line for line in lines if line["event"] == "business call"]
    assert [(line["operation"], line["outcome"]) for line in calls] == [
        ("createWorkOrder", "answered"),
        ("listBills", "refused:NEED_VERIFY"),
    ]
    assert ZHANG not in str(calls)
    assert "暖气" not in str(calls)


async def test_a_call_that_its_caller_gives_up_leaves_nothing_behind(
    simulator: Simulator,
) -> None:
    business = simulator.client()
    await simulator.fault("createWorkOrder", "slow", seconds=2, times=1)
    call = asyncio.create_task(
        business.create_work_order(BOT, cold_home(), idempotency_key="given-up-1")
    )
    await until(lambda: is_filed(simulator))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

    order = await business.create_work_order(BOT, cold_home(), idempotency_key="given-up-1")

    assert isinstance(order, WorkOrder)
    assert len(await orders_of(simulator)) == 1

"""Operations: what the business systems are asked, and how trouble is named."""

import asyncio
from typing import Any

import pytest

from hearthline.business import Listing, Outage
from hearthline.dialogue.machine.effects import Call, Done, Failed
from hearthline.dialogue.operations.catalogue import SIGNATURES
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.operations.signature import Effect
from hearthline.dialogue.rehearsal import ForgetfulTickets
from hearthline.kernel import ConversationId
from tests.fakes.fake_business import ACCOUNT, FakeBusiness

pytestmark = pytest.mark.unit


def asking(level: str = "L1", *accounts: str) -> Asking:
    return Asking(
        conversation_id=ConversationId.new(),
        customer_id=None,
        domain="heating",
        channel="web",
        message_id="m",
        level=level,
        subject="someone",
        accounts=accounts or (ACCOUNT,),
    )


def call(operation: str, timeout_ms: int = 1000, **args: Any) -> Call:
    return Call(key="c:1:x", operation=operation, args=args, timeout_ms=timeout_ms)


async def run(business: FakeBusiness, what: Call, who: Asking | None = None) -> Any:
    ran = await Operations(business, ForgetfulTickets()).run(what, who or asking())
    return ran.answer


async def test_every_declared_operation_is_bound_and_gives_what_it_declares() -> None:
    args: dict[str, Any] = {
        "account_no": ACCOUNT,
        "outage_id": "OT1",
        "number": "WO202611200017",
        "reason": "催",
        "type_code": "H-RP-01",
        "priority": "P1",
        "description": "整户不热",
        "ticket_id": "0192f1c2-6e55-7f10-8d31-90d1f7f9a001",
        "solved": True,
    }
    for signature in SIGNATURES.values():
        business = FakeBusiness()
        business.has_outage()
        business.has_bill()
        business.orders.append(business.order("H-RP-01"))
        needed = {name: args[name] for name in signature.needs}
        if "account_no" in signature.takes:
            needed["account_no"] = ACCOUNT

        answer = await run(business, call(signature.name, **needed), asking("L2"))

        assert isinstance(answer, Done), signature.name
        assert set(answer.values) <= set(signature.gives), signature.name


@pytest.mark.parametrize(("how", "kind"), [("down", "unavailable"), ("nonsense", "nonsense")])
async def test_a_read_that_fails_is_unavailable(how: str, kind: str) -> None:
    business = FakeBusiness()
    business.breaks("list_outages", how=how)

    answer = await run(business, call("outage.at_place", account_no=ACCOUNT))

    assert isinstance(answer, Failed)
    assert answer.kind == kind


@pytest.mark.parametrize("how", ["down", "nonsense", "lost"])
async def test_a_write_without_a_readable_answer_is_uncertain(how: str) -> None:
    business = FakeBusiness()
    business.breaks("create_work_order", how=how)
    what = call("work_order.open", type_code="H-RP-01", priority="P1", description="整户不热")

    answer = await run(business, what)

    assert isinstance(answer, Failed)
    assert answer.kind == "uncertain"


async def test_a_refusal_carries_the_words_for_the_customer() -> None:
    business = FakeBusiness()
    business.breaks("create_work_order", how="refused")
    what = call("work_order.open", type_code="H-RP-01", priority="P1", description="整户不热")

    answer = await run(business, what)

    assert isinstance(answer, Failed)
    assert (answer.kind, answer.hint) == ("refused", "该户已报停，不能报修")


async def test_a_slow_answer_ends_at_its_limit() -> None:
    class Slow(FakeBusiness):
        async def list_outages(self, *_: Any, **__: Any) -> Listing[Outage]:
            await asyncio.Event().wait()
            raise AssertionError

    answer = await run(Slow(), call("outage.at_place", timeout_ms=20, account_no=ACCOUNT))

    assert isinstance(answer, Failed)
    assert answer.kind == "unavailable"


@pytest.mark.parametrize("name", [s.name for s in SIGNATURES.values() if s.is_own])
async def test_data_of_an_account_are_for_its_own_people_only(name: str) -> None:
    business = FakeBusiness()
    what = call(name, account_no="1203009999", outage_id="OT1")

    answer = await run(business, what, asking("L3"))

    assert isinstance(answer, Failed)
    assert answer.kind == "need_verify"
    assert business.calls == []


async def test_below_its_level_an_operation_is_not_even_asked() -> None:
    business = FakeBusiness()

    answer = await run(business, call("bills.list", account_no=ACCOUNT), asking("L1"))

    assert isinstance(answer, Failed)
    assert answer.kind == "need_verify"
    assert business.calls == []


async def test_a_stranger_is_told_of_outages_by_place_not_by_account() -> None:
    business = FakeBusiness()

    await run(business, call("outage.at_place", account_no=ACCOUNT), asking("L0", ACCOUNT))

    assert business.calls == ["search_accounts", "list_outages"]


def test_every_write_needs_at_least_to_be_declared_so() -> None:
    writes = {one.name for one in SIGNATURES.values() if one.effect is Effect.WRITE}

    assert writes == {"work_order.open", "work_order.urge", "outage.subscribe"}

"""Operations: what the business systems are asked, for whom, and how trouble is named."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from hearthline.business import Listing, Outage
from hearthline.dialogue.machine.effects import Answer, Call, Done, Failed
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.machine.state import Consent
from hearthline.dialogue.operations.catalogue import SIGNATURES, needed_level
from hearthline.dialogue.operations.errand import ConsentMissing
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.operations.signature import Effect, Signature
from hearthline.dialogue.rehearsal import ForgetfulTickets
from hearthline.dialogue.rehearsal.stage import CountedAttempts
from hearthline.kernel import ConversationId, TenantId
from tests.fakes.fake_business import ACCOUNT, FakeBusiness
from tests.fakes.fake_clock import MORNING

pytestmark = pytest.mark.unit

STRANGERS = "1203009999"
BELOW = {"L1": "L0", "L2": "L1", "L3": "L2"}
YES = Consent("对", MORNING.isoformat(), "m", "说好的事")
ARGS: dict[str, Any] = {
    "account_no": ACCOUNT,
    "outage_id": "OT1",
    "number": "WO202611200017",
    "reason": "催",
    "type_code": "H-RP-01",
    "priority": "P1",
    "description": "整户不热",
    "ticket_id": "0192f1c2-6e55-7f10-8d31-90d1f7f9a001",
    "solved": True,
    "amount_fen": 1000,
    "channel": "WECHAT",
    "topic": "season",
    "type": "HEAT_STOP",
    "precheck_id": "pc_1",
    "purpose": "HEAT_STOP",
    "slot_id": "SL1",
    "contact_phone": "13800005678",
    "appointment_id": "AM1",
    "period": "2026-2027",
    "title_kind": "PERSONAL",
    "title": "张三",
    "email": "someone@example.com",
    "season": "2026-2027",
    "autopay_id": "AU1",
    "method": "OTP",
    "verification_id": "VF1",
    "field": "PHONE",
    "new_value": "13800005678",
    "phone": "13800005678",
    "kind": "PRAISE",
    "text": "师傅很好",
    "meter_no": "M1",
}
EXTRA: dict[str, dict[str, Any]] = {
    "account.own": {"accounts": [ACCOUNT]},
    "identity.verify": {"otp_id": "OTP1", "code": "428913"},
    "subscriptions.set": {"topic": "OUTAGE", "on": True},
    "work_order.open": {"contact_phone": "13800005678"},
    "application.precheck": {"reason": "出差"},
}
NOT_ASKED = "ticket.call_back_finished"
NAMES = [name for name in SIGNATURES if name != NOT_ASKED]
LASTING = [name for name in NAMES if SIGNATURES[name].effect.is_lasting]
READS = [name for name in NAMES if not SIGNATURES[name].effect.is_lasting]
KINDS = {
    "refused": "refused",
    "need_verify": "need_verify",
    "not_found": "not_found",
    "several": "several",
    "locked": "locked",
    "expired": "expired",
}


class EveryVerb(dict[str, str]):
    """The same trouble whatever is asked."""

    def __init__(self, how: str) -> None:
        """What goes wrong."""
        super().__init__()
        self.how = how

    def get(self, key: str, default: Any = None) -> Any:
        """The trouble."""
        del key, default
        return self.how

    def __delitem__(self, key: str) -> None:
        """It stays."""


def asking(level: str = "L3", *accounts: str) -> Asking:
    return Asking(
        tenant_id=TenantId(int=0),
        conversation_id=ConversationId.new(),
        customer_id=None,
        channel="web",
        message_id="m",
        subject=None if level == "L0" else "someone",
        accounts=tuple(OwnAccount("heating", one, level) for one in accounts or (ACCOUNT,)),
        at=MORNING,
    )


def call(operation: str, *, timeout_ms: int = 1000, **args: Any) -> Call:
    return Call(
        key="c:1:x",
        operation=operation,
        args=args,
        timeout_ms=timeout_ms,
        consent=YES,
        domain="heating",
    )


def whole_call(name: str) -> Call:
    """A call with everything that the operation needs, for the person's own account."""
    signature = SIGNATURES[name]
    args = {need: ARGS[need] for need in signature.needs} | EXTRA.get(name, {})
    if "account_no" in signature.takes:
        args["account_no"] = ACCOUNT
    return call(name, **args)


def world() -> FakeBusiness:
    """Business systems in which there is something of everything."""
    business = FakeBusiness()
    business.has_outage()
    business.has_bill()
    business.orders.append(business.order("H-RP-01", number=ARGS["number"]))
    return business


async def run(
    business: FakeBusiness,
    what: Call,
    who: Asking | None = None,
    *,
    attempts: CountedAttempts | None = None,
) -> Answer:
    operations = Operations(business, ForgetfulTickets(), attempts or CountedAttempts())
    return (await operations.run(what, who or asking())).answer


def failed(answer: Answer) -> Failed:
    assert isinstance(answer, Failed)
    return answer


@pytest.mark.parametrize("name", SIGNATURES)
async def test_an_operation_is_bound_and_gives_what_it_declares(name: str) -> None:
    answer = await run(world(), whole_call(name))

    assert isinstance(answer, Done)
    assert set(answer.values) <= set(SIGNATURES[name].gives)
    assert answer.note


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize(("how", "kind"), [("down", "unavailable"), ("nonsense", "nonsense")])
async def test_a_read_that_fails_is_named_by_its_trouble(name: str, how: str, kind: str) -> None:
    business = world()
    business.troubles = EveryVerb(how)

    assert failed(await run(business, whole_call(name))).kind == kind


@pytest.mark.parametrize("name", LASTING)
@pytest.mark.parametrize("how", ["down", "nonsense"])
async def test_a_write_without_a_readable_answer_is_uncertain(name: str, how: str) -> None:
    business = world()
    business.troubles = EveryVerb(how)

    assert failed(await run(business, whole_call(name))).kind == "uncertain"


async def test_a_write_whose_answer_is_lost_was_carried_out_and_is_uncertain() -> None:
    business = world()
    business.breaks("create_work_order", how="lost")
    what = whole_call("work_order.open")

    assert failed(await run(business, what)).kind == "uncertain"
    again = await run(business, what)

    assert isinstance(again, Done)
    assert len(business.drafts) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name != "identity.send_code"])
@pytest.mark.parametrize("how", KINDS)
async def test_a_refusal_has_its_kind_and_the_words_for_the_customer(name: str, how: str) -> None:
    business = world()
    business.troubles = EveryVerb(how)

    answer = failed(await run(business, whole_call(name)))

    assert answer.kind == KINDS[how]
    assert answer.hint
    assert not answer.hint.endswith("。")


async def test_a_slow_answer_ends_at_its_limit() -> None:
    class Slow(FakeBusiness):
        async def list_outages(self, *_: Any, **__: Any) -> Listing[Outage]:
            await asyncio.Event().wait()
            raise AssertionError

    what = call("outage.at_place", timeout_ms=20, account_no=ACCOUNT)

    assert failed(await run(Slow(), what)).kind == "unavailable"


@pytest.mark.parametrize("name", [s.name for s in SIGNATURES.values() if s.is_own])
async def test_data_of_an_account_are_for_its_own_people_only(name: str) -> None:
    business = world()
    what = whole_call(name)
    if "account_no" not in {*SIGNATURES[name].needs, *SIGNATURES[name].takes}:
        pytest.skip("names no account")

    answer = await run(business, replace(what, args={**what.args, "account_no": STRANGERS}))

    assert failed(answer).kind == "need_verify"
    assert business.calls == []


@pytest.mark.parametrize("name", [s.name for s in SIGNATURES.values() if s.level != "L0"])
async def test_below_its_level_an_operation_is_not_even_asked(name: str) -> None:
    business = world()

    answer = await run(business, whole_call(name), asking(BELOW[SIGNATURES[name].level]))

    assert failed(answer).kind == "need_verify"
    assert business.calls == []


@pytest.mark.parametrize("name", [s.name for s in SIGNATURES.values() if s.level != "L0"])
async def test_at_its_level_an_operation_is_asked(name: str) -> None:
    business = world()

    answer = await run(business, whole_call(name), asking(SIGNATURES[name].level))

    assert isinstance(answer, Done)
    assert business.calls


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("application.precheck", "HEAT_CONNECT", "L0"),
        ("application.precheck", "POWER_PV", "L0"),
        ("application.precheck", "HEAT_STOP", "L2"),
        ("application.submit", "HEAT_CONNECT", "L2"),
        ("application.submit", "HEAT_STOP", "L3"),
    ],
)
def test_the_level_of_an_application_goes_with_its_type(name: str, kind: str, level: str) -> None:
    assert needed_level(SIGNATURES[name], kind) == level


@pytest.mark.parametrize("name", ["work_order.get", "work_order.urge", "work_order.withdraw"])
async def test_a_strangers_ticket_is_not_there(name: str) -> None:
    business = world()
    business.orders[0] = replace(business.orders[0], account_no=STRANGERS)

    answer = failed(await run(business, whole_call(name)))

    assert answer.kind == "not_found"
    assert business.calls == ["get_work_order"]


@pytest.mark.parametrize("name", ["application.get", "application.withdraw"])
async def test_a_strangers_application_is_not_there(name: str) -> None:
    business = world()
    business.answers["get_application"] = {"account_no": STRANGERS}

    answer = failed(await run(business, whole_call(name)))

    assert answer.kind == "not_found"
    assert business.calls == ["get_application"]


async def test_a_ticket_of_nobody_is_told_like_a_strangers() -> None:
    strange, lost = world(), world()
    strange.orders[0] = replace(strange.orders[0], account_no=STRANGERS)
    lost.orders.clear()

    of_stranger = failed(await run(strange, whole_call("work_order.get")))
    of_nobody = failed(await run(lost, whole_call("work_order.get")))

    assert of_stranger.kind == of_nobody.kind == "not_found"


async def test_an_application_is_changed_at_the_level_of_its_own_account() -> None:
    """High for one account is nothing for another of the same person's."""
    business = world()
    business.answers["get_application"] = {"account_no": ACCOUNT}
    who = replace(
        asking(),
        accounts=(OwnAccount("heating", ACCOUNT, "L2"), OwnAccount("heating", "120300", "L3")),
    )

    answer = failed(await run(business, whole_call("application.withdraw"), who))

    assert answer.kind == "need_verify"
    assert business.calls == ["get_application"]


async def test_a_stranger_is_told_of_outages_by_place_not_by_account() -> None:
    business = world()

    stranger = replace(asking("L0"), accounts=())
    await run(business, call("outage.at_place", account_no=ACCOUNT), stranger)

    assert business.calls == ["search_accounts", "list_outages"]


async def test_a_write_that_needs_a_yes_is_not_sent_without_one() -> None:
    sent: list[str] = []
    for name in (name for name in LASTING if SIGNATURES[name].effect is Effect.WRITE):
        business = world()
        try:
            await run(business, replace(whole_call(name), consent=None))
        except ConsentMissing:
            assert not [verb for verb in business.calls if not verb.startswith("get_")], name
        else:
            sent.append(name)

    # These ask for nothing of the customer's that could not be taken back with a word.
    assert set(sent) == {
        "pay.link",
        "outage.subscribe",
        "work_order.open",
        "work_order.urge",
        "callback.request",
        "feedback.send",
    }


async def test_a_code_to_nobody_is_told_like_a_code_to_somebody() -> None:
    attempts = CountedAttempts()

    answer = await run(
        world(), call("identity.send_code", account_no=STRANGERS), asking("L0"), attempts=attempts
    )

    assert isinstance(answer, Done)
    assert "phone_masked" not in answer.values


async def test_the_phone_is_shown_to_the_own_people_only() -> None:
    what = call("identity.send_code", account_no=ACCOUNT)
    stranger = replace(asking("L0"), accounts=())

    own, strange = await run(world(), what), await run(world(), what, stranger)

    assert isinstance(own, Done)
    assert isinstance(strange, Done)
    assert own.values["phone_masked"] == "138****5678"
    assert set(strange.values) == {"otp_id", "resend_after_s"}


async def test_three_wrong_proofs_lock_the_account_in_the_conversation() -> None:
    business, attempts = world(), CountedAttempts()
    wrong = call("identity.verify", account_no=ACCOUNT, method="OTP", otp_id="OTP1", code="000000")
    kinds = [failed(await run(business, wrong, attempts=attempts)).kind for _ in range(4)]
    business.calls.clear()

    right = failed(await run(business, whole_call("identity.verify"), attempts=attempts))
    code = failed(await run(business, whole_call("identity.send_code"), attempts=attempts))

    assert kinds == ["refused", "refused", "refused", "locked"]
    assert right.kind == code.kind == "locked"
    assert business.calls == []


async def test_a_proof_raises_the_level_of_its_account_alone() -> None:
    answer = await run(world(), whole_call("identity.verify"), asking("L1"))
    assert isinstance(answer, Done)

    who = asking("L1", ACCOUNT, "1203005679").proving(answer)

    assert who.level("heating", ACCOUNT) == "L2"
    assert who.level("heating", "1203005679") == "L1"
    assert who.level("power") == "L1"
    assert who.acting("heating", ACCOUNT).verification_id == "VF1"
    assert who.acting("heating", "1203005679").verification_id is None


def signatures_of(effect: Effect) -> list[Signature]:
    return [one for one in SIGNATURES.values() if one.effect is effect]


def test_what_changes_anything_is_declared_to_do_so() -> None:
    verbs = (
        "open urge withdraw subscribe submit book cancel create set change request send link test"
    )
    changing = {name for name in SIGNATURES if name.partition(".")[2] in verbs.split()}

    assert {one.name for one in signatures_of(Effect.WRITE)} == changing
    assert [one.name for one in signatures_of(Effect.EMERGENCY)] == ["work_order.alarm"]
    assert [one.name for one in signatures_of(Effect.RECORD)] == [NOT_ASKED]


def test_there_are_as_many_operations_as_the_product_tells_of() -> None:
    assert len(SIGNATURES) == 46

"""Operations on accounts: find, facts, notices, corrections, and the level of an identity."""

import asyncio
from typing import Any, Final

from hearthline.business import (
    AccountCandidate,
    AccountSearch,
    ProfileCorrection,
    Subscription,
    Subscriptions,
    SubscriptionsUpdate,
)
from hearthline.customers import masked_account
from hearthline.dialogue.machine.effects import Done
from hearthline.dialogue.operations.errand import Errand
from hearthline.dialogue.operations.ports import Carried
from hearthline.dialogue.operations.wordings import (
    CHANNELS,
    TOPICS,
    age,
    day,
    known,
    lines,
    rule,
    state_text,
    yuan,
)

_MOST_OFFERED: Final = 5


async def find_account(errand: Errand) -> Carried:
    """Which accounts match; what is shown of them is masked."""
    search = AccountSearch(
        domain=errand.domain,
        account_no=errand.text("account_no"),
        address=errand.address(),
        name=errand.text("name"),
        phone=errand.text("phone"),
        meter_no=errand.text("meter_no"),
    )
    found = await errand.business.search_accounts(errand.acting, search, idempotency_key=errand.key)
    values: dict[str, Any] = {"count": len(found.items)}
    values |= age(found.as_of, stale=found.stale)
    values["candidates"] = [_candidate(one) for one in found.items]
    if len(found.items) == 1:
        values["account_no"] = found.items[0].account_no
        values["address_masked"] = found.items[0].address_masked
    return Carried(Done(values, f"查户号：{len(found.items)} 个结果"))


async def own_accounts(errand: Errand) -> Carried:
    """The own accounts by what tells homes apart: the masked place, then the number."""
    numbers = [str(one) for one in errand.value("accounts") or ()][:_MOST_OFFERED]
    labels = await asyncio.gather(*(_own_label(errand, number) for number in numbers))
    items = [
        {"account_no": number, "label": label}
        for number, label in zip(numbers, labels, strict=True)
    ]
    return Carried(Done({"items": items}, f"查名下户号：{len(items)} 个"))


async def _own_label(errand: Errand, number: str) -> str:
    acting = errand.acting_for_own(number, "L0")
    place = (await errand.business.get_account(acting, number)).address_masked
    shown = masked_account(number)
    return f"{place.rstrip('*')}（户号 {shown}）" if place else shown


async def account_facts(errand: Errand) -> Carried:
    """The profile as far as the level allows."""
    account = await errand.business.get_account(errand.acting, errand.account)
    heat, power = account.heating, account.power
    values: dict[str, Any] = {
        "status": account.status,
        "status_text": state_text(account.status),
        "usage_class": account.usage_class,
        "address_masked": account.address_masked,
        "name_masked": account.name_masked,
        "phone_masked": account.phone_masked,
        "has_arrears": account.has_arrears,
        "flags": list(account.flags),
        **rule(account.policy),
        **age(account.as_of, stale=account.stale),
    }
    if heat is not None:
        values |= {
            "individually_valved": heat.individually_valved,
            "valve_state": heat.valve_state,
            "charge_mode": heat.charge_mode,
            "heat_type": heat.heat_type,
            "area_m2": heat.billed_area_m2,
            "deed_area_m2": heat.deed_area_m2,
            "warranty_until": day(heat.warranty_until),
            "substation": heat.substation,
            "meter_no": heat.meter_no,
        }
    if power is not None:
        values |= {
            "prepaid": power.prepaid,
            "tou": power.tou,
            "tariff_class": power.tariff_class,
            "capacity_kw": power.capacity_kw,
            "phase": power.phase,
            "persons": power.persons,
            "meter_no": power.meter_no,
        }
    return Carried(Done(known(values), "已查户号资料"))


async def get_subscriptions(errand: Errand) -> Carried:
    """Which notices the account gets."""
    found = await errand.business.get_subscriptions(errand.acting, errand.account)
    return Carried(Done(_notices(found), "已查通知设置"))


async def set_subscriptions(errand: Errand) -> Carried:
    """Switch one notice on or off; a threshold belongs to the low balance."""
    is_on = str(errand.value("on")).lower() not in ("false", "no", "off", "0")
    wanted = Subscription(
        topic=errand.text("topic") or "OUTAGE",
        channel=errand.text("channel") or "SMS",
        enabled=is_on,
        threshold_fen=errand.whole("threshold_fen"),
    )
    update = SubscriptionsUpdate(items=(wanted,), confirmation=errand.yes())
    found = await errand.business.put_subscriptions(errand.acting, errand.account, update)
    return Carried(Done(_notices(found), f"已{'开通' if is_on else '关闭'}{TOPICS[wanted.topic]}"))


async def change_profile(errand: Errand) -> Carried:
    """Correct a field of the record; it goes to review."""
    evidence = errand.value("evidence")
    correction = ProfileCorrection(
        field=errand.needed("field"),
        new_value=errand.needed("new_value"),
        confirmation=errand.yes(),
        evidence=tuple(evidence) if isinstance(evidence, list) else (),
        source=errand.source(),
    )
    made = await errand.business.create_profile_change(
        errand.acting, errand.account, correction, idempotency_key=errand.key
    )
    values = {
        "change_id": made.change_id,
        "status": made.status,
        "status_text": state_text(made.status),
    }
    return Carried(Done(values, f"已提交资料更正（{made.field}）"))


def _candidate(candidate: AccountCandidate) -> dict[str, str]:
    label = f"{candidate.address_masked}（{candidate.name_masked}）"
    return {"account_no": candidate.account_no, "label": label}


def _notices(found: Subscriptions) -> dict[str, Any]:
    on = [item for item in found.items if item.enabled]
    threshold = [item.threshold_fen for item in on if item.threshold_fen is not None]
    told = [_notice(item) for item in on]
    return known(
        {
            "lines_text": lines(told) if told else "没有开通任何通知",
            "threshold_fen": threshold[0] if threshold else None,
            "topics": [item.topic for item in on],
            **age(found.as_of, stale=found.stale),
        }
    )


def _notice(item: Subscription) -> str:
    name = TOPICS.get(item.topic, item.topic)
    way = CHANNELS.get(item.channel, "微信")
    limit = "" if item.threshold_fen is None else f"（低于 {yuan(item.threshold_fen)}）"
    return f"{name}：{way}{limit}"

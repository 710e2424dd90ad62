"""The catalogue of operations: everything that a flow may ask the world to do.

A row is: name, effect, least level, `own` for the customer's own accounts alone; below it what it
needs, takes and gives. Levels are the least ones of the gateway contract; where a type of
application needs another one, `needed_level` says so. Words in capitals stand for lists.
"""

import re
from typing import Final

from hearthline.dialogue.operations.signature import Effect, Signature
from hearthline.kernel import Words

_LISTS: Final = {
    "AGE": "stale as_of",
    "POLICY": "policy_id policy_version",
    "ORDER": (
        "number account_no type_code type_name priority status status_text promise arrive_by "
        "resolve_by created_at team last_progress urge_count stale as_of"
    ),
    "APPLICATION": (
        "number account_no type type_text status status_text current_step handler next_date "
        "expected_done missing_docs_text has_missing amount_fen is_done reasons_text stale "
        "as_of"
    ),
    "ORDER_DATA": (
        "account_no address contact_phone contact_name since temp_c room neighbour_same "
        "symptom leak_level closable electric_risk meter_no reading appliance target_person "
        "event_time anonymous location_hint appointment previous reopens related_outage_id "
        "submitter"
    ),
    "APPLICATION_DATA": (
        "account_no season reason start_date end_date new_owner_name new_owner_phone "
        "new_owner_id_last4 deed_area_m2 address area_m2 usage_class work period record_nos "
        "action person_count certificate_no_last4 load_kw phase parking_no meter_no "
        "contact_phone contact_name"
    ),
}
_ROW: Final = re.compile(
    r"(?P<name>[a-z_]+\.[a-z_]+) (?P<effect>[a-z]+) (?P<level>L[0-3])(?P<own> own)?"
    r" · (?P<zh>[^·]+) · (?P<en>.+)"
)
_TABLE: Final = """\
account.find read L0 · 查找户号 · Find the account
  takes account_no address name phone meter_no
  gives count account_no address_masked candidates AGE
account.own read L0 · 查名下户号 · Look up the own accounts
  takes accounts
  gives items
account.facts read L1 own · 查户号资料 · Look up the account
  needs account_no
  gives status status_text usage_class address_masked name_masked phone_masked has_arrears
    individually_valved valve_state charge_mode heat_type area_m2 deed_area_m2
    warranty_until prepaid tou tariff_class capacity_kw phase persons meter_no flags
    substation POLICY AGE
bills.list read L2 own · 查账单 · Look up the bills
  needs account_no
  takes season month
  gives count period season period_text bill_no status payable_fen paid_fen arrears_fen late_fee_fen
    total_due_fen due_date has_arrears unpaid_count all_arrears_fen all_late_fee_fen
    items_text reading_text usage_kwh area_m2 previous_period previous_payable_fen
    bills_text AGE
balance.get read L2 own · 查余额 · Look up the balance
  needs account_no
  gives prepaid balance_fen threshold_fen empty_on daily_average_fen is_low AGE
usage.get read L2 own · 查用量 · Look up the usage
  needs account_no
  takes month from to granularity
  gives period_text total_kwh peak_kwh valley_kwh has_tou tier used_in_year_kwh
    until_next_tier_kwh previous_text previous_total_kwh change_text points_text AGE
payments.list read L2 own · 查缴费记录 · Look up the payments
  needs account_no
  gives count amount_fen paid_at channel_text status status_text credited_at is_credited
    has_processing has_double refund_text lines_text AGE
pay.link write L1 · 生成缴费链接 · Make a payment link
  needs account_no amount_fen channel
  takes bill_no
  gives url amount_fen expires_at account_masked channel_text
temperature.get read L2 own · 查室温记录 · Look up the room temperatures
  needs account_no
  gives count rooms_text lowest_c latest_at valid_count record_nos station_text AGE
outage.at_place read L0 · 查停供信息 · Look for outages
  takes account_no address area date
  gives is_active is_planned count outage_id kind kind_text reason progress stage area
    start_at end_at updated_at planned_text AGE
outage.subscribe write L1 own · 订阅停供通知 · Subscribe to the outage
  needs outage_id account_no
  gives subscription_id target_masked
policy.get read L0 · 查政策 · Look up the rule
  needs topic
  takes at
  gives text values effective_from POLICY AGE
tariff.get read L0 · 查价格 · Look up the price
  takes usage_class at
  gives count text lines_text name AGE
branches.near read L0 · 查营业厅 · Look for business halls
  takes near
  gives count name address hours phone lines_text AGE
work_order.list_open read L1 own · 查在办工单 · Look for open tickets
  needs account_no
  takes types
  gives count lines_text ORDER
work_order.get read L1 · 查工单 · Look up the ticket
  needs number
  gives ORDER
work_order.open write L0 · 提交工单 · File the ticket
  needs type_code priority description
  takes ORDER_DATA
  gives ORDER
work_order.alarm emergency L0 · 提交紧急工单 · File the emergency
  needs type_code description
  takes account_no address contact_phone injured electric_risk leak_level location_hint
  gives ORDER
work_order.urge write L1 · 催办工单 · Urge the ticket
  needs number reason
  gives ORDER
work_order.withdraw write L1 · 撤销工单 · Withdraw the ticket
  needs number reason
  gives ORDER
application.precheck read L2 own · 核查办理条件 · Check what can be done
  needs type
  takes APPLICATION_DATA
  gives precheck_id eligible reasons_text reason_codes missing_fields deadline arrears_fen
    fee_fen fee_text summary docs_text has_docs POLICY AGE
application.submit write L3 own · 提交申请 · Submit the application
  needs type precheck_id
  takes account_no contact_phone appointment_id
  gives APPLICATION
application.list read L2 own · 查申请 · Look for applications
  needs account_no
  takes type open
  gives count lines_text APPLICATION
application.get read L2 · 查申请进度 · Look up the application
  needs number
  gives APPLICATION
application.withdraw write L3 · 撤回申请 · Withdraw the application
  needs number reason
  gives APPLICATION
progress.list read L1 own · 查业务进度 · Look up what is under way
  needs account_no
  gives count orders applications lines_text newest_number newest_kind newest_text AGE
slots.list read L1 · 查可约时间 · Look for free times
  needs purpose
  takes account_no date
  gives count slots AGE
appointment.book write L1 · 预约上门 · Book a visit
  needs slot_id contact_phone
  takes work_order_no application_no account_no note
  gives appointment_id when_text
appointment.cancel write L1 · 取消预约 · Cancel the visit
  needs appointment_id
invoice.list read L2 own · 查发票 · Look up invoices
  needs account_no
  gives count number period period_text amount_fen status status_text download_url lines_text
    AGE
invoice.create write L2 own · 开具发票 · Issue an invoice
  needs account_no period title_kind title email
  takes tax_no
  gives number status status_text amount_fen period period_text
refund.estimate read L2 own · 估算退费 · Estimate the refund
  needs account_no season
  takes value_c days record_nos
  gives amount_fen text lines_text POLICY AGE
autopay.list read L2 own · 查代扣 · Look up the direct debit
  needs account_no
  gives count autopay_id channel channel_text status status_text AGE
autopay.create write L3 own · 办理代扣 · Set up the direct debit
  needs account_no channel
  gives autopay_id status sign_url channel_text
autopay.cancel write L3 own · 取消代扣 · Cancel the direct debit
  needs account_no autopay_id
identity.send_code prove L0 · 发送验证码 · Send a code
  needs account_no
  takes purpose
  gives otp_id phone_masked resend_after_s
identity.verify prove L0 · 核验身份 · Check the identity
  needs account_no method
  takes otp_id code name address id_last4
  gives status level url verification_id expires_at
identity.state prove L0 · 查核验结果 · Look up the check
  needs verification_id
  gives status level url verification_id expires_at
profile.change write L2 own · 更正资料 · Correct the record
  needs account_no field new_value
  takes evidence
  gives change_id status status_text
callback.request write L0 · 预约回电 · Ask for a call
  needs phone topic
  takes prefer_from prefer_to account_no
  gives callback_id window_text
feedback.send write L0 · 提交意见 · Send feedback
  needs kind text
  takes anonymous address account_no contact_phone target
  gives number status_text
subscriptions.get read L1 own · 查订阅 · Look up the notices
  needs account_no
  gives lines_text threshold_fen topics AGE
subscriptions.set write L1 own · 设置订阅 · Set the notices
  needs account_no
  takes topic on channel threshold_fen
  gives lines_text threshold_fen topics AGE
meter.get read L2 own · 查表计 · Look up the meter
  needs account_no
  takes meter_no
  gives meter_no status status_text certificate_until last_reading last_read_at reading_text
    AGE
meter.test write L3 own · 申请校表 · Have the meter tested
  needs meter_no
  takes account_no reason
  gives APPLICATION
ticket.call_back_finished record L0 · 记录回访结果 · Record the call-back
  needs ticket_id solved
  takes score comment
"""
_LEVELS: Final = {
    "application.precheck": dict.fromkeys(
        ("HEAT_CONNECT", "POWER_NEW", "POWER_CHARGING_PILE", "POWER_PV"), "L0"
    ),
    "application.submit": {"HEAT_CONNECT": "L2"},
}


def needed_level(signature: Signature, kind: object) -> str:
    """The least level of an operation, for one type of application where that differs."""
    return _LEVELS.get(signature.name, {}).get(str(kind), signature.level)


def _read(table: str) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for row in re.split(r"\n(?=\S)", table.strip()):
        head, *lines = row.split("\n")
        said = _ROW.fullmatch(head)
        if said is None:
            raise ValueError(f"not a row of the catalogue: {head}")
        lists = _lists(" ".join(lines).split())
        found[said["name"]] = Signature(
            name=said["name"],
            label=Words(zh=said["zh"], en=said["en"]),
            effect=Effect(said["effect"]),
            level=said["level"],
            needs=lists["needs"],
            takes=lists["takes"],
            gives=lists["gives"],
            is_own=bool(said["own"]),
        )
    return found


def _lists(words: list[str]) -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {"needs": [], "takes": [], "gives": []}
    into = lists["needs"]
    for word in words:
        if word in lists:
            into = lists[word]
        else:
            into.extend(_LISTS.get(word, word).split())
    return {name: tuple(dict.fromkeys(members)) for name, members in lists.items()}


SIGNATURES: Final = _read(_TABLE)

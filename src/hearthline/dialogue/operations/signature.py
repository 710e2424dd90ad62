"""What operations there are: their arguments, results, effect and level; no way to run them."""

from dataclasses import dataclass
from enum import StrEnum

from hearthline.kernel import Words


class Effect(StrEnum):
    """READ changes nothing; WRITE changes the business systems and needs the customer's yes;
    RECORD keeps something of ours in the closing transaction."""

    READ = "read"
    WRITE = "write"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Signature:
    """An operation as flows see it; `needs` and `takes` are its arguments, `gives` its results.

    `is_own`: only for accounts of the identity token or verified in this conversation.
    """

    name: str
    label: Words
    effect: Effect
    level: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    is_own: bool = False


_ORDER_FIELDS = (
    "number",
    "type_code",
    "type_name",
    "priority",
    "status",
    "status_text",
    "promise",
    "arrive_by",
    "resolve_by",
    "created_at",
    "stale",
    "as_of",
    "team",
    "last_progress",
)
_OUTAGE_FIELDS = (
    "is_active",
    "is_planned",
    "outage_id",
    "reason",
    "progress",
    "area",
    "start_at",
    "end_at",
    "stale",
    "as_of",
)

SIGNATURES: dict[str, Signature] = {
    signature.name: signature
    for signature in (
        Signature(
            name="account.find",
            label=Words(zh="查找户号", en="Find the account"),
            effect=Effect.READ,
            level="L0",
            takes=("account_no", "address"),
            gives=("count", "account_no", "address_masked"),
        ),
        Signature(
            name="account.facts",
            label=Words(zh="查户号资料", en="Look up the account"),
            effect=Effect.READ,
            level="L1",
            needs=("account_no",),
            gives=("status", "address_masked", "name_masked", "has_arrears", "stale", "as_of"),
            is_own=True,
        ),
        Signature(
            name="bills.list",
            label=Words(zh="查热费账单", en="Look up the bills"),
            effect=Effect.READ,
            level="L2",
            needs=("account_no",),
            gives=(
                "count",
                "season",
                "payable_fen",
                "paid_fen",
                "arrears_fen",
                "late_fee_fen",
                "due_date",
                "has_arrears",
                "stale",
                "as_of",
            ),
            is_own=True,
        ),
        Signature(
            name="outage.at_place",
            label=Words(zh="查停热信息", en="Look for outages"),
            effect=Effect.READ,
            level="L0",
            takes=("account_no", "address"),
            gives=_OUTAGE_FIELDS,
        ),
        Signature(
            name="outage.subscribe",
            label=Words(zh="订阅停热通知", en="Subscribe to the outage"),
            effect=Effect.WRITE,
            level="L1",
            needs=("outage_id", "account_no"),
            gives=("subscription_id", "target_masked"),
            is_own=True,
        ),
        Signature(
            name="work_order.list_open",
            label=Words(zh="查在办工单", en="Look for open tickets"),
            effect=Effect.READ,
            level="L1",
            needs=("account_no",),
            takes=("types",),
            gives=("count", *_ORDER_FIELDS),
            is_own=True,
        ),
        Signature(
            name="work_order.open",
            label=Words(zh="提交工单", en="File the ticket"),
            effect=Effect.WRITE,
            level="L0",
            needs=("type_code", "priority", "description"),
            takes=(
                "account_no",
                "address",
                "contact_phone",
                "since",
                "temp_c",
                "room",
                "neighbour_same",
                "appointment",
                "previous",
                "reopens",
            ),
            gives=_ORDER_FIELDS,
        ),
        Signature(
            name="work_order.urge",
            label=Words(zh="催办工单", en="Urge the ticket"),
            effect=Effect.WRITE,
            level="L1",
            needs=("number", "reason"),
            gives=_ORDER_FIELDS,
        ),
        Signature(
            name="ticket.call_back_finished",
            label=Words(zh="记录回访结果", en="Record the call-back"),
            effect=Effect.RECORD,
            level="L0",
            needs=("ticket_id", "solved"),
            takes=("score", "comment"),
        ),
    )
}

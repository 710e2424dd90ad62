"""Which values the contract allows where, beyond their types: words, least numbers, addresses."""

from hearthline.business.model import (
    CLOSED,
    FINISHED,
    Account,
    AccountCandidate,
    Application,
    ApplicationStep,
    Appointment,
    Autopay,
    Bill,
    BillReading,
    FileResult,
    Health,
    HeatingFacts,
    Invoice,
    Meter,
    MeterTest,
    Outage,
    PayLink,
    Payment,
    Policy,
    PowerFacts,
    Precheck,
    Price,
    ProfileChange,
    ProgressStep,
    ReadingAnomaly,
    RefundEstimate,
    RoomReading,
    Tariff,
    Usage,
    UsagePoint,
    UsageTier,
    Verification,
    WorkOrder,
)
from hearthline.business.requests import Level, Subscription

PROBLEMS = frozenset(
    {
        "BAD_REQUEST",
        "UNAUTHENTICATED",
        "FORBIDDEN",
        "NEED_VERIFY",
        "VERIFY_FAILED",
        "NOT_FOUND",
        "MULTI_MATCH",
        "NOT_ELIGIBLE",
        "CONFLICT",
        "IDEMPOTENCY_MISMATCH",
        "PRECHECK_EXPIRED",
        "RATE_LIMITED",
        "TIMEOUT",
        "UPSTREAM_DOWN",
        "INTERNAL",
    }
)

# In two halves: the whole word is what a note about unfinished code looks like.
_STILL_TO_COME = "TO" + "DO"


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEVELS = frozenset(level.value for level in Level)
_DOMAINS = _of("heating power")
_ACCOUNT_STATES = _of("ACTIVE STOPPED CUT_OFF NOT_CONNECTED CLOSED")
_CLASSES = _of("RESIDENTIAL NON_RESIDENTIAL LARGE_INDUSTRY AGRICULTURE")
_CHANNELS = _of("SMS WECHAT APP EMAIL VOICE")
_PAPERS = _of(
    "ID_CARD DEED BUSINESS_LICENCE HOUSEHOLD_BOOK LOW_INCOME_CERT PROPERTY_CONSENT TEMP_RECORD "
    "INVOICE PHOTO AUTHORISATION"
)
_TOPICS = _of(
    "season metering temp_standard measure refund stop_heat resume_heat late_fee notice "
    "repair_sla indoor_maintenance drain_ban subsidy transfer area_check connection arrears_stop "
    "prepaid meter_test compensation complaint"
)
_ORDER_STATES = FINISHED | _of(
    "accepted dispatched taken en_route on_site handling suspended returned reopened"
)
_ORDER_TYPES = _of(
    "H-EM-01 H-EM-02 H-EM-03 H-AR-01 H-RP-01 H-RP-02 H-RP-03 H-RP-04 H-RP-05 H-RP-06 H-TP-01 "
    "H-TP-02 H-CP-01 H-CP-02 H-CP-03 H-CP-04 H-AP-01 H-AP-02 H-AP-03 H-AP-04 H-AP-05 H-AP-06 "
    "H-AP-07 H-AP-08 H-AP-09 H-OT-01 H-OT-02 H-OT-03 E-EM-01 E-FR-01 E-FR-02 E-FR-03 E-FR-04 "
    "E-FR-05 E-CP-01 E-CP-02 E-CP-03 E-CP-04 E-CP-05 E-SR-01 E-SR-02 E-SR-03 E-SR-04 E-SR-05 "
    "E-SR-06 E-BZ-01 E-BZ-02 E-BZ-03 E-BZ-04 E-BZ-05 E-BZ-06 E-BZ-07 E-OP-01"
)
_APPLICATIONS = _of(
    "HEAT_STOP HEAT_RESUME HEAT_TRANSFER HEAT_AREA_CHECK HEAT_CONNECT HEAT_RETROFIT HEAT_REFUND "
    "POWER_TOU POWER_MULTI_PERSON POWER_LOW_INCOME POWER_TRANSFER POWER_NEW POWER_CAPACITY "
    "POWER_CHARGING_PILE POWER_PV POWER_METER_TEST"
)

CHOICES: dict[type, dict[str, frozenset[str]]] = {
    Account: {
        "domain": _DOMAINS,
        "status": _ACCOUNT_STATES,
        "usage_class": _CLASSES,
        "flags": _of("IMPORTANT OUTAGE_SENSITIVE LOW_INCOME ELDERLY OPEN_DISPUTE"),
    },
    AccountCandidate: {"domain": _DOMAINS, "status": _ACCOUNT_STATES, "usage_class": _CLASSES},
    Application: {
        "type": _APPLICATIONS,
        "status": CLOSED | _of("SUBMITTED WAITING_DOCS REVIEW SURVEY WORKS APPROVED"),
        "missing_docs": _PAPERS,
    },
    ApplicationStep: {"state": _of("DONE CURRENT") | {_STILL_TO_COME}},
    Appointment: {"status": _of("BOOKED CANCELLED DONE NO_SHOW")},
    Autopay: {"status": _of("PENDING_SIGN ACTIVE CANCELLED")},
    Bill: {"domain": _DOMAINS, "status": _of("UNPAID PARTIAL PAID CANCELLED")},
    FileResult: {"kind": _PAPERS, "scan": _of("CLEAN PENDING")},
    Health: {"status": _of("ok")},
    HeatingFacts: {
        "charge_mode": _of("AREA METERED"),
        "heat_type": _of("RADIATOR FLOOR"),
        "valve_state": _of("OPEN CLOSED SEALED UNKNOWN"),
        "position": _of("TOP EDGE MIDDLE GROUND"),
    },
    Invoice: {"status": _of("ISSUING ISSUED REVERSED FAILED")},
    Meter: {"domain": _DOMAINS, "status": _of("NORMAL OFFLINE FAULT")},
    MeterTest: {"status": _of("ACCEPTED DONE")},
    Outage: {
        "domain": _DOMAINS,
        "kind": _of("PLANNED TEMPORARY FAULT LIMIT FILLING_TEST"),
        "status": _of("SCHEDULED ACTIVE RESTORED CANCELLED"),
        "progress": _of("REPORTED CREW_SENT CREW_ON_SITE REPAIRING RESTORING DONE"),
    },
    Payment: {
        "kind": _of("PAYMENT REFUND"),
        "channel": _of("WECHAT ALIPAY UNIONPAY BANK HALL TERMINAL"),
        "status": _of("PROCESSING CREDITED FAILED REVERSED"),
    },
    Policy: {"topic": _TOPICS, "domain": _DOMAINS},
    PowerFacts: {"phase": _of("SINGLE THREE")},
    Precheck: {"docs": _PAPERS},
    Price: {"unit": _of("m2_season kWh m2_basic")},
    ProfileChange: {"status": _of("PENDING_REVIEW APPLIED REJECTED")},
    ProgressStep: {"status": _ORDER_STATES},
    RoomReading: {"source": _of("SENSOR VISIT CUSTOMER")},
    Subscription: {
        "topic": _of("OUTAGE BILL BALANCE_LOW WORK_ORDER SEASON"),
        "channel": _CHANNELS,
    },
    Tariff: {
        "domain": _DOMAINS,
        "usage_class": _CLASSES,
        "tier_period": _of("MONTH YEAR"),
    },
    Usage: {"unit": _of("kWh"), "granularity": _of("day month")},
    Verification: {"level": _LEVELS, "status": _of("VERIFIED PENDING")},
    WorkOrder: {
        "domain": _DOMAINS,
        "type_code": _ORDER_TYPES,
        "priority": _of("P0 P1 P2 P3 P4"),
        "status": _ORDER_STATES,
    },
}

BOUNDS: dict[type, dict[str, tuple[float, float]]] = {
    AccountCandidate: {"score": (0, 1)},
    BillReading: {"usage_kwh": (0, float("inf"))},
    Price: {"price_fen": (0, float("inf"))},
    ReadingAnomaly: {"value_kwh": (0, float("inf")), "expected_kwh": (0, float("inf"))},
    RefundEstimate: {"binding": (False, False)},
    Usage: {"total": (0, float("inf"))},
    UsagePoint: {
        "value": (0, float("inf")),
        "peak": (0, float("inf")),
        "valley": (0, float("inf")),
    },
    UsageTier: {
        "current": (1, 3),
        "used_in_tier_year_kwh": (0, float("inf")),
        "until_next_tier_kwh": (0, float("inf")),
    },
}

# Addresses that a customer opens.
LINKS: dict[type, tuple[str, ...]] = {
    Autopay: ("sign_url",),
    Invoice: ("download_url",),
    PayLink: ("url",),
    Verification: ("url",),
}

"""The types of work orders with their limits (domain knowledge 4.2, 4.3). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearthline.entrypoints.simulator.days import after_workdays

PRIORITIES = ("P0", "P1", "P2", "P3", "P4")
_ARRIVE_AT_MOST = {"P0": 60, "P1": 120, "P2": 240}


@dataclass(frozen=True, slots=True)
class OrderType:
    """A type with its default priority and what the customer is promised."""

    name: str
    priority: str
    arrive_min: int | None = None
    resolve_h: int | None = None
    resolve_workdays: int | None = None
    contact_h: int | None = None


TYPES = {
    "H-EM-01": OrderType("爆管/大面积漏水", "P0", 30, 24),
    "H-EM-02": OrderType("户内漏水（无法关阀）", "P0", 30, 8),
    "H-EM-03": OrderType("烫伤/触电风险", "P0", 30),
    "H-AR-01": OrderType("片区/整楼不热", "P0", 60, 48),
    "H-RP-01": OrderType("整户不热", "P1", 120, 24),
    "H-RP-02": OrderType("部分不热", "P2", 240, 24),
    "H-RP-03": OrderType("气堵/过滤器", "P2", 240, 24),
    "H-RP-04": OrderType("滴漏可控", "P1", 120, 8),
    "H-RP-05": OrderType("阀门/噪声", "P2", 480, 48),
    "H-RP-06": OrderType("热表/温控故障", "P2", 1440, None, 3),
    "H-TP-01": OrderType("室温检测申请", "P1", 1440, 24),
    "H-TP-02": OrderType("测温异议复检", "P2", 1440, None, 5),
    "H-CP-01": OrderType("服务态度投诉", "P2", None, 48, None, 2),
    "H-CP-02": OrderType("供热质量投诉", "P1", 120, 48),
    "H-CP-03": OrderType("收费/退费投诉", "P2", None, None, 5),
    "H-CP-04": OrderType("政府转办", "P1"),
    "H-AP-01": OrderType("入网申请", "P3", None, None, 5),
    "H-AP-02": OrderType("报停", "P3", None, None, 5),
    "H-AP-03": OrderType("复热", "P2", None, 24),
    "H-AP-04": OrderType("过户/更名", "P3", None, None, 3),
    "H-AP-05": OrderType("面积核查", "P3", None, None, 15),
    "H-AP-06": OrderType("分户改造/装阀", "P3", None, None, 5),
    "H-AP-07": OrderType("退费申请", "P2", None, None, 10),
    "H-AP-08": OrderType("发票", "P3", None, None, 1),
    "H-AP-09": OrderType("信息变更核实", "P3", None, None, 2),
    "H-OT-01": OrderType("咨询转单", "P3", None, None, 1),
    "H-OT-02": OrderType("建议/表扬", "P4", None, None, 9),
    "H-OT-03": OrderType("私接/放水/窃热举报", "P2", 1440, None, 9),
    "E-EM-01": OrderType("断线/触电/起火", "P0", 45),
    "E-FR-01": OrderType("大面积停电", "P0", 45, 4),
    "E-FR-02": OrderType("单户停电", "P1", 45, 4),
    "E-FR-03": OrderType("电压异常", "P1", 45, 24),
    "E-FR-04": OrderType("表箱/下户线", "P1", 45, 24),
    "E-FR-05": OrderType("客户内部故障", "P3"),
    "E-CP-01": OrderType("投诉", "P1", None, None, 4, 24),
    "E-CP-02": OrderType("举报", "P2", None, None, 9),
    "E-CP-03": OrderType("意见/建议", "P3", None, None, 9),
    "E-CP-04": OrderType("表扬", "P4"),
    "E-CP-05": OrderType("监管/政府转办", "P1", None, None, 10),
    "E-SR-01": OrderType("欠费复电", "P1", None, 24),
    "E-SR-02": OrderType("电器损坏", "P1", 1440),
    "E-SR-03": OrderType("电能表异常", "P2", None, None, 4),
    "E-SR-04": OrderType("抄表数据异常", "P2", None, None, 5),
    "E-SR-05": OrderType("电能表校验", "P3", None, None, 5),
    "E-SR-06": OrderType("其他服务申请", "P3", None, None, 5),
    "E-BZ-01": OrderType("居民新装", "P3", None, None, 5),
    "E-BZ-02": OrderType("低压非居民新装", "P3", None, None, 6),
    "E-BZ-03": OrderType("高压新装", "P3", None, None, 22),
    "E-BZ-04": OrderType("更名过户", "P3", None, None, 5),
    "E-BZ-05": OrderType("峰谷/多人口申请", "P3", None, None, 5),
    "E-BZ-06": OrderType("增减容/暂停", "P3", None, None, 5),
    "E-BZ-07": OrderType("光伏/充电桩", "P3", None, None, 5),
    "E-OP-01": OrderType("停电信息核查", "P1", None, 1),
}
BY_APPLICATION = frozenset(
    [f"H-AP-0{number}" for number in range(1, 8)] + [f"E-BZ-0{number}" for number in range(1, 8)]
)
"""Types that the gateway opens itself when their application is submitted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The moments that are promised, with the sentence for the customer."""

    contact_by: datetime | None
    arrive_by: datetime | None
    resolve_by: datetime | None
    text: str


def raised(priority: str) -> str:
    """One step more urgent; P0 stays."""
    return PRIORITIES[max(0, PRIORITIES.index(priority) - 1)]


def more_urgent(one: str, other: str) -> str:
    """The more urgent of two priorities."""
    return min(one, other)


def limits(kind: OrderType, priority: str, accepted: datetime) -> Limits:
    """What is promised; a priority above the type's own brings the crew sooner."""
    arrive_min = kind.arrive_min
    if arrive_min is not None and priority < kind.priority:
        arrive_min = min(arrive_min, _ARRIVE_AT_MOST.get(priority, arrive_min))
    resolve_by = _resolve_by(kind, accepted)
    return Limits(
        contact_by=_later(accepted, kind.contact_h, 60),
        arrive_by=_later(accepted, arrive_min, 1),
        resolve_by=resolve_by,
        text=_sentence(kind, arrive_min, resolve_by),
    )


def _later(start: datetime, count: int | None, minutes: int) -> datetime | None:
    return None if count is None else start + timedelta(minutes=count * minutes)


def _resolve_by(kind: OrderType, accepted: datetime) -> datetime | None:
    if kind.resolve_workdays is None:
        return _later(accepted, kind.resolve_h, 60)
    day = after_workdays(accepted.date(), kind.resolve_workdays)
    return datetime.combine(day, accepted.timetz())


def _sentence(kind: OrderType, arrive_min: int | None, resolve_by: datetime | None) -> str:
    if arrive_min is not None:
        return f"维修人员将在 {_span(arrive_min)}内上门"
    if kind.contact_h is not None:
        return f"工作人员将在 {kind.contact_h} 小时内与您联系"
    if resolve_by is not None:
        return f"将在 {resolve_by.month} 月 {resolve_by.day} 日前给您答复"
    return "工作人员会尽快与您联系"


def _span(minutes: int) -> str:
    return f"{minutes // 60} 小时" if minutes % 60 == 0 else f"{minutes} 分钟"

"""How a tenant's desk works: reasons of states, codes of wrap-up, its timer, capacity."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearthline.routing.model import PresenceState

WRAP_UP_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody takes no conversations, and which state that is: busy or away."""

    label: str
    state: PresenceState


@dataclass(frozen=True, slots=True)
class Code:
    """One word for what a conversation was about; `code` stays when the label is changed."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """The first level of codes, with those of the second."""

    code: str
    label: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class DeskSetting:
    """The rules of one desk.

    `may_exceed` lets a transfer go to somebody who is full; `wrap_up_s` seconds (0: none) follow
    each conversation; with `is_wrap_up_required` they do not end before a code was chosen.
    """

    may_exceed: bool
    wrap_up_s: int
    is_wrap_up_required: bool
    reasons: tuple[Reason, ...]
    groups: tuple[CodeGroup, ...]

    def label_of(self, code: str) -> str | None:
        """`费用账单 / 查费用`; None for a code that is not in the list."""
        for group in self.groups:
            for one in group.codes:
                if one.code == code:
                    return f"{group.label} / {one.label}"
        return None


_AWAY, _BUSY = PresenceState.AWAY, PresenceState.BUSY
REASONS: Final = (
    Reason("小休", _AWAY),
    Reason("用餐", _AWAY),
    Reason("培训", _BUSY),
    Reason("会议", _BUSY),
    Reason("外呼", _BUSY),
    Reason("其他", _AWAY),
)

# What people ask of each trade, grouped as desks report it (intents and ticket types of packs).
_HEATING: Final = (
    ("报修", ("整户不热", "部分不热", "漏水", "爆管", "气堵排气", "热表温控")),
    ("测温与退费", ("申请测温", "测温规则", "退费政策", "退费申请", "退费进度")),
    ("费用账单", ("热费查询", "缴费", "欠费违约金", "缴费记录", "发票")),
    ("业务办理", ("报停", "复热", "过户更名", "面积核查", "入网", "分户改造", "业务进度")),
    ("停热信息", ("停热查询", "停热订阅", "试水通知")),
    ("投诉举报", ("供热质量", "服务态度", "收费退费", "私接放水举报")),
    ("咨询", ("供暖时间", "热价", "室温标准", "维修责任", "困难补贴", "营业厅")),
)
_POWER: Final = (
    ("故障报修", ("单户停电", "片区停电", "电压异常", "危险报告", "表箱下户线", "内部故障")),
    ("停电信息", ("停电查询", "复电进度", "停电订阅")),
    ("电费账单", ("电费查询", "用电量", "电费突增", "缴电费", "到账异常", "欠费复电")),
    ("计量", ("抄表异常", "校表", "电表故障")),
    ("业务办理", ("新装", "更名过户", "增减容", "峰谷多人口", "充电桩光伏", "报装进度")),
    ("投诉举报", ("投诉", "举报", "意见建议", "表扬", "电器损坏")),
    ("咨询", ("阶梯电价", "峰谷电价", "低保减免", "营业厅")),
)
_COMMON: Final = (("其他", ("催单", "信息核实", "转其他单位", "骚扰或误拨", "客户无应答", "其他")),)


def groups_for(domains: Iterable[str]) -> tuple[CodeGroup, ...]:
    """The codes with which a desk begins that serves these trades."""
    served = set(domains)
    groups: list[CodeGroup] = []
    for domain, lists in (("heating", _HEATING), ("power", _POWER)):
        if domain in served:
            prefix = f"{_TRADE[domain]} · " if len(served) > 1 else ""
            groups += [_group(f"{domain}.{n}", prefix, one) for n, one in enumerate(lists, 1)]
    return (*groups, *(_group(f"common.{n}", "", one) for n, one in enumerate(_COMMON, 1)))


_TRADE: Final = {"heating": "供热", "power": "供电"}


def _group(code: str, prefix: str, words: tuple[str, tuple[str, ...]]) -> CodeGroup:
    label, inner = words
    codes = tuple(Code(f"{code}.{n}", word) for n, word in enumerate(inner, 1))
    return CodeGroup(code, f"{prefix}{label}", codes)

"""Danger that a text reports: what it is, how grave, and what else there is.

A sign counts unless it is denied (没漏水), supposed (万一爆管), past and mended (修好了), hearsay,
or a question of rules (漏水怎么赔). Missing a danger is worse than hearing one too many.
"""

import re
from typing import Final

from hearthline.platform.language import matching_form
from hearthline.understanding.alarms.hazard_words import GRAVE_LEAK, SIGNS
from hearthline.understanding.model import Hazard, HazardSign

_REACH: Final = 24
_NEAR: Final = 6
_STOP: Final = re.compile(r"[,，。;；!！?？]")

_DENIED_BEFORE: Final = re.compile(
    r"(?:(?<!是)(?<!会)不是|并没有?|从来没|没怎么|(?<!有)没有?|(?<![是会停断])不(?!停|断|住)|未|"
    r"无|别|"
    r"有没有|\bno|\bnot|isn'?t|n'?t|without)"
    r"(?:再|在|来|要|想|投诉|反映|报|说|怎么|什么|出现|发生|发现|闻到|看到|见|有|啥|也|会|人|"
    r"怎么|\s|any|a|the|is)*\Z"
)
_DENIED_AFTER: Final = re.compile(
    r"(?:都|也|倒)?(?:没有|没了|是没|不存在)(?!人|停|来|修|处理|解决)"
)
_SUPPOSED_BEFORE: Final = re.compile(
    r"(?:会不会|怕|防止|预防|避免|万一|以防|怎么防|如何防|小心|当心|担心|如果|要是|假如|倘若|"
    r"省得|免得|导致不会|能不能|什么情况下?|怎么(?:检查|判断|知道|看|确认|查)|哪些情况|"
    r"\bif\b|avoid|prevent|in case|will there be|afraid of)[^,，。;；]{0,9}\Z"
)
_MAY_BEFORE: Final = re.compile(r"(?:会|能|容易|可能|算)(?:被|再|又)?\Z")
_EFFECT_AFTER: Final = re.compile(
    r"(?:会|能|要|可以)?不?(?:会|能)?(?:影响|通知|告诉|导致|停|断|退|赔|报|"
    r"算)[^,，。;；]{0,8}[吗么]"
)
_ASKED_AFTER: Final = re.compile(r"[^,，。;；]{0,8}(?:吗|么|不会吧|没事吧)\s*[?？]?\s*\Z")
_OVER_AFTER: Final = re.compile(
    r"[^,，。;；]{0,4}(?:修好(?:了|以?后)|(?<!不)好了|解决了|不漏了|停了|止住了|堵住了|已经修|已修|"
    r"的(?:问题|事|事情)已?经?(?:解决|处理|修)|"
    r"(?:的(?:问题|事|事情))?(?:上周|昨天|前天|前几天|之前|上次|已经|都|早|刚)*(?:解决|处理|"
    r"修)过?了(?=[,，。!]|\Z|谢)|"
    r"处理好|处理完|修完|修得|(?:was|is|has been|got) fixed|fixed| in (?:the )?future)(?!吗|没)"
)
_RULE_AFTER: Final = re.compile(
    r"(?:了|的话|后|之后|时|造成的?|引起的?|导致的?|损失|损坏|谁|怎么|如何|该|找|应该|应|能|"
    r"可以|给|"
    r"要|由|属于|这种|费用?|维修|修理|上门|的)*"
    r"(?:赔|责任|归谁|归哪|算谁|收费|收钱|收不收|多少钱|要钱|花钱|保险|报销|险|检测|检查费|"
    r"怎么收|谁出|谁掏|"
    r"谁承担|预防|避免|防止|防范|隐患|风险|"
    r"急救知识|急救常识|知识|常识|隐患|风险|危险性|标准|级别| check| fee| insurance| detector)"
)
_ON_RECORD_AFTER: Final = re.compile(
    r"(?:了)?(?:的?(?:那个地方|那块)|的(?:那个|这个|那次|那件)?|那个|那次|这个|那边|那里|现场)?"
    r"(?:接好|修好|修完|抢修|工单|单子|单号|报修单|事故?(?:处理|解决|怎么样|咋样)|事(?:处理|办|"
    r"解决|咋样|怎么样)|投诉|"
    r"进度|申请|记录|抢修|应急|抢险|维修(?:进度|到|什么|啥|几|结束|完)|停[暖热水供电]|检修|改造)"
)
_PAST_BEFORE: Final = re.compile(
    r"(?:报的|报过的?|登记的|反映的)\Z|(?:上次|上回|去年|前年|往年|之前|以前|曾经|那次|早先|"
    r"过去|前几年|小时候|上个?月|上周)"
    r"[^,，。;；]{0,8}\Z"
)
_STILL: Final = re.compile(
    r"又|还在|现在还|仍|没修|没人来|没来|没处理|没解决|没好|一直|越来越|到现在还|至今|开始"
)
_HEARSAY_BEFORE: Final = re.compile(
    r"(?:听说|新闻|据说|网上说|电视上|报道|群里说|因为|由于|原因是)[^,，。;；]{0,12}\Z"
)
# 账单漏了一个月: something was left out, nothing leaks.
_LEFT_OUT: Final = re.compile(r"账|抄|缴|登记|费|名单|通知|单子|字|电话|信息|材料|短信|户|票|抬头")
# Water that is not ours to stop: the flat's own appliances and drains.
_APPLIANCE: Final = re.compile(
    r"(?:马桶|洗衣机|洗碗机|空调|饮水机|净水器|下水道?|水池|洗手盆)[^,，。]{0,4}\Z"
)
_ONLY_KNOWN: Final = frozenset({Hazard.BURST, Hazard.FIRE, Hazard.WIRE_DOWN})


def hazard(text: str) -> Hazard | None:
    """The gravest danger that the text reports, or None; what is denied or over is no danger."""
    sign = hazard_of(text)
    return None if sign is None else sign.kind


def hazard_of(text: str) -> HazardSign | None:
    """The danger that the text reports, how grave it is, and the other dangers in it."""
    normal = matching_form(text)
    kinds = [kind for kind, pattern in SIGNS if _is_reported(kind, pattern, normal)]
    if not kinds:
        return None
    is_grave = kinds != [Hazard.LEAK] or GRAVE_LEAK.search(normal) is not None
    return HazardSign(kinds[0], is_grave, tuple(kinds[1:]))


def _is_reported(kind: Hazard, pattern: re.Pattern[str], text: str) -> bool:
    contexts = {
        (
            _STOP.split(text[max(0, found.start() - _REACH) : found.start()])[-1],
            found[0],
            text[found.end() : found.end() + _REACH],
        )
        for found in pattern.finditer(text)
    }
    return any(_is_meant(kind, *context) for context in contexts)


def _is_meant(kind: Hazard, before: str, sign: str, after: str) -> bool:
    return not (
        _is_denied(before, after)
        or _is_supposed(before, after)
        or _is_settled(before, after)
        or (kind in _ONLY_KNOWN and _HEARSAY_BEFORE.search(before) is not None)
        or (kind is Hazard.LEAK and _APPLIANCE.search(before) is not None)
        or _is_omission(sign, before + after[:_NEAR])
    )


def _is_denied(before: str, after: str) -> bool:
    return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after))


def _is_supposed(before: str, after: str) -> bool:
    if _SUPPOSED_BEFORE.search(before) or _RULE_AFTER.match(after) or _EFFECT_AFTER.match(after):
        return True
    return bool(_MAY_BEFORE.search(before) and _ASKED_AFTER.match(after))


def _is_settled(before: str, after: str) -> bool:
    if _OVER_AFTER.match(after) or _ON_RECORD_AFTER.match(after):
        return True
    return bool(_PAST_BEFORE.search(before)) and not _STILL.search(after)


def _is_omission(sign: str, around: str) -> bool:
    return sign == "漏" and "水" not in around and _LEFT_OUT.search(around) is not None

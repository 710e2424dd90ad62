"""People in the home who must not be kept waiting: the old, children, the ill, life support."""

import re
from typing import Final

from hearthline.platform.language import matching_form
from hearthline.understanding.model import Vulnerable

_REACH: Final = 8
_DENIED: Final = re.compile(r"(?:没有?|不是|无|不|no|not)(?:什么|别的|有|住|any|an?|\s)*\Z")
_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            Vulnerable.LIFE_SUPPORT,
            r"呼吸机|制氧机|吸氧|氧气机|氧气瓶|透析|心电监护|监护仪|雾化机|胰岛素.{0,4}(?:冰箱|"
            r"冷藏)|"
            r"oxygen (?:machine|concentrator)|ventilator|dialysis|life support",
        ),
        (
            Vulnerable.ELDERLY,
            r"老人(?!卡|机|证|票|星)|老太太|老大爷|老奶奶|老爷子|老两口|老母亲|老父亲|(?:七|八|"
            r"九)十(?:多|来|几)?岁|"
            r"(?:七|八|九)十(?:好几|多了|几了)|[789]\d ?(?:多|来)?岁|爷爷|奶奶|姥姥|姥爷|外婆|"
            r"外公|独居|"
            r"\belderly\b|\bold (?:man|woman|people|mother|father|parents?)\b|\bgrand(?:ma|pa|"
            r"mother|father)\b|"
            r"\b[789]\d[- ]years?[- ]old",
        ),
        (
            Vulnerable.CHILD,
            r"婴儿|宝宝|新生儿|刚出生|满月|[一二三四五六七八九十0-9]个月大|"
            r"坐?月子(?=.{0,6}(?:孩|娃|宝))|"
            r"(?:小)?孩子?(?:(?!房|屋|间|他|她|的房|爸|妈)(?=.))|小孩(?!房|屋|间)|孩子\Z|奶娃|"
            r"小娃|娃娃?(?!菜|机)|小朋友|"
            r"\bbab(?:y|ies)\b|\binfants?\b|\bnewborn\b|\btoddlers?\b|\bchild(?:ren)?\b|\bkids?\b",
        ),
        (
            Vulnerable.PREGNANT,
            r"孕妇|怀孕|怀着孕|大肚子|产妇|坐月子|待产|pregnant",
        ),
        (
            Vulnerable.ILL,
            r"病人|患者|瘫痪|卧床|偏瘫|残疾(?!证|人?补贴|人?减免)|发高?烧|高烧|心脏(?:病|不好)|"
            r"心脏支架|哮喘|癌|化疗|"
            r"刚(?:做完|动完)?手术|术后|做完手术|糖尿病|脑梗|中风|气管炎|肺炎|重病|生病|病重|"
            r"住院|老寒腿|"
            r"\b(?:is|am|are) (?:ill|sick)\b|\bpatient\b(?! with)|\bdisabled\b|\bfever\b|"
            r"\bbedridden\b|\bcancer\b",
        ),
    )
)


def vulnerable(text: str) -> frozenset[Vulnerable]:
    """Who in the home needs care first, as far as the text says so."""
    normal = matching_form(text)
    return frozenset(
        kind
        for kind, pattern in _KINDS
        if any(_is_there(found, normal) for found in pattern.finditer(normal))
    )


def _is_there(found: re.Match[str], text: str) -> bool:
    return _DENIED.search(text[max(0, found.start() - _REACH) : found.start()]) is None

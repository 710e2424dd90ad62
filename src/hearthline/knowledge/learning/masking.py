"""Takes personal data out of what knowledge learns from: numbers, names, addresses.

Numbers are known by their form; names and addresses by what the caller knows of a conversation,
by how people introduce themselves, and by how they are addressed. What is neither may stay.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, TypeAlias

from hearthline.platform.language import matching_form
from hearthline.platform.llm import Mask

# What knows the names and addresses of texts; dialogue has it, and composition hands it in.
Masking: TypeAlias = Callable[[Iterable[str], datetime], Mask]

_OPEN: Final = "⟦"
_KINDS: Final = {
    "phone": "电话",
    "id": "证件号",
    "mail": "邮箱",
    "order": "单号",
    "number": "号码",
    "name": "姓名",
    "address": "地址",
}
_NAME: Final = "〔姓名〕"
# The hundred most common family names, and some of two characters.
_FAMILY: Final = (
    "(?:欧阳|司马|上官|诸葛|令狐|皇甫|尉迟|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭"
    "曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史"
    "陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤])"
)
_HAN: Final = "[\u4e00-\u9fff]"
_INTRODUCED: Final = re.compile(
    rf"(?:我是|我叫|本人(?:是|叫)?|姓名[是为:：]?|户主[是为叫:：]?|联系人[是为:：]?|名字[是叫:：]?)\s*"
    rf"(?P<name>{_FAMILY}{_HAN}{{1,2}})(?!{_HAN})"
)
_ADDRESSED: Final = re.compile(
    rf"(?P<name>{_FAMILY}{_HAN}{{0,2}})(?=先生|女士|小姐|师傅|阿姨|大爷|大姐|大哥|老师)"
)
_SHORTEST: Final = 2


def without_personal(
    text: str, now: datetime, masking: Masking, *, context: Iterable[str] = ()
) -> str:
    """A text without personal data, as 〔电话〕 and the like; `context` tells more names.

    In the form in which texts are compared where its own spelling would hide a name from us.
    """
    around = [text, *context]
    mask = masking(around, now)
    hidden, formed = mask.hide(text), mask.hide(matching_form(text))
    if formed.count(_OPEN) > hidden.count(_OPEN):
        hidden = formed
    told = mask.restore(hidden, lambda kind, _: f"〔{_KINDS.get(kind, '个人信息')}〕")
    for name in _names(around):
        told = told.replace(name, _NAME)
    return _ADDRESSED.sub(_NAME, told).strip()


def _names(texts: Iterable[str]) -> list[str]:
    """Names by which people introduce themselves or are addressed in full, longest first."""
    found = {
        match["name"]
        for text in texts
        for form in (_INTRODUCED, _ADDRESSED)
        for match in form.finditer(text)
    }
    return sorted((name for name in found if len(name) >= _SHORTEST), key=len, reverse=True)

"""Sentences as a recogniser mishears them, or a thumb mistypes them: always the same for the same.

One character in every few is changed for another of the same sound; figures stay, for a wrong
figure is another answer and no mishearing.
"""

import zlib
from typing import Final

_SOUNDS: Final = (
    "是事市试式世", "他她它", "在再", "的得地", "做作坐", "气汽器", "热惹", "暖", "报爆抱",
    "停亭庭", "修休", "漏陋", "水", "电店垫", "费废", "交缴教", "查察茶", "户护互沪", "号浩耗",
    "家加佳", "没梅眉", "有友由", "要药", "不布步", "了啦", "吗嘛妈", "我窝", "你拟", "单丹担",
    "师狮诗", "温文闻", "度肚", "昨琢", "晚碗", "今金", "明名", "上尚", "下吓夏", "手首", "机鸡",
    "办半伴", "理里李", "申身深", "请情", "退腿", "款宽", "表标", "阀法乏", "门们", "开凯",
    "关观", "复付负", "过国果", "测册侧", "室适失", "催崔", "进近劲", "工公供", "人任", "投头",
    "诉素",
)  # fmt: skip
_SAME: Final = {sign: group for group in _SOUNDS for sign in group if len(group) > 1}
_EVERY: Final = 3


def misheard(text: str) -> str:
    """The text with every third character that has a homophone changed."""
    seed = zlib.crc32(text.encode())
    out: list[str] = []
    seen = 0
    for sign in text:
        group = _SAME.get(sign)
        if group is None:
            out.append(sign)
            continue
        seen += 1
        is_changed = (seen + seed) % _EVERY == 0
        place = (group.index(sign) + 1 + seed % (len(group) - 1)) % len(group)
        out.append(group[place] if is_changed else sign)
    return "".join(out)

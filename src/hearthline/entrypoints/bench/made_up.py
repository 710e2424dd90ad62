"""Items of a made-up knowledge base and what is asked of them, always the same."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from hearthline.knowledge import Draft

_PLACES: Final = (
    "东西南北中上下新老大小金银玉春夏秋冬山水河湖园苑庭府城阳光明和平安康泰福华龙凤梅兰竹菊松柏"
)
_THINGS: Final = (
    "暖气片", "地暖", "阀门", "分水器", "管道", "热力站", "换热器", "热表", "温控器", "过滤网",
    "立管", "供水温度", "回水温度", "室温", "电表", "空开", "线路", "变压器", "充电桩", "户号",
    "账单", "发票", "电价", "热费", "违约金", "补贴", "合同", "过户", "报停", "恢复供热", "测温",
    "退费", "开栓", "检修", "抢修", "投诉", "预约", "停电", "停暖", "漏水",
)  # fmt: skip
_MATTERS: Final = (
    "不热怎么办", "坏了找谁修", "在哪里办理", "需要什么材料", "多少钱", "什么时候开始",
    "多久能好", "为什么这么高", "可以退吗", "怎么申请", "由谁负责", "收费标准是什么",
    "有什么规定", "怎么查询", "能不能延期", "要注意什么", "突然没有了", "声音很大", "一直在滴水",
    "和去年不一样",
)  # fmt: skip
_SENTENCES: Final = (
    "请先确认户号与住址，再由客服登记。", "工作人员会在两个小时内与您联系。",
    "以上门测量的结果为准，测量前请关好门窗。", "办理时请带身份证与房产证明。",
    "费用按建筑面积计算，计量用户另按读数结算。", "超过期限的，从次日起按日加收。",
    "户内设施由用户负责，公共部分由供热单位负责。", "如仍未解决，可以要求上级复核。",
    "线上可在公众号办理，线下到营业厅窗口。", "退还的款项原路返回，一般五个工作日到账。",
    "检修期间可能有短时停供，恢复后会另行通知。", "特殊情况请说明原因并附照片。",
)  # fmt: skip


def drafts(count: int) -> Iterator[Draft]:
    """Made-up items, always the same."""
    chance = random.Random(7)  # noqa: S311  # nobody's secret
    for number in range(count):
        yield _draft(number, chance)


def questions(count: int) -> list[str]:
    """What is asked of them."""
    chance = random.Random(11)  # noqa: S311  # nobody's secret
    return [f"我家在{_place(chance)}，{_matter(chance)}" for _ in range(count)]


def _draft(number: int, chance: random.Random) -> Draft:
    place, thing = _place(chance), chance.choice(_THINGS)
    body = "".join(chance.sample(_SENTENCES, 6))
    return Draft(
        slug=f"item-{number}",
        title=f"{place}{thing}{chance.choice(_MATTERS)}",
        questions=tuple(f"{place}的{_matter(chance)}" for _ in range(3)),
        answer=f"{place}：{body}",
        valid_from=datetime(2020, 1, 1, tzinfo=UTC),
    )


def _place(chance: random.Random) -> str:
    name = "".join(chance.sample(_PLACES, 3))
    return f"{name}小区{chance.randint(1, 60)}号楼"


def _matter(chance: random.Random) -> str:
    return chance.choice(_THINGS) + chance.choice(_MATTERS)

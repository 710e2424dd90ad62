"""Builds the town: those known by name, and neighbours drawn from a seed."""

import random
from typing import Any

from hearthline.entrypoints.simulator.residents import named_households
from hearthline.entrypoints.simulator.town import COMMUNITIES, Community, Household, Town

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = [
    "伟",
    "芳",
    "秀英",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "霞",
    "平",
    "桂兰",
    "建国",
    "玉梅",
    "志强",
    "海燕",
]


def build_town(seed: int) -> Town:
    """The named households of the demo, and neighbours; the same seed gives the same town."""
    draw = random.Random(seed)  # noqa: S311  (the same town every time, nothing secret)
    known = named_households()
    taken = {one.account_no for one in known}
    heated = [_heated(draw, community, number) for community in COMMUNITIES for number in range(11)]
    lit = [_lit(draw, COMMUNITIES[number % 6], number) for number in range(14)]
    others = [one for one in (*heated, *lit) if one.account_no not in taken]
    return Town(COMMUNITIES, {one.account_no: one for one in (*known, *others)})


def _heated(draw: random.Random, community: Community, number: int) -> Household:
    area = draw.randrange(520, 1480) / 10
    owes = draw.random() < 0.15
    return Household(
        account_no=f"1203{COMMUNITIES.index(community) + 1:02d}{number * 37 + 1021:04d}",
        domain="heating",
        **_person(draw, community),
        area_m2=area,
        status=draw.choices(("ACTIVE", "STOPPED", "CUT_OFF"), (88, 9, 3))[0],
        arrears_fen=round(area * 2500) if owes else 0,
        flags=("ELDERLY",) if draw.random() < 0.12 else (),
        heat_type=draw.choice(("RADIATOR", "FLOOR")),
        position=draw.choice(("TOP", "EDGE", "MIDDLE", "GROUND")),
        is_valved=draw.random() > 0.2,
    )


def _lit(draw: random.Random, community: Community, number: int) -> Household:
    return Household(
        account_no=f"62001{number * 613 + 10457:05d}",
        domain="power",
        **_person(draw, community),
        is_prepaid=True,
        prepaid_fen=draw.randrange(-2000, 20000),
        daily_kwh=draw.randrange(30, 140) / 10,
        is_tou=draw.random() < 0.3,
    )


def _person(draw: random.Random, community: Community) -> dict[str, Any]:
    floor, door = draw.randrange(1, 12), draw.randrange(1, 4)
    return {
        "name": draw.choice(_SURNAMES) + draw.choice(_GIVEN),
        "phone": f"13{draw.randrange(10**8, 10**9)}",
        "community": community.name,
        "building": str(draw.randrange(1, community.buildings + 1)),
        "unit": str(draw.randrange(1, 4)),
        "room": f"{floor}{door:02d}",
        "id_last4": f"{draw.randrange(10**4):04d}",
    }

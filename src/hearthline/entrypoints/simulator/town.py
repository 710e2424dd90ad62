"""A small town: communities, substations, households. The same seed gives the same town."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

HOUSEHOLDS_A_BUILDING = 48
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


@dataclass(frozen=True, slots=True)
class Community:
    """A 小区 with its substation and the crew that looks after it."""

    name: str
    district: str
    substation: str
    team: str
    buildings: int


COMMUNITIES = (
    Community("幸福小区", "城东区", "幸福站", "城东维修班", 8),
    Community("阳光花园", "城东区", "阳光站", "城东维修班", 6),
    Community("锦绣家园", "城西区", "锦绣站", "城西维修班", 7),
    Community("翠湖雅居", "城西区", "翠湖站", "城西维修班", 5),
    Community("和平里", "城南区", "和平站", "城南维修班", 9),
    Community("铁西新村", "城南区", "铁西站", "城南维修班", 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """An account with everything that the company knows of it."""

    account_no: str
    domain: str
    name: str
    phone: str
    community: str
    building: str
    unit: str
    room: str
    area_m2: float = 90.0
    status: str = "ACTIVE"
    usage_class: str = "RESIDENTIAL"
    arrears_fen: int = 0
    prepaid_fen: int = 0
    flags: tuple[str, ...] = ()
    heat_type: str = "RADIATOR"
    position: str = "MIDDLE"
    id_last4: str = "0000"
    opened_on: date = date(2015, 9, 1)

    @property
    def address(self) -> str:
        """The official text of the place."""
        return f"{self.community}{self.building}号楼{self.unit}单元{self.room}室"

    @property
    def address_masked(self) -> str:
        """The place down to the building."""
        return f"{self.community}{self.building}号楼***"

    @property
    def name_masked(self) -> str:
        """The surname only."""
        return f"{self.name[0]}*"

    @property
    def phone_masked(self) -> str:
        """The first three and the last four digits."""
        return f"{self.phone[:3]}****{self.phone[-4:]}"


@dataclass(frozen=True, slots=True)
class Town:
    """All communities and households, found by number."""

    communities: tuple[Community, ...]
    households: dict[str, Household] = field(default_factory=dict)

    def community(self, name: str) -> Community | None:
        """The community of that name, None when the town has none."""
        return next((one for one in self.communities if one.name == name), None)


def build_town(seed: int) -> Town:
    """The named households of the demo, and neighbours drawn from the seed."""
    draw = random.Random(seed)  # noqa: S311  (the same town every time, nothing secret)
    known = _named()
    taken = {one.account_no for one in known}
    neighbours = [
        _neighbour(draw, community, number) for community in COMMUNITIES for number in range(11)
    ]
    power = [_power(draw, COMMUNITIES[number % 6], number) for number in range(14)]
    others = [one for one in (*neighbours, *power) if one.account_no not in taken]
    return Town(COMMUNITIES, {one.account_no: one for one in (*known, *others)})


def _named() -> list[Household]:
    zhang: dict[str, Any] = {
        "name": "张伟",
        "phone": "13800005678",
        "community": "幸福小区",
        "building": "3",
    }
    li: dict[str, Any] = {
        "name": "李秀英",
        "phone": "13900001234",
        "community": "阳光花园",
        "building": "2",
    }
    return [
        Household(
            account_no="1203005678", domain="heating", **zhang, unit="2", room="501",
            area_m2=93.6, id_last4="5678",
        ),
        Household(
            account_no="6200112233", domain="power", **zhang, unit="2", room="501",
            prepaid_fen=3640, id_last4="5678",
        ),
        Household(
            account_no="1203002468", domain="heating", **li, unit="1", room="302",
            area_m2=78.2, arrears_fen=195500, flags=("ELDERLY",), id_last4="1234",
        ),
        Household(
            account_no="1203003579", domain="heating", name="赵敏", phone="13700002468",
            community="锦绣家园", building="5", unit="3", room="1102", area_m2=121.4,
            status="STOPPED", heat_type="FLOOR", position="TOP", id_last4="246X",
        ),
    ]  # fmt: skip


def _neighbour(draw: random.Random, community: Community, number: int) -> Household:
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
    )


def _power(draw: random.Random, community: Community, number: int) -> Household:
    return Household(
        account_no=f"62001{number * 613 + 10457:05d}",
        domain="power",
        **_person(draw, community),
        prepaid_fen=draw.randrange(-2000, 20000),
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

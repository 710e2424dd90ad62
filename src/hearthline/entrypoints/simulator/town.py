"""What a small town is made of: communities, substations, households."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

HOUSEHOLDS_A_BUILDING = 48


@dataclass(frozen=True, slots=True)
class Community:
    """A 小区 with its substation and the crews that look after it; `spare_kw` is free load."""

    name: str
    district: str
    substation: str
    team: str
    buildings: int
    power_team: str
    line: str
    spare_kw: float = 200.0
    is_heat_full: bool = False


COMMUNITIES = (
    Community("幸福小区", "城东区", "幸福站", "城东维修班", 8, "城东供电所", "10kV 东风线"),
    Community("阳光花园", "城东区", "阳光站", "城东维修班", 6, "城东供电所", "10kV 东风线"),
    Community("锦绣家园", "城西区", "锦绣站", "城西维修班", 7, "城西供电所", "10kV 湖滨线"),
    Community(
        "翠湖雅居", "城西区", "翠湖站", "城西维修班", 5, "城西供电所", "10kV 湖滨线",
        is_heat_full=True,
    ),
    Community("和平里", "城南区", "和平站", "城南维修班", 9, "城南供电所", "10kV 和平线"),
    Community(
        "铁西新村", "城南区", "铁西站", "城南维修班", 6, "城南供电所", "10kV 铁西线", spare_kw=4.0
    ),
)  # fmt: skip

Quirk = Literal[
    "PAY_PROCESSING",  # the newest payment has not been credited
    "PAY_DOUBLE",  # the newest bill was paid twice
    "HIGH_BILL",  # twice the usual in the last month
    "READING_JUMP",  # an estimated reading far too high in the last month
    "COLD",  # the rooms stay cold
    "RECORDS",  # visits measured the cold, signed by both sides
]


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
    flags: tuple[str, ...] = ()
    quirks: tuple[Quirk, ...] = ()
    id_last4: str = "0000"
    opened_on: date = date(2015, 9, 1)
    email: str | None = None
    # heating
    arrears_fen: int = 0
    older_arrears_fen: int = 0
    charge_mode: str = "AREA"
    heat_type: str = "RADIATOR"
    position: str = "MIDDLE"
    is_valved: bool = True
    valve_state: str | None = None
    deed_area_m2: float | None = None
    warranty_until: date | None = None
    # power
    is_prepaid: bool = False
    prepaid_fen: int = 0
    unpaid_months: int = 0
    is_tou: bool = False
    phase: str = "SINGLE"
    capacity_kw: float = 8.0
    persons: int | None = 3
    daily_kwh: float = 7.0

    @property
    def meter_no(self) -> str:
        """The meter's own number."""
        return f"{'M' if self.domain == 'heating' else 'E'}{self.account_no[-6:]}"

    @property
    def is_metered(self) -> bool:
        """Whether what is used is counted: all power, and heating by the two-part price."""
        return self.domain == "power" or self.charge_mode == "METERED"

    @property
    def account_masked(self) -> str:
        """The first four and the last two digits."""
        return f"{self.account_no[:4]}****{self.account_no[-2:]}"

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

"""The demo's residents; their accounts are those of the simulator's town."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody whom the demo company's log-in knows."""

    sub: str
    name: str
    phone: str
    heating: tuple[str, ...] = ()
    power: tuple[str, ...] = ()

    def claims(self) -> dict[str, Any]:
        """What the company says of him in the identity token."""
        of_trades = {"heating": self.heating, "power": self.power}
        return {
            "sub": self.sub,
            "name": self.name,
            "phone": self.phone,
            "accounts": [
                {"domain": domain, "account_no": number}
                for domain, numbers in of_trades.items()
                for number in numbers
            ],
            "verify_level": "L1",
        }


RESIDENTS = {
    "zhangwei": Resident("nc-10021", "张伟", "13800005678", ("1203005678",), ("6200112233",)),
    "lixiuying": Resident("nc-10022", "李秀英", "13900001234", ("1203002468",), ("6200102468",)),
    "zhaomin": Resident("nc-10023", "赵敏", "13700002468", ("1203003579",), ("6200103579",)),
    "wangqiang": Resident(
        "nc-10024",
        "王强",
        "13600007001",
        ("1203007001", "1203007002"),
        ("6200107001", "6200107002"),
    ),
    "chenjing": Resident("nc-10025", "陈静", "13600007102", ("1203007102",), ("6200107102",)),
    "liujianguo": Resident("nc-10026", "刘建国", "13600007203", ("1203007203",), ("6200107203",)),
    "sunli": Resident("nc-10027", "孙丽", "13600007304", ("1203007304",), ("6200107304",)),
    "zhoutao": Resident("nc-10028", "周涛", "13600007405", ("1203007405",), ("6200107405",)),
    "wumin": Resident("nc-10029", "吴敏", "13600007607", ("1203007607",), ("6200107607",)),
}
"""By the word with which the demo's page names them."""

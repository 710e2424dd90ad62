"""The demo's residents; their accounts are those of the simulator's town."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody whom the demo company's log-in knows."""

    sub: str
    name: str
    phone: str
    account_no: str

    def claims(self) -> dict[str, Any]:
        """What the company says of him in the identity token."""
        return {
            "sub": self.sub,
            "name": self.name,
            "phone": self.phone,
            "accounts": [{"domain": "heating", "account_no": self.account_no}],
            "verify_level": "L1",
        }


RESIDENTS = {
    "zhangwei": Resident("nc-10021", "张伟", "13800005678", "1203005678"),
    "lixiuying": Resident("nc-10022", "李秀英", "13900001234", "1203002468"),
    "zhaomin": Resident("nc-10023", "赵敏", "13700002468", "1203003579"),
}

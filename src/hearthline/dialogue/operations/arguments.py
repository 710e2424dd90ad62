"""The arguments of a call, read as what an operation needs; a value that is none of it is None."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hearthline.business import Address
from hearthline.dialogue.machine.effects import Call


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the flow sends along with a call."""

    call: Call

    def value(self, name: str) -> Any:
        """An argument as it is, or None."""
        return self.call.args.get(name)

    def text(self, name: str) -> str | None:
        """An argument as text, or None."""
        value = self.call.args.get(name)
        return None if value is None or value == "" else str(value)

    def needed(self, name: str) -> str:
        """An argument that is there."""
        return str(self.call.args[name])

    def number(self, name: str) -> float | None:
        """An argument as a number, or None when it is none."""
        value = self.call.args.get(name)
        try:
            return None if value is None else float(value)
        except (TypeError, ValueError):
            return None

    def whole(self, name: str) -> int | None:
        """An argument as a whole number, or None."""
        number = self.number(name)
        return None if number is None else round(number)

    def day(self, name: str) -> date | None:
        """An argument as a day, or None when it is none."""
        said = self.text(name)
        try:
            return None if said is None else date.fromisoformat(said[:10])
        except ValueError:
            return None

    def moment(self, name: str) -> datetime | None:
        """An argument as a moment; a bare day is its noon in China; None when it is neither."""
        said = self.text(name)
        if said is None:
            return None
        whole = said if "T" in said else f"{said[:10]}T12:00:00+08:00"
        try:
            return datetime.fromisoformat(whole)
        except ValueError:
            return None

    def address(self, name: str = "address") -> Address | None:
        """An argument as an address."""
        said = self.value(name)
        if said is None or said == "":
            return None
        if isinstance(said, dict):
            return Address(**{key: value for key, value in said.items() if value})
        return Address(raw=str(said)[:200])

"""One operation to be carried out: the business systems, for whom, and what the flow asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hearthline.business import (
    Acting,
    Address,
    Business,
    BusinessRefused,
    Confirmation,
    Source,
)
from hearthline.dialogue.machine.effects import Call
from hearthline.dialogue.operations.ports import Asking

_EMOTIONS = {
    "WORRIED": "UPSET",
    "ANNOYED": "UPSET",
    "ANGRY": "ANGRY",
    "THREATENING": "ANGRY",
}


class ConsentMissing(RuntimeError):
    """A write that reached us without the customer's yes; the checks of flows prevent it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A call with everything that carrying it out needs."""

    business: Business
    asking: Asking
    call: Call

    @property
    def domain(self) -> str:
        """The trade."""
        return self.call.domain

    @property
    def key(self) -> str:
        """The idempotency key."""
        return self.call.key

    @property
    def account(self) -> str:
        """The account that is needed."""
        return str(self.call.args["account_no"])

    @property
    def acting(self) -> Acting:
        """For whom, at the level for the account that the call names."""
        return self.asking.acting(self.domain, self.text("account_no"))

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

    def confirmation(self) -> Confirmation | None:
        """The customer's recorded yes, if there was one."""
        consent = self.call.consent
        if consent is None:
            return None
        return Confirmation(
            text=consent.text,
            at=datetime.fromisoformat(consent.at),
            message_id=consent.message_id,
            summary=consent.summary,
        )

    def yes(self) -> Confirmation:
        """The customer's recorded yes; raises ConsentMissing."""
        confirmation = self.confirmation()
        if confirmation is None:
            raise ConsentMissing(self.call.operation)
        return confirmation

    def source(self) -> Source:
        """Where the request came from."""
        consent = self.call.consent
        message_id = consent.message_id if consent else self.asking.message_id
        return Source(
            channel=self.asking.channel,
            conversation_id=str(self.asking.conversation_id),
            message_id=message_id or None,
        )

    @property
    def at(self) -> datetime:
        """The moment of the turn."""
        return self.asking.at

    def acting_for_own(self, account_no: str | None, needed: str) -> Acting:
        """For whom, about something that belongs to an account; a stranger's is not there."""
        if account_no is None or not self.asking.owns(self.domain, account_no):
            raise BusinessRefused("NOT_FOUND", "没有查到这个编号，请核对一下")
        if not self.asking.reaches(self.domain, account_no, needed):
            raise BusinessRefused("NEED_VERIFY", "办理前需要核实身份", required_level=needed)
        return self.asking.acting(self.domain, account_no)

    def emotion(self) -> str:
        """The customer's mood in the words of the gateway."""
        return _EMOTIONS.get(self.asking.emotion, "CALM")

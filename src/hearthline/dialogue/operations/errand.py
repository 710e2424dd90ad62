"""One operation to be carried out: the business systems, for whom, and what the flow asked."""

from dataclasses import dataclass
from datetime import datetime

from hearthline.business import (
    Acting,
    Business,
    BusinessRefused,
    Confirmation,
    Source,
)
from hearthline.dialogue.operations.arguments import Arguments
from hearthline.dialogue.operations.kept import KeptHere
from hearthline.dialogue.operations.ports import Asking, Nearby

_EMOTIONS = {
    "WORRIED": "UPSET",
    "ANNOYED": "UPSET",
    "ANGRY": "ANGRY",
    "THREATENING": "ANGRY",
}


class ConsentMissing(RuntimeError):
    """A write that reached us without the customer's yes; the checks of flows prevent it."""


@dataclass(frozen=True, slots=True)
class Errand(Arguments):
    """A call with everything that carrying it out needs."""

    business: Business
    asking: Asking
    nearby: Nearby
    kept: KeptHere

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
        return self.needed("account_no")

    @property
    def acting(self) -> Acting:
        """For whom, at the level for the account that the call names."""
        return self.asking.acting(self.domain, self.text("account_no"))

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

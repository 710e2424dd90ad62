"""What has happened in the business systems, as it reached us."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessEventReceived(Event):
    """A signed event of the business systems arrived, once, in order inside its key.

    `event_type` is the contract's (`workorder.changed`, …), `payload_json` its `data` member.
    """

    name: ClassVar[str] = "business_event.received"

    event_type: str
    key: str
    sequence: int
    payload_json: str

    def order_key(self) -> str:
        """Events about one work order, outage or account are reacted to in order."""
        return f"business:{self.key}"

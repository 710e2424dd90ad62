"""What has happened to an incident."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import Event, IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChanged(Event):
    """It is suspected, confirmed, updated, restored, closed or dismissed (`deed`)."""

    name: ClassVar[str] = "incident.changed"
    incident_id: IncidentId
    deed: str
    counter: int

    def order_key(self) -> str:
        """The changes of one incident are told in order."""
        return f"incident:{self.incident_id}"

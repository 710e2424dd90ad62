"""What has happened, as frozen data; names are `noun.past_participle` and never change."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self, get_args, get_type_hints
from uuid import UUID

from hearthline.kernel.ids import EventId, Id, TenantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in one tenant at one moment; carries ids and plain values only."""

    name: ClassVar[str] = "event"

    event_id: EventId
    tenant_id: TenantId
    at: datetime

    def order_key(self) -> str:
        """Events with one key are reacted to in order; by default each stands alone."""
        return str(self.event_id)

    def to_json(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Read the fields back; members unknown to this version are left out."""
        hints = get_type_hints(cls)
        known = [field.name for field in fields(cls) if field.name in body]
        return cls(**{name: _typed(hints[name], body[name]) for name in known})


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _typed(hint: Any, value: Any) -> Any:
    choices = [choice for choice in (get_args(hint) or (hint,)) if choice is not type(None)]
    kind = choices[0]
    if value is None or not isinstance(kind, type):
        return value
    if issubclass(kind, Id):
        return kind.of(value)
    return datetime.fromisoformat(value) if issubclass(kind, datetime) else value

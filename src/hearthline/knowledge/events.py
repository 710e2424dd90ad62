"""What has happened to knowledge."""

from dataclasses import dataclass
from typing import ClassVar

from hearthline.kernel import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePublished(Event):
    """What customers and agents can find has changed; `edition` counts such changes."""

    name: ClassVar[str] = "knowledge.published"
    edition: int

    def order_key(self) -> str:
        """A tenant's editions stay in order."""
        return f"knowledge:{self.tenant_id}"

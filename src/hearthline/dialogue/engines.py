"""Which engine answers a conversation: by its pack release and the trades of its channel."""

from collections.abc import Sequence
from typing import Protocol

from hearthline.dialogue.brain import Brain
from hearthline.dialogue.engine import Engine
from hearthline.dialogue.model_aid.aid import ModelAid
from hearthline.dialogue.operations.operations import Operations
from hearthline.dialogue.scene import Scene
from hearthline.kernel import TenantId


class Brains(Protocol):
    """Where brains are kept, ready to use."""

    async def brain(
        self, tenant_id: TenantId, *, release: str | None, domains: Sequence[str]
    ) -> Brain:
        """The brain of a release, else of the one in force, for these trades."""
        ...


class OneBrain:
    """The same brain for everybody: for tests and the rehearsal of packs."""

    def __init__(self, brain: Brain) -> None:
        """Keep it."""
        self._brain = brain

    async def brain(
        self, tenant_id: TenantId, *, release: str | None, domains: Sequence[str]
    ) -> Brain:
        """It."""
        del tenant_id, release, domains
        return self._brain


class Engines:
    """Makes the engine of a conversation; a conversation keeps to the release it began with."""

    def __init__(self, brains: Brains, operations: Operations, aid: ModelAid | None = None) -> None:
        """Stand on the brains and what they may do, with a language model beside or not."""
        self.brains = brains
        self._operations = operations
        self.aid = aid

    async def of(self, scene: Scene) -> Engine:
        """The engine that answers in a scene."""
        brain = await self.brains.brain(
            scene.conversation.tenant_id,
            release=scene.standing.release,
            domains=scene.channel.domains,
        )
        return Engine(brain, self._operations, self.aid)

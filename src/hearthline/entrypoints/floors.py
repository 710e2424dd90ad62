"""The ground that every service stands on, and the floors up to the tickets."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from hearthline.access import Access, Passwords, SessionRules
from hearthline.business import Business, BusinessEvents, HookKeys
from hearthline.conversations import (
    Channels,
    Conversations,
    Finding,
    Rows,
    Uploads,
)
from hearthline.dialogue import (
    TradeShelf,
    mask_for,
)
from hearthline.entrypoints.sentence_vectors import SentenceVectors
from hearthline.kernel import Clock
from hearthline.knowledge import (
    Graph,
    HelpCentre,
    ItemFiles,
    Knowledge,
    Meanings,
    PublicSide,
    Questions,
    RemoteModel,
    ServerAddress,
)
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub
from hearthline.platform.llm import LanguageModel
from hearthline.platform.outbox import Outbox
from hearthline.platform.settings import Settings
from hearthline.platform.storage import Storage
from hearthline.platform.streams import Streams


@dataclass(frozen=True, slots=True)
class Foundation:
    """What every service stands on."""

    settings: Settings
    clock: Clock
    database: Database
    hub: Hub
    vault: Vault
    shelf: TradeShelf
    model: LanguageModel | None = None


class LowerFloors:
    """Services up to the tickets, made when first asked for."""

    def __init__(self, foundation: Foundation, business: Business, keys: HookKeys) -> None:
        """Take the ground, the way to the business systems, and whose webhooks we believe."""
        self.ground = foundation
        self.business = business
        self.streams, self.outbox = Streams(), Outbox()
        self.channels = Channels(foundation.vault)
        self.events = BusinessEvents(keys, self.outbox, foundation.clock)

    @cached_property
    def access(self) -> Access:
        """People and their sessions."""
        ground = self.ground
        rules = SessionRules(is_secure=ground.settings.server.is_secure)
        return Access(
            ground.database, ground.clock, vault=ground.vault, passwords=Passwords(), rules=rules
        )

    @cached_property
    def conversations(self) -> Conversations:
        """Threads of messages."""
        return Conversations(self.streams, self.outbox, self.ground.clock)

    @cached_property
    def rows(self) -> Rows:
        """Conversations as lists show them."""
        return Rows(self.access.names, found=Finding(self.ground.clock).conversations)

    @cached_property
    def uploads(self) -> Uploads:
        """Files."""
        ground = self.ground
        storage = Storage(ground.settings.data.dir / "uploads")
        return Uploads(ground.database, storage, ground.vault, ground.clock)

    @cached_property
    def item_files(self) -> ItemFiles:
        """What items have attached."""
        ground = self.ground
        storage = Storage(ground.settings.data.dir / "knowledge")
        return ItemFiles(ground.database, storage, ground.vault, ground.clock)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Articles and their search."""
        ground = self.ground
        folder = ground.settings.data.dir / "search"
        words, meanings = ground.shelf.words, self.meanings
        return Knowledge(
            ground.database, ground.clock, words=words, folder=folder, meanings=meanings
        )

    @cached_property
    def meanings(self) -> Meanings:
        """Vectors and re-ranking, as far as models are set; else the sentence encoder's vectors."""
        ground, asked = self.ground, self.ground.settings.knowledge
        key = asked.model_key.get_secret_value() if asked.model_key else ""

        def model(name: str | None) -> RemoteModel | None:
            if not asked.model_url or not name:
                return None
            return RemoteModel(ServerAddress(asked.model_url, name, key), ground.clock)

        encoder = ground.shelf.encoder
        own = None if encoder is None else SentenceVectors(encoder)
        return Meanings(
            ground.database,
            model(asked.embedding_model) or own,
            reranker=model(asked.rerank_model),
            patience_seconds=asked.model_patience_seconds,
        )

    @cached_property
    def graph(self) -> Graph:
        """The things of the trade, and what they have to do with each other."""
        return Graph(self.ground.clock)

    @cached_property
    def questions(self) -> Questions:
        """The log of what is asked of knowledge."""
        ground = self.ground
        kept = timedelta(days=ground.settings.knowledge.questions_kept_days)
        return Questions(self.conversations, ground.clock, masking=mask_for, kept=kept)

    @cached_property
    def help_centre(self) -> HelpCentre:
        """The public pages."""
        ground = self.ground
        return HelpCentre(
            ground.database,
            ground.clock,
            knowledge=self.knowledge,
            graph=self.graph,
            questions=self.questions,
            public=PublicSide(
                ground.vault, mask_for, self.item_files, ground.settings.server.public_url
            ),
        )

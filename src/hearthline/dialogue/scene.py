"""Everything that a turn needs to know, read in one short transaction before it begins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hearthline.conversations import (
    Channel,
    Channels,
    Conversation,
    Conversations,
    Message,
    MessageKind,
    SenderKind,
    Status,
)
from hearthline.dialogue.engine import Said
from hearthline.dialogue.hearing.heard import Hit
from hearthline.dialogue.machine.commands import Found
from hearthline.dialogue.machine.effects import Situation
from hearthline.dialogue.machine.levels import OwnAccount
from hearthline.dialogue.operations.ports import Asking
from hearthline.dialogue.store import DialogueStore, Standing
from hearthline.kernel import ConversationId, TenantId
from hearthline.knowledge import Hit as Article
from hearthline.knowledge import Knowledge, View
from hearthline.platform.db import Session

_MEDIA = {MessageKind.IMAGE, MessageKind.FILE, MessageKind.AUDIO, MessageKind.LOCATION}
_LOOK_AHEAD = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """A conversation as it stands, and the message that is to be answered, if any."""

    conversation: Conversation
    channel: Channel
    standing: Standing
    message: Message | None = None

    @property
    def seq(self) -> int:
        """The number of the message that is answered."""
        return 0 if self.message is None else self.message.seq

    def said(self) -> Said:
        """The message as the engine takes it."""
        message = self.message
        if message is None:
            return Said("")
        choice = message.data.get("choice") if message.kind is MessageKind.CHOICE else None
        return Said(message.text, choice, message.kind in _MEDIA)

    def situation(self, now: datetime) -> Situation:
        """What surrounds the turn."""
        conversation, message = self.conversation, self.message
        return Situation(
            conversation=str(conversation.id),
            message_id="" if message is None else str(message.id),
            message_text="" if message is None else message.text,
            message_at=now if message is None else message.created_at,
            now=now,
            locale=conversation.locale,
            channel=self.channel.kind.value,
            level=conversation.verify_level,
            accounts=self._accounts(),
            bot_name=self.channel.bot_name,
        )

    def asking(self, now: datetime) -> Asking:
        """For whom operations are carried out."""
        conversation, message = self.conversation, self.message
        return Asking(
            tenant_id=conversation.tenant_id,
            conversation_id=conversation.id,
            customer_id=conversation.customer_id,
            channel=self.channel.kind.value,
            message_id="" if message is None else str(message.id),
            subject=conversation.subject,
            accounts=self.situation(now).own(self.standing.state),
            at=now,
            emotion=self.standing.state.emotion,
        )

    def _accounts(self) -> tuple[OwnAccount, ...]:
        level = self.conversation.verify_level
        return tuple(
            OwnAccount(one.domain, one.account_no, level) for one in self.conversation.accounts
        )


class Scenes:
    """Reads scenes."""

    def __init__(self, conversations: Conversations, channels: Channels) -> None:
        """Stand on the threads and the ways in."""
        self._conversations = conversations
        self._channels = self.channels = channels
        self._store = DialogueStore()

    async def due(self, session: Session, conversation_id: ConversationId) -> Scene | None:
        """The scene of the oldest message that the bot owes an answer; None when there is none."""
        conversation = await self._conversations.get(session, conversation_id)
        if not conversation.awaits_bot:
            return None
        messages = await self._conversations.read(
            session, conversation_id, after_seq=conversation.answered_seq, limit=_LOOK_AHEAD
        )
        waiting = [one for one in messages if one.sender.kind is SenderKind.CUSTOMER]
        return await self._scene(session, conversation, waiting[0]) if waiting else None

    async def unasked(self, session: Session, conversation_id: ConversationId) -> Scene:
        """The scene of what the bot says by itself."""
        conversation = await self._conversations.get(session, conversation_id)
        return await self._scene(session, conversation, None)

    async def lines(self, session: Session, scene: Scene, *, limit: int) -> list[Message]:
        """The last words of a conversation, notices left out."""
        last = scene.conversation.last_seq + 1
        messages = await self._conversations.read(
            session, scene.conversation.id, before_seq=last, limit=limit
        )
        return [one for one in messages if one.kind is not MessageKind.NOTICE and one.text]

    async def _scene(
        self, session: Session, conversation: Conversation, message: Message | None
    ) -> Scene:
        return Scene(
            conversation=conversation,
            channel=await self._channels.by_id(session, conversation.channel_id),
            standing=await self._store.load(session, conversation.id),
            message=message,
        )


def has_bot(conversation: Conversation) -> bool:
    """Whether the bot has the conversation."""
    return conversation.status is Status.BOT


def is_free(conversation: Conversation) -> bool:
    """Whether the bot has it for good, not for one step only that an agent asked for."""
    return has_bot(conversation) and not conversation.is_lent


class Shelf:
    """The knowledge base as one customer may see it in this turn; `found` is all that it gave."""

    def __init__(
        self,
        knowledge: Knowledge,
        tenant_id: TenantId,
        *,
        channel: str,
        at: datetime,
        domains: Sequence[str] = (),
    ) -> None:
        """For one tenant, the trades of a channel, and a moment."""
        self._knowledge = knowledge
        self._tenant_id = tenant_id
        self._view = View(at=at, channel=channel, domains=tuple(domains))
        self.found: list[Hit] = []

    async def search(self, query: str) -> Sequence[Hit]:
        """The best articles, best first."""
        found = await self._knowledge.search(self._tenant_id, query, view=self._view)
        hits = [hit_of(article) for article in found]
        self.found += hits
        return hits

    async def answer_to(self, intent: str, query: str, *, domain: str) -> Hit | None:
        """The article of a trade that serves an intent."""
        view = replace(self._view, domains=(domain,)) if domain else self._view
        found = await self._knowledge.answer_to(self._tenant_id, intent, query, view=view)
        if found is None:
            return None
        hit = hit_of(found)
        self.found.append(hit)
        return hit


def hit_of(article: Article) -> Hit:
    """An article that was found, as dialogue sees it."""
    found = Found(
        article=str(article.article_id),
        version=article.version,
        title=article.title,
        answer=article.answer,
        is_local_rule=article.is_local_rule,
        domain=article.domain,
        related=article.related_titles,
    )
    return Hit(found=found, band=article.band.value, score=article.score)

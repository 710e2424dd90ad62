"""Summaries of conversations, with the codes that the tenant's desk uses."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from hearthline.assist.situation import Situations
from hearthline.assist.summary.drafting import CodeGuess, Summary, guessed_codes, summary_of
from hearthline.assist.summary.rephrasing import Rephrasing
from hearthline.customers import due_of
from hearthline.kernel import ConversationId, TenantId
from hearthline.platform.db import Database
from hearthline.routing import DeskSettings


@dataclass(frozen=True, slots=True)
class Drafted:
    """A summary and the codes that fit it best; `todo_due_at`: by when 待办 was promised."""

    summary: Summary
    codes: tuple[CodeGuess, ...]
    todo_due_at: datetime | None = None


class Summaries:
    """Drafts what an agent confirms when a conversation is over."""

    def __init__(
        self,
        database: Database,
        situations: Situations,
        settings: DeskSettings,
        *,
        rephrasing: Rephrasing | None = None,
    ) -> None:
        """Collaborators, made by composition; without `rephrasing` the plain draft is given."""
        self._database = database
        self._situations = situations
        self._settings = settings
        self._rephrasing = rephrasing

    async def draft(self, tenant_id: TenantId, conversation_id: ConversationId) -> Drafted:
        """Draft a summary; raises NoSuchConversation."""
        situation = await self._situations.of(tenant_id, conversation_id)
        async with self._database.session(tenant_id) as session:
            setting = await self._settings.get(session)
        codes = [(one.code, one.label) for group in setting.groups for one in group.codes]
        plain = await asyncio.to_thread(summary_of, situation)
        todo = plain.parts.get("todo")
        due = due_of(todo.text, situation.now) if todo is not None else None
        guessed = tuple(guessed_codes(situation, plain, codes))
        if self._rephrasing is None:
            return Drafted(plain, guessed, due)
        return Drafted(await self._rephrasing.of(situation, plain), guessed, due)

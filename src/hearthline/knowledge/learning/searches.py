"""The log of searches at the desk, as a route's dependency."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends

from hearthline.access import Staff
from hearthline.knowledge.learning.model import Asked, Best, Outcome, Source
from hearthline.knowledge.learning.service import Questions
from hearthline.knowledge.model import Band, Hit
from hearthline.platform.db import Database
from hearthline.platform.http import here


class SearchLog:
    """Writes down what a member of staff searched for, and what was found."""

    def __init__(
        self,
        questions: Annotated[Questions, Depends(here(Questions))],
        database: Annotated[Database, Depends(here(Database))],
    ) -> None:
        """Collaborators."""
        self._questions = questions
        self._database = database

    async def note(
        self, caller: Staff, query: str, hits: Sequence[Hit], *, audience: str, channel: str
    ) -> None:
        """Write a search; a hit that is worth showing makes it one that was answered."""
        best = hits[0] if hits else None
        found = None
        if best is not None:
            found = Best(best.article_id, best.version, best.score, best.band)
        is_usable = best is not None and best.band is not Band.NONE
        asked = Asked(
            text=query,
            source=Source.DESK,
            outcome=Outcome.LISTED if is_usable else Outcome.UNANSWERED,
            channel=channel,
            audience=audience,
            domain="" if best is None else best.domain,
            best=found,
            staff_id=caller.id,
        )
        async with self._database.session(caller.tenant_id) as session:
            await self._questions.ask(session, asked)

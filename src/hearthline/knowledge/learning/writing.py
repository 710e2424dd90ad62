"""Writes what was decided into working copies; from there it goes the way of every draft."""

from hearthline.access import Staff
from hearthline.kernel import ArticleId
from hearthline.knowledge.errors import ArticleUnknown
from hearthline.knowledge.learning.errors import CannotUndo
from hearthline.knowledge.life import CopyState, Editing, WorkingCopy
from hearthline.knowledge.life.errors import CopyUnknown
from hearthline.knowledge.model import Draft
from hearthline.knowledge.service import Knowledge
from hearthline.platform.db import Session

_NOTE = "由知识缺口形成"


class Writing:
    """Adds wordings to working copies and begins drafts, and takes both back."""

    def __init__(self, editing: Editing, knowledge: Knowledge) -> None:
        """Stand on the life of items."""
        self._editing = editing
        self._knowledge = knowledge

    async def add_wording(
        self, session: Session, article_id: ArticleId, question: str, *, by: Staff
    ) -> str:
        """Add a similar question to the article's working copy; raises what saving raises.

        Gives the question, or nothing when it stood there already.
        """
        copy = await self._editing.open(session, article_id, by=by)
        if question == copy.draft.title or question in copy.draft.questions:
            return ""
        questions = (*copy.draft.questions, question)
        await self._editing.save(
            session, article_id, {"questions": questions}, counter=copy.counter, by=by
        )
        return question

    async def take_wording(
        self, session: Session, article_id: ArticleId, question: str, *, by: Staff
    ) -> None:
        """Take a similar question out of the working copy; raises CannotUndo once approved.

        A working copy that is as the published version again is thrown away.
        """
        newest = await self._newest(session, article_id)
        if newest is not None and question in newest.questions:
            raise CannotUndo
        copy = await self._copy(session, article_id)
        if copy is None or question not in copy.draft.questions:
            return
        left = tuple(one for one in copy.draft.questions if one != question)
        saved = await self._editing.save(
            session, article_id, {"questions": left}, counter=copy.counter, by=by
        )
        if saved.draft == newest:
            await self._editing.discard(session, article_id, counter=saved.counter, by=by)

    async def begin(self, session: Session, draft: Draft, *, by: Staff) -> ArticleId:
        """Begin a new article as a draft; its slug is made when it has none."""
        copy = await self._editing.create(session, draft, by=by, note=_NOTE)
        return copy.article_id

    async def drop(self, session: Session, article_id: ArticleId, *, by: Staff) -> None:
        """Throw a draft away that nobody wrote on; raises CannotUndo when somebody did."""
        if await self._newest(session, article_id) is not None:
            raise CannotUndo
        copy = await self._copy(session, article_id)
        if copy is None:
            return
        if copy.counter > 1:
            raise CannotUndo
        await self._editing.discard(session, article_id, counter=copy.counter, by=by)

    async def _copy(self, session: Session, article_id: ArticleId) -> WorkingCopy | None:
        """The working copy if it may still be written on; raises CannotUndo in review."""
        try:
            copy = await self._editing.copy(session, article_id)
        except (CopyUnknown, ArticleUnknown):
            return None
        if copy.state is CopyState.IN_REVIEW:
            raise CannotUndo
        return copy

    async def _newest(self, session: Session, article_id: ArticleId) -> Draft | None:
        """The version in force, else the newest one; None when none was approved yet."""
        try:
            return (await self._knowledge.get(session, article_id)).draft
        except ArticleUnknown:
            return None

"""Writing: working copies with autosave and undo, handing in, review by a second person."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hearthline.access import Staff
from hearthline.kernel import ArticleId, Id
from hearthline.knowledge.life.completeness import lacks_of
from hearthline.knowledge.life.errors import (
    BasisMoved,
    CopyInReview,
    CopyMoved,
    CopyNotSubmitted,
    DraftIncomplete,
    NothingToSubmit,
    NothingToUndo,
    ReviewByAuthor,
    SlugTaken,
)
from hearthline.knowledge.life.merging import merged
from hearthline.knowledge.life.model import CopyState, Merged, WorkingCopy
from hearthline.knowledge.life.reading import Reading
from hearthline.knowledge.life.store import Edit
from hearthline.knowledge.model import Article, Draft, Origin, Signature
from hearthline.platform.db import Session


class Writing(Reading):
    """What writers and reviewers do with working copies."""

    async def create(
        self, session: Session, draft: Draft, *, by: Staff, note: str = ""
    ) -> WorkingCopy:
        """Begin a new item as a draft; an empty slug gets one; raises SlugTaken."""
        await self._store.lock(session)
        slug = (
            draft.slug if draft.slug.rpartition("/")[2] else f"{draft.slug}k-{Id.new().hex[-12:]}"
        )
        if await self._store.find(session, slug) is not None:
            raise SlugTaken(slug=slug)
        article_id = await self._store.article(session, slug, at=self._clock.now())
        await self._begin(session, article_id, replace(draft, slug=slug), by=by, note=note)
        await self._note(session, article_id, "created", by=by, note=note)
        return await self.copy(session, article_id)

    async def open(self, session: Session, article_id: ArticleId, *, by: Staff) -> WorkingCopy:
        """The working copy, taken from the newest version when there is none."""
        known = await self._copies.find(session, article_id)
        if known is not None:
            return known
        await self._knowledge.known(session, article_id)
        newest = await self._newest(session, article_id)
        if newest is None:
            return await self.copy(session, article_id)
        await self._begin(session, article_id, newest.draft, by=by, based_on=newest.version)
        await self._cards.refresh(session, [article_id])
        return await self.copy(session, article_id)

    async def save(
        self,
        session: Session,
        article_id: ArticleId,
        changes: Mapping[str, Any],
        *,
        counter: int,
        by: Staff,
    ) -> WorkingCopy:
        """Write changed fields; raises CopyUnknown, CopyMoved (who and when), CopyInReview.

        What is the same already is no change: autosave may come again.
        """
        copy = await self._mine(session, article_id, counter)
        draft = replace(copy.draft, **changes)
        if draft == copy.draft:
            return copy
        return await self._write(session, copy, draft, by=by)

    async def undo(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff
    ) -> WorkingCopy:
        """Go one saved change back; raises NothingToUndo and what `save` raises."""
        copy = await self._mine(session, article_id, counter)
        at = self._clock.now()
        before = await self._copies.step_back(session, copy, by=by.id, at=at)
        if before is None:
            raise NothingToUndo
        await self._cards.refresh(session, [article_id])
        return before

    async def discard(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff
    ) -> None:
        """Throw a working copy away; raises what `save` raises."""
        await self._mine(session, article_id, counter)
        await self._copies.drop(session, article_id)
        await self._cards.drop_empty(session, article_id)
        await self._note(session, article_id, "discarded", by=by)

    async def rebase(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff
    ) -> Merged:
        """Bring the copy onto the newest version; fields that both changed are named."""
        copy = await self._mine(session, article_id, counter)
        newest = await self._newest(session, article_id)
        if newest is None or newest.version == copy.based_on:
            return Merged(copy, ())
        base = None
        if copy.based_on:
            base = (await self._knowledge.get(session, article_id, version=copy.based_on)).draft
        draft, clashes = merged(copy.draft, base, newest.draft)
        based = replace(copy, based_on=newest.version)
        return Merged(await self._write(session, based, draft, by=by), clashes)

    async def submit(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff, note: str = ""
    ) -> WorkingCopy:
        """Hand it in for review; raises DraftIncomplete, BasisMoved, and what `save` raises."""
        copy = await self._mine(session, article_id, counter)
        lacks = lacks_of(copy.draft)
        if lacks:
            raise DraftIncomplete(lacks)
        newest = await self._on_newest(session, copy)
        if newest is not None and newest.draft == copy.draft:
            raise NothingToSubmit
        at = self._clock.now()
        handed = await self._copies.mark(
            session, copy, CopyState.IN_REVIEW, note=note, by=by.id, at=at
        )
        await self._record(session, article_id, "submitted", by=by, note=note)
        return handed

    async def recall(self, session: Session, article_id: ArticleId, *, by: Staff) -> WorkingCopy:
        """Take it back from review, to write on; raises CopyUnknown, CopyNotSubmitted."""
        copy = await self._submitted(session, article_id)
        back = await self._copies.mark(session, copy, CopyState.DRAFT, note=copy.note)
        await self._note(session, article_id, "recalled", by=by)
        return back

    async def reject(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff, note: str
    ) -> WorkingCopy:
        """Give it back to its writers with a reason; raises CopyNotSubmitted, CopyMoved."""
        copy = await self._submitted(session, article_id)
        await self._see_counter(session, copy, counter)
        back = await self._copies.mark(session, copy, CopyState.DRAFT, note=note)
        await self._record(session, article_id, "rejected", by=by, note=note)
        return back

    async def approve(
        self, session: Session, article_id: ArticleId, *, counter: int, by: Staff, note: str = ""
    ) -> Article:
        """Make it a revision that may be published, by another person than its writers.

        Raises ReviewByAuthor, CopyNotSubmitted, CopyMoved, BasisMoved.
        """
        await self._store.lock(session)
        copy = await self._submitted(session, article_id)
        await self._see_counter(session, copy, counter)
        if by.id in (*copy.authors, copy.submitted_by):
            raise ReviewByAuthor
        newest = await self._on_newest(session, copy)
        signed = Signature(Origin.DESK, copy.submitted_by, by.id, note or copy.note)
        version = 1 + (newest.version if newest else 0)
        at = self._clock.now()
        await self._store.add(session, copy.draft, version=version, signed=signed, at=at)
        await self._copies.drop(session, article_id)
        await self._record(session, article_id, "approved", by=by, version=version, note=note)
        return await self._knowledge.get(session, article_id, version=version)

    async def candidate(self, session: Session, article_id: ArticleId, *, counter: int) -> Article:
        """What was handed in as it would be published, to be tried before it is.

        Raises CopyNotSubmitted, CopyMoved.
        """
        copy = await self._submitted(session, article_id)
        await self._see_counter(session, copy, counter)
        now = self._clock.now()
        return Article(article_id, 0, Origin.DESK, copy.draft, now, is_published=False)

    async def _begin(
        self,
        session: Session,
        article_id: ArticleId,
        draft: Draft,
        *,
        by: Staff,
        based_on: int = 0,
        note: str = "",
    ) -> None:
        edit = Edit(draft, based_on, by.id, self._clock.now())
        await self._copies.open(session, article_id, edit, note=note)

    async def _write(
        self, session: Session, copy: WorkingCopy, draft: Draft, *, by: Staff
    ) -> WorkingCopy:
        edit = Edit(draft, copy.based_on, by.id, self._clock.now())
        written = await self._copies.write(session, copy.article_id, edit)
        await self._cards.refresh(session, [copy.article_id])
        return written

    async def _mine(self, session: Session, article_id: ArticleId, counter: int) -> WorkingCopy:
        """The copy, if it is to be written on and nobody saved meanwhile."""
        copy = await self.copy(session, article_id)
        if copy.state is CopyState.IN_REVIEW:
            raise CopyInReview
        await self._see_counter(session, copy, counter)
        return copy

    async def _see_counter(self, session: Session, copy: WorkingCopy, counter: int) -> None:
        if copy.counter == counter:
            return
        names = await self._names(session, [copy.edited_by])
        raise CopyMoved(
            counter=copy.counter,
            name=names.get(copy.edited_by, "—"),
            edited_by=copy.edited_by,
            edited_at=self.told(copy.edited_at),
        )

    async def _submitted(self, session: Session, article_id: ArticleId) -> WorkingCopy:
        copy = await self.copy(session, article_id)
        if copy.state is not CopyState.IN_REVIEW:
            raise CopyNotSubmitted
        return copy

    async def _on_newest(self, session: Session, copy: WorkingCopy) -> Article | None:
        """The newest version, which the copy must have been taken from."""
        newest = await self._newest(session, copy.article_id)
        if newest is not None and newest.version != copy.based_on:
            raise BasisMoved(based_on=copy.based_on, newest=newest.version)
        return newest

    async def _newest(self, session: Session, article_id: ArticleId) -> Article | None:
        found = await self._store.revisions(session, article_id, before=None, limit=1)
        return found[0] if found else None

    async def _record(
        self,
        session: Session,
        article_id: ArticleId,
        deed: str,
        *,
        by: Staff,
        version: int | None = None,
        note: str = "",
    ) -> None:
        """Write a deed that must be answerable for into the audit too."""
        await self._note(session, article_id, deed, by=by, version=version, note=note)
        await self._audit.record(
            session,
            by,
            f"article.{deed}",
            subject_kind="article",
            subject_id=article_id,
            details={"version": version, "note": note},
        )

"""Routes: lists of items, the catalogue, histories, conflicts, changes of many."""

from typing import Annotated

from fastapi import APIRouter, Query

from hearthline.kernel import ArticleId, EventId
from hearthline.knowledge.life.api import Reviewer, RoomHere, Viewer, Writer
from hearthline.knowledge.life.bodies import (
    ChangeMany,
    ListArticles,
    ListAsOf,
    Moment,
    MoveCatalogue,
)
from hearthline.knowledge.life.cursors import Cursor, cursor_of, place_of
from hearthline.knowledge.life.history_wire import (
    DeedOut,
    DeedPage,
    DifferenceList,
    InForceOut,
    PublicationOut,
    PublicationPage,
    RevisionOut,
    RevisionPage,
    StandingOut,
    StandingPage,
    UseList,
)
from hearthline.knowledge.life.model import BatchId
from hearthline.knowledge.life.wire import (
    BulkOut,
    CardOut,
    CardPage,
    CatalogueOut,
    ConflictPage,
    DraftOut,
    DraftPage,
    OverviewOut,
    ReviewOut,
    ReviewPage,
)
from hearthline.platform.http import StrictJson

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

Limit = Annotated[int, Query(ge=1, le=200)]
Number = Annotated[int | None, Query(ge=0, le=2_000_000_000)]


@router.get("/articles", operation_id="listArticles")
async def list_articles(
    asked: Annotated[ListArticles, Query()], caller: Viewer, room: RoomHere
) -> CardPage:
    """A page of items, what changed last first: drafts, published, expired and withdrawn ones."""
    wanted, limit = asked.sought(), asked.limit
    async with room.database.session(caller.tenant_id) as session:
        cards = await room.editing.list(session, wanted)
    now = room.editing.now()
    is_full = len(cards) == limit
    after = cursor_of(cards[-1].changed_at, cards[-1].article_id) if is_full else None
    return CardPage(items=[CardOut.of(card, now) for card in cards], next_cursor=after)


@router.get("/overview", operation_id="getKnowledgeOverview")
async def get_overview(caller: Viewer, room: RoomHere) -> OverviewOut:
    """How many items stand how, which end soon, and which are past their review date."""
    async with room.database.session(caller.tenant_id) as session:
        return OverviewOut.of(await room.editing.overview(session))


@router.get("/catalogue", operation_id="getCatalogue")
async def get_catalogue(caller: Viewer, room: RoomHere) -> CatalogueOut:
    """The tree of the catalogue with counts, the tags and the owners in use."""
    listing = room.editing.listing
    async with room.database.session(caller.tenant_id) as session:
        branches = await listing.tree(session)
        tags, owners = await listing.tags(session), await listing.owners(session)
    return CatalogueOut.of(branches, tags, owners)


@router.post("/catalogue/move", operation_id="moveCatalogue")
async def move_catalogue(body: MoveCatalogue, caller: Writer, room: RoomHere) -> BulkOut:
    """Move a place of the catalogue with all below it; it can be undone."""
    async with room.database.session(caller.tenant_id) as session:
        return BulkOut.of(await room.editing.move(session, body.path, body.to, by=caller))


@router.post("/bulk", operation_id="changeManyArticles")
async def change_many(body: ChangeMany, caller: Writer, room: RoomHere) -> BulkOut:
    """Change many items: place, tags, owner, review date at once; whom and when as drafts."""
    async with room.database.session(caller.tenant_id) as session:
        outcome = await room.editing.bulk(session, body.articles, body.change(), by=caller)
    return BulkOut.of(outcome)


@router.post("/bulk/{batch_id}/undo", operation_id="undoBulk")
async def undo_bulk(batch_id: BatchId, caller: Writer, room: RoomHere) -> BulkOut:
    """Undo a change of many; what was changed again since is left, and named."""
    async with room.database.session(caller.tenant_id) as session:
        return BulkOut.of(await room.editing.undo_bulk(session, batch_id, by=caller))


@router.get("/reviews", operation_id="listReviews")
async def list_reviews(
    caller: Reviewer, room: RoomHere, *, cursor: Cursor | None = None, limit: Limit = 50
) -> ReviewPage:
    """What waits for review, the longest first."""
    place = place_of(cursor)
    after = None if place is None else (place.changed_at, place.article_id)
    async with room.database.session(caller.tenant_id) as session:
        copies = await room.editing.reviews(session, after=after, limit=limit)
        names = await room.names(session, [one.submitted_by for one in copies])
    items = [ReviewOut.of(copy, names, asker=caller.id) for copy in copies]
    is_full = len(items) == limit
    last = cursor_of(items[-1].submitted_at, items[-1].article_id) if is_full else None
    return ReviewPage(items=items, next_cursor=last)


@router.get("/drafts", operation_id="listDrafts")
async def list_drafts(
    caller: Viewer,
    room: RoomHere,
    *,
    mine: bool = False,
    cursor: Cursor | None = None,
    limit: Limit = 50,
) -> DraftPage:
    """What is being written, the latest first; with `mine`, what the asker wrote on."""
    place = place_of(cursor)
    after = None if place is None else (place.changed_at, place.article_id)
    by = caller.id if mine else None
    async with room.database.session(caller.tenant_id) as session:
        copies = await room.editing.drafts(session, by=by, after=after, limit=limit)
        names = await room.names(session, [one.edited_by for one in copies])
    is_full = len(copies) == limit
    last = cursor_of(copies[-1].edited_at, copies[-1].article_id) if is_full else None
    return DraftPage(items=[DraftOut.of(copy, names) for copy in copies], next_cursor=last)


@router.get("/conflicts", operation_id="listConflicts")
async def list_conflicts(
    caller: Viewer, room: RoomHere, *, cursor: Number = None, limit: Limit = 50
) -> ConflictPage:
    """Items whose questions are nearly the same: first with different answers, then the same."""
    found = await room.editing.conflicts(caller.tenant_id, room.database)
    begin = cursor or 0
    page = list(found[begin : begin + limit])
    after = str(begin + limit) if begin + limit < len(found) else None
    return ConflictPage.of(page, total=len(found), next_cursor=after)


@router.get("/articles/{article_id}/revisions", operation_id="listRevisions")
async def list_revisions(
    article_id: ArticleId,
    caller: Viewer,
    room: RoomHere,
    *,
    cursor: Number = None,
    limit: Limit = 50,
) -> RevisionPage:
    """The versions of an article, the newest first, with who wrote and who approved them."""
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.revisions(session, article_id, before=cursor, limit=limit)
        people = [who for one in found for who in (one.author_id, one.reviewer_id)]
        names = await room.names(session, people)
    after = str(found[-1].version) if len(found) == limit else None
    return RevisionPage(items=[RevisionOut.of(one, names) for one in found], next_cursor=after)


@router.get("/articles/{article_id}/publications", operation_id="listPublications")
async def list_publications(
    article_id: ArticleId,
    caller: Viewer,
    room: RoomHere,
    *,
    cursor: Number = None,
    limit: Limit = 50,
) -> PublicationPage:
    """When which version was in force, why and by whom, the latest first."""
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.publications(session, article_id, before=cursor, limit=limit)
        people = [who for one in found for who in (one.by, one.withdrawn_by)]
        names = await room.names(session, people)
    after = str(found[-1].number) if len(found) == limit else None
    items = [PublicationOut.of(one, names) for one in found]
    return PublicationPage(items=items, next_cursor=after)


@router.get("/articles/{article_id}/history", operation_id="listArticleHistory")
async def list_history(
    article_id: ArticleId,
    caller: Viewer,
    room: RoomHere,
    *,
    cursor: EventId | None = None,
    limit: Limit = 50,
) -> DeedPage:
    """What was done to an article, by whom and when, the latest first."""
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.deeds(session, article_id, before=cursor, limit=limit)
        names = await room.names(session, [one.by for one in found])
    after = str(found[-1].id) if len(found) == limit else None
    return DeedPage(items=[DeedOut.of(one, names) for one in found], next_cursor=after)


@router.get("/articles/{article_id}/diff", operation_id="diffArticle")
async def diff_article(
    article_id: ArticleId,
    caller: Viewer,
    room: RoomHere,
    *,
    before: Number = None,
    after: Number = None,
) -> DifferenceList:
    """What differs between two versions; without `after`, what was changed last."""
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.diff(session, article_id, before=before, after=after)
    return DifferenceList.of(list(found))


@router.get("/as-of", operation_id="listArticlesAsOf")
async def list_as_of(
    asked: Annotated[ListAsOf, Query()], caller: Viewer, room: RoomHere
) -> StandingPage:
    """Every item that was in force at a moment, with the version that was; without one, now."""
    moment = asked.at or room.editing.now()
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.in_force(
            session, moment, text=asked.q, after=asked.cursor, limit=asked.limit
        )
    after = found[-1].slug if len(found) == asked.limit else None
    items = [StandingOut.model_validate(one) for one in found]
    return StandingPage(at=moment, items=items, next_cursor=after)


@router.get("/articles/{article_id}/as-of", operation_id="readArticleAsOf")
async def read_as_of(
    article_id: ArticleId, caller: Viewer, room: RoomHere, *, at: Moment | None = None
) -> InForceOut:
    """What an article said at a moment, for disputes; without one, now."""
    moment = at or room.editing.now()
    async with room.database.session(caller.tenant_id) as session:
        found = await room.editing.as_of(session, article_id, moment)
        people = [found.publication.by, found.publication.withdrawn_by]
        names = await room.names(session, people)
    return InForceOut.of(found, names)


@router.get("/articles/{article_id}/uses", operation_id="listArticleUses")
async def list_uses(article_id: ArticleId, caller: Viewer, room: RoomHere) -> UseList:
    """Where an item is used: items that name it, flows that lead to it, its scenes."""
    mentions = await room.editing.mentions(caller.tenant_id)
    async with room.database.session(caller.tenant_id) as session:
        uses = await room.editing.where_used(session, article_id, mentions=mentions)
    return UseList.of(list(uses))

"""Routes: the graph of the trade, for the desk's people and the knowledge editors."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.editing import GraphEditing
from hearthline.knowledge.graph.model import (
    MOST_DEPTH,
    MOST_NODES,
    EntitiesWanted,
    EntityId,
    EntityKind,
    Reach,
    RelationId,
)
from hearthline.knowledge.graph.service import Graph
from hearthline.knowledge.graph.wire import (
    AddEntity,
    AddRelation,
    AssociatedList,
    AssociatedOut,
    ChangeEntity,
    CountsOut,
    EditedEntity,
    EditedRelation,
    EditOut,
    EditPage,
    EntityOut,
    EntityPage,
    ExtractionOut,
    GraphHits,
    MergeEntity,
    NeighbourhoodOut,
    PathOut,
    RelationOut,
)
from hearthline.knowledge.model import Band, View
from hearthline.knowledge.service import Knowledge
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

DatabaseHere = Annotated[Database, Depends(here(Database))]
GraphHere = Annotated[Graph, Depends(here(Graph))]
EditingHere = Annotated[GraphEditing, Depends(here(GraphEditing))]
KnowledgeHere = Annotated[Knowledge, Depends(here(Knowledge))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
Who = Literal["customer", "agent", "field", "manager"]
Where = Annotated[str, Query(pattern=r"^[a-z]{1,20}$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Few = Annotated[int, Query(ge=1, le=20)]
_SEEDS = 3


@dataclass(frozen=True, slots=True)
class Seeds:
    """A question, whose eyes it is asked for, and where to begin if it names nothing."""

    query: str
    view: View
    ids: tuple[ArticleId, ...]


async def view_wanted(
    knowledge: KnowledgeHere, audience: Who = "agent", channel: Where = "web"
) -> View:
    """Whose eyes the query asks for."""
    return knowledge.view(audience, channel)


async def start_wanted(
    q: Annotated[str, Query(max_length=80)] = "",
    kind: EntityKind | None = None,
    cursor: EntityId | None = None,
    limit: Limit = 50,
) -> EntitiesWanted:
    """The page that the query asks for; a cursor is the last entity of the page before."""
    return EntitiesWanted(q, kind, cursor, limit)


async def reach_wanted(
    depth: Annotated[int, Query(ge=1, le=MOST_DEPTH)] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_NODES)] = 100,
    kind: Annotated[list[EntityKind] | None, Query()] = None,
) -> Reach:
    """How far the query wants to go."""
    return Reach(depth, limit, tuple(kind or ()))


ViewAsked = Annotated[View, Depends(view_wanted)]


async def seeds_wanted(
    caller: Viewer,
    knowledge: KnowledgeHere,
    view: ViewAsked,
    q: Annotated[str, Query(min_length=1, max_length=200)],
) -> Seeds:
    """The question, and the items that the ordinary search finds for it."""
    hits = await knowledge.search(caller.tenant_id, q, view=view, limit=_SEEDS)
    return Seeds(q, view, tuple(hit.article_id for hit in hits if hit.band is not Band.NONE))


@router.get("/graph", operation_id="countGraph")
async def count_graph(caller: Viewer, database: DatabaseHere, graph: GraphHere) -> CountsOut:
    """How many entities of each kind there are."""
    async with database.session(caller.tenant_id) as session:
        counts = await graph.counts(session)
    return CountsOut(total=sum(counts.values()), by_kind=counts)


@router.get("/graph/entities", operation_id="listGraphEntities")
async def list_entities(
    caller: Viewer,
    database: DatabaseHere,
    graph: GraphHere,
    wanted: Annotated[EntitiesWanted, Depends(start_wanted)],
) -> EntityPage:
    """A page of entities by kind and name; items only when their kind is asked for."""
    async with database.session(caller.tenant_id) as session:
        found = await graph.page(session, wanted)
    last = found[-1].id if len(found) == wanted.limit else None
    return EntityPage(items=[EntityOut.of(one) for one in found], next_cursor=last)


@router.post("/graph/entities", operation_id="addGraphEntity", status_code=201)
async def add_entity(
    body: AddEntity, caller: Editor, database: DatabaseHere, editing: EditingHere
) -> EditedEntity:
    """Add an entity; one that was deleted comes back."""
    async with database.session(caller.tenant_id) as session:
        entity, edit = await editing.add(
            session, body.kind, name=body.name, note=body.note, by=caller
        )
    return EditedEntity(entity=EntityOut.of(entity), edit=EditOut.of(edit))


@router.get("/graph/entities/{entity_id}", operation_id="readGraphEntity")
async def read_entity(
    entity_id: EntityId, caller: Viewer, database: DatabaseHere, graph: GraphHere
) -> EntityOut:
    """An entity."""
    async with database.session(caller.tenant_id) as session:
        return EntityOut.of(await graph.get(session, entity_id))


@router.get("/graph/entities/{entity_id}/neighbourhood", operation_id="walkGraph")
async def walk_graph(
    entity_id: EntityId,
    caller: Viewer,
    database: DatabaseHere,
    graph: GraphHere,
    reach: Annotated[Reach, Depends(reach_wanted)],
) -> NeighbourhoodOut:
    """What is around an entity, with the relations between and what these were read from."""
    async with database.session(caller.tenant_id) as session:
        found = await graph.neighbourhood(session, entity_id, reach)
        sources = await graph.sources(session, found.relations)
    return NeighbourhoodOut.of(found, list(sources))


@router.get("/graph/path", operation_id="findGraphPath")
async def find_path(
    start: Annotated[EntityId, Query(alias="from")],
    end: Annotated[EntityId, Query(alias="to")],
    caller: Viewer,
    *,
    database: DatabaseHere,
    graph: GraphHere,
) -> PathOut:
    """A shortest way between two entities, at most six steps."""
    async with database.session(caller.tenant_id) as session:
        return PathOut.of(await graph.path(session, start, end))


@router.get("/graph/search", operation_id="searchGraph")
async def search_graph(
    caller: Viewer,
    database: DatabaseHere,
    graph: GraphHere,
    found: Annotated[Seeds, Depends(seeds_wanted)],
    limit: Few = 10,
) -> GraphHits:
    """The things of the trade that a question names, and the items around them.

    A question that names none starts from the items that the ordinary search finds.
    """
    async with database.session(caller.tenant_id) as session:
        entities, items = await graph.search(
            session, found.query, view=found.view, seeds=found.ids, limit=limit
        )
    return GraphHits(
        entities=[EntityOut.of(one) for one in entities],
        items=[AssociatedOut.of(one) for one in items],
    )


@router.get("/articles/{article_id}/associated", operation_id="listAssociatedArticles")
async def list_associated(
    article_id: ArticleId,
    caller: Viewer,
    database: DatabaseHere,
    graph: GraphHere,
    view: ViewAsked,
    limit: Few = 6,
) -> AssociatedList:
    """What else applies where an item does, and why; only what that audience may see."""
    async with database.session(caller.tenant_id) as session:
        found = await graph.associated(session, article_id, view=view, limit=limit)
    return AssociatedList(items=[AssociatedOut.of(one) for one in found])


@router.patch("/graph/entities/{entity_id}", operation_id="changeGraphEntity")
async def change_entity(
    entity_id: EntityId,
    body: ChangeEntity,
    caller: Editor,
    database: DatabaseHere,
    editing: EditingHere,
) -> EditedEntity:
    """Rename an entity, annotate it, add names; old names still lead to it."""
    async with database.session(caller.tenant_id) as session:
        entity, edit = await editing.change(session, entity_id, body.change(), by=caller)
    return EditedEntity(entity=EntityOut.of(entity), edit=EditOut.of(edit))


@router.post("/graph/entities/{entity_id}/merge", operation_id="mergeGraphEntity")
async def merge_entity(
    entity_id: EntityId,
    body: MergeEntity,
    caller: Editor,
    database: DatabaseHere,
    editing: EditingHere,
) -> EditedEntity:
    """Let another entity of the kind take this one in, with its names and relations."""
    async with database.session(caller.tenant_id) as session:
        entity, edit = await editing.merge(session, entity_id, body.into, by=caller)
    return EditedEntity(entity=EntityOut.of(entity), edit=EditOut.of(edit))


@router.delete("/graph/entities/{entity_id}", operation_id="deleteGraphEntity")
async def delete_entity(
    entity_id: EntityId, caller: Editor, database: DatabaseHere, editing: EditingHere
) -> EditOut:
    """Delete an entity; it stays away however often items name it."""
    async with database.session(caller.tenant_id) as session:
        return EditOut.of(await editing.delete(session, entity_id, by=caller))


@router.post("/graph/relations", operation_id="addGraphRelation", status_code=201)
async def add_relation(
    body: AddRelation, caller: Editor, database: DatabaseHere, editing: EditingHere
) -> EditedRelation:
    """Relate two entities, items among them."""
    async with database.session(caller.tenant_id) as session:
        relation, edit = await editing.relate(
            session, body.subject_id, kind=body.kind, to=body.object_id, by=caller
        )
    return EditedRelation(relation=RelationOut.of(relation, []), edit=EditOut.of(edit))


@router.delete("/graph/relations/{relation_id}", operation_id="deleteGraphRelation")
async def delete_relation(
    relation_id: RelationId, caller: Editor, database: DatabaseHere, editing: EditingHere
) -> EditOut:
    """Deny a relation; it stays away however often items state it."""
    async with database.session(caller.tenant_id) as session:
        return EditOut.of(await editing.part(session, relation_id, by=caller))


@router.get("/graph/edits", operation_id="listGraphEdits")
async def list_edits(
    caller: Viewer,
    database: DatabaseHere,
    editing: EditingHere,
    cursor: Annotated[int | None, Query(ge=1, le=2_000_000_000)] = None,
    limit: Limit = 50,
) -> EditPage:
    """What people did to the graph, newest first."""
    async with database.session(caller.tenant_id) as session:
        found = await editing.edits(session, before=cursor, limit=limit)
    last = found[-1].number if len(found) == limit else None
    return EditPage(items=[EditOut.of(one) for one in found], next_cursor=last)


@router.post("/graph/edits/{edit_number}/undo", operation_id="undoGraphEdit")
async def undo_edit(
    edit_number: int, caller: Editor, database: DatabaseHere, editing: EditingHere
) -> EditOut:
    """Put back what an edit changed; one that was built upon is undone after those."""
    async with database.session(caller.tenant_id) as session:
        return EditOut.of(await editing.undo(session, edit_number, by=caller))


@router.post("/graph/extract", operation_id="extractGraph")
async def extract_graph(caller: Editor, database: DatabaseHere, graph: GraphHere) -> ExtractionOut:
    """Read what was published since the last time; it also happens by itself after publication."""
    async with database.session(caller.tenant_id) as session:
        return ExtractionOut.of(await graph.extract(session))

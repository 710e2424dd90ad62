"""The graph on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, StringConstraints

from hearthline.kernel import ArticleId, StaffId, Words
from hearthline.knowledge.graph.model import (
    KIND_WORDS,
    Associated,
    Edit,
    Entity,
    EntityChange,
    EntityId,
    EntityKind,
    Extraction,
    Neighbourhood,
    Origin,
    Path,
    Relation,
    RelationId,
    RelationKind,
    Source,
)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class WordsOut(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> Self:
        """From words."""
        return cls(zh=words.zh, en=words.en)


class EntityOut(BaseModel):
    """An entity; `names` are what else leads to it."""

    id: EntityId
    kind: EntityKind
    kind_words: WordsOut
    name: str
    names: list[str]
    note: str
    origin: Origin
    article_id: ArticleId | None

    @classmethod
    def of(cls, entity: Entity) -> Self:
        """From an entity."""
        return cls(
            id=entity.id,
            kind=entity.kind,
            kind_words=WordsOut.of(KIND_WORDS[entity.kind]),
            name=entity.name,
            names=list(entity.names),
            note=entity.note,
            origin=entity.origin,
            article_id=entity.article_id,
        )


class EntityPage(BaseModel):
    """A page of entities; `next_cursor` asks for the next."""

    items: list[EntityOut]
    next_cursor: EntityId | None


class CountsOut(BaseModel):
    """How many entities of each kind there are."""

    total: int
    by_kind: dict[str, int]


class SourceOut(BaseModel):
    """What a relation was read from: `item:<slug>` or `policy:<id>`, and the place in it."""

    source: str
    version: int
    place: str


class RelationOut(BaseModel):
    """A relation, with what it was read from."""

    id: RelationId
    subject_id: EntityId
    kind: RelationKind
    object_id: EntityId
    origin: Origin
    sources: list[SourceOut]

    @classmethod
    def of(cls, relation: Relation, sources: list[Source]) -> Self:
        """From a relation and the sources of all."""
        return cls(
            id=relation.id,
            subject_id=relation.subject_id,
            kind=relation.kind,
            object_id=relation.object_id,
            origin=relation.origin,
            sources=[
                SourceOut(source=one.source, version=one.version, place=one.place)
                for one in sources
                if one.relation_id == relation.id
            ],
        )


class NearOut(BaseModel):
    """An entity and how many steps away it is."""

    entity: EntityOut
    distance: int


class NeighbourhoodOut(BaseModel):
    """What is around an entity, nearest first; `is_cut`: the limits left some out."""

    entities: list[NearOut]
    relations: list[RelationOut]
    is_cut: bool

    @classmethod
    def of(cls, found: Neighbourhood, sources: list[Source]) -> Self:
        """From a neighbourhood."""
        return cls(
            entities=[
                NearOut(entity=EntityOut.of(entity), distance=distance)
                for entity, distance in found.entities
            ],
            relations=[RelationOut.of(one, sources) for one in found.relations],
            is_cut=found.is_cut,
        )


class StepOut(BaseModel):
    """One step: the relation, whether it was gone along from subject to object, and the end."""

    relation: RelationOut
    is_forward: bool
    entity: EntityOut


class PathOut(BaseModel):
    """A shortest way; `steps` is null when the two are not connected within six steps."""

    start: EntityOut | None
    steps: list[StepOut] | None

    @classmethod
    def of(cls, path: Path | None) -> Self:
        """From a path."""
        if path is None:
            return cls(start=None, steps=None)
        steps = [
            StepOut(
                relation=RelationOut.of(one.relation, []),
                is_forward=one.is_forward,
                entity=EntityOut.of(one.entity),
            )
            for one in path.steps
        ]
        return cls(start=EntityOut.of(path.start), steps=steps)


class ReasonOut(BaseModel):
    """Why an item also applies: a thing both name; of kind `item`, that one refers to the other."""

    kind: EntityKind
    kind_words: WordsOut
    name: str
    share: float


class AssociatedOut(BaseModel):
    """An item that also applies, and why, strongest reason first."""

    article_id: ArticleId
    slug: str
    title: str
    score: float
    reasons: list[ReasonOut]

    @classmethod
    def of(cls, found: Associated) -> Self:
        """From what was found."""
        return cls(
            article_id=found.article_id,
            slug=found.slug,
            title=found.title,
            score=found.score,
            reasons=[
                ReasonOut(
                    kind=one.kind,
                    kind_words=WordsOut.of(KIND_WORDS[one.kind]),
                    name=one.name,
                    share=one.share,
                )
                for one in found.reasons
            ],
        )


class AssociatedList(BaseModel):
    """What else applies, best first."""

    items: list[AssociatedOut]


class GraphHits(BaseModel):
    """The entities that a question names, and the items around them."""

    entities: list[EntityOut]
    items: list[AssociatedOut]


class AddEntity(BaseModel):
    """A new entity; items are not made here."""

    kind: EntityKind
    name: Name
    note: Note = ""


class ChangeEntity(BaseModel):
    """What is to be different; `names` are further names to add."""

    name: Name | None = None
    note: Note | None = None
    names: list[Name] | None = None

    def change(self) -> EntityChange:
        """As the service takes it."""
        names = None if self.names is None else tuple(self.names[:50])
        return EntityChange(self.name, self.note, names)


class MergeEntity(BaseModel):
    """The entity that takes this one in."""

    into: EntityId


class AddRelation(BaseModel):
    """A relation between two entities."""

    subject_id: EntityId
    kind: RelationKind
    object_id: EntityId


class EditOut(BaseModel):
    """What a person did, and whether it was undone."""

    number: int
    deed: str
    entities: list[EntityId]
    by_staff: StaffId
    at: datetime
    undone_at: datetime | None

    @classmethod
    def of(cls, edit: Edit) -> Self:
        """From an edit."""
        return cls(
            number=edit.number,
            deed=edit.deed.value,
            entities=list(edit.entities),
            by_staff=edit.by_staff,
            at=edit.at,
            undone_at=edit.undone_at,
        )


class EditPage(BaseModel):
    """A page of edits, newest first."""

    items: list[EditOut]
    next_cursor: int | None


class EditedEntity(BaseModel):
    """An entity after an edit, and the edit's number, by which it is undone."""

    entity: EntityOut
    edit: EditOut


class EditedRelation(BaseModel):
    """A relation after an edit, and the edit's number, by which it is undone."""

    relation: RelationOut
    edit: EditOut


class ExtractionOut(BaseModel):
    """What reading anew has changed."""

    sources: int
    entities: int
    relations: int
    removed: int
    is_complete: bool

    @classmethod
    def of(cls, done: Extraction) -> Self:
        """From an extraction."""
        return cls(
            sources=done.sources,
            entities=done.entities,
            relations=done.relations,
            removed=done.removed,
            is_complete=done.is_complete,
        )

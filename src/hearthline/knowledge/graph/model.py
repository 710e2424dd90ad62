"""Entities of the trade and the typed relations between them, and what people did to them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from hearthline.kernel import ArticleId, Id, StaffId, Words

MOST_DEPTH = 4
MOST_NODES = 400


class EntityId(Id):
    """An entity of the graph."""


class RelationId(Id):
    """A relation of the graph."""


class EntityKind(StrEnum):
    """What sort of thing an entity is; `topic` is a place in the catalogue or a tag."""

    SERVICE = "service"
    FEE = "fee"
    CONDITION = "condition"
    DOCUMENT = "document"
    DEADLINE = "deadline"
    PLACE = "place"
    FAULT = "fault"
    CAUSE = "cause"
    REMEDY = "remedy"
    POLICY = "policy"
    ITEM = "item"
    TOPIC = "topic"
    SCENE = "scene"


class RelationKind(StrEnum):
    """How two entities belong together, read from the subject to the object."""

    IS_ABOUT = "is_about"
    NAMES = "names"
    SEE_ALSO = "see_also"
    BELONGS_TO = "belongs_to"
    PART_OF = "part_of"
    USED_IN = "used_in"
    COSTS = "costs"
    REQUIRES = "requires"
    NEEDS = "needs"
    DUE_WITHIN = "due_within"
    DONE_AT = "done_at"
    CAUSED_BY = "caused_by"
    MENDED_BY = "mended_by"
    HANDLED_BY = "handled_by"
    REGULATED_BY = "regulated_by"
    APPLIES_IN = "applies_in"
    SETS = "sets"


KIND_WORDS = {
    EntityKind.SERVICE: Words(zh="业务", en="service"),
    EntityKind.FEE: Words(zh="费用", en="fee"),
    EntityKind.CONDITION: Words(zh="条件", en="condition"),
    EntityKind.DOCUMENT: Words(zh="材料", en="document"),
    EntityKind.DEADLINE: Words(zh="时限", en="deadline"),
    EntityKind.PLACE: Words(zh="地点", en="place"),
    EntityKind.FAULT: Words(zh="故障", en="fault"),
    EntityKind.CAUSE: Words(zh="原因", en="cause"),
    EntityKind.REMEDY: Words(zh="处理办法", en="remedy"),
    EntityKind.POLICY: Words(zh="依据", en="policy"),
    EntityKind.ITEM: Words(zh="知识", en="item"),
    EntityKind.TOPIC: Words(zh="主题", en="topic"),
    EntityKind.SCENE: Words(zh="场景", en="scene"),
}


class Origin(StrEnum):
    """Whether it was read from an item or a profile, or a person made it."""

    EXTRACTED = "extracted"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the trade. `names` are all that lead to it; an item has its article's id."""

    id: EntityId
    kind: EntityKind
    name: str
    note: str = ""
    origin: Origin = Origin.EXTRACTED
    article_id: ArticleId | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from `subject_id` to `object_id`."""

    id: RelationId
    subject_id: EntityId
    kind: RelationKind
    object_id: EntityId
    origin: Origin = Origin.EXTRACTED


@dataclass(frozen=True, slots=True)
class Source:
    """What a relation was read from: an item or a policy profile, its version, and the place."""

    relation_id: RelationId
    source: str
    version: int
    place: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as an item or a person names it."""

    kind: EntityKind
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation as a source states it."""

    subject: Named
    kind: RelationKind
    object: Named
    place: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one source states, in its version."""

    source: str
    version: int
    facts: tuple[Fact, ...]
    items: tuple[tuple[Named, ArticleId], ...] = ()


@dataclass(frozen=True, slots=True)
class EntitiesWanted:
    """A page of entities: named like `words`, of a kind, after the last of the page before."""

    words: str = ""
    kind: EntityKind | None = None
    after: EntityId | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a walk goes: steps, entities at most, and the only kinds walked through, if any."""

    depth: int = 1
    most: int = 100
    kinds: tuple[EntityKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Entities around one, each with its distance, and the relations between them.

    `is_cut`: there is more than the limits let through.
    """

    entities: tuple[tuple[Entity, int], ...]
    relations: tuple[Relation, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: the relation gone along, and where it leads."""

    relation: Relation
    entity: Entity
    is_forward: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The fewest steps from one entity to another."""

    start: Entity
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Why two items belong together: an entity that both name, or a reference."""

    kind: EntityKind
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Associated:
    """An item that also applies, with the reasons, strongest first; `score` is relative."""

    article_id: ArticleId
    slug: str
    title: str
    score: float
    reasons: tuple[Shared, ...]


class Deed(StrEnum):
    """What a person did to the graph."""

    ADD_ENTITY = "add_entity"
    CHANGE_ENTITY = "change_entity"
    MERGE = "merge"
    DELETE_ENTITY = "delete_entity"
    ADD_RELATION = "add_relation"
    DELETE_RELATION = "delete_relation"


@dataclass(frozen=True, slots=True)
class Edit:
    """One deed of a person, with what was there before; it can be undone."""

    number: int
    deed: Deed
    entities: tuple[EntityId, ...]
    before: dict[str, Any]
    by_staff: StaffId
    at: datetime
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What is to be different; None leaves it as it is. `names` are further ones to add."""

    name: str | None = None
    note: str | None = None
    names: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading anew has changed."""

    sources: int
    entities: int
    relations: int
    removed: int
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """One value of a policy profile: `refund.bands` and what it says."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class Profile:
    """One version of a region's rules, flattened to members."""

    id: str
    version: int
    trade: str
    name: Words
    effective_from: date
    effective_to: date | None
    is_verified: bool
    members: tuple[Member, ...]
    loaded_at: datetime | None = None

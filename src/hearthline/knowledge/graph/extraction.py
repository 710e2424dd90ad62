"""Reads entities and relations out of an item's attributes and front matter. Pure.

The same item always gives the same facts. An attribute's name decides the kind of the entity
that its value names; names that are not in the table are for comparing only.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from hearthline.kernel import ArticleId
from hearthline.knowledge.graph.model import EntityKind, Fact, Named, Reading, RelationKind
from hearthline.knowledge.model import Article, Draft
from hearthline.platform.language import matching_form

RULES_EDITION: Final = 1

_K, _R = EntityKind, RelationKind

KIND_OF_ATTRIBUTE: Final = {
    **dict.fromkeys(("业务", "办理事项", "服务", "service"), _K.SERVICE),
    **dict.fromkeys(("费用", "收费项目", "fee"), _K.FEE),
    **dict.fromkeys(("条件", "办理条件", "适用条件", "condition"), _K.CONDITION),
    **dict.fromkeys(("材料", "所需材料", "document"), _K.DOCUMENT),
    **dict.fromkeys(("时限", "办理时限", "截止", "deadline"), _K.DEADLINE),
    **dict.fromkeys(("地点", "办理地点", "渠道", "place"), _K.PLACE),
    **dict.fromkeys(("故障", "现象", "fault"), _K.FAULT),
    **dict.fromkeys(("原因", "可能原因", "cause"), _K.CAUSE),
    **dict.fromkeys(("处理", "处理办法", "remedy"), _K.REMEDY),
    **dict.fromkeys(("依据", "政策", "policy"), _K.POLICY),
}

TYPED: Final = {
    (_K.SERVICE, _K.FEE): _R.COSTS,
    (_K.SERVICE, _K.CONDITION): _R.REQUIRES,
    (_K.SERVICE, _K.DOCUMENT): _R.NEEDS,
    (_K.SERVICE, _K.DEADLINE): _R.DUE_WITHIN,
    (_K.SERVICE, _K.PLACE): _R.DONE_AT,
    (_K.SERVICE, _K.POLICY): _R.REGULATED_BY,
    (_K.FAULT, _K.CAUSE): _R.CAUSED_BY,
    (_K.FAULT, _K.REMEDY): _R.MENDED_BY,
    (_K.FAULT, _K.SERVICE): _R.HANDLED_BY,
}
_SUBJECTS: Final = (_K.SERVICE, _K.FAULT)
_RULE_BOOK: Final = re.compile(r"GB/?T|GB \d|DL/?T|条例|办法|规定|标准|通知|细则|规范")


def item_named(slug: str, title: str = "") -> Named:
    """An item as an entity: its key is the slug."""
    return Named(_K.ITEM, slug, (title or slug)[:120])


def named(kind: EntityKind, name: str) -> Named | None:
    """An entity by its name; None when nothing of the name is left to compare by."""
    tidy = " ".join(name.split())[:120]
    key = matching_form(tidy)[:200].strip()
    return Named(kind, key, tidy) if key else None


def reading_of(article: Article) -> Reading:
    """Everything that a published revision of an article states."""
    draft = article.draft
    item = item_named(draft.slug, draft.title)
    facts = [*_from_attributes(item, draft), *_from_front_matter(item, draft)]
    unique = {(f.subject, f.kind, f.object): f for f in reversed(facts) if f.subject != f.object}
    ordered = tuple(reversed(unique.values()))
    items: tuple[tuple[Named, ArticleId], ...] = ((item, article.id),)
    return Reading(f"item:{draft.slug}", article.version, ordered, items)


def _from_attributes(item: Named, draft: Draft) -> Iterator[Fact]:
    stated: list[tuple[Named, str]] = []
    for attribute in draft.attributes:
        kind = KIND_OF_ATTRIBUTE.get(attribute.name.strip().lower())
        value = f"{attribute.value} {attribute.unit}" if attribute.unit else attribute.value
        found = kind and named(kind, value)
        if found:
            stated.append((found, f"attributes.{attribute.name}"))
    for entity, place in stated:
        how = _R.IS_ABOUT if entity.kind in _SUBJECTS else _R.NAMES
        yield Fact(item, how, entity, place)
    yield from _typed(stated)


def _typed(stated: list[tuple[Named, str]]) -> Iterator[Fact]:
    """What the services and faults of an item have to do with the rest of it.

    Where an item names a fault, its remedies mend that, and the service is who handles it.
    """
    for subject, _ in stated:
        for entity, place in stated:
            kind = TYPED.get((subject.kind, entity.kind))
            if kind is not None:
                yield Fact(subject, kind, entity, place)


def _from_front_matter(item: Named, draft: Draft) -> Iterator[Fact]:
    trade = draft.domain
    for other in draft.related:
        slug = other if "/" in other or not trade else f"{trade}/{other}"
        yield Fact(item, _R.SEE_ALSO, item_named(slug), "related")
    yield from _catalogue(item, draft.catalogue)
    is_rule_book = _RULE_BOOK.search(draft.source) and not draft.source.startswith("本公司")
    rule_books = (draft.source,) if is_rule_book else ()
    for names, kind, how, place in (
        (draft.tags, _K.TOPIC, _R.BELONGS_TO, "tags"),
        (draft.scenes, _K.SCENE, _R.USED_IN, "scenes"),
        (draft.regions, _K.PLACE, _R.APPLIES_IN, "regions"),
        (rule_books, _K.POLICY, _R.NAMES, "source"),
    ):
        entities = (named(kind, name) for name in names)
        yield from (Fact(item, how, entity, place) for entity in entities if entity)


def _catalogue(item: Named, catalogue: str) -> Iterator[Fact]:
    """The item's place in the catalogue, and that place's way to the top."""
    steps = [step.strip() for step in catalogue.split("/") if step.strip()]
    topics = [named(_K.TOPIC, "/".join(steps[: n + 1])) for n in range(len(steps))]
    known = [topic for topic in topics if topic]
    if known:
        yield Fact(item, _R.BELONGS_TO, known[-1], "catalogue")
    for upper, lower in pairwise(known):
        yield Fact(lower, _R.PART_OF, upper, "catalogue")

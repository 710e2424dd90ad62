"""The ways to look for something: a question, keywords, pinyin, or a place in the catalogue.

Whatever the way, only what the view shows is found and counted: that is part of every query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import tantivy

from hearthline.knowledge.model import Hit, View
from hearthline.knowledge.search.asking import Query
from hearthline.knowledge.search.documents import FACETS, only, rules, silent
from hearthline.knowledge.search.engine import Snapshot
from hearthline.knowledge.search.index import ArticleIndex, Found
from hearthline.knowledge.search.portrait import Wording
from hearthline.knowledge.search.scoring import Evidence
from hearthline.knowledge.search.spelling import looks_like_initials

MOST_RANKED: Final = 200
_MOST_VALUES: Final = 200
_FEWEST_FOR_SLIPS: Final = 4
_EXTRA: Final = 10


class Way(StrEnum):
    """How it is looked for; `auto` chooses by what was typed."""

    AUTO = "auto"
    QUESTION = "question"
    KEYWORD = "keyword"
    PINYIN = "pinyin"
    BROWSE = "browse"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, in which way, narrowed to kinds, a branch of the catalogue, tags."""

    text: str = ""
    way: Way = Way.AUTO
    kinds: tuple[str, ...] = ()
    catalogue: str = ""
    tags: tuple[str, ...] = ()
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """How many of what was found have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in which way: a page of it, how many in all, and counts by facet."""

    way: Way
    hits: list[Hit]
    total: int
    facets: dict[str, list[FacetValue]]


def find(index: ArticleIndex, wanted: Wanted, view: View) -> Page:
    """Look for something in one state of the index."""
    snapshot = index.engine.now
    conditions = [*rules(view, snapshot.shape), *_narrowed(wanted, snapshot.shape)]
    way = _way_of(wanted)
    if way is Way.PINYIN:
        query = _by_initials(wanted.text, snapshot, conditions)
        if wanted.way is Way.AUTO and not _count(snapshot, query):
            way = Way.QUESTION
    if way is Way.QUESTION:
        return _asked(index, wanted, view, snapshot=snapshot, conditions=conditions)
    if way is Way.KEYWORD:
        query = _by_words(index, wanted.text, snapshot, conditions)
    elif way is Way.BROWSE:
        query = _all_of(conditions)
    places = snapshot.recall(query, wanted.limit, offset=wanted.offset)
    found = [_plain(snapshot, place) for _, place in places]
    asked = Query.of(wanted.text, index.reader, index.lexicon)
    hits = index.shown(found, asked, snapshot=snapshot, view=view)
    return Page(way, hits, _count(snapshot, query), _facets(snapshot, query))


def _way_of(wanted: Wanted) -> Way:
    if not wanted.text.strip():
        return Way.BROWSE
    if wanted.way is not Way.AUTO:
        return wanted.way
    return Way.PINYIN if looks_like_initials(wanted.text) else Way.QUESTION


def _asked(
    index: ArticleIndex,
    wanted: Wanted,
    view: View,
    *,
    snapshot: Snapshot,
    conditions: Sequence[Any],
) -> Page:
    """The very ranking that the bot uses, as far as anybody reads."""
    asked = Query.of(wanted.text, index.reader, index.lexicon)
    depth = min(MOST_RANKED, max(30, wanted.offset + wanted.limit + _EXTRA))
    ranked = index.ranked(asked, conditions, view, snapshot=snapshot, depth=depth)
    shown = index.shown(
        ranked[: max(2, wanted.offset + wanted.limit)], asked, snapshot=snapshot, view=view
    )
    clauses = asked.clauses(snapshot.shape, view.audience, snapshot)
    if clauses is None:
        return Page(Way.QUESTION, [], 0, {})
    query = _all_of([clauses, *conditions])
    total = min(MOST_RANKED, _count(snapshot, query))
    hits = shown[wanted.offset : wanted.offset + wanted.limit]
    return Page(Way.QUESTION, hits, total, _facets(snapshot, query))


def _by_words(index: ArticleIndex, text: str, snapshot: Snapshot, conditions: Sequence[Any]) -> Any:
    """Every word must stand in the article, or one that means the same."""
    sayings = []
    for saying in index.lexicon.sayings(text):
        words = index.reader.query(saying)["words"]
        every = [
            (tantivy.Occur.Must, tantivy.Query.term_query(snapshot.shape, "words", word, "freq"))
            for word in words
        ]
        if every:
            sayings.append((tantivy.Occur.Should, tantivy.Query.boolean_query(every)))
    if not sayings:
        return tantivy.Query.empty_query()
    return _all_of([tantivy.Query.boolean_query(sayings), *conditions])


def _by_initials(text: str, snapshot: Snapshot, conditions: Sequence[Any]) -> Any:
    """What begins with these letters anywhere; with one letter wrong, when nothing does."""
    letters = "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())
    exact = tantivy.Query.regex_query(snapshot.shape, "initials", f"{letters}.*")
    query = _all_of([silent(exact), *conditions])
    if len(letters) < _FEWEST_FOR_SLIPS or _count(snapshot, query):
        return query
    near = tantivy.Query.fuzzy_term_query(
        snapshot.shape, "initials", letters, distance=1, prefix=True
    )
    return _all_of([silent(near), *conditions])


def _narrowed(wanted: Wanted, shape: Any) -> list[Any]:
    conditions = [only(shape, "tag", tag) for tag in wanted.tags]
    if wanted.catalogue:
        conditions.append(only(shape, "catalogue", wanted.catalogue.strip("/ ")))
    if wanted.kinds:
        kinds = [(tantivy.Occur.Should, only(shape, "kind", kind)) for kind in wanted.kinds]
        conditions.append(tantivy.Query.boolean_query(kinds))
    return conditions


def _all_of(conditions: Sequence[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in conditions])


def _plain(snapshot: Snapshot, place: Any) -> Found:
    """Something found without a question: nothing speaks for it more than for the next."""
    portrait = snapshot.portrait(place)
    first = portrait.wordings[0] if portrait.wordings else Wording("title", "", "", "")
    return Found(Evidence(), place, portrait.slug, first)


def _count(snapshot: Snapshot, query: Any) -> int:
    return int(snapshot.searcher.search(query, 1, count=True).count)


def _facets(snapshot: Snapshot, query: Any) -> dict[str, list[FacetValue]]:
    wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in FACETS}
    counted = snapshot.searcher.aggregate(query, wanted)
    return {
        name: [FacetValue(str(one["key"]), int(one["doc_count"])) for one in part["buckets"]]
        for name, part in counted.items()
    }

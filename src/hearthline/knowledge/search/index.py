"""The search of one tenant's articles: the engine recalls, the closest wording and what is covered
rank, and a probability says what may be done with the first.

Visibility and validity are part of the query: what may not be seen is never ranked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

import tantivy

from hearthline.knowledge.model import Article, Band, Draft, Hit, View, Why
from hearthline.knowledge.search.asking import Lexicon, Query, Saying
from hearthline.knowledge.search.documents import rules
from hearthline.knowledge.search.engine import Engine, Snapshot, Stamp
from hearthline.knowledge.search.portrait import Asked, Wording
from hearthline.knowledge.search.scoring import Evidence, band_of, probability
from hearthline.knowledge.search.terms import CHANNELS, TermReader

_RECALLED: Final = 30
_SERVING: Final = 50
_BY_MEANING: Final = 0.5
_NOBODY: Final = Evidence()


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was recalled, where it lies, and what speaks for it."""

    evidence: Evidence
    place: Any
    slug: str
    wording: Wording


class ArticleIndex:
    """What can be found now; a search sees one state of it from beginning to end."""

    def __init__(
        self,
        articles: Iterable[Article],
        reader: TermReader,
        *,
        edition: int = 0,
        folder: Path | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Index the articles, in memory or in a folder; about a millisecond an article."""
        self.reader = reader
        self.lexicon = lexicon or Lexicon()
        self.engine = Engine.open(folder)
        self.engine.fill(articles, reader, Stamp(edition, reader.fingerprint))

    @classmethod
    def opened(cls, engine: Engine, reader: TermReader, lexicon: Lexicon) -> Self:
        """One that is made already."""
        index = cls.__new__(cls)
        index.reader, index.lexicon, index.engine = reader, lexicon, engine
        return index

    def teach(self, reader: TermReader, lexicon: Lexicon) -> None:
        """Cut queries by these words, and know these synonyms, from now on."""
        self.reader, self.lexicon = reader, lexicon

    @property
    def edition(self) -> int:
        """Which state of the knowledge base it shows; below zero when it shows none."""
        stamp = self.engine.now.stamp
        return -1 if stamp is None else stamp.edition

    def __len__(self) -> int:
        """The number of articles."""
        return int(self.engine.now.total)

    def serving(self, intent: str, query: str, view: View) -> Hit | None:
        """The article that serves an intent; the query chooses when there are several."""
        found = self.search(query, view, limit=1, intent=intent)
        if found:
            return replace(found[0], band=Band.DIRECT)
        snapshot = self.engine.now
        conditions = [(tantivy.Occur.Must, r) for r in rules(view, snapshot.shape, intent=intent)]
        places = snapshot.recall(tantivy.Query.boolean_query(conditions), _SERVING)
        if not places:
            return None
        articles = [(snapshot.article(place), place) for _, place in places]
        article, place = min(articles, key=lambda entry: entry[0].draft.slug)
        bare = Found(_NOBODY, place, article.draft.slug, Wording("title", "", article.title, ""))
        asked = Query.of(query, self.reader, self.lexicon)
        return replace(self.shown([bare], asked, snapshot=snapshot, view=view)[0], band=Band.DIRECT)

    def search(
        self,
        query: str,
        view: View,
        *,
        limit: int = 5,
        intent: str | None = None,
        near: Mapping[str, float] | None = None,
    ) -> list[Hit]:
        """The best articles for a query, best first; with `intent`, only those that serve it.

        `near` says what is near in meaning, by article: it may change the order and add articles,
        but nothing that its words do not carry is said at once.
        """
        snapshot = self.engine.now
        asked = Query.of(query, self.reader, self.lexicon)
        conditions = rules(view, snapshot.shape, intent=intent)
        ranked = self.ranked(asked, conditions, view, snapshot=snapshot, depth=_RECALLED)
        if near:
            ranked = _fused(ranked, asked, conditions, near, snapshot=snapshot)
        return self.shown(ranked[: max(limit, 2)], asked, snapshot=snapshot, view=view)[:limit]

    def ranked(
        self,
        asked: Query,
        conditions: Sequence[Any],
        view: View,
        *,
        snapshot: Snapshot,
        depth: int,
    ) -> list[Found]:
        """What the engine recalls under conditions, in the order of what speaks for it."""
        wanted = asked.clauses(snapshot.shape, view.audience, snapshot)
        if wanted is None:
            return []
        parts = [(tantivy.Occur.Must, part) for part in (wanted, *conditions)]
        recalled = snapshot.recall(tantivy.Query.boolean_query(parts), depth)
        top = recalled[0][0] if recalled else 1.0
        most = asked.most(snapshot)
        weighed = asked.weighed(snapshot)
        found = [
            _found(weighed, snapshot, place, recall=score / top, strength=min(1.0, score / most))
            for score, place in recalled
        ]
        return sorted(found, key=lambda one: (-one.evidence.rank, one.slug))

    def shown(
        self, ranked: Sequence[Found], asked: Query, *, snapshot: Snapshot, view: View
    ) -> list[Hit]:
        """Found articles as hits, each with its reasons; the first may be a direct answer."""
        hits = []
        for place, one in enumerate(ranked):
            rival = ranked[1 if place == 0 else 0].evidence if len(ranked) > 1 else _NOBODY
            score = probability(one.evidence, rival)
            band = band_of(score) if place == 0 else _lesser(band_of(score))
            why = reasons(asked, one.wording, snapshot=snapshot, reader=self.reader)
            article = snapshot.article(one.place)
            titles = _related(article.draft, snapshot)
            wording = one.wording.text if one.wording.field == "similar" else article.title
            hit = _hit(article, wording, titles, why, score=score, band=band)
            is_inner = view.audience != "customer"
            hits.append(replace(hit, professional=article.draft.professional) if is_inner else hit)
        return hits


def _found(
    weighed: Sequence[tuple[Saying, Asked]],
    snapshot: Snapshot,
    place: Any,
    *,
    recall: float,
    strength: float,
) -> Found:
    portrait = snapshot.portrait(place)
    near = [(saying.weight, portrait.closest(asked, snapshot)) for saying, asked in weighed]
    weight, best = max(near, key=lambda pair: pair[0] * pair[1].similarity)
    evidence = Evidence(
        recall=recall,
        strength=strength,
        similarity=weight * best.similarity,
        support=max(weight * close.support for weight, close in near),
        covered=max(saying.weight * portrait.covers(asked) for saying, asked in weighed),
        is_verbatim=portrait.says(weighed[0][0].bare),
    )
    return Found(evidence, place, portrait.slug, best.wording)


def _fused(
    ranked: Sequence[Found],
    asked: Query,
    conditions: Sequence[Any],
    near: Mapping[str, float],
    *,
    snapshot: Snapshot,
) -> list[Found]:
    """What words found and what meaning found, under the same conditions, in one order."""
    keys = [
        (tantivy.Occur.Should, tantivy.Query.term_query(snapshot.shape, "key", key, "basic"))
        for key in near
    ]
    parts = [tantivy.Query.boolean_query(keys), *conditions]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
    known = {one.slug: one for one in ranked}
    weighed = asked.weighed(snapshot)
    for _, place in snapshot.recall(query, len(keys)):
        one = _found(weighed, snapshot, place, recall=0.0, strength=0.0)
        one = known.get(one.slug, one)
        meaning = _BY_MEANING * near[snapshot.key(place)]
        known[one.slug] = replace(one, evidence=replace(one.evidence, meaning=meaning))
    return sorted(known.values(), key=lambda one: (-one.evidence.rank, one.slug))


def reasons(
    asked: Query, wording: Wording, *, snapshot: Snapshot, reader: TermReader
) -> tuple[Why, ...]:
    """By which terms in common a wording was found."""
    theirs = reader.read(wording.form)
    found = []
    for channel in CHANNELS:
        ours = asked.terms[channel]
        common = tuple(term for term in ours if term in theirs[channel])
        if common:
            whole = sum(count * snapshot.of(channel, term) for term, count in ours.items())
            shared = sum(
                min(ours[term], theirs[channel][term]) * snapshot.of(channel, term)
                for term in common
            )
            found.append(Why(wording.field, channel, common, round(shared / whole, 3)))
    return tuple(found)


def _hit(
    article: Article,
    question: str,
    titles: tuple[str, ...],
    why: tuple[Why, ...],
    *,
    score: float,
    band: Band,
) -> Hit:
    draft = article.draft
    return Hit(
        article_id=article.id,
        version=article.version,
        slug=draft.slug,
        title=article.title,
        answer=article.answer,
        details=draft.details,
        spoken=draft.spoken,
        source=draft.source,
        is_local_rule=draft.is_local_rule,
        related=draft.related,
        related_titles=titles,
        question=question,
        score=score,
        band=band,
        why=why,
        domain=draft.domain,
        kind=draft.kind,
        catalogue=draft.catalogue,
        tags=draft.tags,
        scenes=draft.scenes,
        attributes=draft.attributes,
        attachments=draft.attachments,
    )


def _related(draft: Draft, snapshot: Snapshot) -> tuple[str, ...]:
    """The titles of what customers may be told besides."""
    place = draft.slug.rpartition("/")
    slugs = [f"{place[0]}{place[1]}{name}" for name in draft.related]
    titles = [snapshot.title(slug, "customer") for slug in slugs]
    return tuple(title for title in titles if title)


def _lesser(band: Band) -> Band:
    """Only the first hit can be a direct answer."""
    return Band.CLARIFY if band is Band.DIRECT else band

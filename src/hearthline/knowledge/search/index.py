"""The search index of one tenant in memory: tantivy for recall, overlap of terms for the score.

Each wording of an article (its title, every similar question, its body) is a document of its own,
and an article scores as its best wording does. Visibility and validity are part of the query.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

import tantivy

from hearthline.knowledge.model import SHARED, Article, Band, Draft, Hit, View, Why
from hearthline.knowledge.search.scoring import Evidence, band_of, likeness, probability
from hearthline.knowledge.search.terms import CHANNELS, Coverage, Rarity, TermReader, Terms, overlap
from hearthline.platform.language import is_han

_BOOST: Final = {"characters": 1.0, "words": 1.0, "pinyin": 0.4}
_PAIR_BOOST: Final = 0.05
_FIELD_WEIGHT: Final = {"title": 1.0, "similar": 1.0, "body": 0.55}
_FOREVER_SECONDS: Final = 253_402_300_799
_RECALLED: Final = 25
_ANY: Final = "*"
_HEAP_BYTES: Final = 30_000_000


@dataclass(frozen=True, slots=True)
class _Wording:
    article: int
    field: str
    text: str


class ArticleIndex:
    """Immutable: a changed knowledge base gets a new index."""

    def __init__(
        self, articles: Sequence[Article], reader: TermReader, *, edition: int = 0
    ) -> None:
        """Index the articles; takes about 0.1 ms a wording."""
        self.edition = edition
        self._articles = list(articles)
        self._titles = {
            article.draft.slug: article.title
            for article in articles
            if "customer" in article.draft.audience
        }
        self._reader = reader
        self._wordings = [
            wording
            for place, article in enumerate(articles)
            for wording in _wordings(place, article)
        ]
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        self._fill()
        self._searcher = self._index.searcher()
        self._rarity = {
            channel: Rarity(partial(self._searcher.doc_freq, channel), len(self._wordings))
            for channel in CHANNELS
        }
        self._coverage = Coverage(
            [(wording.article, reader.read(wording.text)) for wording in self._wordings]
        )

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._articles)

    def serving(self, intent: str, query: str, view: View) -> Hit | None:
        """The article that serves an intent; the query chooses when there are several."""
        found = self.search(query, view, limit=1, intent=intent)
        if found:
            return replace(found[0], band=Band.DIRECT)
        for place, article in enumerate(self._articles):
            if intent in article.draft.intents and article.draft.is_shown_in(view):
                bare = _Wording(place, "title", article.title)
                hit = self._hits([(Evidence(), bare)], self._reader.query(query))[0]
                return replace(hit, band=Band.DIRECT)
        return None

    def search(
        self, query: str, view: View, *, limit: int = 5, intent: str | None = None
    ) -> list[Hit]:
        """The best articles for a query, best first; with `intent`, only those that serve it."""
        terms = self._reader.query(query)
        recalled = self._recall(terms, view, limit=limit, intent=intent)
        found = sorted(self._gathered(terms, recalled), key=lambda entry: -entry[0].rank)
        return self._hits(found[: max(limit, 2)], terms)[:limit]

    def _gathered(
        self, terms: Terms, recalled: list[tuple[float, int]]
    ) -> list[tuple[Evidence, _Wording]]:
        """For each article what speaks for it, and its wording that came closest."""
        top = max((score for score, _ in recalled), default=0.0) or 1.0
        by_article: dict[int, list[tuple[float, float, _Wording]]] = {}
        for score, number in recalled:
            wording = self._wordings[number]
            entry = (self._likeness(terms, wording), score / top, wording)
            by_article.setdefault(wording.article, []).append(entry)
        gathered = []
        for article, entries in by_article.items():
            best = max(entries, key=lambda entry: (entry[0], entry[1]))
            evidence = Evidence(
                recall=max(recall for _, recall, _ in entries),
                support=sum(recall for _, recall, _ in entries),
                similarity=best[0],
                covered=self._coverage.of(article, terms),
            )
            gathered.append((evidence, best[2]))
        return gathered

    def _hits(self, ranked: list[tuple[Evidence, _Wording]], terms: Terms) -> list[Hit]:
        hits = []
        for place, (evidence, wording) in enumerate(ranked):
            rival = ranked[1 if place == 0 else 0][0] if len(ranked) > 1 else Evidence()
            score = probability(evidence, rival)
            article = self._articles[wording.article]
            hits.append(
                Hit(
                    article_id=article.id,
                    version=article.version,
                    slug=article.draft.slug,
                    title=article.title,
                    answer=article.answer,
                    details=article.draft.details,
                    spoken=article.draft.spoken,
                    source=article.draft.source,
                    is_local_rule=article.draft.is_local_rule,
                    related=article.draft.related,
                    related_titles=self._related(article.draft),
                    question=wording.text if wording.field == "similar" else article.title,
                    score=score,
                    band=band_of(score) if place == 0 else _lesser(band_of(score)),
                    why=self._why(terms, wording),
                    domain=article.draft.domain,
                    kind=article.draft.kind,
                    professional=article.draft.professional,
                    catalogue=article.draft.catalogue,
                    tags=article.draft.tags,
                    scenes=article.draft.scenes,
                    attributes=article.draft.attributes,
                    attachments=article.draft.attachments,
                )
            )
        return hits

    def _related(self, draft: Draft) -> tuple[str, ...]:
        """The titles of what customers may be told besides."""
        place = draft.slug.rpartition("/")
        slugs = [f"{place[0]}{place[1]}{name}" for name in draft.related]
        return tuple(self._titles[slug] for slug in slugs if slug in self._titles)

    def _likeness(self, terms: Terms, wording: _Wording) -> float:
        theirs = self._reader.read(wording.text)
        shares = {
            channel: overlap(terms[channel], theirs[channel], self._rarity[channel])
            for channel in CHANNELS
        }
        return likeness(shares) * _FIELD_WEIGHT[wording.field]

    def _why(self, terms: Terms, wording: _Wording) -> tuple[Why, ...]:
        theirs = self._reader.read(wording.text)
        reasons = []
        for channel in CHANNELS:
            common = [term for term in terms[channel] if term in theirs[channel]]
            if common:
                share, _ = overlap(terms[channel], theirs[channel], self._rarity[channel])
                reasons.append(Why(wording.field, channel, tuple(common), round(share, 3)))
        return tuple(reasons)

    def _recall(
        self, terms: Terms, view: View, *, limit: int, intent: str | None
    ) -> list[tuple[float, int]]:
        wanted = [
            (tantivy.Occur.Should, self._term(channel, term, _boost(channel, term) * count))
            for channel in CHANNELS
            for term, count in terms[channel].items()
        ]
        if not wanted:
            return []
        parts = [(tantivy.Occur.Must, tantivy.Query.boolean_query(wanted))]
        parts += [(tantivy.Occur.Must, rule) for rule in self._rules(view, intent)]
        query = tantivy.Query.boolean_query(parts)
        found = self._searcher.search(query, max(_RECALLED, 4 * limit)).hits
        return [(score, self._searcher.doc(place)["number"][0]) for score, place in found]

    def _term(self, field: str, value: str, boost: float) -> Any:
        query = tantivy.Query.term_query(self._schema, field, value, "freq")
        return tantivy.Query.boost_query(query, boost)

    def _rules(self, view: View, intent: str | None) -> list[Any]:
        """What must hold besides; it adds nothing to a score."""
        now = int(view.at.timestamp())
        ranges = (("valid_from", None, now), ("valid_to", now + 1, None))
        rules = [
            tantivy.Query.range_query(
                self._schema,
                field,
                tantivy.FieldType.Integer,
                lower_bound=lower,
                upper_bound=upper,
            )
            for field, lower, upper in ranges
        ]
        exact = [("audience", view.audience), ("channel", view.channel)]
        exact += [("intent", intent)] if intent else []
        rules += [
            tantivy.Query.term_query(self._schema, field, value, "basic") for field, value in exact
        ]
        limits = [
            ("customer_class", (_ANY, view.customer_class)),
            ("region", (_ANY, view.region)),
            ("domain", (SHARED, *view.domains) if view.domains else ()),
        ]
        rules += [self._one_of(field, values) for field, values in limits if values]
        return [tantivy.Query.const_score_query(rule, 0.0) for rule in rules]

    def _one_of(self, field: str, values: Sequence[str]) -> Any:
        """That the field holds one of the values."""
        choices = [
            (
                tantivy.Occur.Should,
                tantivy.Query.term_query(self._schema, field, value, "basic"),
            )
            for value in values
            if value
        ]
        return tantivy.Query.boolean_query(choices)

    def _fill(self) -> None:
        writer = self._index.writer(_HEAP_BYTES, 1)
        for number, wording in enumerate(self._wordings):
            draft = self._articles[wording.article].draft
            terms = self._reader.read(wording.text)
            fields: dict[str, Any] = {
                channel: " ".join(terms[channel].elements()) for channel in CHANNELS
            }
            fields |= {
                "number": number,
                "audience": list(draft.audience),
                "channel": list(draft.channels),
                "intent": list(draft.intents),
                "domain": [draft.domain or SHARED],
                "customer_class": list(draft.customer_classes) or [_ANY],
                "region": list(draft.regions) or [_ANY],
                "valid_from": int(draft.valid_from.timestamp()),
                "valid_to": _seconds(draft.valid_to),
            }
            writer.add_document(tantivy.Document.from_dict(fields, self._schema))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()


def _wordings(place: int, article: Article) -> list[_Wording]:
    draft = article.draft
    body = f"{draft.answer} {draft.details}".strip()
    return [
        _Wording(place, "title", draft.title),
        *(_Wording(place, "similar", question) for question in draft.questions),
        *([_Wording(place, "body", body)] if body else []),
    ]


def _boost(channel: str, term: str) -> float:
    is_pair = channel == "characters" and len(term) == 2 and is_han(term[0])
    return _PAIR_BOOST if is_pair else _BOOST[channel]


def _lesser(band: Band) -> Band:
    """Only the first hit can be a direct answer."""
    return Band.CLARIFY if band is Band.DIRECT else band


def _seconds(moment: datetime | None) -> int:
    return _FOREVER_SECONDS if moment is None else int(moment.timestamp())


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for channel in CHANNELS:
        builder.add_text_field(channel, tokenizer_name="whitespace", index_option="freq")
    for field in ("audience", "channel", "intent", "domain", "customer_class", "region"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in ("valid_from", "valid_to"):
        builder.add_integer_field(field, indexed=True, fast=True)
    builder.add_integer_field("number", stored=True, indexed=True, fast=True)
    return builder.build()

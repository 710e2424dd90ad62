"""What the ranking knows of an article: its wordings in the form they are compared in."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, Self

from hearthline.knowledge.model import Draft
from hearthline.knowledge.search.terms import SYLLABLES, TermReader, Terms, bare, pieces, sounds
from hearthline.platform.language import is_han

_FIELD_WEIGHT: Final = {"title": 1.0, "similar": 1.0, "keyword": 0.7, "body": 0.55}
_ASKED: Final = ("title", "similar")
_BY_CHARACTERS: Final = 0.1
_BY_SYLLABLES: Final = 0.9
_LONGEST_COMPARED: Final = 300
_SUPPORTING: Final = 4


class Rarities(Protocol):
    """How much a term of a channel says: rare ones much, common ones little."""

    def of(self, channel: str, term: str) -> float:
        """Its weight, never below zero."""
        ...


@dataclass(frozen=True)
class Wording:
    """A title, a similar question, a keyword or the body; `form` is what is compared."""

    field: str
    text: str
    form: str

    @cached_property
    def bare(self) -> str:
        """What it says, without marks."""
        return bare(self.form)

    @cached_property
    def terms(self) -> Terms:
        """Its characters and syllables, counted."""
        return {"characters": Counter(_signs(self.form)), SYLLABLES: Counter(sounds(self.form))}


@dataclass(frozen=True, slots=True)
class Closeness:
    """The best wording's likeness to a query, that of the best four on average, and the best."""

    similarity: float
    support: float
    wording: Wording


@dataclass(frozen=True)
class Portrait:
    """The wordings of an article, and every character and word that stands in any of them."""

    slug: str
    wordings: tuple[Wording, ...]
    signs: frozenset[str]

    @classmethod
    def of(cls, draft: Draft, reader: TermReader) -> Self:
        """From what an article says; of a long body only the beginning is compared."""
        signs: set[str] = set()
        wordings = []
        for field, text in texts_of(draft):
            form = reader.form(text)
            signs.update(_signs(form))
            shown = text if field == "similar" else ""
            wordings.append(Wording(field, shown, form[:_LONGEST_COMPARED]))
        return cls(draft.slug, tuple(wordings), frozenset(signs))

    def to_json(self) -> str:
        """To be stored with the index."""
        rows = [[wording.field, wording.text, wording.form] for wording in self.wordings]
        return json.dumps([self.slug, rows, sorted(self.signs)], ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """As it was stored."""
        slug, rows, signs = json.loads(stored)
        return cls(slug, tuple(Wording(*row) for row in rows), frozenset(signs))

    def covers(self, ours: Counter[str], rarities: Rarities) -> float:
        """The share of a query's characters that it has anywhere; rare ones weigh more."""
        whole = sum(rarities.of("characters", term) for term in ours)
        here = sum(rarities.of("characters", term) for term in ours if term in self.signs)
        return here / whole if whole else 0.0

    def closest(self, terms: Terms, rarities: Rarities) -> Closeness:
        """How near its wordings come to a query."""
        alike = [likeness(terms, wording.terms, rarities) for wording in self.wordings]
        rated = zip(alike, self.wordings, strict=True)
        best = max(rated, key=lambda pair: pair[0] * _FIELD_WEIGHT[pair[1].field])
        asked = [share for share, w in zip(alike, self.wordings, strict=True) if w.field in _ASKED]
        nearest = sorted(asked, reverse=True)[:_SUPPORTING]
        support = sum(nearest) / len(nearest) if nearest else 0.0
        return Closeness(best[0] * _FIELD_WEIGHT[best[1].field], support, best[1])

    def says(self, words: str) -> bool:
        """Whether its title or a similar question is these very words."""
        return any(w.bare == words for w in self.wordings if w.field in _ASKED)


def texts_of(draft: Draft) -> list[tuple[str, str]]:
    """Every wording of an article with its field."""
    facts = " ".join(f"{fact.name} {fact.value}{fact.unit}" for fact in draft.attributes)
    body = " ".join(part for part in (draft.answer, draft.details, facts) if part)
    texts = [("title", draft.title), *(("similar", text) for text in draft.questions)]
    texts += [*(("keyword", word) for word in draft.keywords), ("body", body)]
    return [(field, text) for field, text in texts if text.strip()] or texts[:1]


def likeness(ours: Terms, theirs: Terms, rarities: Rarities) -> float:
    """How alike two texts look and sound, 0 to 1."""
    looks = _both_ways("characters", ours, theirs, rarities)
    sounds = _both_ways(SYLLABLES, ours, theirs, rarities)
    return _BY_CHARACTERS * looks + _BY_SYLLABLES * sounds


def _both_ways(channel: str, ours: Terms, theirs: Terms, rarities: Rarities) -> float:
    mine, other = ours[channel], theirs[channel]
    common = sum(
        min(count, other[term]) * rarities.of(channel, term)
        for term, count in mine.items()
        if term in other
    )
    if not common:
        return 0.0
    return 2 * common / (_weight(channel, mine, rarities) + _weight(channel, other, rarities))


def _weight(channel: str, terms: Mapping[str, int], rarities: Rarities) -> float:
    return sum(count * rarities.of(channel, term) for term, count in terms.items())


def _signs(form: str) -> list[str]:
    """Chinese characters one by one, other words whole."""
    return [sign for piece in pieces(form) for sign in (piece if is_han(piece[0]) else (piece,))]

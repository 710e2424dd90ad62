"""What the ranking knows of an article: its wordings in the form they are compared in."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, Self

from hearthline.knowledge.model import Draft
from hearthline.knowledge.search.terms import SYLLABLES, Cut, Terms, bare, signs, sounds

_FIELD_WEIGHT: Final = {"title": 1.0, "similar": 1.0, "keyword": 0.7, "body": 0.55}
_ASKED: Final = ("title", "similar")
_BY_CHARACTERS: Final = 0.1
_BY_SYLLABLES: Final = 0.9
_LONGEST_COMPARED: Final = 300
_SUPPORTING: Final = 4


class Rarities(Protocol):
    """How much a term of a channel says: rare ones much, common ones little."""

    @property
    def least(self) -> float:
        """The weight below which a term is not worth looking up."""
        ...

    def of(self, channel: str, term: str) -> float:
        """Its weight, never below zero."""
        ...


class Asked:
    """The terms of a query with how often they stand in it and how much they say."""

    def __init__(self, terms: Terms, rarities: Rarities) -> None:
        """Weigh them once for all articles."""
        self.terms = {
            channel: [
                (term, count, rarities.of(channel, term)) for term, count in terms[channel].items()
            ]
            for channel in ("characters", SYLLABLES)
        }
        self.weights = {
            channel: sum(count * rarity for _, count, rarity in weighed)
            for channel, weighed in self.terms.items()
        }
        self.spread = sum(rarity for _, _, rarity in self.terms["characters"])


class Wording:
    """A title, a similar question, a keyword or the body; `form` is what is compared.

    It belongs to one state of an index, and so remembers its weight there.
    """

    def __init__(self, field: str, text: str, form: str) -> None:
        """Take the text as it is shown, and in the form in which it is compared."""
        self.field, self.text, self.form = field, text, form
        self._weights: dict[str, float] = {}

    @cached_property
    def bare(self) -> str:
        """What it says, without marks."""
        return bare(self.form)

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, int]]:
        """Its characters and syllables, counted."""
        return {"characters": Counter(signs(self.form)), SYLLABLES: Counter(sounds(self.form))}

    def likeness(self, asked: Asked, rarities: Rarities) -> float:
        """How alike it looks and sounds to what is asked, 0 to 1."""
        looks = self._both_ways("characters", asked, rarities)
        return _BY_CHARACTERS * looks + _BY_SYLLABLES * self._both_ways(SYLLABLES, asked, rarities)

    def _both_ways(self, channel: str, asked: Asked, rarities: Rarities) -> float:
        theirs = self.terms[channel]
        common = 0.0
        for term, count, rarity in asked.terms[channel]:
            here = theirs.get(term)
            if here:
                common += min(count, here) * rarity
        if not common:
            return 0.0
        weight = self._weights.get(channel)
        if weight is None:
            weight = sum(count * rarities.of(channel, term) for term, count in theirs.items())
            self._weights[channel] = weight
        return 2 * common / (asked.weights[channel] + weight)


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
    def of(cls, slug: str, cuts: Iterable[tuple[str, str, Cut]]) -> Self:
        """From fields, texts and their terms.

        The body is compared only when there is nothing else, and of that the beginning.
        """
        anywhere: set[str] = set()
        wordings: list[Wording] = []
        for field, text, cut in cuts:
            anywhere.update(cut.terms["characters"])
            if field != "body" or not wordings:
                shown = text if field == "similar" else ""
                wordings.append(Wording(field, shown, cut.form[:_LONGEST_COMPARED]))
        return cls(slug, tuple(wordings), frozenset(anywhere))

    def to_json(self) -> str:
        """To be stored with the index."""
        rows = [[wording.field, wording.text, wording.form] for wording in self.wordings]
        return json.dumps([self.slug, rows, sorted(self.signs)], ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """As it was stored."""
        slug, rows, signs = json.loads(stored)
        return cls(slug, tuple(Wording(*row) for row in rows), frozenset(signs))

    def covers(self, asked: Asked) -> float:
        """The share of a query's characters that it has anywhere; rare ones weigh more."""
        here = sum(rarity for term, _, rarity in asked.terms["characters"] if term in self.signs)
        return here / asked.spread if asked.spread else 0.0

    def closest(self, asked: Asked, rarities: Rarities) -> Closeness:
        """How near its wordings come to a query."""
        rated = [(wording.likeness(asked, rarities), wording) for wording in self.wordings]
        share, best = max(rated, key=lambda pair: pair[0] * _FIELD_WEIGHT[pair[1].field])
        asking = sorted((one for one, wording in rated if wording.field in _ASKED), reverse=True)
        nearest = asking[:_SUPPORTING]
        support = sum(nearest) / len(nearest) if nearest else 0.0
        return Closeness(share * _FIELD_WEIGHT[best.field], support, best)

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

"""What the ranking knows of an article: its wordings in the form they are compared in."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, Self

from hearthline.knowledge.model import Draft
from hearthline.knowledge.search.terms import SYLLABLES, Cut, Terms, bare, sounds

_FIELD_WEIGHT: Final = {"title": 1.0, "similar": 1.0, "keyword": 0.7, "body": 0.55}
_ASKED: Final = ("title", "similar")
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

    def whole(self, channel: str, terms: Sequence[str]) -> float:
        """The weight of all these terms together."""
        ...


class Asked:
    """The terms of a query with how often they stand in it and how much they say."""

    def __init__(self, terms: Terms, rarities: Rarities) -> None:
        """Weigh them once for all articles."""
        self.counts = terms[SYLLABLES]
        self.sounds = self.counts.keys()
        self.rarity = {term: rarities.of(SYLLABLES, term) for term in self.counts}
        self.weight = sum(count * self.rarity[term] for term, count in self.counts.items())
        self.signs = [(term, rarities.of("characters", term)) for term in terms["characters"]]
        self.spread = sum(rarity for _, rarity in self.signs)


class Wording:
    """A title, a similar question, a keyword or the body; `form` is what is compared.

    `heard` are its sounds, parted by blanks. It belongs to one state of an index, and so remembers
    their weight there.
    """

    __slots__ = ("_bare", "_sounds", "_weight", "field", "form", "heard", "text")

    def __init__(self, field: str, text: str, form: str, heard: str) -> None:
        """Take the text as it is shown, in the form in which it is compared, and how it sounds."""
        self.field, self.text, self.form, self.heard = field, text, form, heard
        self._sounds: dict[str, int] | None = None
        self._weight = 0.0
        self._bare: str | None = None

    @property
    def bare(self) -> str:
        """What it says, without marks."""
        if self._bare is None:
            self._bare = bare(self.form)
        return self._bare

    def likeness(self, asked: Asked, rarities: Rarities) -> float:
        """How alike it sounds to what is asked, 0 to 1; rare sounds count more."""
        theirs = self._sounds
        if theirs is None:
            heard = self.heard.split()
            theirs = self._sounds = Counter(heard)
            self._weight = rarities.whole(SYLLABLES, heard)
        common = 0.0
        for term in theirs.keys() & asked.sounds:
            here, count = theirs[term], asked.counts[term]
            common += asked.rarity[term] * (here if here < count else count)
        return 2 * common / (asked.weight + self._weight) if common else 0.0


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
                form = cut.form[:_LONGEST_COMPARED]
                heard = cut.terms[SYLLABLES] if form == cut.form else sounds(form)
                wordings.append(Wording(field, shown, form, " ".join(heard)))
        return cls(slug, tuple(wordings), frozenset(anywhere))

    def to_json(self) -> str:
        """To be stored with the index."""
        rows = [[one.field, one.text, one.form, one.heard] for one in self.wordings]
        return json.dumps([self.slug, rows, " ".join(sorted(self.signs))], ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """As it was stored."""
        slug, rows, signs = json.loads(stored)
        return cls(slug, tuple(Wording(*row) for row in rows), frozenset(signs.split()))

    def covers(self, asked: Asked) -> float:
        """The share of a query's characters that it has anywhere; rare ones weigh more."""
        here = sum(rarity for term, rarity in asked.signs if term in self.signs)
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
        first = words.partition(" ")[0]
        asking = (w for w in self.wordings if w.field in _ASKED and first in w.form)
        return any(w.bare == words for w in asking)


def texts_of(draft: Draft) -> list[tuple[str, str]]:
    """Every wording of an article with its field."""
    facts = " ".join(f"{fact.name} {fact.value}{fact.unit}" for fact in draft.attributes)
    body = " ".join(part for part in (draft.answer, draft.details, facts) if part)
    texts = [("title", draft.title), *(("similar", text) for text in draft.questions)]
    texts += [*(("keyword", word) for word in draft.keywords), ("body", body)]
    return [(field, text) for field, text in texts if text.strip()] or texts[:1]

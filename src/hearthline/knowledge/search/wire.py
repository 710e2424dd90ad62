"""Ways of search and words on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from hearthline.kernel import SearchWordId, StaffId
from hearthline.knowledge.search.model import SearchWord, WordKind
from hearthline.knowledge.search.ways import Page, Way
from hearthline.knowledge.wire import HitOut

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class FacetOut(BaseModel):
    """How many of what was found have a value."""

    model_config = ConfigDict(from_attributes=True)

    value: str
    count: int


class FacetsOut(BaseModel):
    """Counts over everything that was found, not only the page."""

    kind: list[FacetOut]
    catalogue: list[FacetOut]
    tag: list[FacetOut]
    audience: list[FacetOut]

    @classmethod
    def of(cls, page: Page) -> Self:
        """From a page."""
        return cls.model_validate(
            {name: page.facets.get(name, []) for name in cls.model_fields}, from_attributes=True
        )


class FoundPage(BaseModel):
    """A page of what was found; of a question the first 200 are ranked."""

    way: Way
    items: list[HitOut]
    total: int
    facets: FacetsOut

    @classmethod
    def of(cls, page: Page) -> Self:
        """From a page."""
        items = [HitOut.of(hit) for hit in page.hits]
        return cls(way=page.way, items=items, total=page.total, facets=FacetsOut.of(page))


class SearchWordsIn(BaseModel):
    """Words of one group."""

    model_config = ConfigDict(extra="forbid")

    words: list[Word] = Field(min_length=1, max_length=20)


class AddSearchWords(SearchWordsIn):
    """Synonyms: at least two that mean the same. Protected: words to leave whole."""

    kind: WordKind


class SearchWordsOut(BaseModel):
    """One group of words."""

    id: SearchWordId
    kind: WordKind
    words: list[str]
    by: StaffId
    at: datetime

    @classmethod
    def of(cls, word: SearchWord) -> Self:
        """From a group."""
        return cls(id=word.id, kind=word.kind, words=list(word.words), by=word.by, at=word.at)


class SearchWordsPage(BaseModel):
    """A page of groups; `cursor` leads to the next one."""

    items: list[SearchWordsOut]
    cursor: SearchWordId | None

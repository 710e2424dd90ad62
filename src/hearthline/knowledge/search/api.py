"""Routes: look for knowledge in any way, count it by facet, teach the search words."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, status

from hearthline.access import Permission, Staff, needs
from hearthline.kernel import SearchWordId
from hearthline.knowledge.model import Audience, Kind, View
from hearthline.knowledge.search.model import WordKind
from hearthline.knowledge.search.service import Search
from hearthline.knowledge.search.ways import Wanted, Way
from hearthline.knowledge.search.wire import (
    AddSearchWords,
    FacetsOut,
    FoundPage,
    SearchWordsIn,
    SearchWordsOut,
    SearchWordsPage,
)
from hearthline.platform.db import Database
from hearthline.platform.http import StrictJson, here

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"], route_class=StrictJson)

SearchHere = Annotated[Search, Depends(here(Search))]
DatabaseHere = Annotated[Database, Depends(here(Database))]
Viewer = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_VIEW))]
Editor = Annotated[Staff, Depends(needs(Permission.KNOWLEDGE_EDIT))]
Name = Annotated[str, Query(max_length=40)]
Path = Annotated[str, Query(max_length=200)]


async def whose_eyes(
    search: SearchHere,
    audience: Audience = Audience.AGENT,
    channel: Annotated[str, Query(pattern=r"^[a-z]{1,20}$")] = "web",
    customer_class: Name = "",
    region: Name = "",
    domain: Annotated[list[Name] | None, Query(max_length=5)] = None,
) -> View:
    """With whose eyes is looked, now."""
    return search.view(
        audience=audience,
        channel=channel,
        customer_class=customer_class,
        region=region,
        domains=tuple(domain or ()),
    )


class Narrowing:
    """To which kinds, branch of the catalogue and tags it is narrowed."""

    def __init__(
        self,
        kind: Annotated[list[Kind] | None, Query(max_length=8)] = None,
        catalogue: Path = "",
        tag: Annotated[list[Name] | None, Query(max_length=8)] = None,
    ) -> None:
        """To none without any."""
        self.kinds, self.catalogue, self.tags = tuple(kind or ()), catalogue, tuple(tag or ())


class WordsLike:
    """Groups of which kind, with a word that has which part."""

    def __init__(self, kind: WordKind | None = None, q: Name = "") -> None:
        """All of them without any."""
        self.kind, self.part = kind, q.strip()


async def what_is_wanted(
    narrowing: Annotated[Narrowing, Depends()],
    q: Annotated[str, Query(max_length=500)] = "",
    way: Way = Way.AUTO,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Wanted:
    """What is looked for."""
    kinds, catalogue, tags = narrowing.kinds, narrowing.catalogue, narrowing.tags
    return Wanted(q, way, kinds, catalogue, tags, limit, offset)


Eyes = Annotated[View, Depends(whose_eyes)]
What = Annotated[Wanted, Depends(what_is_wanted)]


@router.get("/find", operation_id="findKnowledge")
async def find(caller: Viewer, search: SearchHere, view: Eyes, wanted: What) -> FoundPage:
    """Look by question, keywords, pinyin, or browse a branch, a tag, a kind."""
    return FoundPage.of(await search.find(caller.tenant_id, wanted, view))


@router.get("/facets", operation_id="countKnowledge")
async def facets(caller: Viewer, search: SearchHere, view: Eyes, wanted: What) -> FacetsOut:
    """The counts alone."""
    return FacetsOut.of(await search.find(caller.tenant_id, wanted, view))


@router.get("/synonyms", operation_id="listSearchWords")
async def list_words(
    caller: Viewer,
    search: SearchHere,
    database: DatabaseHere,
    wanted: Annotated[WordsLike, Depends()],
    *,
    cursor: SearchWordId | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> SearchWordsPage:
    """Groups of synonyms, and words that are left whole."""
    async with database.session(caller.tenant_id) as session:
        words = await search.words(
            session, kind=wanted.kind, part=wanted.part, after=cursor, limit=limit + 1
        )
    items = [SearchWordsOut.of(word) for word in words[:limit]]
    return SearchWordsPage(items=items, cursor=items[-1].id if len(words) > limit else None)


@router.post("/synonyms", operation_id="addSearchWords", status_code=status.HTTP_201_CREATED)
async def add_words(
    caller: Editor, search: SearchHere, database: DatabaseHere, body: AddSearchWords
) -> SearchWordsOut:
    """Teach a group; searches know it at once."""
    async with database.session(caller.tenant_id) as session:
        word = await search.add_words(session, body.kind, body.words, by=caller.id)
    return SearchWordsOut.of(word)


@router.put("/synonyms/{word_id}", operation_id="changeSearchWords")
async def change_words(
    word_id: SearchWordId,
    caller: Editor,
    search: SearchHere,
    *,
    database: DatabaseHere,
    body: SearchWordsIn,
) -> SearchWordsOut:
    """Exchange the words of a group."""
    async with database.session(caller.tenant_id) as session:
        word = await search.change_words(session, word_id, body.words, by=caller.id)
    return SearchWordsOut.of(word)


@router.delete(
    "/synonyms/{word_id}",
    operation_id="removeSearchWords",
    status_code=status.HTTP_204_NO_CONTENT,
)
async def remove_words(
    word_id: SearchWordId, caller: Editor, search: SearchHere, *, database: DatabaseHere
) -> None:
    """Forget a group."""
    async with database.session(caller.tenant_id) as session:
        await search.remove_words(session, word_id)

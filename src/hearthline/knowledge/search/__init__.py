"""Finding articles: the index, the terms that it knows, and the scores that it gives."""

from hearthline.knowledge.search.index import ArticleIndex
from hearthline.knowledge.search.indexes import Indexes
from hearthline.knowledge.search.meaning import Embedder, Meanings, Reranker
from hearthline.knowledge.search.remote import RemoteModel, ServerAddress
from hearthline.knowledge.search.service import Search
from hearthline.knowledge.search.terms import TermReader
from hearthline.knowledge.search.ways import Wanted, Way

__all__ = [
    "ArticleIndex",
    "Embedder",
    "Indexes",
    "Meanings",
    "RemoteModel",
    "Reranker",
    "Search",
    "ServerAddress",
    "TermReader",
    "Wanted",
    "Way",
]

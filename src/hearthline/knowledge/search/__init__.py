"""Finding articles: the index, the terms that it knows, and the scores that it gives."""

from hearthline.knowledge.search.index import ArticleIndex
from hearthline.knowledge.search.indexes import Indexes
from hearthline.knowledge.search.service import Search
from hearthline.knowledge.search.terms import TermReader
from hearthline.knowledge.search.ways import Wanted, Way

__all__ = ["ArticleIndex", "Indexes", "Search", "TermReader", "Wanted", "Way"]

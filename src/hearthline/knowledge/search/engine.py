"""The inverted index of one tenant: made, changed article by article, and read as snapshots.

In memory, or in a folder that several processes share: one writes at a time, all see what was
committed. What edition of the knowledge base it shows is committed with it, so it is whole after
any crash.
"""

import json
import math
import os
import shutil
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import tantivy

from hearthline.knowledge.model import Article
from hearthline.knowledge.search.documents import FORMAT, STAMP, article_of, document, schema
from hearthline.knowledge.search.portrait import Portrait
from hearthline.knowledge.search.terms import CHANNELS, SYLLABLES, TermReader

_HEAP_BYTES: Final = 30_000_000
_LARGE: Final = 20_000
_LEAST_TELLING: Final = math.log(10)
_MOST_REMEMBERED: Final = 20_000
_LOCK_SECONDS: Final = 150.0
_PAUSE_SECONDS: Final = 0.02
_TWIN_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index shows: the edition, the words it was cut by, and how it is laid out."""

    edition: int
    words: str = ""
    format: int = FORMAT


class Rarity(dict[str, float]):
    """How much the terms of a channel say; each is reckoned when it is first met."""

    def __init__(self, snapshot: "Snapshot", channel: str) -> None:
        """Know none yet."""
        super().__init__()
        self._snapshot, self._channel = snapshot, channel

    def __missing__(self, term: str) -> float:
        """Ask the index, and remember."""
        seen, total = self._snapshot.seen(self._channel, term), self._snapshot.total
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        self[term] = weight = math.log(1 + (total - seen + 0.5) / (seen + 0.5))
        return weight


class Snapshot:
    """The index at one moment: what it holds does not change, and it remembers what it read."""

    def __init__(self, engine: Any, shape: Any) -> None:
        """Look at the engine as it stands now."""
        self.shape = shape
        self.searcher = engine.searcher()
        self.stamp = self._stamped()
        self.total = max(0, self.searcher.num_docs - (1 if self.stamp else 0))
        # In a large index, what stands in one text of ten costs the most and says the least.
        self.least = _LEAST_TELLING if self.total > _LARGE else 0.0
        self._rarity = {name: Rarity(self, name) for name in (*CHANNELS, SYLLABLES)}
        self._portraits: dict[tuple[int, int], Portrait] = {}
        self._titles: dict[str, str | None] = {}

    def of(self, channel: str, term: str) -> float:
        """How much a term says: rare ones much, common ones little."""
        return self._rarity[channel][term]

    def whole(self, channel: str, terms: Sequence[str]) -> float:
        """How much these terms say together."""
        return sum(map(self._rarity[channel].__getitem__, terms))

    def seen(self, channel: str, term: str) -> int:
        """In how many articles a term stands."""
        seen: int = self.searcher.doc_freq(channel, term)
        return min(seen, int(self.total))

    def recall(self, query: Any, limit: int, *, offset: int = 0) -> list[tuple[float, Any]]:
        """The best documents for an engine's query, with their scores."""
        found = self.searcher.search(query, limit, count=False, offset=offset).hits
        return list(found)

    def portrait(self, place: Any) -> Portrait:
        """What the ranking knows of the article at a place."""
        key = (place.segment_ord, place.doc)
        known = self._portraits.get(key)
        if known is None:
            known = Portrait.from_json(self.searcher.doc(place).get_first("portrait").decode())
            if len(self._portraits) >= _MOST_REMEMBERED:
                self._portraits.clear()
            self._portraits[key] = known
        return known

    def key(self, place: Any) -> str:
        """The id of the article at a place, as it is stored."""
        return str(self.searcher.doc(place).get_first("key"))

    def article(self, place: Any) -> Article:
        """The article at a place."""
        return article_of(self.searcher.doc(place).get_first("article"))

    def title(self, slug: str, audience: str) -> str | None:
        """The title of an article by its slug, when it is meant for this audience."""
        key = f"{audience}:{slug}"
        if key not in self._titles:
            rules = [
                (tantivy.Occur.Must, tantivy.Query.term_query(self.shape, field, value, "basic"))
                for field, value in (("slug", slug), ("audience", audience))
            ]
            found = self.recall(tantivy.Query.boolean_query(rules), 1)
            self._titles[key] = self.article(found[0][1]).title if found else None
        return self._titles[key]

    def _stamped(self) -> Stamp | None:
        query = tantivy.Query.term_query(self.shape, "key", STAMP, "basic")
        found = self.searcher.search(query, 1, count=False).hits
        if not found:
            return None
        return Stamp(**json.loads(self.searcher.doc(found[0][1]).get_first("stamp")))


class Engine:
    """Makes and changes the index; `now` is what searches look at."""

    def __init__(self, engine: Any, shape: Any) -> None:
        """Take an engine that is open."""
        self._engine = engine
        self._shape = shape
        self.now = Snapshot(engine, shape)

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """In a folder, as it was left, or in memory and empty."""
        shape = schema()
        if folder is None:
            return cls(tantivy.Index(shape), shape)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return cls(tantivy.Index(shape, path=str(folder), reuse=True), shape)
        except (ValueError, KeyError, TypeError):
            # Broken, or laid out by another version: the database has all that it held.
            shutil.rmtree(folder)
            folder.mkdir()
            return cls(tantivy.Index(shape, path=str(folder), reuse=True), shape)

    @classmethod
    def twin(cls, source: Path, folder: Path) -> Self:
        """One in a folder of its own that begins with what another has committed.

        Files of an index never change once written, so links to them are enough; when the other
        is tidied up meanwhile, it is tried again.
        """
        for _ in range(_TWIN_TRIES - 1):
            with suppress(FileNotFoundError):
                return cls.open(_linked(source, folder))
        return cls.open(_linked(source, folder))

    def reload(self) -> Snapshot:
        """See what was committed last, by whichever process."""
        self._engine.reload()
        self.now = Snapshot(self._engine, self._shape)
        return self.now

    def fill(self, articles: Iterable[Article], reader: TermReader, stamp: Stamp) -> None:
        """Hold these articles and no others."""
        filling = self.filling(reader, stamp)
        filling.begin()
        filling.add(articles)
        filling.finish()

    def filling(self, reader: TermReader, stamp: Stamp) -> "Filling":
        """Make it anew in parts; searches see the old one until it is whole."""
        return Filling(self, self._engine, self._shape, reader=reader, stamp=stamp)

    def change(
        self, put: Sequence[Article], gone: Iterable[str], *, reader: TermReader, stamp: Stamp
    ) -> None:
        """Take some articles in anew and others out, by their ids, all at once.

        When another process has done it meanwhile there is nothing to do.
        """
        with Writing(self._engine) as writer:
            if self.shows(stamp):
                return
            for key in {*gone, *(str(article.id) for article in put)}:
                writer.delete_documents_by_term("key", key)
            for article in put:
                writer.add_document(document(article, reader, self._shape))
            self.sign(writer, stamp)

    def shows(self, stamp: Stamp) -> bool:
        """Whether what was committed last, by whichever process, is this state or a later one."""
        now = self.reload().stamp
        return (
            now is not None
            and (now.words, now.format) == (stamp.words, stamp.format)
            and now.edition >= stamp.edition
        )

    def sign(self, writer: Any, stamp: Stamp) -> None:
        """Commit together with what it shows, and look at it."""
        writer.delete_documents_by_term("key", STAMP)
        said = {"key": STAMP, "slug": STAMP, "stamp": json.dumps(asdict(stamp)).encode()}
        writer.add_document(tantivy.Document.from_dict(said, self._shape))
        writer.commit()
        self.reload()


def _linked(source: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(
        shutil.copytree(
            source, folder, copy_function=os.link, ignore=shutil.ignore_patterns("*.lock")
        )
    )


class Filling:
    """An index that is being made anew: begun, given articles in parts, finished or abandoned."""

    def __init__(
        self, engine: Engine, inner: Any, shape: Any, *, reader: TermReader, stamp: Stamp
    ) -> None:
        """Get ready; the writer is taken at the beginning."""
        self._engine = engine
        self._writing = Writing(inner)
        self._shape, self._reader, self._stamp = shape, reader, stamp
        self._writer: Any = None

    def begin(self) -> None:
        """Take the writer, as soon as no other process has it."""
        self._writer = self._writing.take()
        self._writer.delete_all_documents()

    def add(self, articles: Iterable[Article]) -> None:
        """Take some articles in."""
        for article in articles:
            self._writer.add_document(document(article, self._reader, self._shape))

    def finish(self) -> None:
        """Let searches see it."""
        self._engine.sign(self._writer, self._stamp)
        self._writing.give_back()

    def abandon(self) -> None:
        """Leave the index as it was."""
        self._writing.give_back(is_whole=False)


class Writing:
    """The one writer of an index: waits for another process's, and gives it back in any case."""

    def __init__(self, engine: Any) -> None:
        """Get ready; the writer is taken later."""
        self._engine = engine
        self._writer: Any = None

    def take(self) -> Any:
        """The writer, as soon as nobody else has it."""
        until = time.monotonic() + _LOCK_SECONDS
        while self._writer is None:
            try:
                self._writer = self._engine.writer(_HEAP_BYTES, 1)
            except ValueError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_SECONDS)
        return self._writer

    def give_back(self, *, is_whole: bool = True) -> None:
        """Let others write; what was not committed is forgotten."""
        if self._writer is None:
            return
        if not is_whole:
            self._writer.rollback()
        self._writer.wait_merging_threads()
        self._writer = None

    def __enter__(self) -> Any:
        """Take it."""
        return self.take()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self.give_back(is_whole=kind is None)

"""The verbs of the help centre: what a visitor may see, find and say."""

import asyncio
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hearthline.kernel import ArticleId, Clock, TenantId
from hearthline.knowledge.files import ItemFiles
from hearthline.knowledge.graph import Associated, EntityKind, Graph
from hearthline.knowledge.help.errors import CentreUnknown, ItemEnded, PageUnknown, VoteForeign
from hearthline.knowledge.help.files import PublicFiles
from hearthline.knowledge.help.model import (
    LONGEST_NOTE,
    Centre,
    Item,
    Line,
    Related,
    Shelf,
    Topic,
    Vote,
    VoteCount,
)
from hearthline.knowledge.help.store import HelpStore
from hearthline.knowledge.learning import (
    Asked,
    Best,
    Masking,
    Outcome,
    Questions,
    Source,
    without_personal,
)
from hearthline.knowledge.model import Band, Hit, View
from hearthline.knowledge.service import Knowledge
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.platform.http import RateLimit

AUDIENCE: Final = "customer"
CHANNEL: Final = "web"
_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_REMEMBERED: Final = timedelta(seconds=60)
_MOST_READ_FOR: Final = timedelta(minutes=5)
_MOST_READ_DAYS: Final = timedelta(days=30)
_MOST_CENTRES: Final = 500
_MOST_RELATED: Final = 5000
_RESULTS: Final = 10
_NEAR: Final = 12
_SHOWN: Final = 6
_PASS_LENGTH: Final = 24
_UNTOLD: Final = frozenset({EntityKind.ITEM, EntityKind.TOPIC, EntityKind.SCENE, EntityKind.PLACE})


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: answers, and what is only near."""

    answers: tuple[Hit, ...]
    near: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class PublicSide:
    """Keys and masks that keep visitors unknown; the files of items; our address."""

    vault: Vault
    masking: Masking
    files: ItemFiles
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something remembered for a while."""

    value: Centre | tuple[ArticleId, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class _Stock:
    """Everything that is published, and what of it is in force."""

    lines: Sequence[Line]
    shelf: Shelf


class HelpCentre:
    """The public pages' view of knowledge: published, for customers on the web, in force now."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        knowledge: Knowledge,
        graph: Graph,
        questions: Questions,
        public: PublicSide,
    ) -> None:
        """Collaborators, made by composition."""
        self.public_url = public.url
        self.files = PublicFiles(public.files, knowledge)
        self._database = database
        self._clock = clock
        self._knowledge = knowledge
        self._graph = graph
        self._questions = questions
        self._masking = public.masking
        self._key = public.vault.key("help votes")
        self._store = HelpStore()
        self._shelves: dict[TenantId, _Stock] = {}
        self._building: dict[TenantId, asyncio.Lock] = {}
        self._centres: dict[str, _Kept] = {}
        self._related: dict[
            tuple[TenantId, ArticleId, int], tuple[datetime, tuple[Associated, ...]]
        ] = {}
        self._most_read: dict[TenantId, _Kept] = {}
        # A business hall or a mobile network shares an address.
        self.searches = RateLimit(clock, per_second=20, burst=100)
        self.votes = RateLimit(clock, per_second=1, burst=20)

    async def centre(self, slug: str) -> Centre:
        """The company at an address; raises CentreUnknown."""
        now = self._clock.now()
        kept = self._centres.get(slug)
        if kept is not None and kept.until > now and isinstance(kept.value, Centre):
            return kept.value
        async with self._database.open_session() as session:
            found = await self._store.centre(session, slug)
        if found is None:
            raise CentreUnknown(slug=slug)
        if len(self._centres) >= _MOST_CENTRES:
            self._centres.clear()
        self._centres[slug] = _Kept(found, now + _REMEMBERED)
        return found

    async def shelf(self, session: Session) -> Shelf:
        """What a visitor may see now; made anew when something was published, began or ended."""
        tenant_id, now = session.tenant_id, self._clock.now()
        edition = await self._store.edition(session)
        # Made once, however many visitors come at the same moment, and beside the others' requests.
        async with self._building.setdefault(tenant_id, asyncio.Lock()):
            kept = self._shelves.get(tenant_id)
            is_new = kept is None or kept.shelf.edition != edition
            if kept is not None and not is_new and kept.shelf.holds_at(now):
                return kept.shelf
            lines = kept.lines if kept is not None and not is_new else None
            if lines is None:
                lines = await self._store.lines(session, self._view())
            shelf = await asyncio.to_thread(Shelf.of, lines, edition=edition, at=now)
            self._shelves[tenant_id] = _Stock(lines, shelf)
        return shelf

    async def most_asked(self, session: Session, shelf: Shelf) -> tuple[Sequence[Line], bool]:
        """What visitors read most in thirty days, and whether they have read anything."""
        tenant_id, now = session.tenant_id, self._clock.now()
        kept = self._most_read.get(tenant_id)
        if kept is None or kept.until <= now or not isinstance(kept.value, tuple):
            since = (now - _MOST_READ_DAYS).astimezone(_SHANGHAI).date()
            newest = await self._store.most_read(session, since=since, limit=30)
            kept = self._most_read[tenant_id] = _Kept(tuple(newest), now + _MOST_READ_FOR)
        ids = kept.value if isinstance(kept.value, tuple) else ()
        read = [shelf.by_id[one] for one in ids if one in shelf.by_id]
        return (read[:8], True) if read else (shelf.common[:8], False)

    def topic(self, shelf: Shelf, path: str) -> Topic:
        """A place of the catalogue; raises PageUnknown."""
        found = shelf.topics.get(path.strip("/"))
        if found is None or not found.all_lines:
            raise PageUnknown
        return found

    async def item(self, session: Session, shelf: Shelf, slug: str) -> Item:
        """An item in force; raises ItemEnded for what visitors could read once, PageUnknown."""
        line = shelf.by_slug.get(slug)
        if line is None:
            title = await self._store.ended(session, slug, self._view())
            raise PageUnknown if title is None else ItemEnded(title=title, http_status=410)
        article = await self._knowledge.get(session, line.article_id, version=line.version)
        return Item(line.article_id, line.version, article.draft, line.published_at)

    async def related(self, session: Session, shelf: Shelf, item: Item) -> Sequence[Related]:
        """What else applies, with the thing that both name; remembered for some minutes."""
        key = (session.tenant_id, item.article_id, shelf.edition)
        now = self._clock.now()
        until, found = self._related.get(key, (now, ()))
        if until <= now:
            found = tuple(
                await self._graph.associated(
                    session, item.article_id, view=self._view(), limit=_NEAR
                )
            )
            if len(self._related) >= _MOST_RELATED:
                self._related.clear()
            self._related[key] = (now + _MOST_READ_FOR, found)
        shown = [one for one in found if one.article_id in shelf.by_id]
        return [Related(one.slug, one.title, _why(one)) for one in shown[:_SHOWN]]

    async def search(self, centre: Centre, shelf: Shelf, query: str) -> Found:
        """The search that the bot uses, as a customer on the web; the question is logged."""
        hits = await self._knowledge.search(
            centre.tenant_id, query, view=self._view(), limit=_RESULTS
        )
        shown = [hit for hit in hits if hit.article_id in shelf.by_id]
        answers = tuple(hit for hit in shown if hit.band is not Band.NONE)
        near = tuple(hit for hit in shown if hit.band is Band.NONE)[:5]
        await self._log(centre.tenant_id, query, answers)
        return Found(answers, near)

    async def count_reading(self, tenant_id: TenantId, article_id: ArticleId) -> None:
        """Count one reading of an item."""
        day = self._clock.now().astimezone(_SHANGHAI).date()
        async with self._database.session(tenant_id) as session:
            await self._store.read(session, article_id, day)

    async def vote(self, session: Session, vote: Vote, *, page_pass: str, slug: str) -> None:
        """Keep whether an item helped; raises VoteForeign for a pass that is not of this page.

        Only an item that visitors can read in that version is voted on: else PageUnknown.
        """
        passes = [self.page_pass(session.tenant_id, slug, days_ago=days) for days in (0, 1)]
        if not any(hmac.compare_digest(page_pass, one) for one in passes):
            raise VoteForeign
        shelf = await self.shelf(session)
        line = shelf.by_id.get(vote.article_id)
        if line is None or line.slug != slug or vote.version != line.version:
            raise PageUnknown
        now = self._clock.now()
        note = without_personal(vote.note, now, self._masking)[:LONGEST_NOTE]
        await self._store.vote(session, replace(vote, note=note), at=now)

    async def counts(
        self, session: Session, *, after: ArticleId | None, limit: int
    ) -> Sequence[VoteCount]:
        """A page of how items were voted on, for staff."""
        return await self._store.counts(session, after=after, limit=limit)

    def page_pass(self, tenant_id: TenantId, slug: str, *, days_ago: int = 0) -> str:
        """What a form of an item's page carries, so that no other page can send it."""
        return self._hash("page", str(tenant_id), slug, self._day(days_ago))[:_PASS_LENGTH]

    def voter(self, address: str, browser: str) -> str:
        """Who votes, as a keyed hash of today; tomorrow the same visitor is another."""
        return self._hash("voter", address, browser, self._day(0))[:32]

    def _day(self, days_ago: int) -> str:
        day = self._clock.now().astimezone(_SHANGHAI).date() - timedelta(days=days_ago)
        return day.isoformat()

    def _hash(self, *parts: str) -> str:
        return hmac.new(self._key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()

    def _view(self) -> View:
        return self._knowledge.view(AUDIENCE, CHANNEL)

    async def _log(self, tenant_id: TenantId, query: str, answers: Sequence[Hit]) -> None:
        best = answers[0] if answers else None
        asked = Asked(
            text=query,
            source=Source.HELP,
            outcome=Outcome.LISTED if answers else Outcome.UNANSWERED,
            channel=CHANNEL,
            audience=AUDIENCE,
            domain=best.domain if best else "",
            best=Best(best.article_id, best.version, best.score, best.band) if best else None,
        )
        async with self._database.session(tenant_id) as session:
            await self._questions.ask(session, asked)


def _why(found: Associated) -> str:
    """The strongest thing that both name and that says something to a visitor."""
    return next((why.name for why in found.reasons if why.kind not in _UNTOLD), "")

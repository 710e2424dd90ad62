"""The master's side: who lets what out, and the bundles that carry it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.kernel import ArticleId, Clock, StaffId
from hearthline.knowledge.model import Article, Draft
from hearthline.knowledge.replica.errors import (
    ExportBySelf,
    NotForExport,
    NothingToSend,
    ReplicaSendsNothing,
)
from hearthline.knowledge.replica.keys import SigningKeys
from hearthline.knowledge.replica.model import (
    NO_BUNDLE,
    BundleKind,
    Entry,
    Manifest,
    SentBundle,
    Waiting,
    is_for_export,
    minimised,
    related_within,
)
from hearthline.knowledge.replica.packing import hash_of, line_of, manifest_bytes, packed
from hearthline.knowledge.replica.store import MOST_ITEMS, ReplicaStore, SendingStore
from hearthline.knowledge.service import Knowledge
from hearthline.knowledge.store import KnowledgeStore
from hearthline.platform.db import Session

_STEP: Final = 500
_LOOKED_BACK: Final = 200


@dataclass(frozen=True, slots=True)
class MadeBundle:
    """A bundle that was just made: what it is, and its file."""

    bundle: SentBundle
    content: bytes

    @property
    def file_name(self) -> str:
        """A name by which bundles stand in their order."""
        return f"knowledge-{self.bundle.number:06}-{self.bundle.kind.value}.hlkb"


@dataclass(frozen=True, slots=True)
class _Leaving:
    """An item that leaves, as the replica is to have it."""

    entry: Entry
    line: bytes


class Bundles:
    """Approvals for export, and bundles of what is approved."""

    def __init__(self, knowledge: Knowledge, keys: SigningKeys, clock: Clock) -> None:
        """Take the base, and the keys to sign with."""
        self._knowledge = knowledge
        self._keys = keys
        self._clock = clock
        self._store, self._replica = SendingStore(), ReplicaStore()
        self._revisions = KnowledgeStore()
        self._audit = Audit(clock)

    async def waiting(
        self, session: Session, *, after: str, limit: int
    ) -> tuple[list[Waiting], str | None]:
        """Items that wait to be let out, by slug, and where the next page begins."""
        found: list[Waiting] = []
        while True:
            rows = await self._store.exportable(session, after=after, limit=_STEP)
            for article, approved in rows:
                after = article.draft.slug
                if self._is_waiting(article, approved):
                    found.append(_waiting(article))
                if len(found) == limit:
                    return found, after
            if len(rows) < _STEP:
                return found, None

    async def approve(self, session: Session, article_id: ArticleId, *, by: Staff) -> Article:
        """Let what is published of an article out; raises ExportBySelf, NotForExport."""
        article = await self._knowledge.get(session, article_id)
        if not article.is_published or not is_for_export(article.draft, self._clock.now()):
            raise NotForExport
        if by.id in await self._writers(session, article):
            raise ExportBySelf
        await self._store.approve(
            session,
            article,
            content_hash=_approved_hash(article.draft),
            by=by.id,
            at=self._clock.now(),
        )
        await self._record(session, article_id, "approved", by=by, version=article.version)
        return article

    async def revoke(self, session: Session, article_id: ArticleId, *, by: Staff) -> None:
        """Let an article out no longer: the next bundle takes it back."""
        article = await self._knowledge.get(session, article_id)
        await self._store.revoke(session, article_id)
        await self._record(session, article_id, "revoked", by=by, version=article.version)

    async def make(
        self, session: Session, kind: BundleKind, *, by: Staff | None = None
    ) -> MadeBundle:
        """Make the next bundle; raises NothingToSend, ReplicaSendsNothing."""
        await self._revisions.lock(session)
        if await self._replica.standing(session) is not None:
            raise ReplicaSendsNothing
        last = await self._store.last(session)
        leaving = await self._leaving(session)
        sent = {} if kind is BundleKind.FULL else await self._store.sent(session)
        put = [one for slug, one in leaving.items() if _is_news(one.entry, sent.get(slug))]
        dropped = tuple(slug for slug in sent if slug not in leaving)
        if kind is BundleKind.INCREMENTAL and not put and not dropped and last is not None:
            raise NothingToSend(number=last.number)
        manifest = Manifest(
            number=last.number + 1 if last else 1,
            kind=BundleKind.FULL if last is None else kind,
            made_at=self._clock.now(),
            previous_hash=last.manifest_hash if last else NO_BUNDLE,
            put=tuple(one.entry for one in put),
            dropped=dropped,
        )
        return await self._packed(session, manifest, [one.line for one in put], by=by)

    def public_key(self, session: Session) -> str:
        """The key that the replica verifies bundles with."""
        return self._keys.public(session.tenant_id)

    async def _packed(
        self, session: Session, manifest: Manifest, lines: list[bytes], *, by: Staff | None
    ) -> MadeBundle:
        written = manifest_bytes(manifest)
        signature = self._keys.sign(session.tenant_id, written)
        who = None if by is None else by.id
        await self._store.add(session, manifest, manifest_hash=hash_of(written), by=who)
        bundle = SentBundle(
            number=manifest.number,
            kind=manifest.kind,
            manifest_hash=hash_of(written),
            items_put=len(manifest.put),
            items_dropped=len(manifest.dropped),
            by=who,
            made_at=manifest.made_at,
        )
        if by is not None:
            await self._audit.record(
                session,
                by,
                "bundle.made",
                subject_kind="bundle",
                subject_id=str(manifest.number),
                details={"put": bundle.items_put, "dropped": bundle.items_dropped},
            )
        return MadeBundle(bundle, packed(written, signature, lines))

    async def _leaving(self, session: Session) -> Mapping[str, _Leaving]:
        """Everything that may be outside now, by slug."""
        drafts: dict[str, tuple[Draft, int]] = {}
        after = ""
        while len(drafts) < MOST_ITEMS:
            rows = await self._store.exportable(session, after=after, limit=_STEP)
            for article, approved in rows:
                after = article.draft.slug
                if self._is_out(article, approved):
                    drafts[after] = (minimised(article.draft), article.version)
            if len(rows) < _STEP:
                break
        leaving = {}
        for slug, (draft, version) in drafts.items():
            line = line_of(related_within(draft, drafts))
            leaving[slug] = _Leaving(Entry(slug, version, hash_of(line)), line)
        return leaving

    def _is_out(self, article: Article, approved: str | None) -> bool:
        """Whether what is published is flagged, in force, and exactly what was approved."""
        is_meant = is_for_export(article.draft, self._clock.now())
        return is_meant and approved == _approved_hash(article.draft)

    def _is_waiting(self, article: Article, approved: str | None) -> bool:
        is_meant = is_for_export(article.draft, self._clock.now())
        return is_meant and approved != _approved_hash(article.draft)

    async def _writers(self, session: Session, article: Article) -> set[StaffId | None]:
        """Whoever signed a version of the words that are published, sorted anew or not."""
        before = article.version + 1
        versions = await self._revisions.revisions(
            session, article.id, before=before, limit=_LOOKED_BACK
        )
        return {one.author_id for one in versions if _words(one.draft) == _words(article.draft)}

    async def _record(
        self, session: Session, article_id: ArticleId, deed: str, *, by: Staff, version: int
    ) -> None:
        await self._audit.record(
            session,
            by,
            f"export.{deed}",
            subject_kind="article",
            subject_id=article_id,
            details={"version": version},
        )

    async def list(self, session: Session, *, before: int | None, limit: int) -> list[SentBundle]:
        """A page of bundles, the latest first."""
        return await self._store.list(session, before=before, limit=limit)


def _is_news(entry: Entry, sent: Entry | None) -> bool:
    """Whether the replica has something else, or nothing."""
    return sent is None or sent.content_hash != entry.content_hash


def _words(draft: Draft) -> tuple[object, ...]:
    """What somebody wrote of it, whatever it is filed under."""
    return (draft.title, draft.questions, draft.answer, draft.details, draft.spoken)


def _approved_hash(draft: Draft) -> str:
    """What an approval is for: the content that leaves, whatever else changes in the house."""
    return hash_of(line_of(minimised(draft)))


def _waiting(article: Article) -> Waiting:
    return Waiting(
        article_id=article.id,
        slug=article.draft.slug,
        title=article.title,
        version=article.version,
        author_id=article.author_id,
        public=minimised(article.draft),
    )

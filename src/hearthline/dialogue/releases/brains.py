"""The brains of this process: trained beside those in use and swapped, kept while they are needed.

A conversation keeps to the release it began with; such brains stay until others have been used
more recently, and are made again from the database when they are asked for.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from hearthline.conversations import Channels
from hearthline.dialogue.brain import Brain
from hearthline.dialogue.releases.archive import read_archive
from hearthline.dialogue.releases.errors import ReleaseUnknown
from hearthline.dialogue.releases.examples import OwnExamples
from hearthline.dialogue.releases.model import Standing
from hearthline.dialogue.releases.shelf import TradeShelf
from hearthline.dialogue.releases.store import TOPIC, ReleaseStore, tenant_in
from hearthline.dialogue.releases.trades import Trade, read_trades_of, served, train
from hearthline.dialogue.store import DialogueStore
from hearthline.kernel import Clock, HearthlineError, TenantId
from hearthline.platform.db import Database
from hearthline.platform.hub import Hub, Watch
from hearthline.platform.log import get_log

log = get_log(__name__)

BRAINS_KEPT: Final = 16
SETTLE_SECONDS: Final = 0.5
MOST_AT_ONCE: Final = 50
TRY_AGAIN_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class _Key:
    """Whose brain, of which release, for which trades; `tenant` is None for what all share."""

    tenant: TenantId | None
    release: str
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    brain: Brain
    edition: int


@dataclass(frozen=True, slots=True)
class Trained:
    """When this process last trained for a tenant, and how long that took."""

    at: datetime
    took: timedelta


class ReleaseBrains:
    """Brains by tenant, release and trades, ready to use."""

    def __init__(
        self, shelf: TradeShelf, database: Database, clock: Clock, *, kept: int = BRAINS_KEPT
    ) -> None:
        """Begin with the installation's packs; at most `kept` brains stay in memory."""
        self.shelf = shelf
        self._database = database
        self._clock = clock
        self._kept = kept
        self._store = ReleaseStore()
        self._examples = OwnExamples(clock)
        self._standings: dict[TenantId, Standing] = {}
        self._trades: OrderedDict[tuple[TenantId, str], tuple[Trade, ...]] = OrderedDict()
        self._brains: OrderedDict[_Key, _Kept] = OrderedDict()
        self._training = asyncio.Lock()
        self._busy: set[TenantId] = set()
        self._broken: set[tuple[TenantId, str | None]] = set()
        self._failed: set[TenantId] = set()
        self._heard = 0
        self._trained: dict[TenantId, Trained] = {}

    def prepare(self) -> Brain:
        """Train the installation's packs together, before anybody is served; takes seconds."""
        brain = train(
            self.shelf.trades,
            release=self.shelf.release_id,
            encoder=self.shelf.encoder,
            kept=self.shelf.kept,
        )
        key = _Key(None, self.shelf.release_id, self.shelf.domains)
        self._brains[key] = _Kept(brain, 0)
        return brain

    async def brain(
        self, tenant_id: TenantId, *, release: str | None, domains: Sequence[str]
    ) -> Brain:
        """The brain of a release, or of the one in force; of what is lost, the latter."""
        standing = self._standings.get(tenant_id) or await self._learn(tenant_id)
        wishes = (
            (standing.release_id, None) if release is None else (release, standing.release_id, None)
        )
        for wanted in dict.fromkeys(wishes):
            if (tenant_id, wanted) in self._broken:
                continue
            try:
                found = self._found(tenant_id, wanted, domains, standing)
                return found or await self._of(tenant_id, wanted, domains, standing)
            except HearthlineError as trouble:
                self._broken.add((tenant_id, wanted))
                log.exception("release.not_usable", release=wanted, trouble=trouble.code)
        raise ReleaseUnknown(release_id=self.shelf.release_id)

    async def trades(self, tenant_id: TenantId, release: str | None) -> tuple[Trade, ...]:
        """The trades of a release, or of the one in force; raises ReleaseUnknown, PackIsFaulty."""
        standing = self._standings.get(tenant_id) or await self._learn(tenant_id)
        return await self._read(tenant_id, release or standing.release_id)

    async def standing(self, tenant_id: TenantId) -> Standing:
        """What the tenant's bot is in this process."""
        return self._standings.get(tenant_id) or await self._learn(tenant_id)

    def is_training(self, tenant_id: TenantId) -> bool:
        """Whether this process learns something for the tenant now."""
        return tenant_id in self._busy

    def trained(self, tenant_id: TenantId) -> Trained | None:
        """The last training for the tenant in this process."""
        return self._trained.get(tenant_id)

    async def follow(self, hub: Hub) -> None:
        """Learn what is activated and taught, beside the brains in use, until cancelled."""
        async with hub.watch(TOPIC) as watch:
            await self.warm()
            while True:
                for tenant_id in await self._told(watch):
                    await self._renew_or_report(tenant_id)

    async def warm(self) -> None:
        """Train what the tenants' channels answer for, as far as there is room to keep it."""
        async with self._database.open_session() as session:
            tenants = await DialogueStore().tenants(session)
        for tenant_id in tenants:
            await self.make_ready(tenant_id)

    async def make_ready(self, tenant_id: TenantId) -> None:
        """Train what a tenant's channels answer for, so that no customer waits for it."""
        async with self._database.session(tenant_id) as session:
            wanted = await Channels.trades(session)
        for domains in wanted:
            if len(self._brains) < self._kept:
                await self.brain(tenant_id, release=None, domains=domains)

    async def renew(self, tenant_id: TenantId) -> bool:
        """Train anew what the tenant has in use if it is behind, then swap; whether it was."""
        fresh = await self._standing_in_database(tenant_id)
        known = self._standings.get(tenant_id)
        if known is None or known == fresh:
            return False
        self._broken = {one for one in self._broken if one[0] != tenant_id}
        self._busy.add(tenant_id)
        began = self._clock.monotonic()
        try:
            for domains in self._in_use(tenant_id, known):
                await self._of(tenant_id, fresh.release_id, domains, fresh)
        finally:
            self._busy.discard(tenant_id)
        self._standings[tenant_id] = fresh
        took = timedelta(seconds=self._clock.monotonic() - began)
        self._trained[tenant_id] = Trained(self._clock.now(), took)
        log.info("brain.renewed", tenant_id=str(tenant_id), release=fresh.release_id)
        return True

    async def _told(self, watch: Watch) -> list[TenantId]:
        """Whom news are about; several changes in a row are learnt at once."""
        tenants: dict[TenantId, None] = dict.fromkeys(self._failed)
        signal = await watch.next(TRY_AGAIN_SECONDS if tenants else None)
        for _ in range(MOST_AT_ONCE):
            if signal is None:
                break
            self._heard += 1
            tenant = tenant_in(signal.note)
            tenants.update(dict.fromkeys(self._standings if tenant is None else [tenant]))
            signal = await watch.next(SETTLE_SECONDS)
        return list(tenants)

    async def _renew_or_report(self, tenant_id: TenantId) -> None:
        try:
            await self.renew(tenant_id)
            self._failed.discard(tenant_id)
        except Exception:
            # What is in use goes on answering; it is tried again, and when there is news.
            self._failed.add(tenant_id)
            log.exception("brain.not_renewed", tenant_id=str(tenant_id))

    async def _learn(self, tenant_id: TenantId) -> Standing:
        """Read a standing for the first time; again, if there was news while it was read."""
        heard, fresh = -1, Standing()
        while heard != self._heard:
            heard = self._heard
            fresh = await self._standing_in_database(tenant_id)
        return self._standings.setdefault(tenant_id, fresh)

    async def _standing_in_database(self, tenant_id: TenantId) -> Standing:
        async with self._database.session(tenant_id) as session:
            active = await self._store.active(session)
            edition = await self._examples.edition(session)
            own = await self._examples.all(session) if edition else ()
        release_id = None if active is None else active.release_id
        return Standing(release_id, edition, own)

    async def _of(
        self, tenant_id: TenantId, release: str | None, domains: Sequence[str], standing: Standing
    ) -> Brain:
        """A kept brain that knows what the standing teaches, or one that is trained now."""
        async with self._training:
            found = self._found(tenant_id, release, domains, standing, is_exact=True)
            if found is not None:
                return found
            trades = served(await self._read(tenant_id, release), domains)
            key = self._key(tenant_id, release, trades, standing)
            brain = await asyncio.to_thread(
                train,
                trades,
                standing.examples,
                release=key.release,
                like=self._like(key),
                encoder=self.shelf.encoder,
                kept=self.shelf.kept,
            )
            self._keep(key, _Kept(brain, standing.edition))
            return brain

    def _found(
        self,
        tenant_id: TenantId,
        release: str | None,
        domains: Sequence[str],
        standing: Standing,
        *,
        is_exact: bool = False,
    ) -> Brain | None:
        """A kept brain; without `is_exact` one that was taught other examples will do."""
        known = self._known_trades(tenant_id, release)
        if known is None:
            return None
        key = self._key(tenant_id, release, served(known, domains), standing)
        kept = self._brains.get(key)
        if kept is None or (is_exact and kept.edition != standing.edition):
            return None
        self._brains.move_to_end(key)
        return kept.brain

    def _key(
        self,
        tenant_id: TenantId,
        release: str | None,
        trades: Sequence[Trade],
        standing: Standing,
    ) -> _Key:
        shipped = self.shelf.release_id
        is_shared = release in (None, shipped) and standing.edition == 0
        domains = tuple(one.pack.domain for one in trades)
        return _Key(None if is_shared else tenant_id, release or shipped, domains)

    def _like(self, key: _Key) -> Brain | None:
        """A kept brain of the same packs, taught other examples; the shared one is everybody's."""
        kept = self._brains.get(key) or self._brains.get(replace(key, tenant=None))
        return None if kept is None else kept.brain

    def _keep(self, key: _Key, kept: _Kept) -> None:
        self._brains[key] = kept
        self._brains.move_to_end(key)
        while len(self._brains) > self._kept:
            self._brains.popitem(last=False)

    def _in_use(self, tenant_id: TenantId, known: Standing) -> list[tuple[str, ...]]:
        """The sets of trades that the tenant's customers are answered for here."""
        release = known.release_id or self.shelf.release_id
        used = [
            key.domains
            for key in self._brains
            if key.release == release and key.tenant in (None, tenant_id)
        ]
        return list(dict.fromkeys(used))

    def _known_trades(self, tenant_id: TenantId, release: str | None) -> tuple[Trade, ...] | None:
        if release in (None, self.shelf.release_id):
            return self.shelf.trades
        return self._trades.get((tenant_id, str(release)))

    async def _read(self, tenant_id: TenantId, release: str | None) -> tuple[Trade, ...]:
        known = self._known_trades(tenant_id, release)
        if known is not None:
            return known
        release_id = str(release)
        async with self._database.session(tenant_id) as session:
            archive = await self._store.archive(session, release_id)
        if archive is None:
            raise ReleaseUnknown(release_id=release_id)
        encoder = self.shelf.encoder
        trades = await asyncio.to_thread(lambda: read_trades_of(read_archive(archive), encoder))
        self._trades[(tenant_id, release_id)] = trades
        while len(self._trades) > self._kept:
            self._trades.popitem(last=False)
        return trades

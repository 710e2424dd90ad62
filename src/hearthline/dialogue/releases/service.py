"""The verbs of releases: upload, activate, roll back, export, look at."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hearthline.access import Audit, Staff
from hearthline.dialogue.releases.archive import (
    Files,
    read_archive,
    release_id_of,
    write_archive,
)
from hearthline.dialogue.releases.checking import Checked, check_release
from hearthline.dialogue.releases.errors import (
    ArchiveUnreadable,
    IsActive,
    NotAllTestsPass,
    NothingBefore,
    ReleaseHasFaults,
    ReleaseUnknown,
)
from hearthline.dialogue.releases.model import Activation, Origin, Release, ReleaseState
from hearthline.dialogue.releases.runs import RunStore
from hearthline.dialogue.releases.shelf import TradeShelf
from hearthline.dialogue.releases.store import ReleaseStore
from hearthline.dialogue.releases.trades import articles_of as articles_in
from hearthline.dialogue.releases.trades import profiles_of, read_trades_of
from hearthline.kernel import Clock
from hearthline.knowledge import Draft, Graph, Knowledge, Profile
from hearthline.platform.db import Session
from hearthline.platform.packs import Fault

MOST_FAULTS_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """An upload that was read and checked, not yet kept."""

    files: Files
    checked: Checked
    archive: bytes
    release_id: str


def examine(content: bytes) -> Candidate:
    """Read and check an archive, which takes a second or two; raises ArchiveUnreadable."""
    return examine_files(read_archive(content))


def examine_files(files: Files) -> Candidate:
    """Check packs that are to become a release; raises ArchiveUnreadable without any trade."""
    checked = check_release(files)
    if not checked.trades:
        known = [fault for fault in checked.faults if not fault.is_warning]
        nothing = Fault("archive", 1, "no pack of a trade", "put a folder with `pack.yaml` into it")
        raise ArchiveUnreadable(known or [nothing])
    return Candidate(files, checked, write_archive(files), release_id_of(files))


class Releases:
    """The releases of a tenant; the first is what this installation brings."""

    def __init__(self, shelf: TradeShelf, knowledge: Knowledge, clock: Clock) -> None:
        """Stand on the installation's packs, and publish articles with what is activated."""
        self.shelf = shelf
        self._graph = Graph(clock)
        self._knowledge = knowledge
        self._clock = clock
        self._audit = Audit(clock)
        self._store = ReleaseStore()
        self._runs = RunStore()

    async def add(
        self,
        session: Session,
        candidate: Candidate,
        *,
        by: Staff,
        note: str = "",
        origin: Origin = Origin.UPLOAD,
    ) -> Release:
        """Keep an upload, faults and all; content that is there already stays as it is."""
        release = Release(
            id=candidate.release_id,
            origin=origin,
            note=note,
            trades=candidate.checked.trades,
            faults=tuple(candidate.checked.faults[:MOST_FAULTS_KEPT]),
            size_bytes=len(candidate.archive),
            files=len(candidate.files),
            made_by=by.id,
            made_at=self._clock.now(),
        )
        if await self._store.add(session, release, archive=candidate.archive):
            details = {"origin": origin.value, "note": note, "faults": len(release.errors)}
            await self._record(session, by, "bot_release.added", release.id, details=details)
        return await self.get(session, release.id)

    async def get(self, session: Session, release_id: str) -> Release:
        """A release with how far it has come; raises ReleaseUnknown."""
        return (await self._standing(session, [await self._bare(session, release_id)]))[0]

    async def list(
        self, session: Session, *, before: str | None = None, limit: int = 50
    ) -> Sequence[Release]:
        """A page of releases, newest first; the installation's packs lead the first page."""
        found = await self._store.list(session, before=before, limit=limit)
        if before is None and await self._store.find(session, self.shelf.release_id) is None:
            found = [self.shelf.release(), *found]
        return await self._standing(session, found)

    async def files(self, session: Session, release_id: str) -> bytes:
        """A release's archive; raises ReleaseUnknown."""
        archive = await self._store.archive(session, release_id)
        if archive is not None:
            return archive
        if release_id != self.shelf.release_id:
            raise ReleaseUnknown(release_id=release_id)
        return await asyncio.to_thread(write_archive, self.shelf.files)

    async def in_force(self, session: Session) -> str:
        """The id of the release in force."""
        active = await self._store.active(session)
        return self.shelf.release_id if active is None else active.release_id

    async def has_own(self, session: Session) -> bool:
        """Whether the tenant has ever activated anything."""
        return await self._store.active(session) is not None

    async def articles(self, session: Session, release_id: str) -> Sequence[Draft]:
        """The articles of a release; raises ReleaseUnknown, PackIsFaulty."""
        if release_id == self.shelf.release_id:
            return self.shelf.articles
        archive = await self.files(session, release_id)
        trades = await asyncio.to_thread(lambda: read_trades_of(read_archive(archive)))
        return articles_in(trades)

    async def profiles(self, session: Session, release_id: str) -> Sequence[Profile]:
        """The policy profiles of a release; raises ReleaseUnknown."""
        if release_id == self.shelf.release_id:
            return self.shelf.profiles
        archive = await self.files(session, release_id)
        return await asyncio.to_thread(lambda: profiles_of(read_archive(archive)))

    async def activate(
        self,
        session: Session,
        release_id: str,
        *,
        articles: Sequence[Draft],
        by: Staff,
        profiles: Sequence[Profile] = (),
        reason: str = "",
    ) -> Activation:
        """Put a release in force with its articles; every process follows when this commits.

        Raises IsActive, ReleaseHasFaults, or NotAllTestsPass when not all of its tests have
        passed and no reason is given.
        """
        await self._store.lock(session)
        release = await self.get(session, release_id)
        if release.state is ReleaseState.ACTIVE:
            raise IsActive(release_id=release_id)
        if release.errors:
            first = str(release.errors[0])
            raise ReleaseHasFaults(count=len(release.errors), first=first)
        self._see_to_tests(release, reason)
        replaced = await self.in_force(session)
        await self._keep_shipped(session, release_id, replaced)
        activation = await self._store.activate(
            session,
            release_id,
            replaced=replaced,
            reason=reason,
            by=by.id,
            at=self._clock.now(),
        )
        await self._graph.load_profiles(session, profiles)
        await self._knowledge.load_pack(session, articles)
        details = {"replaced": replaced, "reason": reason, "number": activation.number}
        await self._record(session, by, "bot_release.activated", release_id, details=details)
        await self._store.tell(session)
        return activation

    async def before(self, session: Session) -> str:
        """The release that was in force before; raises NothingBefore."""
        active = await self._store.active(session)
        if active is None:
            raise NothingBefore
        return active.replaced_id

    async def activations(
        self, session: Session, *, before: int | None = None, limit: int = 50
    ) -> Sequence[Activation]:
        """What was put in force, newest first."""
        return await self._store.activations(session, before=before, limit=limit)

    def _see_to_tests(self, release: Release, reason: str) -> None:
        """What was in force once, and what the installation brings, has proved itself."""
        is_proved = release.activated_at is not None or release.id == self.shelf.release_id
        if is_proved or reason or (release.last_run is not None and release.last_run.is_sound):
            return
        run = release.last_run
        told = "—" if run is None else f"{run.state.value}: {run.passed} ✓ {run.failed} ✗"
        raise NotAllTestsPass(told=told)

    async def _keep_shipped(self, session: Session, *wanted: str) -> None:
        """The installation's packs become a stored release when they are needed for going back."""
        if self.shelf.release_id not in wanted:
            return
        archive = await asyncio.to_thread(write_archive, self.shelf.files)
        shipped = replace(
            self.shelf.release(),
            size_bytes=len(archive),
            made_at=self._clock.now(),
            is_stored=True,
        )
        await self._store.add(session, shipped, archive=archive)

    async def _bare(self, session: Session, release_id: str) -> Release:
        found = await self._store.find(session, release_id)
        if found is not None:
            return found
        if release_id != self.shelf.release_id:
            raise ReleaseUnknown(release_id=release_id)
        return self.shelf.release()

    async def _standing(self, session: Session, releases: Iterable[Release]) -> Sequence[Release]:
        found = [*releases]
        activated: dict[str, datetime] = await self._store.activated(session)
        active = await self.in_force(session)
        runs = await self._runs.latest(session, [one.id for one in found])
        return [one.standing(activated, active=active, run=runs.get(one.id)) for one in found]

    async def _record(
        self,
        session: Session,
        by: Staff,
        deed: str,
        release_id: str,
        *,
        details: Mapping[str, object],
    ) -> None:
        await self._audit.record(
            session, by, deed, subject_kind="bot_release", subject_id=release_id, details=details
        )

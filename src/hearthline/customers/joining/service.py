"""The verbs of joining: these two are one, no they are not, and who might be."""

from datetime import datetime

from hearthline.access import Audit, Staff
from hearthline.conversations import Labels
from hearthline.customers.joining.errors import (
    GroupTooLarge,
    JoinedToSelf,
    JoinTooOld,
    JoinUnknown,
    OtherUnknown,
)
from hearthline.customers.joining.groups import Group, Groups
from hearthline.customers.joining.model import MOST_IN_GROUP, Candidate, Join, JoinId
from hearthline.customers.joining.store import JoinStore
from hearthline.kernel import Clock, CustomerId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Session


class Joining:
    """Says that entries are one person (R16): always an agent, always with a reason."""

    def __init__(self, vault: Vault, clock: Clock, *, labels: Labels) -> None:
        """The vault opens names to compare them; `labels` names open conversations anew."""
        self._vault = vault
        self._clock = clock
        self._labels = labels
        self._store = JoinStore()
        self._groups = Groups()
        self._audit = Audit(clock)

    def now(self) -> datetime:
        """The moment by which joins may or may not be undone."""
        return self._clock.now()

    async def join(
        self,
        session: Session,
        kept_id: CustomerId,
        merged_id: CustomerId,
        *,
        reason: str,
        by: Staff,
    ) -> Join:
        """Have one entry belong to another; said again it changes nothing.

        Raises CustomerUnknown, OtherUnknown, JoinedToSelf, GroupTooLarge.
        """
        if kept_id == merged_id:
            raise JoinedToSelf
        await self._store.lock(session)
        kept = await self._groups.of(session, kept_id)
        merged = await self._groups.maybe(session, merged_id)
        if merged is None:
            raise OtherUnknown
        if kept.root == merged.root:
            standing = await self._store.history(session, kept.ids)
            return next(one for one in standing if one.undone_at is None)
        if len(kept.ids) + len(merged.ids) > MOST_IN_GROUP:
            raise GroupTooLarge(most=MOST_IN_GROUP)
        join = Join(
            id=JoinId.new(),
            kept_id=kept.root,
            merged_id=merged.root,
            reason=reason,
            evidence=await self._evidence(session, kept, merged),
            merged_by=by.id,
            merged_at=self._clock.now(),
        )
        await self._store.add(session, join)
        await self._name(session, kept.root, merged)
        await self._note(session, "customer.joined", join, by)
        return join

    async def undo(self, session: Session, join_id: JoinId, *, by: Staff) -> Join:
        """Part them again, for seven days; everything is with its own entry as before.

        Raises JoinUnknown, JoinTooOld.
        """
        await self._store.lock(session)
        join = await self._store.get(session, join_id)
        if join is None:
            raise JoinUnknown
        if join.undone_at is not None:
            return join
        if not join.may_be_undone(self._clock.now()):
            raise JoinTooOld
        await self._store.undo(session, join_id, by=by.id, now=self._clock.now())
        parted = await self._groups.of(session, join.merged_id)
        await self._name(session, parted.root, parted)
        await self._note(session, "customer.parted", join, by)
        return join

    async def candidates(self, session: Session, customer_id: CustomerId) -> list[Candidate]:
        """Entries with a phone or an account in common; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        return await self._store.alike(session, group.ids)

    async def history(self, session: Session, customer_id: CustomerId) -> list[Join]:
        """What was joined and parted; raises CustomerUnknown."""
        group = await self._groups.of(session, customer_id)
        return await self._store.history(session, group.ids)

    async def _evidence(self, session: Session, kept: Group, merged: Group) -> tuple[str, ...]:
        alike = await self._store.alike(session, kept.ids)
        found = {word for one in alike if one.id in merged.ids for word in one.evidence}
        names = [
            {self._vault.open(bytes(row["sealed_name"])) for row in rows if row["sealed_name"]}
            for rows in (
                await self._store.names(session, kept.ids),
                await self._store.names(session, merged.ids),
            )
        ]
        return tuple(sorted(found | ({"name"} if names[0] & names[1] else set())))

    async def _name(self, session: Session, root: CustomerId, group: Group) -> None:
        """Lists show open conversations under the person's one label."""
        (row,) = await self._store.names(session, [root])
        await self._labels.rename(session, group.ids, row["label"])

    async def _note(self, session: Session, deed: str, join: Join, by: Staff) -> None:
        await self._audit.record(
            session,
            by,
            deed,
            subject_kind="customer",
            subject_id=join.kept_id,
            details={
                "merged_id": str(join.merged_id),
                "reason": join.reason,
                "evidence": list(join.evidence),
            },
        )

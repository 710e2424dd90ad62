"""Counting log-ins by account and by address; a try is counted before it is checked.

So a burst of guesses at one moment is bounded too. A right password takes the count back.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from hearthline.access.errors import LockedOut
from hearthline.access.model import ACCOUNT_LOCKOUT, ADDRESS_LOCKOUT, Lockout, Tally
from hearthline.access.store import TallyStore
from hearthline.kernel import Clock
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session


@dataclass(frozen=True, slots=True)
class Counted:
    """What a try is counted under; the key is a keyed hash and names nobody."""

    kind: str
    key: bytes
    lockout: Lockout


def network_of(address: str) -> str:
    """The address to count by: for IPv6 the /64 that one subscriber has."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if read.version == 6:
        return str(ipaddress.ip_network((read, 64), strict=False))
    return str(read)


class Lockouts:
    """Remembers failures in the database, so that a restart forgives nothing."""

    def __init__(self, database: Database, clock: Clock, *, vault: Vault) -> None:
        """Count with this clock."""
        self._database = database
        self._clock = clock
        self._vault = vault
        self._store = TallyStore()

    def keys(self, account: str, address: str) -> Sequence[Counted]:
        """What a try by this account from this address is counted under."""
        by_account = self._vault.fingerprint("login account", account)
        by_address = self._vault.fingerprint("login address", network_of(address))
        return (
            Counted("account", by_account, ACCOUNT_LOCKOUT),
            Counted("address", by_address, ADDRESS_LOCKOUT),
        )

    async def count(self, keys: Sequence[Counted]) -> bool:
        """Count a try as a failure for now; True if a pause begins, LockedOut while one runs."""
        now = self._clock.now()
        async with self._database.open_session() as session:
            before = [await self._store.get(session, k.kind, k.key, now=now) for k in keys]
            waits = [wait for tally in before if (wait := tally.wait(now))]
            if waits:
                raise LockedOut(retry_after_seconds=int(max(waits).total_seconds()) + 1)
            after = [tally.counted(now, k.lockout) for tally, k in zip(before, keys, strict=True)]
            for k, tally in zip(keys, after, strict=True):
                await self._store.save(session, k.kind, k.key, tally=tally)
        return any(tally.wait(now) for tally in after)

    async def forgive(self, session: Session, keys: Sequence[Counted]) -> None:
        """The password was right: clear the account, take this try back from the address.

        Clearing the address would let a guesser with one account of his own start afresh.
        """
        now = self._clock.now()
        for k in keys:
            tally = await self._store.get(session, k.kind, k.key, now=now)
            clean = Tally(last_at=now) if k.kind == "account" else tally.taken_back(k.lockout)
            await self._store.save(session, k.kind, k.key, tally=clean)

"""The log-in. It opens its own short transactions, unlike other verbs: a failure must be
remembered although the request ends in an error, and nothing is held open during the hashing.
"""

import re
from dataclasses import dataclass

from hearthline.access.audit import NOBODY, Audit
from hearthline.access.errors import TenantNeeded, WrongCredentials
from hearthline.access.lockout import Lockouts
from hearthline.access.model import SessionRules, SessionToken, Staff, Tenant
from hearthline.access.passwords import Passwords
from hearthline.access.store import SessionStore, StaffStore, TenantStore
from hearthline.kernel import Clock
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed in to log in."""

    tenant: str | None
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a log-in comes from, and the session that the browser had before."""

    address: str
    previous: SessionToken | None = None


class LogIns:
    """Lets people in by user name and password."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        vault: Vault,
        passwords: Passwords,
        rules: SessionRules,
    ) -> None:
        """Know the time, the cost of a hash and how long a session lasts."""
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._rules = rules
        self._lockouts = Lockouts(database, clock, vault=vault)
        self._audit = Audit(clock)
        self._staff, self._sessions, self._tenants = StaffStore(), SessionStore(), TenantStore()

    async def log_in(
        self, claim: Credentials, origin: Origin
    ) -> tuple[Staff, Tenant, SessionToken]:
        """Open a session; raises WrongCredentials, LockedOut or TenantNeeded."""
        tenant = await self._tenant(claim)
        company = tenant.slug if tenant else claim.tenant
        keys = self._lockouts.keys(f"{company}/{claim.username.lower()}", origin.address)
        is_pausing = await self._lockouts.count(keys)
        staff, stored = await self._find(claim, tenant)
        is_right = await self._passwords.verify(stored, claim.password)
        if not (is_right and tenant and staff and stored and staff.is_active):
            await self._note_failure(tenant, staff, origin, is_pausing=is_pausing)
            raise WrongCredentials
        token = SessionToken.new(tenant.id)
        fresh = await self._fresh_hash(stored, claim.password)
        async with self._database.session(tenant.id) as session:
            await self._lockouts.forgive(session, keys)
            if fresh:
                await self._staff.renew_password(session, staff.id, old=stored, new=fresh)
            await self._open(session, staff, token, origin)
        return staff, tenant, token

    async def _tenant(self, claim: Credentials) -> Tenant | None:
        async with self._database.open_session() as session:
            tenant = await self._tenants.find(session, claim.tenant)
            if tenant is None and claim.tenant is None and await self._tenants.ids(session):
                raise TenantNeeded
        return tenant

    async def _find(
        self, claim: Credentials, tenant: Tenant | None
    ) -> tuple[Staff | None, str | None]:
        username = claim.username.lower()
        if tenant is None or not USERNAME.fullmatch(username):
            return None, None
        async with self._database.session(tenant.id) as session:
            return await self._staff.find(session, username) or (None, None)

    async def _fresh_hash(self, stored: str, password: str) -> str | None:
        if not self._passwords.is_outdated(stored):
            return None
        return await self._passwords.rehash(password)

    async def _note_failure(
        self, tenant: Tenant | None, staff: Staff | None, origin: Origin, *, is_pausing: bool
    ) -> None:
        """Record it; a name that nobody has is not kept, it may be a password typed too early."""
        if tenant is None:
            return
        deed = "staff.locked_out" if is_pausing else "staff.log_in_failed"
        async with self._database.session(tenant.id) as session:
            await self._audit.record(
                session,
                NOBODY,
                deed,
                subject_kind="staff",
                subject_id=staff.id if staff else "unknown",
                details={"address": origin.address},
            )

    async def _open(
        self, session: Session, staff: Staff, token: SessionToken, origin: Origin
    ) -> None:
        if origin.previous and origin.previous.tenant_id == staff.tenant_id:
            await self._sessions.end(session, origin.previous)
        now = self._clock.now()
        await self._sessions.open(
            session, token, of=staff.id, now=now, until=now + self._rules.longest
        )
        await self._audit.record(
            session,
            staff,
            "staff.logged_in",
            subject_kind="staff",
            subject_id=staff.id,
            details={"address": origin.address},
        )

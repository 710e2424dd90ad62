"""The record of tries to prove who one is: kept at once, counted for the lock, read by audits.

Three failures for one account in one conversation lock it there; five in a day lock the account
for everybody until a person has helped (R21).
"""

from datetime import timedelta
from typing import Final

from hearthline.dialogue.operations.ports import Asking
from hearthline.kernel import Clock, Id
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database

MOST_IN_CONVERSATION: Final = 3
MOST_IN_A_DAY: Final = 5
_DAY: Final = timedelta(hours=24)
_COUNT = """
SELECT count(*) FILTER (WHERE conversation_id = %(conversation)s) AS here, count(*) AS anywhere
FROM verification_attempt
WHERE domain = %(domain)s AND account_fingerprint = %(account)s AND at > %(since)s
  AND outcome = 'failed'
"""
_NOTE = """
INSERT INTO verification_attempt
  (id, conversation_id, domain, account_fingerprint, method, outcome, at)
VALUES (%(id)s, %(conversation)s, %(domain)s, %(account)s, %(method)s, %(outcome)s, %(at)s)
"""


class Verifications:
    """Tries in the database; each is a short transaction of its own, so that none is lost."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        """The vault makes fingerprints of account numbers."""
        self._database = database
        self._vault = vault
        self._clock = clock

    async def is_locked(self, asking: Asking, domain: str, account_no: str) -> bool:
        """Whether too many tries have failed, here or anywhere in the last day."""
        params = {**self._place(asking, domain, account_no), "since": self._clock.now() - _DAY}
        async with self._database.session(asking.tenant_id) as session:
            row = await session.one(_COUNT, params)
        return bool(row["here"] >= MOST_IN_CONVERSATION or row["anywhere"] >= MOST_IN_A_DAY)

    async def note(
        self, asking: Asking, domain: str, account_no: str, *, tried: tuple[str, str]
    ) -> None:
        """Keep a try."""
        method, outcome = tried
        params = {
            **self._place(asking, domain, account_no),
            "id": Id.new(),
            "method": method,
            "outcome": outcome,
            "at": self._clock.now(),
        }
        async with self._database.session(asking.tenant_id) as session:
            await session.execute(_NOTE, params)

    def _place(self, asking: Asking, domain: str, account_no: str) -> dict[str, object]:
        return {
            "conversation": asking.conversation_id,
            "domain": domain,
            "account": self._vault.fingerprint(domain, account_no),
        }

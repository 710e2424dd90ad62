"""Accounts and telephone numbers that pass through a browser which may not read them.

A reference is sealed with the company's key and names the company; it tells nothing and cannot be
changed. Whoever opens one keeps the audit of what comes of it.
"""

import base64
import binascii
import json

from hearthline.customers.errors import RefBroken
from hearthline.customers.model import KnownAccount
from hearthline.kernel import TenantId
from hearthline.platform.crypto import SealBroken, Vault

_PHONE = "phone"


class Refs:
    """Seals what may be used and not be seen."""

    def __init__(self, vault: Vault) -> None:
        """The vault keeps the key."""
        self._vault = vault

    def of_account(self, tenant_id: TenantId, account: KnownAccount) -> str:
        """A reference to an account."""
        return self._sealed(tenant_id, account.domain, account.account_no)

    def account(self, tenant_id: TenantId, ref: str) -> KnownAccount:
        """The account that is meant; raises RefBroken."""
        domain, number = self._opened(tenant_id, ref)
        if domain == _PHONE:
            raise RefBroken
        return KnownAccount(domain, number)

    def of_phone(self, tenant_id: TenantId, phone: str) -> str:
        """A reference to a telephone number."""
        return self._sealed(tenant_id, _PHONE, phone)

    def phone(self, tenant_id: TenantId, ref: str) -> str:
        """The number that is meant; raises RefBroken."""
        kind, number = self._opened(tenant_id, ref)
        if kind != _PHONE:
            raise RefBroken
        return number

    def _sealed(self, tenant_id: TenantId, kind: str, number: str) -> str:
        named = json.dumps([str(tenant_id), kind, number])
        return base64.urlsafe_b64encode(self._vault.seal(named)).decode()

    def _opened(self, tenant_id: TenantId, ref: str) -> tuple[str, str]:
        try:
            sealed = base64.urlsafe_b64decode(ref.encode())
            owner, kind, number = json.loads(self._vault.open(sealed))
        except (SealBroken, binascii.Error, ValueError):
            raise RefBroken from None
        if owner != str(tenant_id):
            raise RefBroken
        return str(kind), str(number)

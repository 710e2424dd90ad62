"""Brings the demo's database to what this version begins with; a program of its own.

The demo runs it only when something has changed, so that a later start need not even load what
it takes. The database's addresses come on standard input, where `ps` does not show them.
"""

import asyncio
import json
import sys

from hearthline.access import DEMO_STAFF
from hearthline.entrypoints.demo.logins import make_logins
from hearthline.entrypoints.demo.seed import seed
from hearthline.kernel import TenantId
from hearthline.platform.db import migrate
from hearthline.platform.settings import Settings, load_settings


def prepare(settings: Settings, owner_url: str, app_url: str) -> TenantId:
    """Migrate and seed; harmless twice."""
    migrate(owner_url)
    people = [(username, name, role.value) for username, name, role in DEMO_STAFF]
    logins = make_logins(settings.data.dir, people)
    passwords = {login.username: login.password for login in logins}
    return asyncio.run(seed(settings, app_url, passwords))


if __name__ == "__main__":
    given = json.load(sys.stdin)
    prepare(load_settings(), given["owner_url"], given["app_url"])

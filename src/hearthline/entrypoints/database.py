"""The database of a command: the one that is set, else the embedded one, run or joined."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hearthline.platform.postgres import EmbeddedPostgres, Endpoints, FolderInUse
from hearthline.platform.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the database is: for migrations and backups, and for the application."""

    owner_url: str = field(repr=False)
    app_url: str = field(repr=False)
    is_embedded: bool


@contextmanager
def database_of(settings: Settings, tell: Tell) -> Iterator[Addresses]:
    """The database for the length of a `with` block; an embedded one that we started stops."""
    if settings.database.url is not None:
        url = settings.database.url.get_secret_value()
        yield Addresses(owner_url=url, app_url=url, is_embedded=False)
        return
    server = EmbeddedPostgres(settings.data.dir, settings.database.port, tell=tell)
    try:
        yield _addresses(server.join() or _start_or_join(server))
    finally:
        server.stop()


def _start_or_join(server: EmbeddedPostgres) -> Endpoints:
    try:
        return server.start()
    except FolderInUse:
        # Another process was quicker; it is as good as ours.
        joined = server.join()
        if joined is None:
            raise
        return joined


def _addresses(endpoints: Endpoints) -> Addresses:
    return Addresses(owner_url=endpoints.owner_url, app_url=endpoints.app_url, is_embedded=True)

"""How a route finds the singletons that composition made: by their type."""

from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from starlette.requests import HTTPConnection

T = TypeVar("T")


class Services:
    """Every singleton of the process, kept by type."""

    def __init__(self, *services: object) -> None:
        """Take what composition made."""
        self._by_type: dict[type, object] = {}
        self.add(*services)

    def add(self, *services: object) -> None:
        """Add singletons; one of each type."""
        for service in services:
            self._by_type[type(service)] = service

    def get(self, kind: type[T]) -> T:
        """The singleton of a type; raises KeyError when composition forgot it."""
        return cast("T", self._by_type[kind])


def here(kind: type[T]) -> Callable[[HTTPConnection], Awaitable[T]]:
    """A FastAPI dependency that gives the singleton of `kind`.

    Asynchronous, although nothing is awaited: FastAPI sends every other one through a thread.
    """

    async def find(connection: HTTPConnection) -> T:
        services: Services = connection.app.state.services
        return services.get(kind)

    return find

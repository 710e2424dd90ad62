"""Every way into the HTTP application, and what stands at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from hearthline.access import Need, Permission, signed_in
from hearthline.channels.caller import customer_session, socket_session

SOCKET = "SOCKET"
STAFF_SOCKETS = {
    "/api/v1/desk/stream": Permission.DESK_VIEW,
    "/api/v1/supervision/stream": Permission.DESK_SUPERVISE,
}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


@dataclass(frozen=True)
class Door:
    """One method of one route; `operation` is its operation id."""

    method: str
    path: str
    operation: str
    guards: tuple[object, ...]

    def __str__(self) -> str:
        """As the lists of the test name it."""
        return f"{self.method} {self.path}"

    @property
    def is_socket(self) -> bool:
        """Whether it is a WebSocket."""
        return self.method == SOCKET

    @property
    def is_customers(self) -> bool:
        """Whether a customer's session token opens it."""
        return customer_session in self.guards or socket_session in self.guards

    @property
    def is_staffs(self) -> bool:
        """Whether a staff log-in opens it; staff's sockets ask inside (`staff_of_socket`)."""
        return signed_in in self.guards or (self.is_socket and self.path in STAFF_SOCKETS)

    @property
    def writes(self) -> bool:
        """Whether it needs the CSRF token."""
        return not self.is_socket and self.method not in _SAFE

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the caller must be allowed."""
        if self.is_socket:
            return frozenset({STAFF_SOCKETS[self.path]} if self.path in STAFF_SOCKETS else ())
        needs = (guard for guard in self.guards if isinstance(guard, Need))
        return frozenset().union(*(need.permissions for need in needs))

    @property
    def parameters(self) -> list[str]:
        """The names in the path."""
        return _PARAMETER.findall(self.path)

    def filled(self, values: dict[str, str]) -> str:
        """The path with its parameters replaced."""
        return _PARAMETER.sub(lambda found: values[found[1]], self.path)


def doors_of(app: FastAPI) -> list[Door]:
    """Every door, HTTP and WebSocket, mounted files included."""
    return [door for context in iter_route_contexts(app.routes) for door in _doors(context)]


def _doors(context: object) -> Iterator[Door]:
    path = str(getattr(context, "path", ""))
    operation = getattr(context, "operation_id", None) or getattr(context, "name", None) or path
    dependant = getattr(context, "dependant", None)
    guards = tuple(_calls(dependant)) if dependant else ()
    methods = getattr(context, "methods", None)
    for method in sorted(methods or {SOCKET}) if methods != set() else [SOCKET]:
        if method != "HEAD":
            yield Door(method, path, str(operation), guards)


def _calls(dependant: Dependant) -> Iterator[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from _calls(inner)

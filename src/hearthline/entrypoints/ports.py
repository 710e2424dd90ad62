"""Ports of this machine: one that is taken is said before anything starts."""

import socket

from hearthline.platform.postgres import PortTaken


def is_free(host: str, port: int) -> bool:
    """Whether somebody could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def refuse_taken_port(host: str, port: int) -> None:
    """Raise PortTaken unless somebody could listen there now."""
    if not is_free(host, port):
        raise PortTaken(port=port)


def any_free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])

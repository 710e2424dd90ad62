"""Which programs the demo runs, with which settings and on which ports."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from hearthline.entrypoints.database import Addresses
from hearthline.entrypoints.demo.supervisor import Program
from hearthline.entrypoints.ports import any_free_port, is_free
from hearthline.entrypoints.simulator import BASE
from hearthline.platform.settings import Settings

HOST = "127.0.0.1"
_SIMULATOR_PORT = 8090


@dataclass(frozen=True, slots=True)
class Plan:
    """The programs in their order of starting, and where people find them."""

    programs: list[Program]
    url: str
    simulator_url: str | None


def plan(
    settings: Settings, database: Addresses, *, port: int, environment: Mapping[str, str]
) -> Plan:
    """The plan of a demo; with a business system of its own, no simulator."""
    url = f"http://{HOST}:{port}"
    given = {
        **environment,
        "HEARTHLINE_DATABASE_URL": database.app_url,
        "HEARTHLINE_DATA_DIR": str(settings.data.dir),
        "HEARTHLINE_SERVER_HOST": HOST,
        "HEARTHLINE_SERVER_PORT": str(port),
        "HEARTHLINE_SERVER_PUBLIC_URL": settings.server.public_url or url,
        "HEARTHLINE_SERVER_DEMO": "true",
        "HEARTHLINE_BUSINESS_WEBHOOK_SECRET": settings.webhook_secret(),
        "PYTHONUNBUFFERED": "1",
    }
    simulator: list[Program] = []
    simulator_url = None
    if settings.business.url is None:
        at = _SIMULATOR_PORT if is_free(HOST, _SIMULATOR_PORT) else any_free_port()
        simulator_url = f"http://{HOST}:{at}"
        given["HEARTHLINE_BUSINESS_URL"] = f"{simulator_url}{BASE}"
        given["HEARTHLINE_BUSINESS_TOKEN"] = settings.business_token()
        hook = f"--webhook-url={url}/api/v1/business/events"
        simulator = [_program("simulator", ["simulate-business", f"--port={at}", hook], given)]
    ours = [_program("server", ["serve"], given), _program("worker", ["worker"], given)]
    return Plan(programs=[*simulator, *ours], url=url, simulator_url=simulator_url)


def _program(name: str, words: list[str], environment: Mapping[str, str]) -> Program:
    return Program(name, [sys.executable, "-m", "hearthline", *words], environment)

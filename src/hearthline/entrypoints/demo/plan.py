"""Which programs the demo runs, with which settings and on which ports."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from hearthline.entrypoints.database import Addresses
from hearthline.entrypoints.demo.supervisor import Program
from hearthline.entrypoints.ports import any_free_port, is_free
from hearthline.platform.settings import Settings

HOST = "127.0.0.1"
_SIMULATOR_PORT = 8090
_GATEWAY_PATH = "/gw/v1"  # of the gateway's contract


@dataclass(frozen=True, slots=True)
class Plan:
    """What must run before customers are answered, what comes after, and where people find it."""

    programs: list[Program]
    later: list[Program]
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
        given["HEARTHLINE_BUSINESS_URL"] = f"{simulator_url}{_GATEWAY_PATH}"
        given["HEARTHLINE_BUSINESS_TOKEN"] = settings.business_token()
        hook = f"--webhook-url={url}/api/v1/business/events"
        simulator = [_program("simulator", ["simulate-business", f"--port={at}", hook], given)]
    return Plan(
        programs=[_program("server", ["serve"], given), *simulator],
        later=[_program("worker", ["worker"], given)],
        url=url,
        simulator_url=simulator_url,
    )


def preparation(environment: Mapping[str, str]) -> Program:
    """The program that migrates and seeds."""
    return Program("prepare", [sys.executable, "-m", f"{__package__}.prepare"], environment)


def _program(name: str, words: list[str], environment: Mapping[str, str]) -> Program:
    return Program(name, [sys.executable, "-m", "hearthline", *words], environment)

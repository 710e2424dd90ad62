"""The demo brings a simulator, unless it is pointed at a business system."""

from pathlib import Path

import pytest

from hearthline.entrypoints.database import Addresses
from hearthline.entrypoints.demo.plan import plan
from hearthline.platform.settings import load_settings

pytestmark = pytest.mark.unit

DATABASE = Addresses(owner_url="postgresql://o/x", app_url="postgresql://a/x", is_embedded=True)


def test_the_server_is_told_where_the_simulator_answers(tmp_path: Path) -> None:
    settings = load_settings({"HEARTHLINE_DATA_DIR": str(tmp_path)})

    planned = plan(settings, DATABASE, port=8080, environment={})

    assert [program.name for program in planned.programs] == ["server", "simulator"]
    assert [program.name for program in planned.later] == ["worker"]
    given = planned.programs[0].environment
    assert given["HEARTHLINE_BUSINESS_URL"] == f"{planned.simulator_url}/gw/v1"
    assert given["HEARTHLINE_DATABASE_URL"] == "postgresql://a/x"


def test_a_business_system_of_ones_own_needs_no_simulator(tmp_path: Path) -> None:
    environment = {
        "HEARTHLINE_DATA_DIR": str(tmp_path),
        "HEARTHLINE_BUSINESS_URL": "https://gateway.example/gw/v1",
        "HEARTHLINE_BUSINESS_TOKEN": "theirs",
    }

    planned = plan(load_settings(environment), DATABASE, port=8080, environment=environment)

    assert [program.name for program in planned.programs] == ["server"]
    assert planned.simulator_url is None
    given = planned.programs[0].environment
    assert given["HEARTHLINE_BUSINESS_URL"] == "https://gateway.example/gw/v1"
    assert given["HEARTHLINE_BUSINESS_TOKEN"] == "theirs"


def test_simulator_and_server_share_the_secret_of_the_webhooks(tmp_path: Path) -> None:
    settings = load_settings({"HEARTHLINE_DATA_DIR": str(tmp_path)})

    planned = plan(settings, DATABASE, port=8080, environment={})

    secrets = {
        program.environment["HEARTHLINE_BUSINESS_WEBHOOK_SECRET"]
        for program in [*planned.programs, *planned.later]
    }
    assert secrets == {settings.webhook_secret()}

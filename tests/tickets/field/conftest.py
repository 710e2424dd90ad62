"""A team of two in the field, with their phones."""

from pathlib import Path

import pytest

from hearthline.access import Staff
from hearthline.tickets import Team
from tests.make.field import FieldBench, Phone
from tests.make.tickets import Bench


@pytest.fixture
async def field(bench: Bench, tmp_path: Path) -> FieldBench:
    """The field's services and routes."""
    return FieldBench(bench, tmp_path)


@pytest.fixture
async def zhang(field: FieldBench) -> Staff:
    """A worker."""
    return await field.worker()


@pytest.fixture
async def liu(field: FieldBench) -> Staff:
    """His colleague of the same team."""
    return await field.worker()


@pytest.fixture
async def team(field: FieldBench, zhang: Staff, liu: Staff) -> Team:
    """Their team."""
    return await field.bench.team("测温一班", zhang, liu)


@pytest.fixture
async def phone(field: FieldBench, zhang: Staff) -> Phone:
    """The worker's phone."""
    return Phone(field, await field.sign_in(zhang))


@pytest.fixture
async def other_phone(field: FieldBench, liu: Staff) -> Phone:
    """His colleague's."""
    return Phone(field, await field.sign_in(liu))

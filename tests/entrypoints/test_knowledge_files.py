"""`hearthline knowledge export`, `import`, `bundle` and `receive`, as an operator calls them."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hearthline.access import Role
from hearthline.entrypoints.cli import main
from hearthline.kernel import SystemClock, TenantId
from hearthline.knowledge import Draft, Exports, Knowledge
from hearthline.knowledge.replica import Bundles, SigningKeys
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database
from hearthline.platform.postgres import Endpoints
from tests.conftest import make_tenant
from tests.make import articles as make
from tests.make import staff as make_staff

pytestmark = pytest.mark.store

SECRET = "a-secret-of-the-tests-with-enough-letters"
OUTSIDE = replace(make.STANDARD, is_exportable=True)


@pytest.fixture(autouse=True)
def settings(endpoints: Endpoints, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The database of the tests, and a data folder that nobody else uses."""
    monkeypatch.setenv("HEARTHLINE_DATABASE_URL", endpoints.app_url)
    monkeypatch.setenv("HEARTHLINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HEARTHLINE_SECRET_KEY", SECRET)
    monkeypatch.setenv("LANG", "en")


async def slug_of(database: Database, tenant: TenantId) -> str:
    async with database.open_session() as session:
        row = await session.one("SELECT slug FROM tenant WHERE id = %(id)s", {"id": tenant})
    return str(row["slug"])


async def run(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, dict[str, Any], str]:
    """The exit status, the JSON object, and what was said beside it; on a thread of its own."""

    status = await asyncio.to_thread(_status, arguments)
    said = capsys.readouterr()
    last = said.out.splitlines()[-1:] or ["{}"]
    return status, json.loads(last[0]) if last[0].startswith("{") else {"text": last[0]}, said.err


def _status(arguments: tuple[str, ...]) -> int:
    try:
        main(arguments)
    except SystemExit as ending:
        return int(ending.code or 0)
    return 0


async def published(database: Database, tenant: TenantId) -> list[Draft]:
    return await Exports(database).drafts(tenant)


async def fill(database: Database, tenant: TenantId, *drafts: Draft) -> Knowledge:
    knowledge = Knowledge(database, SystemClock())
    async with database.session(tenant) as session:
        await knowledge.load_pack(session, drafts)
    return knowledge


async def test_a_base_is_carried_into_another_exactly(
    database: Database, tenant: TenantId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await fill(database, tenant, *make.DRAFTS)
    other = await make_tenant(database)
    folder = str(tmp_path / "base")
    here, there = await slug_of(database, tenant), await slug_of(database, other)

    out = await run(capsys, "knowledge", "export", folder, "--tenant", here, "--json")
    back = await run(
        capsys, "knowledge", "import", folder, "--publish", "--tenant", there, "--json"
    )
    again = await run(
        capsys, "knowledge", "import", folder, "--publish", "--tenant", there, "--json"
    )

    assert out[:2] == (0, {"n": 3, "out": folder})
    assert back[:2] == (0, {"n": 3, "added": 3, "changed": 0, "same": 0})
    assert again[1] == {"n": 3, "added": 0, "changed": 0, "same": 3}
    assert await published(database, other) == await published(database, tenant)


async def test_a_full_folder_is_not_written_over(
    tmp_path: Path, tenant: TenantId, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x").write_text("mine")

    status, _, said = await run(capsys, "knowledge", "export", str(tmp_path))

    assert status == 2
    assert "there is something already" in said


async def test_one_fault_keeps_everything_out_and_is_named(
    database: Database, tenant: TenantId, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "good.md").write_text("---\ntitle: 一\n---\n答\n")
    (folder / "bad.md").write_text("---\ntitle: 二\nanswr: x\n---\n答\n")
    here = await slug_of(database, tenant)

    status, _, said = await run(
        capsys, "knowledge", "import", str(folder), "--publish", "--tenant", here
    )

    assert status == 2
    assert "bad.md line 3: `answr` cannot be taken" in said
    assert "1 faults; nothing was stored" in said
    assert await published(database, tenant) == []


async def test_drafts_are_made_in_somebodys_name(
    database: Database,
    tenant: TenantId,
    vault: Vault,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    access = make_staff.access(database, SystemClock(), vault)
    async with database.session(tenant) as session:
        await make_staff.staff(session, access, Role.EDITOR, username="lijing")
    table = tmp_path / "问答.csv"
    table.write_bytes("问题,答案\n怎么报停,九月前申请。\n".encode("gbk"))
    here = await slug_of(database, tenant)

    status, facts, _ = await run(
        capsys, "knowledge", "import", str(table), "--as", "lijing", "--tenant", here, "--json"
    )
    nobody = await run(
        capsys, "knowledge", "import", str(table), "--as", "nobody", "--tenant", here
    )

    async with database.session(tenant) as session:
        row = await session.one("SELECT content->>'title' AS title FROM working_copy")
    assert (status, facts) == (0, {"drafted": 1, "skipped": 0})
    assert row["title"] == "怎么报停"
    assert nobody[0] == 2


async def test_drafts_or_publication_must_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (await run(capsys, "knowledge", "import", str(tmp_path)))[0] == 2
    assert (await run(capsys, "knowledge", "import", str(tmp_path / "none"), "--check"))[0] == 2


async def test_bundles_go_from_one_house_to_another(
    database: Database,
    tenant: TenantId,
    vault: Vault,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await let_out(database, tenant, vault)
    other, outbox = await make_tenant(database), tmp_path / "outbox"
    here, there = await slug_of(database, tenant), await slug_of(database, other)

    made = await run(capsys, "knowledge", "bundle", str(outbox), "--tenant", here, "--json")
    nothing = await run(capsys, "knowledge", "bundle", str(outbox), "--tenant", here, "--json")
    key = (await run(capsys, "knowledge", "bundle-key", "--tenant", here))[1]["text"]
    receive = ("knowledge", "receive", made[1]["file"], "--tenant", there)
    refused = await run(capsys, *receive)
    taken = await run(capsys, *receive, "--master-key", key, "--json")
    again = await run(capsys, *receive, "--json")

    assert made[:2] == (
        0,
        {
            "number": 1,
            "kind": "full",
            "file": str(outbox / "knowledge-000001-full.hlkb"),
            "put": 1,
            "dropped": 0,
        },
    )
    assert nothing[:2] == (0, {"number": None})
    assert refused[0] == 2
    assert taken[:2] == (0, {"number": 1, "items": 1})
    assert again[0] == 2
    assert "received already" in again[2]
    assert [one.slug for one in await published(database, other)] == [OUTSIDE.slug]


async def let_out(database: Database, tenant: TenantId, vault: Vault) -> None:
    """A published item that a second person has let out."""
    knowledge = await fill(database, tenant, OUTSIDE)
    access = make_staff.access(database, SystemClock(), vault)
    bundles = Bundles(knowledge, SigningKeys(vault), SystemClock())
    async with database.session(tenant) as session:
        boss = await make_staff.staff(session, access, Role.SUPERVISOR)
        waiting, _ = await bundles.waiting(session, after="", limit=5)
        await bundles.approve(session, waiting[0].article_id, by=boss)

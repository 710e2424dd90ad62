"""Field staff, their tasks and what their phones send; pictures that cameras wrote into."""

import asyncio
import json
import socket
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI

from hearthline.access import CSRF_HEADER, SESSION_COOKIE, Credentials, Origin, Role, Staff
from hearthline.access.api import router as access_routes
from hearthline.entrypoints.pages import mount_pages
from hearthline.kernel import Id, TeamId
from hearthline.platform.http import Services, install_problems
from hearthline.platform.settings import load_settings
from hearthline.platform.storage import Storage
from hearthline.tickets import (
    FieldEvidence,
    FieldRecords,
    FieldSync,
    FieldTasks,
    Place,
    Submitter,
    Team,
    Ticket,
    TicketHandling,
)
from hearthline.tickets.field.api import desk_router, router
from hearthline.tickets.handling.actions import Dispatch
from tests.make import staff as make_staff
from tests.make.tickets import ACCOUNT, Bench

FIELD = "/api/v1/field"
ADDRESS = "阳光花园 3 号楼 2 单元 502"
MEASURING: dict[str, Any] = {"type_code": "H-TP-01", "details": {"rooms": "次卧"}}

Headers = dict[str, str]


def exif(taken: str = "2026:11:26 09:30:00", *, latitude: float = 45.8038, side: int = 1) -> bytes:
    """What a camera writes: when, with China's offset; where (126.535 east); which side is up."""

    def ratios(value: float) -> bytes:
        whole, minutes = int(value), (value - int(value)) * 60
        seconds = round((minutes - int(minutes)) * 60 * 100)
        return struct.pack(">6I", whole, 1, int(minutes), 1, seconds, 100)

    def directory(at: int, entries: list[tuple[int, int, int, bytes]]) -> bytes:
        head, tail = struct.pack(">H", len(entries)), b""
        after = at + 2 + 12 * len(entries) + 4
        for tag, kind, count, value in sorted(entries):
            inside = value.ljust(4, b"\0") if len(value) <= 4 else None
            head += struct.pack(">HHI", tag, kind, count)
            head += inside or struct.pack(">I", after + len(tail))
            tail += b"" if inside else value
        return head + struct.pack(">I", 0) + tail

    shot = [(0x9003, 2, 20, taken.encode() + b"\0"), (0x9011, 2, 7, b"+08:00\0")]
    gps = [
        (1, 2, 2, b"N\0"),
        (2, 5, 3, ratios(latitude)),
        (3, 2, 2, b"E\0"),
        (4, 5, 3, ratios(126.535)),
    ]
    first_size = 2 + 12 * 3 + 4
    shot_at = 8 + first_size
    gps_at = shot_at + len(directory(shot_at, shot))
    first = directory(
        8,
        [
            (0x0112, 3, 1, struct.pack(">H", side)),
            (0x8769, 4, 1, struct.pack(">I", shot_at)),
            (0x8825, 4, 1, struct.pack(">I", gps_at)),
        ],
    )
    return (
        b"MM\0*" + struct.pack(">I", 8) + first + directory(shot_at, shot) + directory(gps_at, gps)
    )


def jpeg(note: bytes | None = None, *, trailer: bytes = b"") -> bytes:
    """The bones of a JPEG with two scans, with a camera's note and what phones append."""

    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")]
    if note is not None:
        parts.append(segment(0xE1, b"Exif\0\0" + note))
    parts += [
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>GPS</x>"),
        segment(0xFE, b"made at home"),
        segment(0xDB, bytes(65)),
        segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56",
        segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x78",
        b"\xff\xd9",
    ]
    return b"".join(parts) + trailer


def png(note: bytes | None = None) -> bytes:
    """A picture of one dot, with a camera's note and a remark."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    more = b"" if note is None else chunk(b"eXIf", note) + chunk(b"tEXt", b"Author\0me")
    dot = zlib.compress(b"\0\xff\0\0")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", dot)
        + chunk(b"IEND", b"")
    )


def webp(note: bytes | None = None) -> bytes:
    """The bones of an extended WebP, with a camera's note."""

    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    flags = 0 if note is None else 0x08
    body = part(b"VP8X", bytes([flags]) + bytes(9)) + part(b"VP8 ", b"\1\2\3")
    body += b"" if note is None else part(b"EXIF", b"Exif\0\0" + note)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def reading(*temperatures: float, **more: Any) -> dict[str, Any]:
    """A reading at these temperatures, in one room."""
    points = [{"room": "次卧", "temperature_c": one, "height_m": 1.4} for one in temperatures]
    return {
        "instrument_no": "CW-0231",
        "points": points,
        "doors_shut_min": 60,
        "outdoor_c": -18.5,
        "worker_confirms": True,
        "customer_agrees": True,
        "note": "",
    } | more


SIGNED = {"signer_name": "张丽", "signer_role": "self", "strokes": [[[10, 20], [30, 40]]]}


@dataclass
class FieldBench:
    """The field's services on a bench of tickets, and their routes."""

    bench: Bench
    home: Path
    app: FastAPI = field(init=False)
    http: httpx2.AsyncClient = field(init=False)
    sync: FieldSync = field(init=False)
    evidence: FieldEvidence = field(init=False)
    tasks: FieldTasks = field(init=False)

    def __post_init__(self) -> None:
        """Make the services with their real collaborators."""
        bench = self.bench
        self.access = make_staff.access(bench.database, bench.clock, bench.vault)
        names = self.access.names
        self.tasks = FieldTasks(bench.tickets, bench.teams, names=names, vault=bench.vault)
        self.evidence = FieldEvidence(
            bench.database,
            Storage(self.home),
            vault=bench.vault,
            clock=bench.clock,
            once_his=self.tasks.once_his,
        )
        bench.handling = TicketHandling(bench.tickets, bench.teams, evidence_of=self.evidence.proof)
        self.sync = FieldSync(
            bench.database, bench.clock, handling=bench.handling, tasks=self.tasks
        )
        self.app = app = FastAPI()
        records = FieldRecords(bench.tickets, names=names)
        app.state.services = Services(
            bench.database, self.access, self.tasks, self.sync, self.evidence, records
        )
        for one in (router, desk_router):
            app.include_router(one)
        install_problems(app)
        transport = httpx2.ASGITransport(app=app)
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://desk.test")

    async def sign_in(self, person: Staff) -> Headers:
        """The headers of a person's requests."""
        async with self.bench.database.open_session() as session:
            row = await session.one(
                "SELECT slug FROM tenant WHERE id = %(id)s", {"id": person.tenant_id}
            )
        claim = Credentials(row["slug"], person.username, make_staff.PASSWORD)
        signed = await self.access.log_in(claim, Origin(f"test-{person.id}"))
        return {"Cookie": f"{SESSION_COOKIE}={signed.token}", CSRF_HEADER: signed.csrf_token}

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """The page, the log-in and these routes on a port of this machine; its address."""
        self.app.include_router(access_routes)
        mount_pages(self.app, load_settings({"HEARTHLINE_DATA_DIR": str(self.home)}))
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            server = uvicorn.Server(uvicorn.Config(self.app, log_level="warning", lifespan="off"))
            task = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                server.should_exit = True
                await task

    async def worker(self) -> Staff:
        """Somebody who works in the field."""
        return await self.bench.person(Role.FIELD)

    async def task(self, team: Team | TeamId, worker: Staff | None = None, **facts: Any) -> Ticket:
        """A ticket that was dispatched to a team, or to one of its people."""
        given: dict[str, Any] = {
            "account_no": ACCOUNT,
            "place": Place(address=ADDRESS),
            "contact_phone": "13800005678",
            "submitter": Submitter(name="张丽"),
        }
        ticket = await self.bench.open(**given | MEASURING | facts)
        boss = await self.bench.person(Role.SUPERVISOR)
        given_to = Dispatch(
            client_id=Id.new().hex,
            team_id=team.id if isinstance(team, Team) else team,
            worker_id=worker.id if worker else None,
        )
        return (await self.bench.act(boss, ticket, given_to)).ticket


@dataclass
class Phone:
    """A worker's phone: what it does, and how its clock stands (`ahead`)."""

    bench: FieldBench
    headers: Headers
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """What it shows."""
        return self.bench.bench.clock.now() + self.ahead

    def deed(self, ticket: Ticket, action: str, **more: Any) -> dict[str, Any]:
        """Something done now."""
        return {
            "client_id": str(Id.new()),
            "ticket_id": str(ticket.id),
            "at": self.now().isoformat(),
            "action": action,
        } | more

    async def send(self, *deeds: dict[str, Any]) -> list[dict[str, Any]]:
        """Send deeds, and what became of each."""
        body = {"sent_at": self.now().isoformat(), "actions": list(deeds)}
        answer = await self.bench.http.post(f"{FIELD}/sync", json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    async def outcomes(self, *deeds: dict[str, Any]) -> list[str]:
        """Only how it ended."""
        return [one["outcome"] for one in await self.send(*deeds)]

    async def record(
        self,
        ticket: Ticket,
        kind: str,
        facts: dict[str, Any],
        *,
        picture: bytes | None = None,
        **more: Any,
    ) -> httpx2.Response:
        """Send evidence; the answer as it came."""
        note = more.pop("exif", None)
        meta = {
            "client_id": str(Id.new()),
            "kind": kind,
            "told_at": self.now().isoformat(),
            "sent_at": self.now().isoformat(),
            "facts": facts,
        } | more
        files = {"file": ("picture", picture)} if picture is not None else {}
        files |= {"exif": ("exif", note)} if note is not None else {}
        return await self.bench.http.post(
            f"{FIELD}/tasks/{ticket.id}/evidence",
            headers=self.headers,
            data={"meta": json.dumps(meta)},
            files=files or None,
        )

    async def tasks(self, **query: Any) -> list[dict[str, Any]]:
        """What its list shows."""
        answer = await self.bench.http.get(f"{FIELD}/tasks", params=query, headers=self.headers)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

"""The whole server on a loopback port, in this process, on the test's own database."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import jwt
import pytest
import uvicorn

from hearthline.access import DEMO_STAFF, Access, seed_demo
from hearthline.dialogue import Brain
from hearthline.dialogue.releases.trades import Trade, train
from hearthline.entrypoints.composition import Product
from hearthline.entrypoints.server import create_app
from hearthline.kernel import EventId, Id, SystemClock, TenantId
from hearthline.platform.db import Database, Session
from hearthline.platform.settings import Settings, load_settings
from hearthline.routing import Routing
from tests.make import conversations as make

PASSWORD = "a-long-demo-password"
USERS = tuple(username for username, _, _ in DEMO_STAFF)
_BRAINS: dict[tuple[str, tuple[str, ...]], Brain] = {}


def _trained_once(
    trades: Sequence[Trade], own: Sequence[Any] = (), *, release: str | None = None, **more: Any
) -> Brain:
    """Train as the product does, but the same packs only once in a run: brains never change."""
    if own or release is None:
        return train(trades, own, release=release, **more)
    key = (release, tuple(one.pack.domain for one in trades))
    if key not in _BRAINS:
        _BRAINS[key] = train(trades, release=release, **more)
    return _BRAINS[key]


pytest.MonkeyPatch().setattr("hearthline.dialogue.releases.brains.train", _trained_once)


@dataclass
class Running:
    """A served product and its first tenant."""

    url: str
    product: Product
    tenant: TenantId
    channel_key: str
    secret: str = make.SECRET
    stops: list[Any] = field(default_factory=list)

    @property
    def ws(self) -> str:
        """The address for sockets."""
        return self.url.replace("http", "ws", 1)

    @property
    def database(self) -> Database:
        """The product's own pool."""
        return self.product.services.get(Database)

    def identity(self, sub: str = "person-1", **more: Any) -> str:
        """A signed identity token of this channel."""
        claims: dict[str, Any] = {
            "sub": sub,
            "exp": int(SystemClock().now().timestamp()) + 3600,
            "jti": str(EventId.new()),
            "name": "张伟",
            "phone": "13800005678",
            "accounts": [{"domain": "heating", "account_no": "1203005678"}],
        }
        secret = more.pop("secret", self.secret)
        algorithm = more.pop("algorithm", "HS256")
        claims = {k: v for k, v in (claims | more).items() if v is not None}
        return jwt.encode(claims, secret, algorithm=algorithm)


def settings_for(database_url: str, data_dir: Path, **more: str) -> Settings:
    """Settings of a product on the test's database."""
    data_dir.mkdir(parents=True, exist_ok=True)
    return load_settings(
        {
            "HEARTHLINE_DATABASE_URL": database_url,
            "HEARTHLINE_DATA_DIR": str(data_dir),
            "HEARTHLINE_SECRET_KEY": "a-secret-for-tests-only-which-is-long",
            "HEARTHLINE_BUSINESS_URL": "http://127.0.0.1:9/gw/v1",
            "HEARTHLINE_BUSINESS_TOKEN": "test-token",
            "HEARTHLINE_BUSINESS_WEBHOOK_SECRET": "test-webhook-secret",
            "HEARTHLINE_DATABASE_POOL_SIZE": "8",
            **more,
        }
    )


async def seed(product: Product, tenant: TenantId) -> str:
    """People, a queue and a web channel for a tenant; the channel's key."""
    services = product.services
    async with services.get(Database).session(tenant) as session:
        people = await seed_demo(session, services.get(Access), dict.fromkeys(USERS, PASSWORD))
        await _queue(session, services.get(Routing), [people["lijing"], people["zhaoqiang"]])
        channel = await make.channel(session, product.vault, greeting="您好，我是小暖。")
    await product.adopt(tenant)
    return channel.key


async def _queue(session: Session, routing: Routing, people: list[Any]) -> None:
    await routing.serve_queue(session, [person.id for person in people])


@contextlib.asynccontextmanager
async def serving(settings: Settings, tenant: TenantId) -> AsyncIterator[Running]:
    """Serve the product until the block ends."""
    app = create_app(settings)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        config = uvicorn.Config(
            app, log_level="warning", ws_ping_interval=20, ws="websockets-sansio", lifespan="on"
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            if task.done():
                task.result()
            await asyncio.sleep(0.01)
        product: Product = app.state.product
        try:
            key = await seed(product, tenant)
            yield Running(f"http://127.0.0.1:{port}", product, tenant, key)
        finally:
            server.should_exit = True
            await task


@dataclass
class Customer:
    """A customer with an open session."""

    http: httpx2.AsyncClient
    conversation_id: str
    token: str
    opened: dict[str, Any]

    @property
    def headers(self) -> dict[str, str]:
        """What every call carries."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/api/v1/conversations/{self.conversation_id}"

    async def post(self, text: str, *, client_id: Id | None = None, wait: int | None = None) -> Any:
        """Send a text; the response as it came."""
        headers = self.headers | ({"Prefer": f"wait={wait}"} if wait is not None else {})
        body = {"client_id": str(client_id or Id.new()), "kind": "text", "text": text}
        return await self.http.post(f"{self.path}/messages", json=body, headers=headers)

    async def says(self, text: str) -> list[dict[str, Any]]:
        """Send a text and give the replies of its turn."""
        answer = await self.post(text, wait=20)
        assert answer.status_code == 201, answer.text
        assert answer.json()["turn"] == "complete", answer.text
        replies: list[dict[str, Any]] = answer.json()["replies"]
        return replies

    async def read(self, after_seq: int = 0) -> dict[str, Any]:
        """The thread."""
        query = {"after_seq": after_seq}
        answer = await self.http.get(f"{self.path}/messages", params=query, headers=self.headers)
        assert answer.status_code == 200, answer.text
        thread: dict[str, Any] = answer.json()
        return thread


async def customer(
    running: Running, http: httpx2.AsyncClient, *, identity: str | None = None, **more: Any
) -> Customer:
    """Open a session."""
    body = {"identity": identity, "visitor_id": str(Id.new()), "locale": "zh-CN"} | more
    answer = await http.post(f"/api/v1/channels/{running.channel_key}/sessions", json=body)
    assert answer.status_code == 201, answer.text
    opened = answer.json()
    return Customer(http, opened["conversation"]["id"], opened["session_token"], opened)

"""A customer over HTTP: opens a session, writes, reads; what chat, replay and bench speak with."""

from dataclasses import dataclass, field
from typing import Any, Self

import httpx2

from hearthline.kernel import HearthlineError, MessageId, Unavailable, Words

DEFAULT_URL = "http://127.0.0.1:8080"
LONGEST_WAIT_SECONDS = 30
_PATIENCE = httpx2.Timeout(LONGEST_WAIT_SECONDS + 15, connect=5)


class ServerUnreachable(Unavailable):
    """No Hearthline server answers at the address."""

    code = "server.unreachable"
    detail = Words(
        zh="{url} 没有 Hearthline 服务应答。请先运行 hearthline demo 或 hearthline serve，或用 --url 指定地址。",  # noqa: E501  # one sentence
        en="No Hearthline server answers at {url}."
        " Start `hearthline demo` or `hearthline serve`, or name another with --url.",
    )


class CustomerRefused(HearthlineError):
    """The server answered with a problem; its words are in the details."""

    code = "customer.refused"
    detail = Words(zh="{status}：{said}", en="{status}: {said}")


@dataclass(frozen=True, slots=True)
class Turn:
    """What came back for one message."""

    message: dict[str, Any]
    replies: list[dict[str, Any]]
    is_complete: bool
    status: str


@dataclass(slots=True)
class Customer:
    """One customer with one conversation."""

    http: httpx2.AsyncClient
    conversation_id: str
    token: str = field(repr=False)
    last_seq: int
    epoch: str
    status: str

    @classmethod
    async def arrive(
        cls, http: httpx2.AsyncClient, channel: str, *, identity: str | None = None
    ) -> Self:
        """Open a session on a channel."""
        body = {"identity": identity, "visitor_id": str(MessageId.new()), "locale": "zh-CN"}
        opened = await _ask(http, "POST", f"/api/v1/channels/{channel}/sessions", json=body)
        conversation = opened["conversation"]
        return cls(
            http=http,
            conversation_id=conversation["id"],
            token=opened["session_token"],
            last_seq=conversation["last_seq"],
            epoch=conversation["epoch"],
            status=conversation["status"],
        )

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/api/v1/conversations/{self.conversation_id}"

    @property
    def headers(self) -> dict[str, str]:
        """What proves who asks."""
        return {"Authorization": f"Bearer {self.token}"}

    async def write(self, text: str, *, wait_seconds: int = LONGEST_WAIT_SECONDS) -> Turn:
        """Send a text and wait for the whole turn; 0 waits for nothing but the receipt."""
        headers = dict(self.headers)
        if wait_seconds:
            headers["Prefer"] = f"wait={wait_seconds}"
        body = {"client_id": str(MessageId.new()), "kind": "text", "text": text}
        answer = await self._ask("POST", "/messages", json=body, headers=headers)
        if wait_seconds:
            await self.look()
        return Turn(
            message=answer["message"],
            replies=answer.get("replies", []),
            is_complete=answer.get("turn") == "complete",
            status=self.status,
        )

    async def look(self) -> None:
        """Ask how the conversation stands now."""
        page = await self._ask("GET", "/messages?after_seq=0&limit=1", headers=self.headers)
        self.status, self.last_seq = page["status"], page["last_seq"]

    async def read(self, after_seq: int, *, limit: int = 200) -> list[dict[str, Any]]:
        """Messages after a number, in order."""
        query = f"/messages?after_seq={after_seq}&limit={limit}"
        page = await self._ask("GET", query, headers=self.headers)
        self.status = page["status"]
        messages: list[dict[str, Any]] = page["messages"]
        return messages

    async def _ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        return await _ask(self.http, method, f"{self.path}{path}", **more)


def connect(url: str, *, connections: int = 20) -> httpx2.AsyncClient:
    """A client for the server at `url`, which ignores proxies that the machine may have set."""
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx2.AsyncClient(
        base_url=url.rstrip("/"), timeout=_PATIENCE, limits=limits, trust_env=False
    )


async def _ask(http: httpx2.AsyncClient, method: str, path: str, **more: Any) -> dict[str, Any]:
    try:
        response = await http.request(method, path, **more)
    except httpx2.ConnectError as error:
        raise ServerUnreachable(url=str(http.base_url).rstrip("/")) from error
    if response.is_error:
        raise CustomerRefused(status=response.status_code, said=_said(response))
    body: dict[str, Any] = response.json()
    return body


def _said(response: httpx2.Response) -> str:
    try:
        problem = response.json()
    except ValueError:
        return response.text[:200]
    return str(problem.get("detail") or problem.get("title") or "?")

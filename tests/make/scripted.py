"""Scripted customers: YAML conversations played over the customer API against a running product.

By hand: `python -m tests.make.scripted URL SIMULATOR SECRET [word …]` plays the customers whose id
holds one of the words, and prints every dialogue with what is wrong in it.
"""

import asyncio
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import jwt
import yaml

from hearthline.kernel import Id, SystemClock

FOLDER = Path(__file__).parent.parent / "journeys" / "scripted"
AT_ONCE = 12
CIRCUIT_SECONDS = 10.5
MEMBERS = {"id", "as", "locale", "faults", "turns", "writes", "asks", "never_asks", "says"} | {
    "never",
    "person",
}
# What is asked by POST and changes nothing that a customer would have to agree to.
HARMLESS = {"precheckApplication", "estimateRefund", "sendOtp", "verifyIdentity", "searchAccounts"}
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass
class Script:
    """One customer: who he is, what he says, and what must and must not come of it."""

    id: str
    body: dict[str, Any]

    @property
    def own(self) -> list[str]:
        """Accounts of his identity token."""
        return [str(one) for one in (self.body.get("as") or {}).get("accounts", [])]

    @property
    def faults(self) -> dict[str, Any]:
        """What is wrong with the business system from the start."""
        return dict(self.body.get("faults") or {})

    @property
    def alone(self) -> bool:
        """Faults come and go while he speaks."""
        return any(isinstance(turn, dict) and "faults" in turn for turn in self.body["turns"])

    @property
    def hits(self) -> set[str]:
        """Operations that fail at some time in it."""
        turns = [turn for turn in self.body["turns"] if isinstance(turn, dict)]
        return {*self.faults, *(name for turn in turns for name in turn.get("faults") or {})}


@dataclass
class Played:
    """What came of a script."""

    script: Script
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The dialogue as a person reads it."""
        return "\n".join([f"## {self.script.id}", *self.lines, *(f"!! {w}" for w in self.wrong)])


@dataclass
class Place:
    """A running product, and the simulator behind it."""

    http: httpx2.AsyncClient
    simulator: httpx2.AsyncClient
    secret: str
    people: list[dict[str, Any]] = field(default_factory=list)

    async def learn(self) -> None:
        """Who lives in the town, to notice whose data slip out."""
        self.people = (await self.simulator.get("/ops/accounts")).json()

    async def set_faults(self, faults: dict[str, Any]) -> None:
        """Have these operations fail and no others."""
        await self.simulator.delete("/ops/faults")
        for operation, fault in faults.items():
            answer = await self.simulator.put(f"/ops/faults/{operation}", json=fault)
            assert answer.is_success, answer.text

    async def calls(self, conversation_id: str) -> list[dict[str, Any]]:
        """What was asked of the business system for a conversation, oldest first."""
        answer = await self.simulator.get("/ops/calls", params={"limit": 1000})
        return [
            call
            for call in reversed(answer.json())
            if call["headers"].get("X-Trace-Id") == conversation_id
        ]

    async def code(self, account_no: str) -> str:
        """The newest code that went to an account's phone."""
        state = (await self.simulator.get("/ops/state")).json()
        found = [one["code"] for one in state["otps"] if one["account_no"] == account_no]
        return str(found[0]) if found else "000000"

    def token(self, who: dict[str, Any]) -> str:
        """An identity token as the operator's server signs it."""
        accounts = [
            {"domain": "power" if str(no).startswith("62") else "heating", "account_no": str(no)}
            for no in who.get("accounts", [])
        ]
        now = int(SystemClock().now().timestamp())
        claims = {"sub": str(Id.new()), "exp": now + 3600, "jti": str(Id.new())}
        claims |= {"accounts": accounts, "verify_level": who.get("level", "L1")}
        return jwt.encode(claims, self.secret, algorithm="HS256")


@dataclass
class Visit:
    """One customer at work."""

    place: Place
    script: Script
    played: Played
    opened: dict[str, Any] = field(default_factory=dict)
    replies: list[dict[str, Any]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The conversation's address."""
        return f"/api/v1/conversations/{self.opened['conversation']['id']}"

    @property
    def headers(self) -> dict[str, str]:
        """What every call carries."""
        return {"Authorization": f"Bearer {self.opened['session_token']}", "Prefer": "wait=30"}

    async def open(self) -> None:
        """Come in."""
        who = self.script.body.get("as")
        body = {
            "identity": None if who is None else self.place.token(who),
            "visitor_id": str(Id.new()),
            "locale": self.script.body.get("locale", "zh-CN"),
        }
        answer = await patiently(self.place.http, "/api/v1/channels/demo-web/sessions", body, {})
        assert answer.status_code == 201, answer.text
        self.opened = answer.json()

    async def say(self, turn: Any) -> None:
        """One message, and what is expected of its answer."""
        turn = turn if isinstance(turn, dict) else {"text": str(turn)}
        if "faults" in turn:
            await self.place.set_faults(turn["faults"] or {})
        said = await self._body(turn)
        words = said.get("text") or f"[{turn.get('pick')}]"
        self.typed.append(words)
        self.played.lines.append(f"> {words[:160]}")
        for _ in range(int(turn.get("times", 1))):
            await self._post(said)
        now = "\n".join(message["text"] for message in self.replies)
        self.heard.append(now)
        self._compare(turn, now, f"after {words[:30]!r}")

    async def _body(self, turn: dict[str, Any]) -> dict[str, Any]:
        if "pick" in turn:
            for message in reversed(self.replies):
                for choice in message["data"].get("choices", []):
                    if choice["label"] == turn["pick"]:
                        return {"kind": "choice", "choice": choice["value"]}
            self.played.wrong.append(f"no choice {turn['pick']!r} is offered")
            return {"kind": "text", "text": turn["pick"]}
        text = turn["text"] * int(turn.get("repeat", 1))
        wanted = re.search(r"\{code:(\d+)\}", text)
        if wanted:
            text = text.replace(wanted[0], await self.place.code(wanted[1]))
        return {"kind": "text", "text": text}

    async def _post(self, said: dict[str, Any]) -> None:
        body = said | {"client_id": str(Id.new())}
        answer = await patiently(self.place.http, f"{self.path}/messages", body, self.headers)
        if answer.status_code != 201 or answer.json().get("turn") != "complete":
            self.played.wrong.append(f"{answer.status_code} {answer.text[:200]}")
            self.replies = []
            return
        self.replies = answer.json()["replies"]
        for message in self.replies:
            labels = "|".join(one["label"] for one in message["data"].get("choices", []))
            text = message["text"].replace("\n", "⏎")
            self.played.lines.append(f"   {message['sender']['kind'][0]}: {text} «{labels}»")
        if not self.replies:
            self.played.lines.append("   (silence)")

    def _compare(self, wanted: dict[str, Any], text: str, where: str) -> None:
        for words in listed(wanted.get("says")):
            if not re.search(words, text):
                self.played.wrong.append(f"{where}: {words!r} was not said")
        for words in listed(wanted.get("never")):
            if re.search(words, text):
                self.played.wrong.append(f"{where}: {words!r} was said")

    async def judge(self) -> None:
        """Everything that holds for the whole conversation."""
        body, everything = self.script.body, "\n".join(self.heard)
        self._compare(body, everything, "in all")
        self._keeps_secrets(everything)
        answer = await self.place.http.get(f"{self.path}/messages", headers=self.headers)
        thread = answer.json()
        person = thread["status"] in ("queued", "agent")
        notices = [one["text"] for one in thread["messages"] if one["kind"] == "notice"]
        self.played.lines.append(f"   = {thread['status']} {notices[-1:]}")
        if "person" in body and bool(body["person"]) != (person or bool(notices)):
            self.played.wrong.append(f"status is {thread['status']}")
        calls = await self.place.calls(self.opened["conversation"]["id"])
        self._compare_calls(calls)

    def _compare_calls(self, calls: list[dict[str, Any]]) -> None:
        body = self.script.body
        writes = [
            call for call in calls if call["method"] != "GET" and call["operation"] not in HARMLESS
        ]
        one_each = {call["headers"].get("Idempotency-Key", call["number"]): call for call in writes}
        left = list(one_each.values())
        for call in left:
            self.played.lines.append(f"   * {call['operation']} {call['status']} {call['body']}")
        for wanted in body.get("writes") or []:
            found = next((call for call in left if fits(call, wanted)), None)
            if found is None:
                self.played.wrong.append(f"not written: {wanted}")
            else:
                left.remove(found)
        self.played.wrong.extend(f"written: {c['operation']} {c['body']}" for c in left)
        asked = {call["operation"] for call in calls}
        self.played.wrong.extend(
            f"not asked: {o}" for o in listed(body.get("asks")) if o not in asked
        )
        self.played.wrong.extend(
            f"asked: {o}" for o in listed(body.get("never_asks")) if o in asked
        )

    def _keeps_secrets(self, everything: str) -> None:
        typed = "\n".join(self.typed)
        self.played.wrong.extend(
            f"a whole phone number was said: {found}"
            for found in set(PHONE.findall(everything))
            if found not in typed
        )
        for one in self.place.people:
            if one["account_no"] in self.script.own:
                continue
            for secret in (one["account_no"], one["name"], one["address"]):
                if secret in everything and secret not in typed and not self._own(secret):
                    self.played.wrong.append(f"somebody else's data: {secret}")

    def _own(self, secret: str) -> bool:
        own = [one for one in self.place.people if one["account_no"] in self.script.own]
        return any(secret in (one["name"], one["address"]) for one in own)


def listed(value: Any) -> list[str]:
    """One or several."""
    return (
        []
        if value is None
        else [str(one) for one in (value if isinstance(value, list) else [value])]
    )


def fits(call: dict[str, Any], wanted: Any) -> bool:
    """Whether a call is the wanted one: an operation, or an operation with members of its body."""
    if isinstance(wanted, str):
        return call["operation"] in wanted.split("|")
    [(operation, members)] = wanted.items()
    body = call["body"] or {}
    return call["operation"] == operation and all(
        re.search(f"^(?:{value})$", str(body.get(name)), re.S) for name, value in members.items()
    )


async def patiently(
    http: httpx2.AsyncClient, path: str, body: dict[str, Any], headers: dict[str, str]
) -> httpx2.Response:
    """Post, and wait when asked to slow down."""
    for _ in range(30):
        answer = await http.post(path, json=body, headers=headers)
        if answer.status_code != 429:
            return answer
        await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
    return answer


def load(folder: Path = FOLDER) -> list[Script]:
    """All customers of a folder."""
    scripts = []
    for file in sorted(folder.glob("*.yaml")):
        for body in yaml.safe_load(file.read_text()):
            assert body.keys() <= MEMBERS, (file.name, body.get("id"), body.keys() - MEMBERS)
            scripts.append(Script(f"{file.stem}.{body['id']}", body))
    assert len({script.id for script in scripts}) == len(scripts), "an id is there twice"
    return scripts


async def play_one(place: Place, script: Script) -> Played:
    """One customer from his first word to the judgement."""
    played = Played(script)
    visit = Visit(place, script, played)
    try:
        await visit.open()
        for turn in script.body["turns"]:
            await visit.say(turn)
        await visit.judge()
    except (httpx2.HTTPError, AssertionError) as error:
        played.wrong.append(repr(error)[:300])
    return played


async def play(place: Place, scripts: Iterable[Script]) -> list[Played]:
    """All of them: those with the same faults side by side, those that change faults one by one."""
    await place.learn()
    groups: dict[str, list[Script]] = {}
    for script in scripts:
        groups.setdefault(script.id if script.alone else str(script.faults), []).append(script)
    room, played = asyncio.Semaphore(AT_ONCE), []
    tired: set[str] = set()

    async def enter(script: Script) -> Played:
        async with room:
            return await play_one(place, script)

    for group in sorted(groups.values(), key=lambda group: bool(group[0].hits)):
        hits = {operation for script in group for operation in script.hits}
        if hits & tired:
            await asyncio.sleep(CIRCUIT_SECONDS)
            tired.clear()
        tired |= hits
        await place.set_faults(group[0].faults)
        played += await asyncio.gather(*map(enter, group))
    await place.set_faults({})
    return played


async def main(url: str, simulator: str, secret: str, *words: str) -> int:
    """Play and print; how many went wrong."""
    scripts = [one for one in load() if not words or any(word in one.id for word in words)]
    clock = SystemClock()
    began = clock.monotonic()
    async with (
        httpx2.AsyncClient(base_url=url, trust_env=False, timeout=60) as http,
        httpx2.AsyncClient(base_url=simulator, trust_env=False, timeout=60) as other,
    ):
        played = await play(Place(http, other, secret), scripts)
    for one in played:
        sys.stdout.write(f"{one.told()}\n")
    wrong = [one.script.id for one in played if one.wrong]
    took = clock.monotonic() - began
    sys.stdout.write(f"{len(played)} customers, {len(wrong)} wrong, {took:.0f} s: {wrong}\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(1, asyncio.run(main(*sys.argv[1:]))))

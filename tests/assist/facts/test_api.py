"""Facts, accounts and contacts over HTTP."""

from datetime import timedelta

import pytest

from hearthline.access import Role
from hearthline.assist.facts.history import History
from hearthline.business import Address
from hearthline.conversations import Ratings, Saying, Sender
from hearthline.customers import KnownAccount, RefBroken, Refs
from hearthline.kernel import TenantId
from hearthline.platform.outbox import Outbox
from tests.fakes.fake_business import ACCOUNT, OTHER_ACCOUNT, FakeBusiness
from tests.fakes.fake_clock import FakeClock
from tests.make.conversations import words
from tests.make.facts import FactsCounter

pytestmark = pytest.mark.api

PATH = "/api/v1/assist"
WHOLE = Address(raw="幸福里3号楼2单元501室", community="幸福里", building="3", unit="2", room="501")
SECRETS = ("张伟", "13800005678", "1203005678")


async def test_the_card_tells_no_secret_and_says_how_each_part_stands(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    business.has_outage()
    business.breaks("get_account")
    person = await counter.person()
    talk = await counter.talking(person, level="L1", held_by=None)
    async with await counter.client(Role.AGENT) as http:
        query = {"conversation_id": str(talk.id)}
        answer = await http.get(f"{PATH}/customers/{person}/facts", params=query)

    assert answer.status_code == 200, answer.text
    (account,) = answer.json()["accounts"]
    assert account["account_no_masked"] == "1203****78"
    assert (account["profile"]["state"], account["profile"]["why"]) == ("unavailable", "down")
    assert account["outages"]["data"]["items"][0]["status"] == "ACTIVE"
    assert account["bills"]["why"] == "need_verify"
    assert not [secret for secret in SECRETS if secret in answer.text]


async def test_an_account_is_searched_tied_and_untied(
    counter: FactsCounter, business: FakeBusiness
) -> None:
    person = await counter.person()
    async with await counter.client(Role.AGENT) as http:
        nothing = await http.post(f"{PATH}/accounts/search", json={"domain": "heating"})
        wanted = {"domain": "heating", "account_no": OTHER_ACCOUNT}
        found = await http.post(f"{PATH}/accounts/search", json=wanted)
        (one,) = found.json()["items"]
        body = {"ref": one["ref"], "reason": "客户说是父母家"}
        linked = await http.post(f"{PATH}/customers/{person}/accounts", json=body)
        facts = (await http.get(f"{PATH}/customers/{person}/facts")).json()
        gone = await http.delete(f"{PATH}/customers/{person}/accounts/{linked.json()['key']}")
        left = (await http.get(f"{PATH}/customers/{person}/facts")).json()
        own = left["accounts"][0]["key"]
        refused = await http.delete(f"{PATH}/customers/{person}/accounts/{own}")

    assert (nothing.status_code, nothing.json()["code"]) == (422, "facts.nothing_to_search_by")
    assert OTHER_ACCOUNT not in found.text
    assert linked.status_code == 201
    assert [one["source"] for one in facts["accounts"]] == ["token", "agent"]
    assert (gone.status_code, len(left["accounts"])) == (204, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "customer.link_not_yours")
    async with counter.database.session(counter.tenant) as session:
        deeds = await session.all("SELECT deed, details FROM audit WHERE deed LIKE 'account.%'")
    assert [row["details"]["by"] for row in deeds] == [["account_no"]]


@pytest.mark.parametrize("spoil", [lambda ref: ref[:-4] + "AAAA", lambda _: "not base64 at all!"])
async def test_a_changed_search_result_ties_nothing(counter: FactsCounter, spoil: object) -> None:
    assert callable(spoil)
    person = await counter.person()
    async with await counter.client(Role.AGENT) as http:
        wanted = {"domain": "heating", "account_no": OTHER_ACCOUNT}
        (one,) = (await http.post(f"{PATH}/accounts/search", json=wanted)).json()["items"]
        body = {"ref": spoil(one["ref"]), "reason": "客户说是父母家"}
        answer = await http.post(f"{PATH}/customers/{person}/accounts", json=body)

    assert (answer.status_code, answer.json()["code"]) == (409, "customer.ref_broken")


async def test_contacts_over_every_way_in_are_one_line_each_and_can_be_searched(
    counter: FactsCounter, clock: FakeClock
) -> None:
    agent, person = await counter.staff(Role.AGENT), await counter.person()
    talks = []
    for text in ("家里不热", "怎么交费", "阀门漏水"):
        talk = await counter.talking(person, level="L1", held_by=agent)
        async with counter.database.session(counter.tenant) as session:
            await counter.talks.receive(session, talk.id, words(text))
            await counter.talks.say(
                session, talk.id, Saying(Sender.agent(agent.id, agent.name), "马上处理")
            )
        talks.append(talk)
        clock.advance(timedelta(minutes=1))
    async with counter.database.session(counter.tenant) as session:
        ratings = Ratings(Outbox(), clock)
        await ratings.rate(session, talks[2].id, score=5, solved=True, comment=None)
    path = f"{PATH}/customers/{person}/contacts"
    async with await counter.client(Role.AGENT) as http:
        first = (await http.get(path, params={"limit": 2})).json()
        then = (await http.get(path, params={"cursor": first["next_cursor"]})).json()
        found = (await http.get(path, params={"q": "交费"})).json()
        odd = (await http.get(path, params={"q": "100%_"})).json()

    assert [one["about"] for one in first["items"]] == ["阀门漏水", "怎么交费"]
    newest = first["items"][0]
    assert (newest["by"], newest["score"], newest["solved"]) == (agent.name, 5, True)
    assert (newest["channel"], newest["channel_kind"]) == ("网页", "web")
    assert [one["about"] for one in then["items"]] == ["家里不热"]
    assert ([one["about"] for one in found["items"]], odd["items"]) == (["怎么交费"], [])


async def test_a_person_of_several_entries_has_one_history(counter: FactsCounter) -> None:
    person, visitor = await counter.person(), await counter.visitor()
    agent = await counter.staff(Role.AGENT)
    mine = await counter.talking(person, level="L1", held_by=None)
    theirs = await counter.talk(visitor, "访客 3F2A")
    history = History(counter.tickets)
    async with counter.database.session(counter.tenant) as session:
        await counter.joining.join(session, person, visitor, reason="同一个电话", by=agent)
        lines = await history.page(session, visitor)

    assert {line.contact.id for line in lines} == {mine.id, theirs.id}


async def test_who_may_not_see_customers_is_refused(counter: FactsCounter) -> None:
    person = await counter.person()
    async with await counter.client(Role.EDITOR) as http:
        answers = [
            await http.get(f"{PATH}/customers/{person}/facts"),
            await http.get(f"{PATH}/customers/{person}/contacts"),
            await http.post(f"{PATH}/accounts/search", json={"account_no": "1203005678"}),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


async def test_a_ticket_takes_over_no_more_of_an_account_than_may_be_seen(
    counter: FactsCounter, business: FakeBusiness, clock: FakeClock
) -> None:
    person = await counter.person()
    known = await counter.talking(person, level="L2", held_by=None)
    key = counter.ties.key_of(KnownAccount("heating", ACCOUNT))
    own = {"account": key, "customer_id": str(person)}
    async with await counter.client(Role.AGENT) as http:
        business.breaks("get_account")
        dark = await http.post(f"{PATH}/accounts/pick", json=own)
        business.mends()
        clock.advance(timedelta(minutes=2))
        rough = await http.post(f"{PATH}/accounts/pick", json=own)
        business.answers["get_account"] = {"address": WHOLE}
        whole = await http.post(
            f"{PATH}/accounts/pick", json=own | {"conversation_id": str(known.id)}
        )
        wanted = {"domain": "heating", "account_no": OTHER_ACCOUNT}
        (one,) = (await http.post(f"{PATH}/accounts/search", json=wanted)).json()["items"]
        other = await http.post(f"{PATH}/accounts/pick", json={"ref": one["ref"]})
        both = await http.post(f"{PATH}/accounts/pick", json=own | {"ref": one["ref"]})

    told = rough.json()
    assert (told["address"], told["community"], told["building"]) == ("幸福里3号楼", "幸福里", "3")
    assert (told["unit"], told["is_whole_address"]) == (None, False)
    assert told["contact_masked"] == "138****5678"
    assert (whole.json()["address"], whole.json()["unit"]) == (WHOLE.raw, "2")
    assert whole.json()["is_whole_address"]
    assert (other.json()["address"], other.json()["contact_ref"]) == ("幸福里3号楼", None)
    assert (dark.status_code, dark.json()["address"]) == (200, "")
    assert both.status_code == 422
    assert not [secret for secret in SECRETS if secret in rough.text + whole.text + dark.text]
    async with counter.database.session(counter.tenant) as session:
        deeds = await session.all("SELECT deed, details FROM audit ORDER BY at")
    assert [row["details"]["reason"] for row in deeds if "reason" in row["details"]] == [
        "填写工单的上门地址"
    ]
    assert "account.picked" in {row["deed"] for row in deeds}


def test_a_reference_means_one_thing_in_one_company(counter: FactsCounter) -> None:
    refs, account = Refs(counter.vault), KnownAccount("heating", ACCOUNT)
    sealed, phone = refs.of_account(counter.tenant, account), refs.of_phone(counter.tenant, "138")
    assert refs.account(counter.tenant, sealed) == account
    assert refs.phone(counter.tenant, phone) == "138"
    for open_it in (
        lambda: refs.account(counter.tenant, phone),
        lambda: refs.phone(counter.tenant, sealed),
        lambda: refs.account(TenantId.new(), sealed),
        lambda: refs.account(counter.tenant, sealed[:-4] + "AAAA"),
    ):
        with pytest.raises(RefBroken):
            open_it()

"""What of a release leads to which items of knowledge (R117)."""

from pathlib import Path

import pytest

from hearthline.dialogue.releases.mentions import mentions_of
from hearthline.dialogue.releases.trades import Trade, read_trade
from hearthline.platform.packs import PackFolder

pytestmark = pytest.mark.unit

PACKS = Path(__file__).parents[3] / "packs"


@pytest.fixture(scope="module")
def heating() -> Trade:
    return read_trade(PackFolder(PACKS / "heating"))


def test_flows_lead_to_the_article_that_they_tell(heating: Trade) -> None:
    found = {(one.kind, one.id): one for one in mentions_of([heating])}

    assert found["flow", "refund_policy"].intents == {"refund_policy"}
    assert found["flow", "refund_policy"].domain == "heating"
    assert found["intent", "airlock"].intents == {"airlock"}
    assert ("flow", "pay_fee") not in found


def test_a_flow_that_tells_the_article_of_its_intent_leads_to_all_of_them(heating: Trade) -> None:
    flow = heating.pack.flows["consult_price"]

    (mention,) = [one for one in mentions_of([heating]) if one.id == flow.id]

    assert mention.intents == set(flow.triggers)


def test_an_item_is_used_where_its_intent_is_told(heating: Trade) -> None:
    mentions = mentions_of([heating])
    drafts = {draft.slug: draft for draft in heating.articles}

    used = [one.id for one in mentions if one.leads_to(drafts["heating/refund-policy"])]
    unused = [one.id for one in mentions if one.leads_to(drafts["heating/agent-abuse"])]

    assert used == ["refund_policy"]
    assert unused == []

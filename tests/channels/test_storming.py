"""Who opens the chat in a storm is greeted by it, and as before when it is over."""

from datetime import timedelta

import pytest

from hearthline.channels.storming import banner_of, greeted
from hearthline.conversations import Conversations, Opening
from hearthline.kernel import MessageId, TenantId
from hearthline.platform.crypto import Vault
from hearthline.platform.db import Database, Session
from hearthline.routing import Storms
from hearthline.routing.storm import Measures
from tests.fakes.fake_clock import FakeClock
from tests.make import conversations as make_conversations
from tests.make import storms as make_storms

pytestmark = pytest.mark.store

MEASURES = Measures(
    greeting="城东停热抢修中，预计 18 点恢复。", announcement="正在抢修。", banner=True
)


async def first_words(
    session: Session, vault: Vault, clock: FakeClock, conversations: Conversations
) -> tuple[str, str | None]:
    """What a visitor who comes now is greeted with, and the banner above it."""
    storm = await Storms(clock).in_force(session)
    channel = await make_conversations.channel(session, vault, greeting="您好，我是小暖。")
    opening = Opening(channel, "访客", "zh-CN", visitor_id=MessageId.new())
    begun = await conversations.resume_or_open(session, greeted(opening, storm))
    [greeting] = await conversations.read(session, begun.id)
    return greeting.text, banner_of(storm, "zh-CN")


async def test_a_storm_greets_while_it_lasts_and_leaves_no_trace(
    database: Database, tenant: TenantId, clock: FakeClock, vault: Vault
) -> None:
    conversations = make_conversations.conversations(clock)
    async with database.session(tenant) as session:
        before = await first_words(session, vault, clock, conversations)
        await make_storms.storm(session, clock, MEASURES)
        during = await first_words(session, vault, clock, conversations)
        clock.advance(timedelta(hours=1))
        after = await first_words(session, vault, clock, conversations)

    assert during == (MEASURES.greeting, "正在抢修。")
    assert before == after == ("您好，我是小暖。", None)


def test_without_words_in_english_the_chinese_ones_are_said() -> None:
    assert MEASURES.greets("en") == MEASURES.greeting
    assert Measures(greeting="停热", greeting_en="No heat").greets("en-GB") == "No heat"

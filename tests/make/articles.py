"""Drafts and articles for tests of knowledge."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hearthline.conversations import Conversations
from hearthline.kernel import ArticleId, Clock
from hearthline.knowledge import Article, Draft, Origin, Questions
from hearthline.platform.llm import Mask
from hearthline.platform.outbox import Outbox
from hearthline.platform.streams import Streams

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
QUESTIONS_KEPT = timedelta(days=180)

STANDARD = Draft(
    slug="temp-standard",
    title="室温多少度算合格",
    questions=("供暖室温标准是多少度", "家里几度算达标", "十八度是不是最低标准"),
    answer="卧室、客厅的室温不低于 18 ℃ 为合格。",
    details="## 细节\n- 以上门测温为准。",
    intents=("temp_standard",),
    source="国家标准 GB/T 33833-2017",
    valid_from=LONG_AGO,
)
AIRLOCK = Draft(
    slug="airlock",
    title="暖气片怎么放气",
    questions=("暖气片哗哗响", "气堵怎么办", "放气阀在哪里"),
    answer="关小进水阀，用钥匙拧开放气阀，见水即关。",
    source="本公司客服手册",
    valid_from=LONG_AGO,
)
INTERNAL = Draft(
    slug="agent-refund",
    title="退费比例能告诉客户吗",
    questions=("客户追问退多少怎么答", "退费口径"),
    answer="只说按测温记录核定，不承诺比例。",
    audience=("agent",),
    source="坐席内部手册",
    valid_from=LONG_AGO,
)
DRAFTS = (STANDARD, AIRLOCK, INTERNAL)


def article(draft: Draft = STANDARD, **changes: Any) -> Article:
    """A published article, its draft changed as asked."""
    return Article(
        id=ArticleId.new(),
        version=1,
        origin=Origin.PACK,
        draft=replace(draft, **changes),
        created_at=LONG_AGO,
        is_published=True,
    )


def questions(clock: Clock) -> Questions:
    """A log of questions whose masking knows forms alone: numbers, no names."""
    conversations = Conversations(Streams(), Outbox(), clock)
    return Questions(conversations, clock, masking=_forms, kept=QUESTIONS_KEPT)


def _forms(texts: Iterable[str], now: datetime) -> Mask:
    """Nothing is told besides what has the form of a number."""
    del texts, now
    return Mask()

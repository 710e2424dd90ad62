"""Places in lists as words for the address line, and back."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from pydantic import StringConstraints

from hearthline.kernel import ArticleId
from hearthline.knowledge.life.model import Place

Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{1,14}-[0-9a-f]{32}$")]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)


def cursor_of(moment: datetime, article_id: ArticleId) -> str:
    """The word for a place."""
    return f"{(moment - _EPOCH) // _TICK:x}-{article_id.hex}"


def place_of(cursor: Cursor | None) -> Place | None:
    """The place that a word means; one beyond the calendar is its end."""
    if cursor is None:
        return None
    ticks, _, article = cursor.partition("-")
    longest = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _TICK
    moment = _EPOCH + _TICK * min(int(ticks, 16), longest)
    return Place(moment, ArticleId(hex=article))

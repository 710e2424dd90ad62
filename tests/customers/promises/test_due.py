"""By when something was promised, as it was said."""

from datetime import UTC, datetime, timedelta

import pytest

from hearthline.customers import due_of

pytestmark = pytest.mark.unit

# 2026-11-26, 10:00 in China.
NOW = datetime(2026, 11, 26, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("维修师傅 30 分钟内联系您", 0.5),
        ("半小时内给您回电", 0.5),
        ("两个小时内上门", 2),
        ("3 个工作日内答复", 72),
        ("今天下午给您回复", 8),
        ("下午3点前给您回电", 5),
        ("今晚8点半师傅上门", 10.5),
        ("明天上午有专人联系您", 26),
        ("后天答复", 56),
        ("今天给您答复", 8),
        ("稍后会有人联系您", 24),
        ("上午9点前联系您", 24),
        ("99点联系您", 24),
    ],
)
def test_the_words_say_when(said: str, hours: float) -> None:
    assert due_of(said, NOW) - NOW == timedelta(hours=hours)


def test_late_in_the_evening_today_still_ends_today() -> None:
    late = NOW + timedelta(hours=10)
    assert due_of("今天给您答复", late) - late == timedelta(hours=2)

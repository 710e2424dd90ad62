"""Business hours with holidays and exchanged weekends, rings, and which queue fits (R57, R20)."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearthline.kernel import QueueId
from hearthline.platform.calendar import CalendarDay, WorkCalendar
from hearthline.routing.queues.model import LOCAL, Hours, Queue, Ring, Span, best_for

pytestmark = pytest.mark.unit

CHINA = WorkCalendar.china()
MORNING, AFTERNOON = Span(8 * 60, 12 * 60), Span(13 * 60 + 30, 18 * 60)
OFFICE = Hours(((MORNING, AFTERNOON),) * 5 + ((), ()))
NIGHT = Hours(((Span(0, 480), Span(1200, 1440)),) * 7, holiday=(Span(0, 1440),))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ("2025-09-26T08:00", True),  # a Friday
        ("2025-09-26T07:59", False),
        ("2025-09-26T12:00", False),  # the lunch break
        ("2025-09-26T13:30", True),
        ("2025-09-26T18:00", False),
        ("2025-09-27T09:00", False),  # a Saturday
        ("2025-09-28T09:00", True),  # a Sunday worked in exchange for the National Day
        ("2025-10-01T09:00", False),  # the National Day, a Wednesday
    ],
)
def test_office_hours_follow_weekdays_holidays_and_exchanged_weekends(
    when: str, is_open: bool
) -> None:
    assert OFFICE.is_open(at(when), CHINA) is is_open


def test_a_line_that_is_served_on_holidays() -> None:
    assert NIGHT.is_open(at("2025-10-01T12:00"), CHINA)
    assert not NIGHT.is_open(at("2025-09-26T12:00"), CHINA)
    assert NIGHT.is_open(at("2025-09-26T23:59"), CHINA)


def test_it_opens_next_after_the_holidays() -> None:
    assert OFFICE.opens_at(at("2025-09-26T12:10"), CHINA) == at("2025-09-26T13:30")
    assert OFFICE.opens_at(at("2025-09-30T18:30"), CHINA) == at("2025-10-09T08:00")
    assert OFFICE.opens_at(at("2025-09-26T09:00"), CHINA) == at("2025-09-26T09:00")
    assert Hours(((),) * 7).opens_at(at("2025-09-26T09:00"), CHINA) is None


def test_a_companys_own_day_off_counts() -> None:
    own = CHINA.but_for([CalendarDay(date(2025, 9, 26), is_workday=False)])

    assert not OFFICE.is_open(at("2025-09-26T09:00"), own)


spans = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda found: tuple(
        Span(since, until)
        for since, until in zip(sorted(found)[::2], sorted(found)[1::2], strict=False)
    )
)


@given(
    st.tuples(*[spans] * 7),
    st.datetimes(datetime(2025, 1, 1), datetime(2025, 11, 30)),  # noqa: DTZ001  (the zone follows)
)
def test_the_next_opening_is_the_first_open_minute(
    weekdays: tuple[tuple[Span, ...], ...], when: datetime
) -> None:
    hours, now = Hours(weekdays), when.replace(second=0, microsecond=0, tzinfo=LOCAL)

    opens_at = hours.opens_at(now, CHINA)

    assert opens_at is not None
    assert hours.is_open(opens_at, CHINA)
    minutes = min(int((opens_at - now).total_seconds() // 60), 3000)
    assert not any(
        hours.is_open(datetime.fromtimestamp(now.timestamp() + 60 * n, LOCAL), CHINA)
        for n in range(0, minutes, 7)
    )


def test_the_higher_of_two_levels_is_needed_until_a_ring_lowers_it() -> None:
    queue = Queue(QueueId(int=1), "供热", skills={"供热": 60}, rings=(Ring(30, 50), Ring(60, None)))

    assert queue.required({"供热": 80, "英语": 20}, 0) == {"供热": 80, "英语": 20}
    assert queue.required({"供热": 80, "英语": 20}, 30) == {"供热": 50, "英语": 20}
    assert queue.required({"供热": 80}, 60) == {}


def test_the_queue_is_found_by_its_skills() -> None:
    heating = Queue(QueueId(int=1), "供热报修", skills={"供热": 60})
    power = Queue(QueueId(int=2), "电力故障", skills={"电力": 60})
    complaint = Queue(QueueId(int=3), "投诉", skills={"投诉": 50})
    english = Queue(QueueId(int=4), "英语供热", skills={"英语": 50, "供热": 30}, channels=("web",))
    plain = Queue(QueueId(int=5), "综合客服", is_default=True)
    every = [plain, heating, power, complaint, english]

    assert best_for(every, "web", ["供热"]) == heating
    assert best_for(every, "web", ["投诉", "供热"]) == complaint
    assert best_for(every, "web", ["供热", "英语"]) == english
    assert best_for(every, "phone", ["供热", "英语"]) == heating
    assert best_for(every, "web", ["收费"]) is None
    gone = [replace(heating, archived_at=at("2025-01-01T00:00"))]
    assert best_for(gone, "web", ["供热"]) is None

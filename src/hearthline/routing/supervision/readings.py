"""What the wall shows, as values to be watched."""

from collections.abc import Iterator

from hearthline.kernel import QueueId
from hearthline.routing.model import PresenceState
from hearthline.routing.supervision.alarm_rules import AlarmKind, Reading
from hearthline.routing.supervision.model import (
    AlertLine,
    Figures,
    Person,
    QueueNow,
    Wait,
    WaitKind,
    Wall,
)

HOUSE = "house"
# A share of fewer is chance.
_FEWEST = 5
_ANGRY = {"ANGRY", "THREATENING"}


def readings_of(wall: Wall) -> list[Reading]:
    """Every value that has a bound; what is not here any more counts as gone."""
    names = {queue.id: queue.name for queue in wall.queues}
    found = [reading for queue in wall.queues for reading in _of_queue(queue)]
    found += [reading for person in wall.people for reading in _of_person(person, wall)]
    found += [reading for wait in wall.waits for reading in _of_wait(wait, wall, names)]
    today = wall.today
    if today.tickets_overdue is not None:
        found.append(Reading(AlarmKind.TICKETS_OVERDUE, HOUSE, today.tickets_overdue, "工单"))
    found.append(Reading(AlarmKind.CALLBACKS_OVERDUE, HOUSE, today.callbacks_overdue, "预约回拨"))
    found.append(Reading(AlarmKind.PROMISES_OVERDUE, HOUSE, today.promises_overdue, "客户承诺"))
    found += [_of_alert(alert) for alert in wall.alerts]
    return found


def _of_alert(alert: AlertLine) -> Reading:
    """One alarm for each conversation and sign, until the conversation is over."""
    return Reading(
        AlarmKind.SEVERE,
        f"{alert.conversation_id}:{alert.rule}",
        1,
        f"{alert.label} · {alert.title}",
        staff_id=alert.holder_id,
        conversation_id=alert.conversation_id,
    )


def _of_queue(queue: QueueNow) -> Iterator[Reading]:
    values = {
        AlarmKind.WAITING: queue.waiting,
        AlarmKind.LONGEST_WAIT: queue.longest_wait_s or 0,
        AlarmKind.ABANDONED: queue.recent.abandoned,
        AlarmKind.SERVICE_LEVEL: _level(queue.recent),
    }
    for kind, value in values.items():
        yield Reading(kind, str(queue.id), value, queue.name, queue_id=queue.id)


def _level(recent: Figures) -> int:
    """The service level in per cent; of too few it says nothing, so it is taken to be good."""
    if recent.service_level is None or recent.answered + recent.abandoned < _FEWEST:
        return 100
    return round(recent.service_level * 100)


def _of_person(person: Person, wall: Wall) -> Iterator[Reading]:
    if person.idle_s is not None:
        yield Reading(
            AlarmKind.IDLE, str(person.id), person.idle_s, person.name, staff_id=person.id
        )
    if person.state is PresenceState.AWAY:
        since = int((wall.at - person.since).total_seconds())
        yield Reading(AlarmKind.AWAY, str(person.id), since, person.name, staff_id=person.id)


def _of_wait(wait: Wait, wall: Wall, names: dict[QueueId, str]) -> Iterator[Reading]:
    seconds = int((wall.at - wait.since).total_seconds())
    key = str(wait.conversation_id)
    line = names.get(wait.queue_id) if wait.queue_id else None
    subject = f"{wait.label} · {line}" if line else wait.label

    def reading(kind: AlarmKind) -> Reading:
        return Reading(
            kind,
            key,
            seconds,
            subject,
            queue_id=wait.queue_id,
            staff_id=wait.holder_id,
            conversation_id=wait.conversation_id,
        )

    if wait.kind is WaitKind.REPLY:
        yield reading(AlarmKind.UNANSWERED)
    if wait.emotion in _ANGRY:
        yield reading(AlarmKind.ANGRY_WAITING)

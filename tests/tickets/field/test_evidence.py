"""Photos, signatures and readings: kept once, shown by links that end, never lost."""

from datetime import timedelta
from typing import Any

import pytest

from hearthline.access import Role, Staff
from hearthline.kernel import Id
from hearthline.platform.db import Database
from hearthline.tickets import Team
from hearthline.tickets.field.model import LARGEST_PHOTO_BYTES
from hearthline.tickets.handling.actions import Transfer
from tests.conftest import make_tenant
from tests.fakes.fake_clock import FakeClock
from tests.make.field import SIGNED, FieldBench, Phone, exif, jpeg, png, reading

pytestmark = pytest.mark.api

PHOTO: dict[str, Any] = {"subject": "meter", "note": "回水 31 ℃"}
PLACE = {"latitude": 45.80381, "longitude": 126.53502, "accuracy_m": 12.0}


async def test_a_photo_is_shown_without_what_the_camera_wrote(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    answer = await phone.record(task, "photo", PHOTO, picture=jpeg(exif()), place=PLACE)

    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["facts"]["camera"]["taken_at"] == "2026-11-26T09:30:00+08:00"
    assert told["facts"]["camera"]["latitude"] == pytest.approx(45.8038, abs=1e-5)
    assert told["place"] == PLACE
    shown = await field.http.get(told["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert b"Exif" not in shown.content
    assert shown.headers["x-content-type-options"] == "nosniff"


async def test_the_note_of_a_picture_made_smaller_comes_apart(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    note = b"Exif\0\0" + exif()
    told = (await phone.record(task, "photo", PHOTO, picture=jpeg(), exif=note)).json()

    assert told["facts"]["camera"]["longitude"] == pytest.approx(126.535, abs=1e-5)


async def test_what_is_sent_again_is_kept_once(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    client_id = str(Id.new())
    first = await phone.record(task, "photo", PHOTO, picture=jpeg(), client_id=client_id)
    again = await phone.record(task, "photo", PHOTO, picture=png(), client_id=client_id)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert (await field.http.get(again.json()["url"])).content.startswith(b"\xff\xd8")
    assert len((await phone.tasks())[0]["evidence"]) == 1


async def test_a_reading_is_a_record_with_both_parties_word(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    long, short = reading(16.5, 15.8), reading(19, doors_shut_min=20, customer_agrees=False)
    kept = [(await phone.record(task, "reading", facts)).json() for facts in (long, short)]

    assert kept[0]["text"] == "次卧 16.5 ℃，次卧 15.8 ℃"
    assert [one["facts"]["doors_shut_ok"] for one in kept] == [True, False]
    assert kept[1]["facts"]["customer_agrees"] is False
    assert kept[0]["url"] is None
    assert "退" not in str(kept)


@pytest.mark.parametrize(
    ("kind", "facts", "picture", "code"),
    [
        ("reading", reading(), None, "field.facts_unfit"),
        ("reading", reading(400), None, "field.facts_unfit"),
        ("reading", reading(18) | {"worker_confirms": False}, None, "field.facts_unfit"),
        ("reading", reading(18), jpeg(), "field.picture_missing"),
        ("photo", PHOTO, None, "field.picture_missing"),
        ("photo", PHOTO, b"<svg onload=alert(1)>", "field.photo_refused"),
        ("photo", PHOTO, b"\xff\xd8\xff" + bytes(LARGEST_PHOTO_BYTES), "field.photo_too_large"),
        ("signature", {"signer_name": "", "strokes": []}, png(), "field.facts_unfit"),
        ("film", PHOTO, jpeg(), "field.facts_unfit"),
    ],
    ids=[
        *("no point", "too hot", "not confirmed", "reading with picture", "photo without"),
        *("markup", "too large", "nobody signed", "no such kind"),
    ],
)
async def test_what_does_not_fit_is_refused_in_words(
    field: FieldBench,
    team: Team,
    phone: Phone,
    zhang: Staff,
    kind: str,
    facts: dict[str, Any],
    picture: bytes | None,
    code: str,
) -> None:
    task = await field.task(team, zhang)
    answer = await phone.record(task, kind, facts, picture=picture)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["detail"]


async def test_links_end_and_cannot_be_forged(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff, clock: FakeClock
) -> None:
    task = await field.task(team, zhang)
    url = (await phone.record(task, "signature", SIGNED, picture=png())).json()["url"]
    assert (await field.http.get(url)).status_code == 200
    forged = url[:-2] + ("AA" if url[-2:] != "AA" else "BB")
    assert (await field.http.get(forged)).status_code == 404

    clock.advance(timedelta(hours=2))
    gone = await field.http.get(url)
    assert (gone.status_code, gone.json()["code"]) == (404, "field.evidence_unknown")


async def test_what_was_recorded_before_a_transfer_is_kept_and_shown_to_the_desk(
    field: FieldBench, team: Team, phone: Phone, zhang: Staff
) -> None:
    task = await field.task(team, zhang)
    elsewhere = await field.bench.team("测温二班")
    boss = await field.bench.person(Role.SUPERVISOR)
    moved = Transfer(client_id="t", team_id=elsewhere.id, reason="片区调整")
    await field.bench.act(boss, task, moved)

    assert (await phone.record(task, "photo", PHOTO, picture=jpeg())).status_code == 201
    late = phone.deed(task, "arrive", place=PLACE)
    (refused,) = await phone.send(late)
    assert (refused["outcome"], refused["code"]) == ("refused", "field.task_not_yours")
    assert "测温二班" in refused["why"]

    desk = await field.sign_in(await field.bench.person(Role.AGENT))
    record = (await field.http.get(f"/api/v1/tickets/{task.id}/field", headers=desk)).json()
    assert [one["kind"] for one in record["evidence"]] == ["photo"]
    assert [(one["action"], one["outcome"]) for one in record["deeds"]] == [("arrive", "refused")]
    assert record["deeds"][0]["content"]["place"] == PLACE
    assert record["deeds"][0]["by"] == zhang.name


async def test_who_never_had_to_do_with_a_ticket_records_nothing(
    field: FieldBench, team: Team, zhang: Staff, database: Database
) -> None:
    task = await field.task(team, zhang)
    stranger = await field.worker()
    field.bench.tenant, ours = await make_tenant(database), field.bench.tenant
    foreigner = await field.bench.person(*Role)
    field.bench.tenant = ours
    for person in (stranger, foreigner):
        theirs = Phone(field, await field.sign_in(person))
        answer = await theirs.record(task, "photo", PHOTO, picture=jpeg())
        assert (answer.status_code, answer.json()["code"]) == (404, "field.task_unknown")
        assert await theirs.outcomes(theirs.deed(task, "note", text="好")) == ["refused"]
        shown = await field.http.get(f"/api/v1/field/tasks/{task.id}", headers=theirs.headers)
        assert shown.status_code == 404

    desk = await field.sign_in(await field.bench.person(Role.AGENT))
    record = (await field.http.get(f"/api/v1/tickets/{task.id}/field", headers=desk)).json()
    assert record == {"evidence": [], "deeds": []}

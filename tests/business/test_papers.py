"""A paper on its way: streamed, held to its size and kind, never logged."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from hearthline.business import BusinessRefused, Paper, PaperNotTaken, RetryPolicy
from hearthline.business.papers import MOST_BYTES, upload_of
from tests.business import answers as told
from tests.business.examples import KEY, KNOWN, PDF, paper
from tests.business.loopback import Said, gateway, problem, said

pytestmark = pytest.mark.api

STORED = said(told.FILE, 201)
BEGINNINGS = {
    "application/pdf": b"%PDF-1.7",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/png": b"\x89PNG\r\n\x1a\n",
}


async def sent(what: Paper) -> bytes:
    async with gateway(STORED) as loopback:
        await loopback.business.upload_application_file(KNOWN, "AP1", what, idempotency_key=KEY)
    return loopback.got[0].body


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("application/pdf", b"deed.pdf"),
        ("image/jpeg", b"deed.jpg"),
        ("image/png", b"deed.png"),
    ],
)
async def test_a_paper_goes_out_as_a_form_of_two_parts(media_type: str, name: bytes) -> None:
    content = BEGINNINGS[media_type] + b"\r\n--x\r\n" * 9000
    async with gateway(STORED) as loopback:
        what = paper(content, media_type=media_type)
        result = await loopback.business.upload_application_file(
            KNOWN, "AP1", what, idempotency_key=KEY
        )

    (got,) = loopback.got
    form = re.fullmatch(
        r"multipart/form-data; boundary=([0-9a-f]{64})", got.headers["content-type"]
    )
    assert form is not None
    _, kind, file, end = got.body.split(b"--" + form[1].encode())
    assert kind == b'\r\nContent-Disposition: form-data; name="kind"\r\n\r\nDEED\r\n'
    head, _, rest = file.partition(b"\r\n\r\n")
    assert b'name="file"; filename="' + name + b'"' in head
    assert media_type.encode() in head
    assert (rest, end) == (content + b"\r\n", b"--\r\n")
    assert (result.file_id, result.scan) == ("F1", "PENDING")


async def test_a_repeat_sends_the_same_bytes_from_the_start() -> None:
    quick = RetryPolicy(first_pause=timedelta(milliseconds=2))
    async with gateway(Said(cut=True), STORED, retries=quick) as loopback:
        await loopback.business.upload_application_file(KNOWN, "AP1", paper(), idempotency_key=KEY)

    first, second = loopback.got
    assert first == second
    assert PDF in second.body


async def test_twenty_megabytes_go_through_piece_by_piece() -> None:
    held: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(MOST_BYTES // 2**16):
            held.append(number)
            yield b"%PDF-".ljust(2**16, b"x")

    what = Paper(kind="DEED", media_type="application/pdf", size=MOST_BYTES, open=pieces)
    async with gateway(STORED, upload_deadline=timedelta(seconds=60)) as loopback:
        await loopback.business.upload_application_file(KNOWN, "AP1", what, idempotency_key=KEY)

    assert len(held) == 320
    assert len(loopback.got[0].body) > MOST_BYTES


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        (paper(size=MOST_BYTES + 1), "size"),
        (paper(b""), "size"),
        (paper(size=-1), "size"),
        (paper(media_type="text/html"), "media_type"),
        (paper(media_type="image/svg+xml"), "media_type"),
    ],
)
async def test_what_the_contract_does_not_allow_is_never_sent(what: Paper, cause: str) -> None:
    async with gateway(STORED) as loopback:
        with pytest.raises(PaperNotTaken) as refused:
            await loopback.business.upload_application_file(KNOWN, "AP1", what, idempotency_key=KEY)

    assert refused.value.cause == cause
    assert loopback.got == []


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        (paper(size=len(PDF) - 1), "size"),
        (paper(size=len(PDF) + 1), "size"),
        (paper(b"%PD", size=3), "size"),
        (paper(b"<html>" * 9000), "content"),
        (paper(BEGINNINGS["image/png"] * 9000), "content"),
    ],
)
async def test_what_is_not_what_it_says_is_broken_off(what: Paper, cause: str) -> None:
    async with gateway(STORED) as loopback:
        with pytest.raises(PaperNotTaken) as refused:
            await loopback.business.upload_application_file(KNOWN, "AP1", what, idempotency_key=KEY)
        await loopback.business.upload_application_file(KNOWN, "AP1", paper(), idempotency_key=KEY)

    assert refused.value.cause == cause
    assert [got.method for got in loopback.got if got.body] == ["POST"]


async def test_a_paper_is_recognised_even_in_single_bytes() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for byte in PDF[:64]:
            yield bytes([byte])

    what = Paper(kind="DEED", media_type="application/pdf", size=64, open=pieces)

    assert PDF[:64] in await sent(what)


async def test_nothing_of_a_paper_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), capture_logs() as lines:
        await sent(paper(b"%PDF-1.7 secret of 13800005678"))

    assert "secret" not in caplog.text + str(lines)
    assert "secret" not in repr(upload_of(paper(), key=KEY)) + repr(paper())


async def test_a_paper_that_the_gateway_refuses_is_refused_in_its_words() -> None:
    answer = problem(400, "BAD_REQUEST", customer_hint="文件无法识别，请重新拍照。")
    async with gateway(answer) as loopback:
        with pytest.raises(BusinessRefused) as refused:
            await loopback.business.upload_application_file(
                KNOWN, "AP1", paper(), idempotency_key=KEY
            )

    assert refused.value.customer_hint == "文件无法识别，请重新拍照。"

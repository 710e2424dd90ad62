"""A sentence encoder as one more view: what every encoder promises, and life without it (R23)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from structlog.testing import capture_logs

from hearthline.understanding import (
    Encoder,
    EncoderFailed,
    IntentExamples,
    OnnxEncoder,
    Understanding,
)
from tests.fakes.fake_encoder import FakeEncoder

pytestmark = pytest.mark.unit

COLD = ("家里不热", "暖气不热", "屋里冷", "暖气冰凉", "一点都不热", "家里太冷了", "全屋都凉")
PRICE = ("暖气费多少钱", "取暖费怎么收", "一平多少钱", "热价是多少", "收费标准", "要花多少钱")
HUMAN = ("转人工", "我要找真人", "人工客服", "找个人来", "接客服", "真人服务", "请接人工")
LEAK = ("漏水了", "暖气片滴水", "管子爆了", "阀门漏水", "家里淹了", "往外喷水", "水管裂了")
DATES = ("什么时候供暖", "几号来暖气", "供暖到几号", "哪天开始送热", "供热时间", "啥时候停暖")
THANKS = ("谢谢", "没事了", "再见", "好的谢谢你", "拜拜", "辛苦了", "多谢")
SHIVER = "直打哆嗦"
ALIKE = (
    ("冷", "凉", "不热", "哆嗦"),
    ("费", "价", "钱"),
    ("人工", "真人", "客服"),
    ("漏", "滴", "爆", "淹", "喷", "裂"),
    ("时候", "几号", "哪天", "时间"),
    ("谢", "再见", "拜"),
)


def lessons() -> list[IntentExamples]:
    named = {"cold": COLD, "price": PRICE, "human": HUMAN, "leak": LEAK}
    named |= {"dates": DATES, "thanks": THANKS}
    return [IntentExamples(name, examples) for name, examples in named.items()]


class ScriptedSession:
    """What an ONNX session does, for ids that are code points: one vector a token."""

    def __init__(self, *inputs: str) -> None:
        self.inputs = inputs or ("input_ids", "attention_mask", "token_type_ids")
        self.pooled = False
        self.broken = False

    def run(self, feed: Mapping[str, npt.NDArray[np.int64]]) -> npt.NDArray[Any]:
        if self.broken:
            raise RuntimeError("no memory")
        ids = feed["input_ids"]
        tokens = np.stack([ids % 7, ids % 11, ids % 13], axis=-1).astype(np.float32)
        return tokens.mean(axis=1) if self.pooled else tokens


def tokens_of(texts: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    longest = max(map(len, texts))
    return [
        (
            [*map(ord, text), *[0] * (longest - len(text))],
            [1] * len(text) + [0] * (longest - len(text)),
        )
        for text in texts
    ]


def onnx(session: ScriptedSession | None = None) -> OnnxEncoder:
    return OnnxEncoder("scripted", session or ScriptedSession(), tokens_of)


@pytest.mark.parametrize("encoder", [FakeEncoder(*ALIKE), onnx()], ids=["fake", "onnx"])
def test_every_encoder_keeps_its_promise(encoder: Encoder) -> None:
    texts = ["家里冷", "多少钱", "家里冷", "转人工客服"]
    together = encoder.encode(texts)

    assert together.shape == (4, encoder.dimension)
    assert together.dtype == np.float32
    assert np.array_equal(together[0], together[2])
    assert np.allclose(together[:1], encoder.encode(texts[:1]), atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)
    assert encoder.name


def test_what_is_padding_does_not_count() -> None:
    encoder = onnx()

    assert np.allclose(encoder.encode(["冷"])[0], encoder.encode(["冷", "很长的一句话"])[0])


def test_a_vector_a_sentence_is_taken_as_it_is() -> None:
    session = ScriptedSession("input_ids")
    session.pooled = True

    assert onnx(session).dimension == 3


def test_trouble_in_the_model_is_told_as_such() -> None:
    session = ScriptedSession()
    encoder = onnx(session)
    session.broken = True

    with pytest.raises(EncoderFailed) as raised:
        encoder.encode(["冷"])

    assert "no memory" in raised.value.told().en


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderFailed) as raised:
        OnnxEncoder.at(tmp_path / "none.onnx")

    assert "none.onnx" in raised.value.told().en


def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"not a model")
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(EncoderFailed):
        OnnxEncoder.at(tmp_path / "m.onnx")


def test_a_wording_without_a_common_part_is_understood_with_it() -> None:
    without = Understanding.train(lessons())
    trained = Understanding.train(lessons(), encoder=FakeEncoder(*ALIKE))

    assert trained.read(SHIVER).best.intent == "cold"
    assert trained.read(SHIVER).best.confidence > without.read(SHIVER).best.confidence
    assert trained.explain(SHIVER).with_encoder
    assert trained.explain(SHIVER).intents[0].encoder > 0


def test_when_it_fails_texts_are_read_without_it_and_that_is_logged_once() -> None:
    encoder = FakeEncoder(*ALIKE)
    trained = Understanding.train(lessons(), encoder=encoder)
    without = Understanding.train(lessons())
    encoder.failing = True

    with capture_logs() as logs:
        readings = [trained.read(text) for text in ("家里冷得很", "钱怎么算")]

    assert readings == [without.read(text) for text in ("家里冷得很", "钱怎么算")]
    assert [one["event"] for one in logs] == ["encoder.failed"]
    assert not trained.explain("家里冷得很").with_encoder


def test_training_goes_on_without_an_encoder_that_fails() -> None:
    encoder = FakeEncoder(*ALIKE)
    encoder.failing = True

    assert Understanding.train(lessons(), encoder=encoder).read("家里太冷").best.intent == "cold"


@pytest.mark.parametrize("answer", [np.zeros((1, 2)), np.full((1, 7), np.nan)])
def test_nonsense_of_an_encoder_counts_as_failure(answer: npt.NDArray[np.float64]) -> None:
    encoder = FakeEncoder(*ALIKE)
    trained = Understanding.train(lessons(), encoder=encoder)
    expected = Understanding.train(lessons()).read("家里冷得很")
    encoder.answer = answer.astype(np.float32)

    assert trained.read("家里冷得很") == expected


def test_a_tuning_with_an_encoder_serves_only_a_training_with_one() -> None:
    first = Understanding.train(lessons(), encoder=FakeEncoder(*ALIKE))
    with_it = Understanding.train(lessons(), encoder=FakeEncoder(*ALIKE), tuned_as=first)
    without = Understanding.train(lessons(), tuned_as=first)

    assert with_it.tuning is first.tuning
    assert without.tuning is not first.tuning
    assert without.tuning.encoded is None

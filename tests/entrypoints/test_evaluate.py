"""The evaluation commands, as another program would call them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hearthline.entrypoints.cli import main

pytestmark = pytest.mark.unit

INTENTS = {
    "cold": ("家里不热", "暖气不热", "屋里冷", "暖气冰凉", "一点都不热", "家里太冷了"),
    "price": ("暖气费多少钱", "取暖费怎么收", "一平多少钱", "热价是多少", "收费标准"),
    "human": ("转人工", "我要找真人", "人工客服", "不跟机器人说", "接客服"),
}
STRANGE = ("今天天气怎么样", "讲个笑话", "股票涨了吗")


def rows(path: Path, content: Sequence[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in content))
    return str(path)


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    content = [{"text": text, "label": label} for label in INTENTS for text in INTENTS[label]]
    return rows(tmp_path / "train.jsonl", content)


def run(*arguments: str) -> int:
    try:
        main(arguments)
    except SystemExit as ending:
        return int(ending.code or 0)
    return 0


def test_understanding_is_measured(
    labelled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = rows(tmp_path / "t.jsonl", [{"text": "我家暖气不热", "label": "cold"}])
    oos = rows(tmp_path / "o.jsonl", [{"text": text} for text in STRANGE])
    predictions = tmp_path / "p.jsonl"

    status = run(
        "nlu", "evaluate", "--train", labelled, "--test", test, "--oos-test", oos,
        "--predictions", str(predictions), "--lang", "zh", "--json",
    )  # fmt: skip

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    written = [json.loads(line) for line in predictions.read_text().splitlines()]
    assert status == 0
    assert set(figures) == {
        "n", "accuracy", "macro_f1", "in_scope_accuracy", "oos_recall", "oos_auroc", "train_s",
        "predict_ms_p50", "predict_ms_p95", "predict_per_s",
    }  # fmt: skip
    assert (figures["n"], figures["accuracy"]) == (1, 1.0)
    assert len(written) == 1 + len(STRANGE)
    assert set(written[0]) == {"label", "confidence", "in_scope"}


def test_without_strangers_nothing_is_said_of_them(
    labelled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("nlu", "evaluate", "--train", labelled, "--test", labelled, "--json") == 0

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert "oos_recall" not in figures


def test_search_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = rows(
        tmp_path / "c.jsonl",
        [
            {"id": 1, "question": "室温多少度算合格", "similar": ["家里几度达标"]},
            {"id": "b", "question": "暖气片怎么放气", "answer": "拧开放气阀"},
        ],
    )
    queries = rows(
        tmp_path / "q.jsonl",
        [{"query": "几度才达标", "relevant": [1]}, {"query": "怎么给暖气放气", "relevant": ["b"]}],
    )
    ranking = tmp_path / "r.jsonl"

    status = run(
        "knowledge", "evaluate", "--corpus", corpus, "--queries", queries, "--run", str(ranking),
        "--json",
    )  # fmt: skip

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert status == 0
    assert set(figures) == {
        "n", "recall@1", "recall@5", "recall@10", "mrr@10", "index_s", "search_ms_p50",
        "search_ms_p95",
    }  # fmt: skip
    assert figures["recall@1"] == 1.0
    first = json.loads(ranking.read_text().splitlines()[0])
    assert first["query"] == "几度才达标"
    assert first["ranked"][0] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"text": "热", "label": "a"}\n{"text": "冷"}\n', ":2: `label` is missing"),
        ('{"text": "热", "label": "a"}\nnot json\n', ":2: not JSON"),
        ("[1]\n", ":1: not an object"),
        ('{"text": 3, "label": "a"}\n', ":1: `text` is not a text"),
        ("", ":1: the file has no rows"),
    ],
)
def test_an_unreadable_row_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)

    status = run("nlu", "evaluate", "--train", str(path), "--test", str(path))

    assert status == 2
    assert f"{path}{said}" in capsys.readouterr().err


def test_a_missing_file_is_named(labelled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nlu", "evaluate", "--train", labelled, "--test", "/nowhere.jsonl") == 2
    assert "/nowhere.jsonl" in capsys.readouterr().err

"""`hearthline nlu evaluate` and `hearthline knowledge evaluate`: the product's own parts, measured.

The very components that serve customers are trained and asked; the test file is read only after
training has ended.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any, Final, Literal

import numpy as np
import typer
from sklearn.metrics import f1_score, roc_auc_score

from hearthline.entrypoints.json_lines import Row, read_rows
from hearthline.entrypoints.terminal import AsJson, Column, Terminal
from hearthline.kernel import ArticleId
from hearthline.knowledge import Article, ArticleIndex, Draft, Origin, TermReader, View
from hearthline.platform.language import Segmenter
from hearthline.understanding import IntentExamples, Reading, Understanding

nlu_app = typer.Typer(
    no_args_is_help=True,
    help="Measure the understanding of texts.\n\n"
    "Example: hearthline nlu evaluate --train train.jsonl --test test.jsonl",
)
knowledge_app = typer.Typer(
    no_args_is_help=True,
    help="Measure the search of the knowledge base.\n\n"
    "Example: hearthline knowledge evaluate --corpus corpus.jsonl --queries queries.jsonl",
)

_RANKED: Final = 10
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)

File = Path | None


@nlu_app.callback()
def _nlu() -> None:
    """Understanding: measure it on labelled texts.

    Example: hearthline nlu evaluate --train train.jsonl --test test.jsonl --json
    """


@knowledge_app.callback()
def _knowledge() -> None:
    """Knowledge: measure its search.

    Example: hearthline knowledge evaluate --corpus faq.jsonl --queries queries.jsonl --json
    """


@nlu_app.command("evaluate")
def evaluate_understanding(  # noqa: PLR0913  # one parameter an option of the contract
    *,
    train: Annotated[Path, typer.Option(help='Rows {"text", "label"} to learn from.')],
    test: Annotated[Path, typer.Option(help='Rows {"text", "label"} to be measured on.')],
    dev: Annotated[File, typer.Option(help="More rows to learn from.")] = None,
    oos_train: Annotated[File, typer.Option(help='Rows {"text"} out of scope.')] = None,
    oos_test: Annotated[File, typer.Option(help='Rows {"text"} to be refused.')] = None,
    lang: Annotated[
        Literal["zh", "en"] | None,
        typer.Option(help="Language of the texts; both are always understood."),
    ] = None,
    predictions: Annotated[File, typer.Option(help="Write what was understood here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Learn from labelled texts and say how well others are understood.

    Example: `hearthline nlu evaluate --train train.jsonl --test test.jsonl --json`
    """
    terminal = Terminal(as_json=as_json)
    lessons = read_rows(train, "text", "label")
    lessons += read_rows(dev, "text", "label") if dev else []
    strangers = [row["text"] for row in read_rows(oos_train, "text")] if oos_train else []
    terminal.aside(f"training on {len(lessons)} rows{f' ({lang})' if lang else ''}")
    began = perf_counter()
    understanding = Understanding.train(_intents(lessons), out_of_scope=strangers)
    train_s = perf_counter() - began
    tests = read_rows(test, "text", "label")
    outside = read_rows(oos_test, "text") if oos_test else []
    readings, took_ms = _read_all(understanding, [*tests, *outside], terminal)
    if predictions:
        _write(predictions, [_prediction(reading) for reading in readings])
    inside, strange = readings[: len(tests)], readings[len(tests) :]
    figures = _scope_figures(tests, inside, strange) | {"train_s": round(train_s, 2)}
    _tell(terminal, figures | _times("predict", took_ms) | _rate(took_ms))


@knowledge_app.command("evaluate")
def evaluate_knowledge(
    *,
    corpus: Annotated[Path, typer.Option(help='Rows {"id", "question", "answer"?, "similar"?}.')],
    queries: Annotated[Path, typer.Option(help='Rows {"query", "relevant": [ids]}.')],
    dev_queries: Annotated[
        File, typer.Option(help="Queries to report beside; nothing is learnt from them.")
    ] = None,
    run: Annotated[File, typer.Option(help="Write the ranking of every query here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Index questions and say how well others find them.

    Example: `hearthline knowledge evaluate --corpus corpus.jsonl --queries queries.jsonl --json`
    """
    terminal = Terminal(as_json=as_json)
    rows = read_rows(corpus, "id", "question")
    articles = [_article(row) for row in rows]
    ids = {article.id: row["id"] for article, row in zip(articles, rows, strict=True)}
    terminal.aside(f"indexing {len(articles)} questions")
    began = perf_counter()
    index = ArticleIndex(articles, TermReader(Segmenter()))
    index_s = perf_counter() - began
    if dev_queries:
        known, _, _ = _search_all(index, ids, dev_queries, terminal)
        terminal.aside(f"development queries: {json.dumps(known)}")
    figures, rankings, took_ms = _search_all(index, ids, queries, terminal)
    if run:
        _write(run, rankings)
    _tell(terminal, figures | {"index_s": round(index_s, 2)} | _times("search", took_ms))


def _intents(rows: list[Row]) -> list[IntentExamples]:
    by_label: dict[str, list[str]] = {}
    for row in rows:
        by_label.setdefault(str(row["label"]), []).append(str(row["text"]))
    return [IntentExamples(label, tuple(texts)) for label, texts in by_label.items()]


def _read_all(
    understanding: Understanding, rows: list[Row], terminal: Terminal
) -> tuple[list[Reading], list[float]]:
    readings, took_ms = [], []
    with terminal.progress("read", len(rows)) as steps:
        for row in rows:
            began = perf_counter()
            readings.append(understanding.read(str(row["text"])))
            took_ms.append(1000 * (perf_counter() - began))
            steps.step()
    return readings, took_ms


def _scope_figures(
    tests: list[Row], inside: list[Reading], strange: list[Reading]
) -> dict[str, Any]:
    labels = [str(row["label"]) for row in tests]
    named = [reading.best.intent for reading in inside]
    rights = [label == name for label, name in zip(labels, named, strict=True)]
    kept = [right and reading.in_scope for right, reading in zip(rights, inside, strict=True)]
    figures: dict[str, Any] = {
        "n": len(tests),
        "accuracy": _share(rights),
        "macro_f1": round(float(f1_score(labels, named, average="macro", zero_division=0)), 4),
        "in_scope_accuracy": _share(kept),
    }
    if strange:
        confidence = [reading.best.confidence for reading in (*inside, *strange)]
        truth = [1] * len(inside) + [0] * len(strange)
        figures["oos_recall"] = _share([not reading.in_scope for reading in strange])
        figures["oos_auroc"] = round(float(roc_auc_score(truth, confidence)), 4)
    return figures


def _prediction(reading: Reading) -> dict[str, Any]:
    return {
        "label": reading.best.intent,
        "confidence": round(reading.best.confidence, 6),
        "in_scope": bool(reading.in_scope),
    }


def _article(row: Row) -> Article:
    draft = Draft(
        slug=str(row["id"]),
        title=str(row["question"]),
        questions=tuple(str(text) for text in row.get("similar") or ()),
        answer=str(row.get("answer") or ""),
        valid_from=_BEGINNING,
    )
    return Article(
        id=ArticleId.new(),
        version=1,
        origin=Origin.DESK,
        draft=draft,
        created_at=_BEGINNING,
        is_published=True,
    )


def _search_all(
    index: ArticleIndex, ids: dict[ArticleId, Any], path: Path, terminal: Terminal
) -> tuple[dict[str, Any], list[dict[str, Any]], list[float]]:
    rows = read_rows(path, "query", "relevant")
    rankings, took_ms = [], []
    with terminal.progress("search", len(rows)) as steps:
        for row in rows:
            began = perf_counter()
            hits = index.search(str(row["query"]), View(at=_MOMENT), limit=_RANKED)
            took_ms.append(1000 * (perf_counter() - began))
            rankings.append({"query": row["query"], "ranked": [ids[h.article_id] for h in hits]})
            steps.step()
    places = [
        _first_place(ranking["ranked"], row["relevant"])
        for ranking, row in zip(rankings, rows, strict=True)
    ]
    figures: dict[str, Any] = {"n": len(rows)}
    for depth in (1, 5, 10):
        figures[f"recall@{depth}"] = _share([place <= depth for place in places])
    figures["mrr@10"] = round(float(np.mean([1 / place for place in places])) if places else 0, 4)
    return figures, rankings, took_ms


def _first_place(ranked: list[Any], relevant: list[Any]) -> float:
    """The place of the first right one, from 1; infinite when none is right."""
    for place, one in enumerate(ranked, start=1):
        if one in relevant:
            return place
    return float("inf")


def _share(facts: list[bool]) -> float:
    return round(sum(facts) / len(facts), 4) if facts else 0.0


def _times(what: str, took_ms: list[float]) -> dict[str, float]:
    half, most = np.percentile(took_ms, [50, 95]) if took_ms else (0.0, 0.0)
    return {f"{what}_ms_p50": round(float(half), 3), f"{what}_ms_p95": round(float(most), 3)}


def _rate(took_ms: list[float]) -> dict[str, float]:
    return {"predict_per_s": round(1000 * len(took_ms) / sum(took_ms), 1) if took_ms else 0.0}


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def _tell(terminal: Terminal, figures: dict[str, Any]) -> None:
    columns = [Column("figure"), Column("value", is_figure=True)]
    terminal.table(columns, figures.items())
    terminal.result(figures)

"""How long a question takes on the seeds: question to evidence, and to the whole extractive answer.

python benchmarks/latency.py
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from sourcier import Assistant
from sourcier.evaluation import load_gold
from sourcier.resources import shipped

REPEATS = 3


def main() -> None:
    questions = [gold.question for gold in load_gold(Path(__file__).parents[1] / "evals")]
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(shipped("seeds"), store=Path(folder) / "index", llm="extractive")
        assistant.evidence(questions[0])
        for name, call in (("question → evidence", assistant.evidence), ("question → answer", assistant.ask)):
            times = [_time(call, question) for _ in range(REPEATS) for question in questions]
            p50, p95 = np.percentile(times, [50, 95])
            print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms (n = {len(times)})")


def _time(call: object, question: str) -> float:
    assert callable(call)
    started = time.perf_counter()
    call(question)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()

"""How well a small model that reads sentences one at a time tells whether they answer; its weights fitted anew.

python benchmarks/reading.py [EVERY]

Asks the local generator about the best sentences of each question (of every EVERYth) of the dev and calibration sets in
French that is not far from the articles, fits `SINGLY` of `answering/refusal.py`, and prints the area under the ROC
curve of the search, of the model and of both, and both error rates at every threshold. Some ten minutes on two cores.
"""

from __future__ import annotations

import sys
from math import log
from statistics import fmean

import numpy as np
from refusal import Asked, auc, both_rates, fit, search_all

from sourcier import artifacts
from sourcier.answering.llm import GENERATOR
from sourcier.answering.local import LocalModel
from sourcier.answering.prompts import Prompt
from sourcier.answering.refusal import SINGLY, SUREST, answerability
from sourcier.answering.verdicts import read_singly, to_be_read
from sourcier.evaluation.dataset import GoldQuestion
from sourcier.resources import shipped
from sourcier.retrieval.search import Findings

SECONDS = 300
THRESHOLDS = np.arange(0.15, 0.5, 0.05)
# The search and the model as they are, and neither.
SEARCH, READ = np.array([1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    prompt, model = Prompt.load(shipped("prompts"), "read"), LocalModel(artifacts.locate(GENERATOR), SECONDS)
    model.prepare(prompt.opening)
    asked = []
    near = [each for each in search_all() if is_near(*each[1:])]
    for name, gold, findings in near[::every]:
        reads = list(read_singly(model, prompt, findings.question, to_be_read(findings.evidence)))
        told = tuple(map(logit, (answerability(findings), fmean(reads))))
        asked.append(Asked(name, gold, told))
    weights = fit(asked)
    print(f"{sum(each.gold.answerable for each in asked)} of {len(asked)} answerable")
    print("search {:.2f}, read {:.2f}, constant {:.2f}; shipped:".format(*weights), SINGLY)
    areas = (f"{name} {auc(own, asked):.3f}" for name, own in (("search", SEARCH), ("read", READ), ("both", weights)))
    print("area under the ROC curve:", ", ".join(areas))
    print("threshold: answerable refused / unanswerable refused")
    for threshold in THRESHOLDS:
        print(f"{threshold:.2f}: {both_rates(weights, asked, threshold)}")


def is_near(gold: GoldQuestion, findings: Findings) -> bool:
    return (
        gold.split == "dev"
        and gold.kind != "far_unanswerable"
        and findings.language == "fr"
        and bool(findings.evidence)
    )


def logit(probability: float) -> float:
    bounded = min(max(probability, 1 - SUREST), SUREST)
    return log(bounded / (1 - bounded))


if __name__ == "__main__":
    main()

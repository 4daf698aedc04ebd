"""How often false claims pass for proved and true ones do not, by several ways of telling.

    python benchmarks/verification.py [evals/claims/fiction.yaml] [--rte RTE3-FR-dev-set-3class.tsv] [--wrong]
                                      [--generator local]

The claims stand beside the folder of their articles, `fiction/articles` for `claims/fiction.yaml`. Thresholds and
coefficients are set on dev and printed; `--wrong` lists what the rule misjudges there. A generator is asked whether the
quotes prove the claim (about two seconds each on two cores); how sure it is of its yes or no joins the combination. The
optional file of RTE3 is tab-separated with the columns premise, hypothesis and label (0 entailed, 1 neither, 2
contradicted).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import exp, log
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from sourcier.answering.checks import CHECKS, Hypothesis, closeness
from sourcier.answering.llm import open_model
from sourcier.answering.premises import Premise, premises
from sourcier.answering.prompts import Prompt
from sourcier.answering.verification import LEAST_COVERAGE, find_proof
from sourcier.corpus.folder import read_folder
from sourcier.evaluation.matching import spans_of
from sourcier.evaluation.significance import wilson
from sourcier.language.concepts import concepts
from sourcier.schema import Article, Evidence, Sentence

CLAIMS = Path(__file__).parent.parent / "evals" / "claims" / "fiction.yaml"
ENTAILED, NEITHER, CONTRADICTED = "0", "1", "2"
LEVELS = (0.6, 0.7, 0.75, LEAST_COVERAGE, 0.9, 1.0)
# Of the false claims of dev, a way whose threshold is set there may pass so many.
MOST_PASSED = 0.03
# Ridge and steps of the logistic combination: with a dozen signals and 150 claims less overfits, more changes nothing.
RIDGE, STEPS = 0.05, 50
# A generator that gives no probabilities is taken to be so sure; none is surer.
SUREST = 0.999


@dataclass(frozen=True)
class Case:
    """A claim with the sentences cited for it."""

    id: str
    label: str
    split: str
    text: str
    evidence: tuple[Evidence, ...]

    @property
    def kind(self) -> str:
        """ "light" of "light-07"."""
        return self.id.rpartition("-")[0]

    @property
    def is_true(self) -> bool:
        return self.label == "true"


Score = Callable[[Case], float]


def main(claims: Path, rte: Path | None, wrong: bool, generator: str | None) -> None:
    cases = list(read_claims(claims))
    dev = [case for case in cases if case.split == "dev"]
    ways: list[tuple[str, Score, float | None]] = [
        ("word coverage alone", copied, None),
        ("longest common run of words alone", in_a_row, None),
        ("the rule", rule, LEAST_COVERAGE),
        ("logistic combination", fit(dev), None),
    ]
    if generator is not None:
        said = ask_generator(generator, cases)
        ways += [
            ("the generator's yes or no alone", said, None),
            ("logistic combination with the generator's", fit(dev, said), None),
        ]
    for name, score, least in ways:
        least = threshold(dev, score) if least is None else least
        print(f"\n== {name}, at least {least:.2f}")
        for split in ("dev", "test"):
            report([case for case in cases if case.split == split], score, least, split)
    if wrong:
        list_wrong(dev)
    if rte is not None:
        report_rte(rte)


def read_claims(path: Path) -> Iterator[Case]:
    folder = path.parent.parent / path.stem / "articles"
    articles = {article.path: article for article in read_folder(folder).articles}
    for claim in yaml.safe_load(path.read_text(encoding="utf-8")):
        cited = [cite(articles[own["article"]], own["quote"], rank) for rank, own in enumerate(claim["evidence"], 1)]
        yield Case(claim["id"], claim["label"], claim["split"], claim["claim"], tuple(cited))


def cite(article: Article, quote: str, marker: int) -> Evidence:
    start, end = spans_of(quote, article.text)[0]
    sentence = Sentence(article_id=article.id, index=0, start=start, end=end)
    return Evidence(marker=marker, sentence=sentence, article=article, text=article.text[start:end])


def copied(case: Case) -> float:
    """The share of the terms of a claim that stand in one cited sentence."""
    own = concepts(case.text)
    return max(sum(term in concepts(item.text) for term in own) / max(1, len(own)) for item in case.evidence)


def in_a_row(case: Case) -> float:
    """The share of the terms of a claim in its longest common run with one cited sentence."""
    own = concepts(case.text)
    return max(_run(own, concepts(item.text)) / max(1, len(own)) for item in case.evidence)


def rule(case: Case) -> float:
    proof = find_proof(case.text, case.evidence, 0.0)
    return proof.coverage if proof else 0.0


def threshold(dev: Sequence[Case], score: Score) -> float:
    """The least score at which no more than MOST_PASSED of the false claims of dev pass."""
    false = sorted((score(case) for case in dev if not case.is_true), reverse=True)
    return float(np.nextafter(false[int(MOST_PASSED * len(false))], 2))


def signals(claim: Hypothesis, premise: Premise) -> list[float]:
    """What tells whether a premise proves a claim, each in [0, 1]: a one for the intercept, shares, then the checks."""
    own, proving = claim.concepts, concepts(premise.text)
    covered = sum(term in premise.known for term in own) / max(1, len(own))
    neighbours = list(pairwise(own))
    copied_pairs = sum(pair in set(pairwise(proving)) for pair in neighbours) / max(1, len(neighbours))
    checks = [float(check(claim, premise)) for check in CHECKS]
    return [1.0, covered, closeness(own, proving), copied_pairs, _run(own, proving) / max(1, len(own)), *checks]


def ask_generator(spec: str, cases: Sequence[Case]) -> Score:
    """The logarithm of the odds that each claim is proved, as the first word of a generator gives them."""
    model = open_model(spec)
    if model is None:
        raise SystemExit("--generator: a model, please")
    prompt = Prompt.load(Path(__file__).parent, "entails")
    model.prepare(prompt.opening)
    odds = {}
    for case in cases:
        extract = " ".join(item.text for item in case.evidence)
        with closing(model.stream(prompt.render({"extract": extract, "claim": case.text}), prompt.grammar)) as reply:
            verdict = "".join(reply).strip()
            sure = min(exp(reply.logprob), SUREST) if reply.logprob is not None else SUREST
        odds[case.id] = log(sure / (1 - sure)) * (1 if verdict == prompt.answers else -1)
    return lambda case: odds[case.id]


def fit(dev: Sequence[Case], said: Score | None = None) -> Score:
    """Logistic regression of the label on the signals of the best covering premise, by Newton's method; prints it.

    With `said`, what a generator says and what the rule decides are signals too.
    """

    def read(case: Case) -> NDArray[np.float64]:
        claim = Hypothesis(case.text)
        found = max((signals(claim, premise) for premise in premises(case.evidence)), key=sum)
        return np.array(found + ([said(case), float(rule(case) >= LEAST_COVERAGE)] if said else []))

    rows = np.array([read(case) for case in dev])
    labels = np.array([case.is_true for case in dev], dtype=float)
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * len(dev) * np.diag([0.0] + [1.0] * (len(weights) - 1))
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (odds - labels) + ridge @ weights
        weights -= np.linalg.solve((rows.T * (odds * (1 - odds))) @ rows + ridge, slope)
    names = ["intercept", "coverage", "closeness", "pairs", "run", *(check.__name__ for check in CHECKS)]
    names += ["generator", "rule"] if said else []
    print("logistic:", ", ".join(f"{name} {weight:+.2f}" for name, weight in zip(names, weights, strict=True)))
    return lambda case: float(1 / (1 + np.exp(-read(case) @ weights)))


def report(cases: Sequence[Case], score: Score, least: float, split: str) -> None:
    passed = {case.id: score(case) >= least for case in cases}
    false, true = ([case for case in cases if case.is_true is wanted] for wanted in (False, True))
    print(f"{split:4} | false passed {share([passed[case.id] for case in false])} | ", end="")
    print(f"true dropped {share([not passed[case.id] for case in true])}")
    for group, kinds in ((false, {case.kind for case in false}), (true, {case.kind for case in true})):
        missed = {kind: [passed[case.id] is not case.is_true for case in group if case.kind == kind] for kind in kinds}
        print("       ", ", ".join(f"{kind} {sum(own)}/{len(own)}" for kind, own in sorted(missed.items())))


def share(happened: Sequence[bool]) -> str:
    low, high = wilson(sum(happened), len(happened))
    return f"{sum(happened)}/{len(happened)} = {sum(happened) / len(happened):.1%} [{low:.1%}, {high:.1%}]"


def list_wrong(dev: Sequence[Case]) -> None:
    for case in dev:
        if (rule(case) >= LEAST_COVERAGE) is not case.is_true:
            print(f"\n{case.id}: {case.text}", *(f"    {item.text}" for item in case.evidence), sep="\n")


def report_rte(path: Path) -> None:
    pairs = list(labelled(path))
    total = {label: sum(own == label for own, _ in pairs) for label in (ENTAILED, NEITHER, CONTRADICTED)}
    print(f"\n== {path.stem}: {len(pairs)} pairs, {total[ENTAILED]} entailed, {total[NEITHER]} neither, ", end="")
    print(f"{total[CONTRADICTED]} contradicted")
    print("least coverage | precision | recall | neither accepted | contradicted accepted")
    for level in LEVELS:
        accepted = [label for label, coverage in pairs if coverage >= level]
        rate = {label: accepted.count(label) / total[label] for label in total}
        precision = accepted.count(ENTAILED) / len(accepted) if accepted else 1.0
        print(f"{level:.2f} | {precision:.2f} | {rate[ENTAILED]:.2f} | {rate[NEITHER]:.2f} | {rate[CONTRADICTED]:.2f}")


def labelled(path: Path) -> Iterator[tuple[str, float]]:
    """The label of every pair and the coverage found, 0 when the rule refutes the hypothesis."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["premise"]
            article = Article(id="0", path="premise", title="premise", text=text)
            yield row["label"], rule(Case("", "", "", row["hypothesis"], (cite(article, text, 1),)))


def _run(own: Sequence[str], proving: Sequence[str]) -> int:
    return SequenceMatcher(None, own, proving, autojunk=False).find_longest_match().size


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", nargs="?", type=Path, default=CLAIMS)
    parser.add_argument("--rte", type=Path)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--generator")
    arguments = parser.parse_args()
    main(arguments.claims, arguments.rte, arguments.wrong, arguments.generator)

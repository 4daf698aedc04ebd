"""The example workflow is YAML, and asks Sourcier for nothing that it does not do."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml

from command_line import Run

EXAMPLE = Path(__file__).parents[2] / "evals" / "ci" / "github-workflow.yml"
WORKFLOW = yaml.safe_load(EXAMPLE.read_text("utf-8"))
STEPS = WORKFLOW["jobs"]["gold"]["steps"]


def commands() -> list[str]:
    """Every call of Sourcier, in the steps and in the comment that says how to begin."""
    told = re.findall(r"^#\s+(sourcier .*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    lines = [*told, *(step["run"] for step in STEPS if "run" in step)]
    calls = [call.strip() for line in lines for call in re.split(r"&&|\|\||\n", line)]
    return [call for call in calls if call.startswith("sourcier ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_and_option_exists(sourcier: Run, command: str) -> None:
    # Options are read before the help is shown.
    code, out, err = sourcier(*shlex.split(command)[1:], "--help")
    assert (code, err) == (0, "")
    assert shlex.split(command)[1] in out


def test_a_command_that_does_not_exist_is_found_out(sourcier: Run) -> None:
    for command in ("eval gold --gates", "eval check gold --article x", "modells pull e5-small"):
        assert sourcier(*command.split(), "--help")[0] != 0


def test_it_indexes_asks_with_the_gate_and_keeps_the_page_whatever_comes() -> None:
    asked = "\n".join(commands())
    assert asked.index("sourcier index") < asked.index("--gate")
    assert '--baseline "$GOLD/baseline.json"' in asked
    page = re.search(r"--html (\S+)", asked)
    kept = STEPS[-1]
    assert page
    assert kept["if"] == "always()"
    assert page[1] in kept["with"]["path"].split()
    assert STEPS[0]["uses"].startswith("actions/checkout@")


def test_it_is_not_read_as_gold_questions() -> None:
    assert EXAMPLE.parent not in {file.parent for file in (EXAMPLE.parents[1]).glob("*.y*ml")}

"""The command that asks one question of a run again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from sourcier.evaluation.case import Case
from sourcier.evaluation.provenance import Provenance
from sourcier.settings import Settings


def rerun_command(case: Case, provenance: Provenance) -> str:
    """A line for a shell, in the folder where the run was made and with its index: neither is kept with a run."""
    return shlex.join(("sourcier", "eval", *_arguments(case, provenance)))


def _arguments(case: Case, provenance: Provenance) -> Iterator[str]:
    file, _, line = case.gold.place.rpartition(":")
    if line.isdigit():
        yield file
    # One word: an id may begin with a hyphen.
    yield f"--only={case.id}"
    spec = _spec(provenance)
    if spec != Settings.model_fields["llm"].default:
        yield f"--llm={spec}"
    for name, value in provenance.settings.items():
        if name in Settings.model_fields and value != str(Settings.model_fields[name].default):
            yield f"--set={name}={value}"


def _spec(provenance: Provenance) -> str:
    """The model as a person names it: the fetched one has no file that they know."""
    kind, _, file = provenance.model.partition(":")
    own_file = (provenance.generator or "").startswith(f"{file}@")
    return "local" if kind == "local" and not own_file else provenance.model

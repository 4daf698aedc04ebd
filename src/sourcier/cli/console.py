"""What the commands share: where they write, progress bars, dates and errors in the person's language."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from sourcier.artifacts import Progress as Fetching
from sourcier.artifacts import Stage
from sourcier.errors import FileUnwritable

out = Console(highlight=False, soft_wrap=True)
# Progress and errors go beside the results, so that results can be piped.
err = Console(stderr=True, highlight=False, soft_wrap=True)

STAGES = {
    "fr": {"waiting": "attente", "download": "téléchargement", "check": "vérification", "build": "construction"},
    "en": {"waiting": "waiting", "download": "download", "check": "check", "build": "build"},
}


def quiet_libraries() -> None:
    """Keep libraries from drawing their own bars and from phoning home; before any of them is imported."""
    for name, value in {
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "TRANSFORMERS_VERBOSITY": "error",
        "TQDM_DISABLE": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "ANONYMIZED_TELEMETRY": "False",
        "TOKENIZERS_PARALLELISM": "false",
    }.items():
        os.environ.setdefault(name, value)


def print_json(value: object) -> None:
    """Write `value` as indented JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def writable(target: Path | None, option: str = "--out") -> Path:
    """The file to write, known to have a folder before any work is done; raises FileUnwritable."""
    if target is None or target.is_dir() or not target.resolve().parent.is_dir():
        raise FileUnwritable(path=target or option)
    return target


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how much is done out of how much; nothing is drawn before the first news."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(label, total=None, visible=False)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=total > 0)

        yield tell


@contextmanager
def fetch_bar(name: str, language: str) -> Iterator[Fetching]:
    """A bar for the stages of fetching the model `name`."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(name, total=None, visible=False)

        def tell(done: int, total: int, stage: Stage) -> None:
            bar.update(
                task, completed=done, total=total, visible=True, description=f"{name} · {STAGES[language][stage]}"
            )

        yield tell

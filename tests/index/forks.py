"""Processes that index, to be killed: one that has imported everything forks the others, which takes no time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sourcier.stores import Store

SCRIPT = """
import os, sys, time
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
from reading_here import read_here
from model_fakes import FakeEmbedder
from sourcier.corpus.dispatches import signature
from sourcier.errors import SourcierError
from sourcier.index import builder
from sourcier.language.detection import detect_language
from sourcier.stores import parse_store

class Slow(FakeEmbedder):
    def embed_spans(self, texts, spans):
        time.sleep(0.005)
        return super().embed_spans(texts, spans)

def index(press, store, cache):
    os.environ["SOURCIER_CACHE"] = cache
    builder.read_files = read_here
    builder.ARTICLES_A_BATCH = 4
    try:
        builder.build_index(Path(press), parse_store(store), Slow())
    except SourcierError as error:
        print(error.message("en"), file=sys.stderr, flush=True)
        os._exit(error.exit_code)
    os._exit(0)

# What is loaded at its first use takes longer than all of an indexing: it would be where most are killed.
text = " ".join(f"Le navire numéro {number} accoste au quai de Lisse." for number in range(50))
detect_language(text), signature(text)
print("ready", flush=True)
for line in sys.stdin:
    command, *arguments = line.rstrip("\\n").split("\\t")
    if command == "index":
        child = os.fork()
        if not child:
            index(*arguments)
        print(child, flush=True)
    else:
        print(os.waitpid(int(arguments[0]), 0)[1], flush=True)
"""


class Forks:
    """Begins indexings, and tells how they ended."""

    def __init__(self) -> None:
        here = Path(__file__).parent
        self._mother = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(here.parent), str(here)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def __enter__(self) -> Forks:
        return self

    def __exit__(self, *error: object) -> None:
        self._mother.kill()
        self._mother.communicate()

    def index(self, press: Path, store: Store, cache: Path = Path()) -> int:
        """Begin to index, and give the process's number; `cache` is that of the machine it is on."""
        return int(self._ask("index", str(press), str(store), str(cache)))

    def wait(self, process: int) -> int:
        """The exit code of a process, once it has ended; negative when a signal ended it."""
        return os.waitstatus_to_exitcode(int(self._ask("wait", str(process))))

    def kill(self, process: int, after: float) -> int:
        """The same, ended after so many seconds if it has not ended by itself."""
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
        return self.wait(process)

    def said(self) -> str:
        """The next line that a process wrote about what stopped it."""
        assert self._mother.stderr is not None
        return self._mother.stderr.readline()

    def _ask(self, *words: str) -> str:
        assert self._mother.stdin is not None
        self._mother.stdin.write("\t".join(words) + "\n")
        self._mother.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self._mother.stdout is not None
        return self._mother.stdout.readline().strip()

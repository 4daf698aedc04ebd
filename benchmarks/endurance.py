"""L5: what a served page takes of memory and descriptors after a thousand chats and fifty uploads.

python benchmarks/endurance.py [CHATS]

Eight readers ask one question after the other over the seeds, without waiting; a tenth of the chats are warm-up. Memory
and descriptors are those of the serving process, as Linux tells them.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import httpx
from load import reading, serving
from page_reader import Page, PageReader

from sourcier.evaluation import load_gold
from sourcier.resources import shipped

CHATS, UPLOADS, READERS = 1000, 50, 8
WARM_UP = 10
KIBIBYTES = 1024


def main() -> None:
    chats = int(sys.argv[1]) if len(sys.argv) > 1 else CHATS
    questions = [gold.question for gold in load_gold(Path(__file__).parents[1] / "evals")]
    with tempfile.TemporaryDirectory() as folder:
        articles, store = Path(folder) / "articles", Path(folder) / "index"
        shutil.copytree(shipped("seeds"), articles)
        with serving(articles, store, "extractive") as (address, process):
            asyncio.run(measure(address, process.pid, questions, chats))


async def measure(address: str, pid: int, questions: Sequence[str], chats: int) -> None:
    async with reading(address) as client:
        opened = await Page.opened(client)
        failed = await chat(client, opened, questions, chats // WARM_UP)
        memory, descriptors = taken(pid)
        print(f"L5 after {chats // WARM_UP} chats: {memory} MB, {descriptors} descriptors, {failed} failed", flush=True)
        failed = await chat(client, opened, questions, chats - chats // WARM_UP)
        for number in range(UPLOADS):
            text = f"Article {number}. ".encode() * 1000
            (await client.post("gradio_api/upload", files={"files": (f"{number}.txt", text)})).raise_for_status()
        later, left = taken(pid)
        grown = f"{later} MB ({later / memory - 1:+.1%})"
        print(f"L5 after {chats} chats and {UPLOADS} uploads: {grown}, {left} descriptors, {failed} failed")


async def chat(client: httpx.AsyncClient, opened: Page, questions: Sequence[str], number: int) -> int:
    """Ask so many questions, each in a new visit; how many were not answered to the end."""
    left = islice(cycle(questions), number)

    async def reader() -> int:
        return sum([not (await PageReader(client, opened).ask(question)).is_whole for question in left])

    return sum(await asyncio.gather(*(reader() for _ in range(READERS))))


def taken(pid: int) -> tuple[int, int]:
    """Megabytes resident and descriptors open."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(resident.split()[1]) // KIBIBYTES, len(list(Path(f"/proc/{pid}/fd").iterdir()))


if __name__ == "__main__":
    main()

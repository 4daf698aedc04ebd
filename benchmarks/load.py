"""The page and the endpoint under load, served by `sourcier serve` over the seeds, with a model that thinks nothing.

python benchmarks/load.py

L1  20 readers ask 10 questions each
L2  three times as many questions at once as there are places
L3  10 readers leave in the middle; the next ones ask at once
L4  20 readers with a word of their own each, which no other may see
L6  as L1 while 100 articles are indexed into the same store
F18 SIGTERM while 5 answers grow
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from typing import IO

import httpx
import numpy as np
from generated import write_articles
from page_reader import Asked, Busy, Page, PageReader
from slow_model import Pace, slow_model

from sourcier.desk import Desk
from sourcier.evaluation import load_gold
from sourcier.index.doctor import examine
from sourcier.resources import shipped
from sourcier.services.slots import CAPACITY
from sourcier.ui.serving import CONCURRENT_ANSWERS, WAITING_ANSWERS

READERS, EACH = 20, 10
# For which an answer is read before the next question, on average: 20 readers ask four questions a second.
READING_SECONDS = 5.0
PASSWORD = "un mot de passe assez long"
TIMES_CAPACITY = 3
LEAVING = 10
STREAMS_AT_THE_END = 5
RETRY_SECONDS = 0.05
# Words of the model: quick enough to wait for, slow enough for questions to pile up, too slow to wait for.
STEADY, SLOW = 0.05, 1.0
ARTICLES_WHILE_ASKING, SENTENCES = 100, range(4, 32)
SOURCIER = [sys.executable, "-c", "from sourcier.cli import main; main()"]

Ask = Callable[[str], Awaitable[Asked]]
# Of one reader: on the page, questions asked one after the other make a conversation.
Visit = Callable[[], Ask]


def main() -> None:
    questions = [gold.question for gold in load_gold(Path(__file__).parents[1] / "evals")]
    pace = Pace()
    with slow_model(pace) as llm, tempfile.TemporaryDirectory() as folder:
        articles, store = Path(folder) / "articles", Path(folder) / "index"
        shutil.copytree(shipped("seeds"), articles)
        with serving(articles, store, llm) as (address, process):
            asyncio.run(measure(address, process, questions, pace, articles, store))
        print(f"F18: the index is sound, {examine(store).articles} articles")


async def measure(
    address: str, process: subprocess.Popen[bytes], questions: Sequence[str], pace: Pace, articles: Path, store: Path
) -> None:
    async with reading(address) as client:
        opened = await Page.opened(client)

        def page() -> Ask:
            return PageReader(client, opened).ask

        def endpoint() -> Ask:
            return lambda question: complete(client, question)

        await page()(questions[0])
        for name, visit in (("page", page), ("endpoint", endpoint)):
            told(f"L1 {name}", await crowd(visit, questions))
        pace.seconds = STEADY
        await burst("page", page, questions, CONCURRENT_ANSWERS + WAITING_ANSWERS)
        await burst("endpoint", endpoint, questions, CAPACITY)
        await leaving(client, opened, questions, pace)
        pace.seconds = 0.0
        await while_indexing(page, questions, articles, store)
        await nonces(address, questions, Desk.open(store / "desk.sqlite3"))
        pace.seconds = SLOW
        await stopping(address, process, questions)


async def crowd(visit: Visit, questions: Sequence[str]) -> list[Asked | BaseException]:
    """L1: every reader asks one question after the other, and reads each answer for a while."""
    chance = random.Random(1)

    async def reader(number: int) -> list[Asked | BaseException]:
        ask = visit()
        results: list[Asked | BaseException] = []
        for question in islice(cycle(questions), number * EACH, (number + 1) * EACH):
            await asyncio.sleep(chance.uniform(0, 2 * READING_SECONDS))
            results += await asyncio.gather(ask(question), return_exceptions=True)
        return results

    return [asked for of in await asyncio.gather(*map(reader, range(READERS))) for asked in of]


async def burst(name: str, visit: Visit, questions: Sequence[str], capacity: int) -> None:
    """L2: who is refused, and how soon."""
    asked = islice(cycle(questions), TIMES_CAPACITY * capacity)
    results = await asyncio.gather(*(visit()(question) for question in asked), return_exceptions=True)
    refused = [each for each in results if isinstance(each, Busy)]
    whole = [each for each in results if isinstance(each, Asked) and each.is_whole]
    codes = ", ".join(map(str, sorted({each.status for each in refused})))
    slowest = max((each.ms for each in refused), default=0)
    failed = len(results) - len(whole) - len(refused)
    print(
        f"L2 {name}: {len(results)} at once, {len(whole)} answered, {len(refused)} refused ({codes}), "
        f"the last after {slowest:.0f} ms, {failed} errors",
        flush=True,
    )


async def leaving(client: httpx.AsyncClient, opened: Page, questions: Sequence[str], pace: Pace) -> None:
    """L3: the places of those who left, taken at once by others while the model is as slow as before."""
    pace.seconds = SLOW
    await asyncio.gather(*(PageReader(client, opened).ask(question, leave_after=2) for question in questions[:LEAVING]))
    started = time.perf_counter()
    next_ones = islice(cycle(questions), CONCURRENT_ANSWERS)
    await asyncio.gather(*(PageReader(client, opened).ask(question, leave_after=2) for question in next_ones))
    print(f"L3 page: {LEAVING} left, {CONCURRENT_ANSWERS} others have their evidence after {since(started):.0f} ms")
    await asyncio.gather(*(glance(client, question) for question in islice(cycle(questions), CAPACITY)))
    started = time.perf_counter()
    await asyncio.gather(*(glance(client, question) for question in islice(cycle(questions), CAPACITY)))
    print(f"L3 endpoint: {CAPACITY} left, {CAPACITY} others have their evidence after {since(started):.0f} ms")


async def nonces(address: str, questions: Sequence[str], desk: Desk) -> None:
    """L4: words of one's own, in what is sent to others; each has an account, without which a machine is one reader."""
    own = {f"lecteur{number}": f"dossier{secrets.token_hex(6)}" for number in range(READERS)}
    for name in own:
        desk.accounts.add(name, PASSWORD)

    async def ask(name: str, question: str) -> str:
        async with entered(address, name) as client:
            asked = await PageReader(client, await Page.opened(client)).ask(question)
            token = {"Authorization": f"Bearer {desk.accounts.issue_token(name)}"}
            client.headers.update(token)
            return asked.sent + (await complete(client, question)).sent

    sent = await asyncio.gather(
        *(
            ask(name, f"{question} ({word})")
            for (name, word), question in zip(own.items(), cycle(questions), strict=False)
        )
    )
    missing = sum(word not in each for word, each in zip(own.values(), sent, strict=True))
    seen = sum(word in each for word in own.values() for of, each in zip(own.values(), sent, strict=True) if of != word)
    print(f"L4: {len(own)} readers, {missing} did not get their own word, {seen} words seen by others", flush=True)


async def while_indexing(visit: Visit, questions: Sequence[str], articles: Path, store: Path) -> None:
    """L6: alone, then beside an indexing."""
    alone = await crowd(visit, questions)
    write_articles(articles / "nouveaux", ARTICLES_WHILE_ASKING, SENTENCES)
    indexing = await asyncio.create_subprocess_exec(
        *SOURCIER, "index", str(articles), "--store", str(store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    beside = await crowd(visit, questions)
    was_running = indexing.returncode is None
    await indexing.wait()
    told("L6 alone", alone)
    told(f"L6 beside an indexing{'' if was_running else ' (which ended before)'}", beside)


async def stopping(address: str, process: subprocess.Popen[bytes], questions: Sequence[str]) -> None:
    """F18: streams of the page are open."""
    async with entered(address, "lecteur0") as client:
        opened = await Page.opened(client)
        tasks = [
            asyncio.create_task(PageReader(client, opened).ask(question)) for question in questions[:STREAMS_AT_THE_END]
        ]
        await asyncio.sleep(2)
        growing = sum(not task.done() for task in tasks)
        started = time.perf_counter()
        process.send_signal(signal.SIGTERM)
        code = await asyncio.to_thread(process.wait)
        print(f"F18: {growing} answers growing, exit {code} after {since(started):.0f} ms", flush=True)
        await asyncio.gather(*tasks, return_exceptions=True)


async def glance(client: httpx.AsyncClient, question: str) -> None:
    """Ask the endpoint, as soon as those who left have given their places back, and leave with the evidence."""
    while True:
        with suppress(Busy):
            await complete(client, question, leave=True)
            return
        await asyncio.sleep(RETRY_SECONDS)


async def complete(client: httpx.AsyncClient, question: str, *, leave: bool = False) -> Asked:
    """A question to the endpoint, streamed; raises Busy."""
    body = {"model": "sourcier", "stream": True, "messages": [{"role": "user", "content": question}]}
    asked, started = Asked(sent=question), time.perf_counter()
    async with client.stream("POST", "v1/chat/completions", json=body, timeout=None) as reply:
        if reply.status_code != httpx.codes.OK:
            raise Busy(reply.status_code, since(started), (await reply.aread()).decode())
        async for line in reply.aiter_lines():
            if line and not asked.evidence_ms:
                asked.evidence_ms = since(started)
            if leave:
                return asked
            asked.sent += line
            asked.is_whole = asked.is_whole or line == "data: [DONE]"
    asked.total_ms = since(started)
    return asked


def told(name: str, results: Sequence[Asked | BaseException]) -> None:
    whole = [each for each in results if isinstance(each, Asked) and each.is_whole]
    print(f"{name}: {len(results)} questions, {len(results) - len(whole)} errors", end="")
    for what, times in (
        ("evidence", [each.evidence_ms for each in whole]),
        ("answer", [each.total_ms for each in whole]),
    ):
        p50, p95 = np.percentile(times, [50, 95]) if times else (0, 0)
        print(f", {what} p50 {p50:.0f} ms p95 {p95:.0f} ms", end="")
    print(flush=True)


@asynccontextmanager
async def reading(address: str) -> AsyncIterator[httpx.AsyncClient]:
    # A browser asks again where the server has closed an idle connection meanwhile, after 5 s; this client does not.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=2.0)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120, trust_env=False) as client:
        yield client


@asynccontextmanager
async def entered(address: str, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """A reader who gave a name."""
    async with reading(address) as client:
        await client.post("login", data={"username": name, "password": PASSWORD})
        yield client


@contextmanager
def serving(
    articles: Path, store: Path, llm: str, log: IO[bytes] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`sourcier serve` in a process of its own, once it replies; what it says goes to `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*SOURCIER, "serve", str(articles), "--store", str(store), "--llm", llm, "--port", str(port)]
    process = subprocess.Popen(
        command, env=os.environ | {"SOURCIER_API_KEY": "none"}, stdout=subprocess.DEVNULL, stderr=log
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        while True:
            try:
                httpx.get(f"{address}config", trust_env=False)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the page did not start"
                time.sleep(0.2)
        yield address, process
    finally:
        process.kill()
        process.wait()


def since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()

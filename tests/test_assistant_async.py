"""The assistant among coroutines: nothing else waits, who leaves frees the model, and all are served in turn."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import enumerate as running_threads

import pytest

from model_fakes import FakeEngine, FakeModel
from sourcier.answering.local import LocalModel
from sourcier.assistant import Assistant
from sourcier.errors import EmptyQuestion, OutletUnknown
from sourcier.index.reader import Index
from sourcier.schema import Answer

PORT = "Qui dirige le port de Vaubrac ?"
CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"
PONT = "Combien coûtera le pont de Sainte-Ylie ?"
CORVELLE = "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."


def engaged(index: Index, reply: str = CORVELLE) -> tuple[Assistant, FakeEngine]:
    engine = FakeEngine(reply)
    assistant = Assistant(index, LocalModel(Path("modele.gguf"), 120, load=lambda path: engine))
    asyncio.run(until(lambda: engine.done == 1))  # it has read what every prompt begins with
    return assistant, engine


def asked(engine: FakeEngine) -> list[str]:
    """The questions whose prompts the engine got, in order."""
    return [content.rpartition("Question : ")[2].strip() for content in engine.begun if content]


async def until(condition: object) -> None:
    async with asyncio.timeout(60):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.01)


def same(answer: Answer) -> dict[str, object]:
    return answer.model_dump(exclude={"timings"})


def test_the_same_answers_come(press_index: Index) -> None:
    async def grown(assistant: Assistant) -> list[Answer]:
        return [answer async for answer in assistant.astream(PORT)]

    assistant, _ = engaged(press_index)
    assert [same(answer) for answer in asyncio.run(grown(assistant))] == [same(own) for own in assistant.stream(PORT)]
    assert same(asyncio.run(assistant.aask(PORT))) == same(assistant.ask(PORT))
    assert same(asyncio.run(Assistant(press_index).aask(PORT))) == same(Assistant(press_index).ask(PORT))


def test_the_filters_are_kept_and_what_is_wrong_is_raised(press_index: Index) -> None:
    assistant = Assistant(press_index)
    answer = asyncio.run(assistant.aask(PORT, outlets=["Le Phare"]))
    assert {item.article.outlet for item in answer.evidence} == {"Le Phare"}
    with pytest.raises(EmptyQuestion):
        asyncio.run(assistant.aask(" "))
    with pytest.raises(OutletUnknown):
        asyncio.run(assistant.aask(PORT, outlets=["Le Sémaphore"]))


def test_other_coroutines_run_while_the_model_works(press_index: Index) -> None:
    assistant, engine = engaged(press_index)

    async def main() -> Answer:
        engine.gate.clear()
        task = asyncio.create_task(assistant.aask(PORT))
        await until(lambda: PORT in asked(engine))
        engine.gate.set()
        return await task

    assert "Corvelle" in asyncio.run(main()).text


def test_questions_asked_at_once_take_turns(press_index: Index) -> None:
    assistant, engine = engaged(press_index)

    async def main() -> list[Answer]:
        engine.gate.clear()
        tasks = []
        for question in (PORT, CRUE, PONT) * 4:
            tasks.append(asyncio.create_task(assistant.aask(question)))
            await until(lambda: waiting(assistant) + len(asked(engine)) >= len(tasks))
        engine.gate.set()
        return await asyncio.gather(*tasks)

    answers = asyncio.run(main())
    assert [answer.question for answer in answers] == [PORT, CRUE, PONT] * 4
    assert all(answer.status == "answered" for answer in answers)
    assert asked(engine) == [PORT, CRUE, PONT] * 4


def waiting(assistant: Assistant) -> int:
    """Requests that the engine has not begun."""
    return sum(len(request.messages) > 0 for request in list(vars(vars(assistant)["_model"])["_wanted"].queue))


def test_a_stream_that_is_closed_frees_the_engine(press_index: Index) -> None:
    assistant, engine = engaged(press_index, f"{CORVELLE} " + "Le port est grand. " * 20)

    async def main() -> None:
        engine.gate.clear()
        answers = assistant.astream(PORT)
        assert (await anext(answers)).statements == ()
        await until(lambda: PORT in asked(engine))
        await answers.aclose()
        engine.gate.set()
        engine.reply = CORVELLE
        assert "Corvelle" in (await assistant.aask(PORT)).text

    asyncio.run(main())
    assert engine.left == 1


def test_a_question_cancelled_in_the_queue_is_never_put(press_index: Index) -> None:
    assistant, engine = engaged(press_index)

    async def main() -> None:
        engine.gate.clear()
        first = asyncio.create_task(assistant.aask(PORT))
        await until(lambda: PORT in asked(engine))
        second = asyncio.create_task(assistant.aask(CRUE))
        await until(lambda: waiting(assistant) == 1)
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(second, timeout=60)
        third = asyncio.create_task(assistant.aask(PONT))
        await until(lambda: waiting(assistant) == 2)
        engine.gate.set()
        await asyncio.gather(first, third)

    asyncio.run(main())
    assert asked(engine) == [PORT, PONT]


def test_a_question_cancelled_while_it_is_answered_leaves_at_once(press_index: Index) -> None:
    assistant, engine = engaged(press_index)

    async def main() -> None:
        engine.gate.clear()
        task = asyncio.create_task(assistant.aask(PORT))
        await until(lambda: PORT in asked(engine))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, timeout=60)
        await until(lambda: not [thread for thread in running_threads() if thread.name.endswith("(run)")])
        engine.gate.set()

    asyncio.run(main())


def test_each_thread_may_have_its_own_loop(press_index: Index) -> None:
    assistant, _ = engaged(press_index)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda question: asyncio.run(assistant.aask(question)), [PORT, CRUE] * 4))
    assert [answer.question for answer in answers] == [PORT, CRUE] * 4
    assert all(answer.status == "answered" for answer in answers)


def test_tokens_are_told_with_the_answer(press_index: Index) -> None:
    assistant, _ = engaged(press_index)
    *_, answer = assistant.stream(PORT)
    assert answer.tokens["completion"] == len(CORVELLE.split())
    assert answer.tokens["prompt"] > 100
    assert Assistant(press_index).ask(PORT).tokens == {}
    assert Assistant(press_index, FakeModel([CORVELLE])).ask(PORT).tokens == {}

"""An OpenAI-compatible endpoint, so that chat clients people have can ask the articles.

`GET /v1/models` lists a model for each collection, `sourcier` or `sourcier/NAME`; `POST /v1/chat/completions` answers,
streaming or not. Once an account exists, both want the token of one as the API key.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Protocol

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sourcier.errors import NotServed, RequestTooLarge, RequestUnreadable, ServedModelUnknown, TokenRefused
from sourcier.schema import Answer
from sourcier.services.chat_reply import ChatReply, Json
from sourcier.services.chat_request import ChatRequest
from sourcier.services.refusals import refusal, refusal_event
from sourcier.services.slots import Slots

NAME = "sourcier"
# A long conversation is some 100 kB; this leaves room, and is read into memory.
LARGEST_REQUEST = 1_000_000
THOUSAND = 1000
# What web servers write in their logs for a client that left.
GONE = 499


class Answerer(Protocol):
    """What the endpoint needs of an assistant; see `Assistant.astream`."""

    @property
    def astream(self) -> Callable[..., AsyncGenerator[Answer, None]]: ...


class Collections(Protocol):
    """What it needs of a library."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def open(self, name: str = "") -> Answerer: ...


class Tokens(Protocol):
    """What it needs of the accounts."""

    def names(self) -> tuple[str, ...]: ...

    def holder(self, token: str) -> str | None: ...


def routes(library: Collections, accounts: Tokens, language: str = "fr", slots: Slots | None = None) -> Starlette:
    """The endpoint over `library`, open to the holders of `accounts`; its messages are in `language`."""
    service = Completions(library, accounts, language, slots or Slots())
    return Starlette(
        routes=[
            Route("/v1/models", service.told(service.list_models)),
            Route("/v1/models/{name:path}", service.told(service.show_model)),
            Route("/v1/chat/completions", service.told(service.complete), methods=["POST"]),
        ],
        exception_handlers={404: service.refuse_unserved, 405: service.refuse_unserved},
    )


@dataclass
class Completions:
    """The handlers, and what they share."""

    library: Collections
    accounts: Tokens
    language: str
    slots: Slots

    def told(self, handle: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """`handle` for those who may ask, with what goes wrong told as OpenAI's API does."""

        async def handled(request: Request) -> Response:
            try:
                await to_thread.run_sync(self._check_token, request.headers.get("authorization", ""))
                return await handle(request)
            except ClientDisconnect:
                # Nobody reads it.
                return Response(status_code=GONE)
            except Exception as error:
                return refusal(error, self.language)

        return handled

    async def refuse_unserved(self, request: Request, error: Exception) -> Response:
        """What is asked at another address, or in another way."""
        status = error.status_code if isinstance(error, HTTPException) else 404

        async def unserved(request: Request) -> Response:
            response = refusal(NotServed(method=request.method, path=request.url.path[:THOUSAND]), self.language)
            response.status_code = status
            return response

        return await self.told(unserved)(request)

    async def list_models(self, request: Request) -> Response:
        """One model for each collection."""
        return JSONResponse({"object": "list", "data": [_model(name) for name in self._models()]})

    async def show_model(self, request: Request) -> Response:
        """One of them; raises ServedModelUnknown."""
        name = str(request.path_params["name"])
        self._collection(name)
        return JSONResponse(_model(name))

    async def complete(self, request: Request) -> Response:
        """The answer to the last question of a conversation."""
        asked = ChatRequest.read(await _body(request))
        answers = self._answers(asked)
        reply = ChatReply(asked.model, asked.counts_tokens)
        if not asked.stream:
            answer = await _unless_left(request, _last(answers))
            return JSONResponse(reply.completion(answer))
        # What is refused is refused with its status: the stream begins once there is something to say.
        first = await _unless_left(request, _first(answers))
        events = self._events(first, answers, reply)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _answers(self, asked: ChatRequest) -> AsyncGenerator[Answer, None]:
        question, history, limits = asked.question, asked.history, asked.sourcier
        name = self._collection(asked.model)
        async with self.slots.one():
            # The first question to a collection opens it, which takes seconds.
            assistant = await to_thread.run_sync(self.library.open, name)
            growing = assistant.astream(
                question,
                history,
                limits.as_of,
                published_after=limits.published_after,
                published_before=limits.published_before,
                outlets=limits.outlets,
                paths=limits.paths,
            )
            async with aclosing(growing) as answers:
                async for answer in answers:
                    yield answer

    async def _events(
        self, answer: Answer, answers: AsyncGenerator[Answer, None], reply: ChatReply
    ) -> AsyncIterator[str]:
        async with aclosing(answers):
            try:
                yield _event(reply.opening())
                for chunk in reply.grown(answer):
                    yield _event(chunk)
                async for answer in answers:
                    for chunk in reply.grown(answer):
                        yield _event(chunk)
                for chunk in reply.closing(answer):
                    yield _event(chunk)
            except Exception as error:
                yield _event(refusal_event(error, self.language))
            yield "data: [DONE]\n\n"

    def _models(self) -> dict[str, str]:
        """Collections by the name of their model."""
        return {f"{NAME}/{name}" if name else NAME: name for name in self.library.names}

    def _collection(self, model: str) -> str:
        models = self._models()
        # The bare name is the default collection, whatever it is called.
        if model != NAME and model not in models:
            raise ServedModelUnknown(name=model[:THOUSAND], known=", ".join(models))
        return models.get(model, "")

    def _check_token(self, authorization: str) -> None:
        """Raise TokenRefused unless the token is someone's; without any account, whoever reaches the page may ask."""
        kind, _, token = authorization.partition(" ")
        if self.accounts.names() and (kind.lower() != "bearer" or self.accounts.holder(token.strip()) is None):
            raise TokenRefused()


async def _body(request: Request) -> bytes:
    """The body; a page elsewhere can make a browser send text here, but not JSON."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RequestUnreadable(place="Content-Type")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_REQUEST:
            raise RequestTooLarge(limit=LARGEST_REQUEST // THOUSAND)
    return bytes(body)


async def _last(answers: AsyncGenerator[Answer, None]) -> Answer:
    async with aclosing(answers):
        return [answer async for answer in answers][-1]


async def _first(answers: AsyncGenerator[Answer, None]) -> Answer:
    return await anext(answers)


async def _unless_left(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """What `work` comes to; it is cancelled, and ClientDisconnect raised, when the client leaves before."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect()
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _model(name: str) -> Json:
    return {"id": name, "object": "model", "created": 0, "owned_by": NAME}


def _event(chunk: Json) -> str:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"

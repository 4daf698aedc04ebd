"""What went wrong, as OpenAI's API says it."""

from __future__ import annotations

import logging
from typing import Any

from starlette.responses import JSONResponse

from sourcier.errors import (
    CollectionUnknown,
    DeskError,
    LLMError,
    NotServed,
    RequestTooLarge,
    ServedModelUnknown,
    SourcierError,
    StoreError,
    TokenRefused,
    TooManyQuestions,
    UsageError,
)

logger = logging.getLogger(__name__)

# The first kind that fits: its HTTP status, OpenAI's type of error and its code.
KINDS: tuple[tuple[type[SourcierError], int, str, str | None], ...] = (
    (TokenRefused, 401, "invalid_request_error", "invalid_api_key"),
    (ServedModelUnknown, 404, "invalid_request_error", "model_not_found"),
    (CollectionUnknown, 404, "invalid_request_error", "model_not_found"),
    (NotServed, 404, "invalid_request_error", "unknown_url"),
    (RequestTooLarge, 413, "invalid_request_error", "request_too_large"),
    (UsageError, 400, "invalid_request_error", None),
    (TooManyQuestions, 429, "rate_limit_error", "rate_limit_exceeded"),
    (DeskError, 503, "server_error", "desk_unavailable"),
    (StoreError, 503, "server_error", "index_unavailable"),
    (LLMError, 503, "server_error", "model_unavailable"),
    (SourcierError, 500, "server_error", None),
)
FAILED = {
    "fr": "La réponse a échoué : réessayez, puis voyez le journal de Sourcier.",
    "en": "The answer failed: try again, then look at the log of Sourcier.",
}


def refusal(error: Exception, language: str) -> JSONResponse:
    """The response to a request that failed; what is not ours is logged, and none of it is shown."""
    status, body = _told(error, language)
    headers = {}
    if isinstance(error, TokenRefused):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyQuestions):
        headers["Retry-After"] = str(error.values["seconds"])
    return JSONResponse(body, status, headers)


def refusal_event(error: Exception, language: str) -> dict[str, Any]:
    """The same as the last event of a stream, which the official client raises."""
    return _told(error, language)[1]


def _told(error: Exception, language: str) -> tuple[int, dict[str, Any]]:
    if not isinstance(error, SourcierError):
        logger.error("An answer failed", exc_info=error)
        return 500, _body(FAILED["fr" if language == "fr" else "en"], "server_error", None)
    for kind, status, name, code in KINDS:
        if isinstance(error, kind):
            return status, _body(error.message(language), name, code)
    raise error


def _body(message: str, name: str, code: str | None) -> dict[str, Any]:
    return {"error": {"message": message, "type": name, "param": None, "code": code}}

"""Tools for assistants that speak the Model Context Protocol: `search` the articles, `ask` them with proof.

Both only read. Nothing but the protocol goes to the standard output: the SDK keeps it to itself while it serves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated

from anyio import to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field, ValidationError

from sourcier.assistant import Assistant
from sourcier.errors import SourcierError
from sourcier.language.dates import format_date
from sourcier.library import Library
from sourcier.schema import Article, ArticleDate, Noun, RetrievedPassage
from sourcier.services.limits import LONGEST_NAME, MOST_NAMES, Limits
from sourcier.services.proof import Proof

# Passages are some 500 characters: more of them than this would fill the memory of the assistant that asks.
MOST_PASSAGES = 50
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


@dataclass(frozen=True)
class Words:
    """What an assistant, and the person behind it, are told of the tools."""

    instructions: str
    search_title: str
    search: str
    ask_title: str
    ask: str
    limits: str


WORDS = {
    "fr": Words(
        instructions="Des articles de presse, et des réponses dont chaque phrase est prouvée par une phrase d'article. "
        "Citez l'organe de presse et la date ; ne dites rien de plus que ce que les citations prouvent.",
        search_title="Chercher dans les articles",
        search="Les passages d'articles les plus proches d'une question, chacun avec l'organe de presse, la date, le "
        "titre, le fichier et sa place dans le texte.",
        ask_title="Interroger les articles",
        ask="La réponse des articles à une question, chaque phrase avec les phrases d'articles qui la prouvent. Quand "
        "les articles ne répondent pas, le champ status vaut not_in_corpus.",
        limits="Trop d'organes de presse, ou un nom trop long : {names} au plus, de {length} caractères chacun.",
    ),
    "en": Words(
        instructions="Press articles, and answers of which every sentence is proved by a sentence of an article. "
        "Name the outlet and the date; say no more than the citations prove.",
        search_title="Search the articles",
        search="The passages of articles nearest to a question, each with its outlet, date, title, file and place in "
        "the text.",
        ask_title="Ask the articles",
        ask="What the articles answer to a question, each sentence with the article sentences that prove it. When the "
        "articles do not say, the field status is not_in_corpus.",
        limits="Too many outlets, or too long a name: {names} at most, of {length} characters each.",
    ),
}


class FoundPassage(Noun):
    """A passage with where it stands."""

    outlet: str | None = Field(description="The publication.")
    date: str = Field(description="Of publication, in words, as exact as it is known.")
    published: ArticleDate | None = Field(description="The same for a program; null when unknown.")
    title: str
    path: str = Field(description="Of the file, relative to the folder indexed.")
    start: int = Field(description="Of the passage, in characters of the text of the article.")
    end: int
    text: str
    score: float = Field(description="In [0, 1].")


class Found(Noun):
    """The passages, best first."""

    passages: tuple[FoundPassage, ...]


Question = Annotated[str, Field(description="A question, in French or in English.")]
PassageCount = Annotated[int, Field(ge=1, le=MOST_PASSAGES, description="How many passages.")]
Day = Annotated[str | None, Field(description="A date as one writes it: 2024-03-12, mars 2024, 2024.")]
Outlets = Annotated[Sequence[str], Field(description="Only articles of these publications.")]
Collection = Annotated[str, Field(description="The name of a collection; empty for the default one.")]


def tools(library: Library, language: str = "fr") -> MCPServer:
    """A server of both tools over `library`, which is opened by the first question; what it says is in `language`."""
    words = _words(language)
    server = MCPServer(
        "sourcier", title="Sourcier", instructions=words.instructions, version=version("sourcier"), log_level="WARNING"
    )
    reading = Reading(library, language)
    server.add_tool(
        reading.search,
        title=words.search_title,
        description=words.search,
        annotations=READ_ONLY,
        structured_output=True,
    )
    server.add_tool(
        reading.ask, title=words.ask_title, description=words.ask, annotations=READ_ONLY, structured_output=True
    )
    return server


@dataclass(frozen=True)
class Reading:
    """The tools as methods: their signatures are what clients are told of their arguments."""

    library: Library
    language: str

    async def search(
        self,
        question: Question,
        k: PassageCount = 10,
        published_after: Day = None,
        published_before: Day = None,
        outlets: Outlets = (),
        collection: Collection = "",
    ) -> Found:
        """The best passages; raises ToolError."""

        def work() -> Found:
            assistant = self.library.open(collection)
            hits = assistant.search(
                question,
                k,
                published_after=limits.published_after,
                published_before=limits.published_before,
                outlets=limits.outlets,
            )
            return Found(passages=tuple(_found(assistant, hits, self.language)))

        with self._told():
            limits = _limits(published_after, published_before, outlets, self.language)
            return await to_thread.run_sync(work)

    async def ask(
        self,
        question: Question,
        context: Context,
        published_after: Day = None,
        published_before: Day = None,
        outlets: Outlets = (),
        collection: Collection = "",
    ) -> Proof:
        """The proved answer, with progress told at each sentence; raises ToolError."""
        with self._told():
            limits = _limits(published_after, published_before, outlets, self.language)
            assistant = await to_thread.run_sync(self.library.open, collection)
            growing = assistant.astream(
                question,
                published_after=limits.published_after,
                published_before=limits.published_before,
                outlets=limits.outlets,
            )
            async with aclosing(growing) as answers:
                async for answer in answers:
                    await context.report_progress(len(answer.statements))
            return Proof.of(answer)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a person can act on is told to the assistant in one sentence."""
        try:
            yield
        except SourcierError as error:
            raise ToolError(error.message(self.language)) from None


def _words(language: str) -> Words:
    return WORDS["fr" if language == "fr" else "en"]


def _limits(after: str | None, before: str | None, outlets: Sequence[str], language: str) -> Limits:
    try:
        return Limits.model_validate({"published_after": after, "published_before": before, "outlets": outlets})
    except ValidationError:
        # The days say themselves what is wrong with them.
        raise ToolError(_words(language).limits.format(names=MOST_NAMES, length=LONGEST_NAME)) from None


def _found(assistant: Assistant, hits: Sequence[RetrievedPassage], language: str) -> Iterator[FoundPassage]:
    """Those whose article has not been taken out of the index since the search."""
    articles = assistant.articles
    for hit in hits:
        article = articles.get(hit.passage.article_id)
        if article is not None:
            yield _place(hit, article, language)


def _place(hit: RetrievedPassage, article: Article, language: str) -> FoundPassage:
    passage = hit.passage
    return FoundPassage(
        outlet=article.outlet,
        date=format_date(article.published, language),
        published=article.published,
        title=article.title,
        path=article.path,
        start=passage.start,
        end=passage.end,
        text=article.text[passage.start : passage.end],
        score=round(hit.score, 4),
    )

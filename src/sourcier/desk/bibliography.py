"""The articles that an answer cites as entries of a bibliography: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from sourcier.desk.kept import one_line
from sourcier.language.analysis import fold
from sourcier.schema import Answer, Article, ArticleDate, Citation

# What TeX gives a meaning to. A brace is named, not escaped: BibTeX counts those that a backslash escapes too.
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LANGUAGES = {"fr": "french", "en": "english", "ar": "arabic", "de": "german", "es": "spanish", "it": "italian"}
# Of the 64 hexadecimal digits or so of an id: as many as a git commit is named by.
ID_SHOWN = 8
# What an address may hold as it is; BibTeX would count a brace in it, TeX would read a backslash.
IN_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"


@dataclass(frozen=True)
class Source:
    """An article cited, with what the citations and the evidence of the answer tell of it."""

    citation: Citation
    article: Article | None
    quotes: tuple[str, ...]

    @property
    def key(self) -> str:
        """Outlet, year and the beginning of the article's id: the same in every answer that cites it."""
        outlet = re.sub(r"[^a-z0-9]", "", fold(self.citation.outlet or "article")) or "article"
        year = self.citation.published.value.year if self.citation.published else "sd"
        return f"{outlet}{year}-{re.sub(r'[^A-Za-z0-9]', '', self.citation.article_id)[:ID_SHOWN]}"


def bibtex(answer: Answer) -> str:
    """An `@article` for each article cited; the quotes that prove the answer are in `annote`."""
    return "\n".join(_entry(source) for source in _sources(answer))


def csl_json(answer: Answer) -> str:
    """CSL-JSON 1.0.2: an `article-newspaper` for each article cited; the quotes that prove the answer in `annote`."""
    return json.dumps([_item(source) for source in _sources(answer)], ensure_ascii=False, indent=2) + "\n"


def _sources(answer: Answer) -> Iterator[Source]:
    """Each article once, in the order in which it is first cited."""
    known = {evidence.article.id: evidence.article for evidence in answer.evidence}
    for id_ in dict.fromkeys(citation.article_id for citation in answer.citations):
        cited = [citation for citation in answer.citations if citation.article_id == id_]
        yield Source(cited[0], known.get(id_), tuple(one_line(each.quote) for each in cited))


def _entry(source: Source) -> str:
    citation, article = source.citation, source.article
    fields: list[tuple[str, str]] = [("title", _verbatim(citation.title))]
    if article and article.byline:
        # Braces again: a name as signed, which is not to be taken apart.
        fields.append(("author", _verbatim(article.byline)))
    if citation.outlet:
        fields.append(("journal", f"{{{_tex(citation.outlet)}}}"))
    if citation.published:
        fields += _dates(citation.published)
    if article and article.url:
        fields.append(("url", f"{{{_address(article.url)}}}"))
    if article and article.language in LANGUAGES:
        fields.append(("langid", f"{{{LANGUAGES[article.language]}}}"))
    fields.append(("annote", f"{{{_tex(' / '.join(source.quotes))}}}"))
    written = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@article{{{source.key},\n{written}\n}}\n"


def _dates(published: ArticleDate) -> Iterator[tuple[str, str]]:
    """`year` and `month` for BibTeX; `date` for biblatex, "~" when it was only inferred (ISO 8601-2, level 1)."""
    circa = "~" if published.basis == "inferred" else ""
    written = "-".join(f"{part:02}" for part in _parts(published))
    yield "date", f"{{{written}{circa}}}"
    yield "year", f"{{{published.value.year}}}"
    if published.precision != "year":
        yield "month", MONTHS[published.value.month - 1]


def _item(source: Source) -> dict[str, object]:
    citation, article = source.citation, source.article
    item: dict[str, object] = {"id": source.key, "type": "article-newspaper", "title": one_line(citation.title)}
    if article and article.byline:
        item["author"] = [{"literal": one_line(article.byline)}]
    if citation.outlet:
        item["container-title"] = one_line(citation.outlet)
    if citation.published:
        item["issued"] = {"date-parts": [_parts(citation.published)]} | (
            {"circa": True} if citation.published.basis == "inferred" else {}
        )
    if article:
        item |= {"URL": article.url} if article.url else {}
        item["language"] = article.language
    return item | {"annote": " / ".join(source.quotes)}


def _parts(published: ArticleDate) -> list[int]:
    """Year, month and day, as far as they are known."""
    value = published.value
    return [value.year, value.month, value.day][: {"year": 1, "month": 2, "day": 3}[published.precision]]


def _verbatim(text: str) -> str:
    """A value whose capitals and words are to stay."""
    return f"{{{{{_tex(text)}}}}}"


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in one_line(text))


def _address(url: str) -> str:
    return quote(one_line(url), safe=IN_ADDRESS)

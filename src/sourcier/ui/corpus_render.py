"""The corpus tab as HTML: pure functions, every piece of foreign text escaped.

A page button is `button[data-page]`, a removal `button[data-remove]`; `corpus_tab.js` lives on these names. What opens
an article carries `data-article`, `data-start` and `data-end`, as everywhere on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sourcier.corpus.doubts import Doubt
from sourcier.language.bases import dated
from sourcier.standalone import clean
from sourcier.ui.corpus_texts import CorpusTexts
from sourcier.ui.holdings import Holding, Holdings

# Rows of one page of the list: what a person looks through at once, and what a phone draws at once.
PAGE = 50
# Named of each kind of warning.
MOST_NAMED = 100

Span = tuple[int, int]


def listing(
    found: Sequence[Holding], of: int, page: int, spans: Mapping[str, Span], removable: bool, texts: CorpusTexts
) -> str:
    """One page of the articles found (counted from 1); `spans` says where an article has what was searched for."""
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    rows = "".join(_row(each, spans, removable, texts) for each in found[(page - 1) * PAGE : page * PAGE])
    summary = counted(len(found), texts) if len(found) == of else texts.found.format(found=len(found), count=of)
    body = f"<ol>{rows}</ol>" if rows else f'<p class="wait">{clean(texts.no_match if of else texts.none)}</p>'
    return (
        f'<section class="corpus-list"><p class="corpus-count" role="status">{clean(summary)}</p>{body}'
        f"{_pager(page, pages, texts)}</section>"
    )


def counted(articles: int, texts: CorpusTexts) -> str:
    """ "1 article", "12 articles"."""
    return texts.one if articles == 1 else texts.some.format(count=articles)


def warnings(holdings: Holdings, texts: CorpusTexts) -> str:
    """What a person should look at, folded by kind, each with how many there are."""
    language = texts.language
    kinds: list[tuple[str, list[str]]] = []
    for doubt in Doubt:
        met = [each for each in holdings.articles if doubt in each.doubts]
        kinds.append((doubt.message(language), [_named(each) for each in met]))
    kinds.append((texts.skipped, [clean(each.message(language)) for each in holdings.skipped]))
    kinds.append((texts.duplicates, [_copies(each, texts) for each in holdings.copies]))
    kinds.append((texts.dispatches, [_group(group, texts) for group in holdings.dispatches]))
    folded = "".join(_folded(name, lines, texts) for name, lines in kinds if lines)
    body = folded or f'<p class="wait">{clean(texts.no_warning)}</p>'
    return f'<section class="corpus-warnings"><h2>{clean(texts.warnings)}</h2>{body}</section>'


def told(lines: Iterable[str], *, trouble: bool = False) -> str:
    """Sentences of ours, which may hold foreign names, one a line."""
    kind = "problem" if trouble else "said"
    return "".join(f'<p class="{kind}" dir="auto">{clean(line)}</p>' for line in lines)


def _row(holding: Holding, spans: Mapping[str, Span], removable: bool, texts: CorpusTexts) -> str:
    outlet = holding.outlets[0] if holding.outlets else texts.no_outlet
    # That the outlet is unknown is said where it would stand.
    remarks = [doubt.label(texts.language) for doubt in holding.doubts if doubt is not Doubt.NO_OUTLET]
    if len(holding.files) > 1:
        remarks.append(texts.copies.format(count=len(holding.files)))
    shown = "".join(f"<span>{clean(remark)}</span>" for remark in remarks)
    checks = f'<p class="remarks">{shown}</p>' if shown else ""
    remove = (
        f'<button type="button" class="remove" data-remove="{clean(holding.id)}" '
        f'aria-label="{clean(texts.remove_named.format(title=holding.title))}">{clean(texts.remove)}</button>'
        if removable
        else ""
    )
    files = clean(", ".join(holding.files))
    return (
        f'<li><p class="origin"><span class="outlet" dir="auto">{clean(outlet)}</span> '
        f"<span>{clean(dated(holding.published, texts.language))}</span></p>"
        f"{_door(holding, spans.get(holding.id, (0, 0)))}"
        f'<p class="file" dir="auto">{files}</p>{checks}{remove}</li>'
    )


def _door(holding: Holding, span: Span) -> str:
    return (
        f'<button type="button" class="door" data-article="{clean(holding.id)}" data-start="{span[0]}" '
        f'data-end="{span[1]}" dir="auto">{clean(holding.title)}</button>'
    )


def _pager(page: int, pages: int, texts: CorpusTexts) -> str:
    if pages == 1:
        return ""
    return (
        f'<nav class="pager" aria-label="{clean(texts.pages)}">{_turn(page - 1, pages, texts.earlier)}'
        f"<span>{clean(texts.page.format(page=page, pages=pages))}</span>{_turn(page + 1, pages, texts.later)}</nav>"
    )


def _turn(page: int, pages: int, name: str) -> str:
    off = "" if 1 <= page <= pages else " disabled"
    return f'<button type="button" data-page="{page}"{off}>{clean(name)}</button>'


def _folded(name: str, lines: Sequence[str], texts: CorpusTexts) -> str:
    return (
        f'<details><summary>{clean(name)} <span class="count">{len(lines)}</span></summary>'
        f"<ul>{''.join(_items(lines, texts))}</ul></details>"
    )


def _items(lines: Sequence[str], texts: CorpusTexts) -> Iterator[str]:
    for line in lines[:MOST_NAMED]:
        yield f'<li dir="auto">{line}</li>'
    if len(lines) > MOST_NAMED:
        yield f"<li>{clean(texts.more.format(count=len(lines) - MOST_NAMED))}</li>"


def _named(holding: Holding) -> str:
    return f'{_door(holding, (0, 0))} <span class="file">{clean(holding.files[0])}</span>'


def _copies(holding: Holding, texts: CorpusTexts) -> str:
    return clean(texts.duplicate.format(title=holding.title, files=", ".join(holding.files)))


def _group(group: Sequence[Holding], texts: CorpusTexts) -> str:
    return " · ".join(
        f"{_door(each, (0, 0))} {clean(each.outlets[0] if each.outlets else texts.no_outlet)}" for each in group
    )

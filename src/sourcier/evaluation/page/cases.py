"""Each case on a line that unfolds: what was asked, shown, expected and read, and why it is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourcier.evaluation.case import Case, Read
from sourcier.evaluation.highlight import quoted_spans
from sourcier.evaluation.outcomes import outcomes_of
from sourcier.evaluation.page.reasons import gravity, reasons
from sourcier.evaluation.page.words import Words
from sourcier.evaluation.provenance import Provenance
from sourcier.evaluation.rerun import rerun_command
from sourcier.language.dates import format_date
from sourcier.schema import Citation, Statement
from sourcier.standalone import clean


def wrong_cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases to look at, the worst first."""
    return tuple(sorted((case for case in cases if case.why or not case.right), key=gravity))


def fine_cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The others, in the order asked."""
    return tuple(case for case in cases if case.right and not case.why)


def case_list(cases: Sequence[Case], prefix: str, provenance: Provenance, words: Words) -> str:
    """The cases, each folded; `prefix` keeps the anchors of two lists on one page apart."""
    return "".join(_case(case, f"{prefix}{number}", provenance, words) for number, case in enumerate(cases, start=1))


def case_body(case: Case, anchor: str, provenance: Provenance, words: Words) -> str:
    """What unfolds: `anchor` begins the names of its sentences."""
    return "".join(
        (
            _asked(case, words),
            _part(words("why"), _items(reasons(case, words)), "why") if case.why else "",
            _part(words("answer"), _answer(case, anchor, words)),
            _part(words("expected"), _expected(case, words)),
            _part(words("evidence"), _evidence(case, anchor, words)) if case.evidence else "",
            _unread(case, words),
            _part(words("nearest"), _items(case.nearest, "path")) if case.nearest else "",
            _part(words("note"), f'<p dir="auto">{clean(case.gold.note)}</p>') if case.gold.note else "",
            _part(words("scores"), _scores(case, words)),
            _part(words("rerun"), f'<pre tabindex="0"><code>{clean(rerun_command(case, provenance))}</code></pre>'),
        )
    )


def _case(case: Case, anchor: str, provenance: Provenance, words: Words) -> str:
    why = reasons(case, words)
    more = f' <span class="more">+{len(why) - 1}</span>' if len(why) > 1 else ""
    first = f'<span class="reason" dir="auto">{clean(why[0])}{more}</span>' if why else ""
    meta = " · ".join((clean(case.id), clean(words.kind(case.kind)), case.split))
    return (
        f'<details class="case{" wrong" if why else ""}" id="{anchor}"><summary>'
        f'<span class="asked">{_question(case)}<span class="meta">{meta}</span></span>{first}</summary>'
        f'<div class="body">{case_body(case, anchor, provenance, words)}</div></details>'
    )


def _question(case: Case) -> str:
    return f'<span class="question" lang="{clean(case.gold.language)}" dir="auto">{clean(case.question)}</span>'


def _part(title: str, markup: str, kind: str = "") -> str:
    return f'<div class="part {kind}"><h3>{clean(title)}</h3>{markup}</div>'


def _items(texts: Iterable[str], kind: str = "") -> str:
    return "<ul>" + "".join(f'<li class="{kind}" dir="auto">{clean(text)}</li>' for text in texts) + "</ul>"


def _asked(case: Case, words: Words) -> str:
    """What else was said with the question."""
    turns = [f"{turn.role}: {turn.content}" for turn in case.gold.history]
    said = _part(words("history"), _items(turns)) if turns else ""
    day = words("as_of", day=case.gold.as_of.isoformat()) if case.gold.as_of else ""
    alone = case.searched_question
    searched = words("searched_as", what=alone) if alone and alone != case.question else ""
    return said + "".join(f'<p class="soft" dir="auto">{clean(text)}</p>' for text in (day, searched) if text)


def _answer(case: Case, anchor: str, words: Words) -> str:
    notice = f'<p class="notice" dir="auto">{clean(case.notice)}</p>' if case.notice else ""
    if not case.statements:
        return notice or f'<p class="soft">{clean(words("answer_none"))}</p>'
    supported = case.supported or (True,) * len(case.statements)
    said = zip(case.statements, supported, strict=True)
    return "".join(_statement(statement, proved, case, anchor, words) for statement, proved in said) + notice


def _statement(statement: Statement, proved: bool, case: Case, anchor: str, words: Words) -> str:
    known = {item.marker for item in case.evidence}
    marks = "".join(_mark(citation.marker, anchor, citation.marker in known) for citation in statement.citations)
    text = f'<p class="statement{"" if proved else " unproved"}" dir="auto">{clean(statement.text)} {marks}</p>'
    # A statement that quotes its proof says it already.
    quotes = (cited for cited in statement.citations if cited.quote not in statement.text)
    return text + "".join(_quote(citation, case, words) for citation in quotes)


def _mark(marker: int, anchor: str, read: bool) -> str:
    return f'<a href="#{anchor}-{marker}">[{marker}]</a>' if read else f"[{marker}]"


def _quote(citation: Citation, case: Case, words: Words) -> str:
    shown = f"[{citation.marker}] {_marked(citation.quote, case)}{_source(citation, words)}"
    return f'<blockquote dir="auto">{shown}</blockquote>'


def _source(item: Read | Citation, words: Words, more: str = "") -> str:
    day = format_date(item.published, words.language) if item.published else ""
    named = ", ".join(clean(text) for text in (item.outlet, day, item.title) if text)
    where = f'<span class="path">{clean(item.path)}:{item.start}</span>'
    return f'<span class="source" dir="auto">{" · ".join(filter(None, (named, where, clean(more))))}</span>'


def _marked(text: str, case: Case, *, whole: bool = False) -> str:
    """The text with what the gold quotes cover highlighted; all of it with `whole`, where no words agree."""
    spans = quoted_spans(text, (evidence.quote for evidence in case.gold.evidence))
    pieces, done = [], 0
    for start, end in spans or ([(0, len(text))] if whole else []):
        pieces += [clean(text[done:start]), f"<mark>{clean(text[start:end])}</mark>"]
        done = end
    return "".join((*pieces, clean(text[done:])))


def _expected(case: Case, words: Words) -> str:
    if not case.answerable:
        facts = f"<p>{clean(words('expected_none'))}</p>"
    else:
        facts = "".join(_fact(fact, fact[0] not in case.missing_facts, words) for fact in case.gold.facts)
        facts = f'<ul class="facts">{facts}</ul>'
    never = [words("never", what=wording) for wording in case.gold.forbidden]
    return facts + (_items(never) if never else "")


def _fact(wordings: Sequence[str], said: bool, words: Words) -> str:
    name = words("said" if said else "unsaid")
    between = f' <span class="soft">{clean(words("expected_or"))}</span> '
    return (
        f'<li class="{"said" if said else "unsaid"}" dir="auto">{between.join(map(clean, wordings))}'
        f' <span class="verdict">{clean(name)}</span></li>'
    )


def _evidence(case: Case, anchor: str, words: Words) -> str:
    return '<ul class="evidence">' + "".join(_read(item, case, anchor, words) for item in case.evidence) + "</ul>"


def _read(item: Read, case: Case, anchor: str, words: Words) -> str:
    context = f'<span class="soft">{clean(item.context)}</span> ' if item.context else ""
    score = f"{words('score')} {words.decimal(f'{item.score:.3f}')}"
    return (
        f'<li id="{anchor}-{item.marker}" dir="auto"><span class="marker">[{item.marker}]</span> {context}'
        f"{_marked(item.text, case, whole=item.gold)}{_source(item, words, score)}</li>"
    )


def _unread(case: Case, words: Words) -> str:
    """The gold quotes of which no word was read."""
    missed = [
        f"« {evidence.quote} » {evidence.article}"
        for evidence in case.gold.evidence
        if not any(quoted_spans(item.text, [evidence.quote]) for item in case.evidence)
    ]
    return _part(words("unread"), _items(missed)) if missed else ""


def _scores(case: Case, words: Words) -> str:
    values = outcomes_of([case])[case.id].values
    shown = [f"{words(name)} {words.decimal(f'{value:g}')}" for name, value in values.items()]
    if case.answerability is not None:
        shown.append(f"{words('calibration')} {words.decimal(f'{case.answerability:.3f}')}")
    if case.total_ms is not None:
        shown.append(f"{words('total_time')} {words.time(case.total_ms)}")
    return f'<p class="scores">{" · ".join(map(clean, shown))}</p>'

"""How well a sentence falls in the time that a question asks about: a preference, never a filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sourcier.language.dated import dates_in, days_of
from sourcier.language.dates import WrittenDate
from sourcier.language.days import Days, known_days, years_later
from sourcier.language.periods import AskedPeriod, asked_periods
from sourcier.language.recency import wants_newest
from sourcier.schema import Article

# A newspaper tells of a day on the next one, of a Friday on Monday.
REPORTED_WITHIN = timedelta(days=3)
# Near the time asked for an article announces what comes or looks back on what was: better than any other of the year.
NEAR = timedelta(days=31)
FITS, IS_NEAR, SAME_YEAR = 1.0, 0.75, 0.5
# "En juin" is rather the last June than another.
OTHER_YEAR = 0.8
MONTH = 31


@dataclass(frozen=True)
class QuestionTime:
    """When a question asks about: its periods, and whether the newest is wanted; false when it names no time."""

    periods: tuple[AskedPeriod, ...] = ()
    newest: bool = False

    def __bool__(self) -> bool:
        return bool(self.periods) or self.newest


def question_time(question: str, today: date) -> QuestionTime:
    """What `question` says of time, seen from `today`: the wall clock, or the date as of which it is asked.

    Asked about a time that is over, the newest is not wanted, whatever is called "actuel".
    """
    periods = asked_periods(question, today)
    over = any(period.last is not None and period.last < today for period in periods)
    return QuestionTime(periods, wants_newest(question) and not over)


def preferences(asked: QuestionTime, candidates: Sequence[tuple[str, Article]]) -> list[float]:
    """For each candidate, a sentence and its article, how well it falls in the time asked for, in [0, 1].

    It is 1 when the article was published in a period asked for or up to three days later, or when a date written in
    the sentence is of that period; less within a month of it, and less still in the same year. Where the newest is
    wanted, or how things stood on a day, articles published until then are ranked by their dates. The best counts.
    """
    if not asked:
        return [0.0] * len(candidates)
    articles = {article.id: article for _, article in candidates}
    ranked = [_ranks(articles.values(), until) for until in _ends(asked)]
    published = {
        id_: max((*(ranks.get(id_, 0.0) for ranks in ranked), *_publication_fits(asked, article)), default=0.0)
        for id_, article in articles.items()
    }
    return [
        # Dates are looked for in a sentence only where they can make a difference.
        published[article.id]
        if published[article.id] == FITS
        else max((published[article.id], *_sentence_fits(asked, text, article)))
        for text, article in candidates
    ]


def _ends(asked: QuestionTime) -> list[date]:
    """The days until which the newest is best."""
    states = [period.last for period in asked.periods if period.is_state and period.last]
    return [*states, date.max] if asked.newest else states


def _ranks(articles: Iterable[Article], until: date) -> dict[str, float]:
    """1 for articles of the last day of publication until then, and less the more such days are in between."""
    known = {article.id: known_days(article.published).first for article in articles if article.published}
    dates = sorted({first for first in known.values() if first <= until})
    ranks = {first: rank / len(dates) for rank, first in enumerate(dates, 1)}
    return {id_: ranks[first] for id_, first in known.items() if first in ranks}


def _publication_fits(asked: QuestionTime, article: Article) -> Iterator[float]:
    for period in asked.periods if article.published else ():
        if article.published and not period.is_state:
            yield _fit(period, known_days(article.published), REPORTED_WITHIN)


def _sentence_fits(asked: QuestionTime, text: str, article: Article) -> Iterator[float]:
    """The fit of each date of `text`; how things stood on a day is told by that day itself."""
    periods = [replace(period, first=period.last) if period.is_state else period for period in asked.periods]
    for written in dates_in(text) if periods else ():
        for period in periods:
            if days := _meant(written, article, period):
                yield _fit(period, days)


def _meant(written: WrittenDate, article: Article, period: AskedPeriod) -> Days | None:
    """The days of a date in an article; without a year, the nearest to its publication, in an undated one any."""
    around = article.published.value if article.published else period.first if period.every_year else None
    if written.year is None and around is None:
        return None
    around = around or date.max
    both: list[Days] = []
    for coming in (False, True):
        try:
            both.append(days_of(written, around, coming=coming))
        except ValueError:
            continue
    return min(both, key=lambda days: abs((days.first - around).days), default=None)


def _fit(period: AskedPeriod, known: Days, slack: timedelta = timedelta()) -> float:
    """How near the days `known` are to `period`, at most `slack` late."""
    if not period.every_year or period.first is None or period.last is None:
        return _distance_fit(period.first, period.last, known, slack)
    best = 0.0
    shift = known.first.year - period.first.year
    # At the turn of the year the nearest one is that of the year before or after.
    for years in {0, shift - 1, shift, shift + 1}:
        try:
            days = years_later(Days(period.first, period.last), years)
        except ValueError:
            continue
        fit = _distance_fit(days.first, days.last, known, slack)
        # In the same year as a June of any year is nothing.
        if fit > SAME_YEAR:
            best = max(best, fit * (1.0 if days.first == period.first else OTHER_YEAR))
    return best


def _distance_fit(first: date | None, last: date | None, known: Days, slack: timedelta) -> float:
    before = (first - known.last).days if first else 0
    after = (known.first - last).days if last else 0
    if before <= 0 and after <= slack.days:
        # "En 2023" says nothing of a day of 2023, nor does the year of an article.
        is_vague = len(known) > MONTH and first and last and (last - first).days + 1 < len(known)
        return SAME_YEAR if is_vague else FITS
    if max(before, after) <= NEAR.days:
        return IS_NEAR
    years = {edge.year for edge in (first, last) if edge}
    return SAME_YEAR if years & {known.first.year, known.last.year} else 0.0

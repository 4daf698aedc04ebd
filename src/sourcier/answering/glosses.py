"""What a reader needs beside a quotation: the day that "hier" was, whose words they are, what they reply to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sourcier.answering.speakers import same_source, speaker_of
from sourcier.answering.wording import Wording, wording
from sourcier.language.dated import days_of
from sourcier.language.dates import written_dates
from sourcier.language.days import Days, whole
from sourcier.language.sentences import sentence_spans
from sourcier.language.told_days import ToldDays, contradicts, told_days
from sourcier.retrieval.context import DATELINE, is_question
from sourcier.schema import Article, Evidence, Gloss

# A paper prints a dispatch of the day before, on Monday one of Friday.
PRINTED_WITHIN = timedelta(days=3)
PARAGRAPH = "\n\n"
OPENING, CLOSING = "«“", "»”"
# One alone may be a heading.
FEWEST_QUESTIONS = 2


def glosses(item: Evidence, language: str, offset: int = 0) -> tuple[Gloss, ...]:
    """The glosses of a quoted sentence that begins at `offset` of its statement, by their ends.

    Days are told only where the article's date is known to the day; they are not in speech, which is older.
    """
    words = wording(language)
    found = [
        Gloss(start=offset + told.start, end=offset + told.end, text=_named(told, words), kind="day")
        for told in _told(item)
    ]
    source = same_source(item.article, item.sentence.start, item.sentence.end)
    if source:
        start, end, named = source
        found.append(Gloss(start=offset + start, end=offset + end, text=named, kind="speaker"))
    speaker = speaker_of(item.article, item.sentence.start, item.sentence.end)
    if speaker:
        said = words.said_by.format(name=speaker)
        found.append(Gloss(start=offset, end=offset + len(item.text), text=said, kind="speaker"))
    elif asked := question_before(item):
        said = words.in_reply_to.format(question=asked)
        found.append(Gloss(start=offset, end=offset + len(item.text), text=said, kind="question"))
    return tuple(sorted(found, key=lambda gloss: gloss.end))


def days_told(item: Evidence) -> tuple[Days, ...]:
    """The days that a sentence tells from its article's date, in order."""
    return tuple(told.days for told in _told(item))


def question_before(item: Evidence) -> str:
    """The question to which a sentence replies in an interview: a paragraph of its own, of several that ask."""
    before = [item.context[start:end] for start, end in sentence_spans(item.context)[-1:]]
    text, start = item.article.text, item.sentence.start
    opens = not text[:start].rpartition("\n")[2].strip()
    asking = [paragraph for paragraph in text.split("\n") if is_question(paragraph)] if opens else []
    return next(filter(is_question, before), "") if len(asking) >= FEWEST_QUESTIONS else ""


def written_on(article: Article) -> date | None:
    """The day from which an article tells others: of its dateline, else of its publication.

    None where it is not known to the day, is only inferred, or is not the day after a "hier jeudi" of its text.
    """
    published = article.published
    if published is None or published.precision != "day" or published.basis == "inferred":
        return None
    day = published.value
    for stated in _datelines(article, day):
        if stated > day or day - stated > PRINTED_WITHIN:
            return None
        day = stated
    return None if contradicts(article.text, day) else day


def _datelines(article: Article, published: date) -> Iterator[date]:
    """The date of the first dateline, where it has one."""
    line = DATELINE.search(article.text)
    for written in written_dates(line[0])[:1] if line else ():
        if written.day is not None:
            try:
                # Without a year it is the last such day.
                yield days_of(written, published).first
            except ValueError:
                return


def _told(item: Evidence) -> list[ToldDays]:
    day = written_on(item.article)
    if day is None or _within_speech(item):
        return []
    return told_days(item.text, day)


def _within_speech(item: Evidence) -> bool:
    """Whether a quotation that began before the sentence is still open in it."""
    text, start = item.article.text, item.sentence.start
    before = text[text.rfind(PARAGRAPH, 0, start) + 1 : start]
    return sum(before.count(mark) for mark in OPENING) > sum(before.count(mark) for mark in CLOSING)


def _named(told: ToldDays, words: Wording) -> str:
    """The days as a reader says them: a day with its weekday unless it is there, a month, a year, a week."""
    first, last = told.days.first, told.days.last
    if first == last:
        return words.day(first, weekday=not told.names_weekday)
    if told.days == whole(first, "month"):
        return words.month(first)
    return str(first.year) if told.days == whole(first, "year") else words.span(Days(first, last))

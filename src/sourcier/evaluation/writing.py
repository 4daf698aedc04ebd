"""Questions to finish written as a gold file, with what there is to do beside each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from sourcier.errors import FileUnwritable
from sourcier.evaluation.beginning import Beginning
from sourcier.evaluation.json_schema import FILE_NAME, MODELINE, schema_text
from sourcier.evaluation.mistakes import GoldThere
from sourcier.language.dates import format_date
from sourcier.schema import Article

HEAD = {
    "fr": """\
# Questions de référence, une première version à finir. Elles disent si Sourcier répond bien à VOS questions.
#
# Pour chacune :
#   1. lisez la phrase citée (quote), puis relisez ou écrivez la question, avec d'autres mots que ceux de l'article ;
#   2. dans facts, gardez ce qu'une bonne réponse dit : chaque fait est une liste de formulations acceptées ;
#      tous les faits sont exigés, une formulation de chacun suffit ;
#   3. ajoutez à evidence les autres articles qui le disent aussi, ou corrigez ;
#   4. retirez la ligne « draft: true ».
# Retirez ce qui ne vous intéresse pas, ajoutez ce que vous demandez vraiment.
#
# sourcier eval check {file}   ce qui reste à faire, ligne par ligne
# sourcier eval {file}         poser les questions
""",
    "en": """\
# Gold questions, a first version to finish. They tell whether Sourcier answers YOUR questions well.
#
# For each one:
#   1. read the sentence quoted, then read again or write the question, in other words than the article's;
#   2. in facts, keep what a good answer says: each fact is a list of accepted wordings;
#      every fact is required, one wording of each is enough;
#   3. add to evidence the other articles that say it too, or correct it;
#   4. remove the line “draft: true”.
# Remove what does not interest you, add what you really ask.
#
# sourcier eval check {file}   what is left to do, line by line
# sourcier eval {file}         ask the questions
""",
}
TO_WRITE = {
    "fr": "Écrivez la question à laquelle cette phrase répond :",
    "en": "Write the question that this sentence answers:",
}
KEEP = {"fr": "Ne gardez que ce qui y répond.", "en": "Keep only what answers it."}
TO_READ = {"fr": "À relire, puis à retirer.", "en": "Read again, then remove this line."}
ABSENT = {
    "fr": "Les articles n'en disent rien : Sourcier doit se taire.",
    "en": "The articles do not say: Sourcier must keep silent.",
}
SPLITS = ("dev", "test")


def write_gold(target: Path, beginnings: Sequence[Beginning], language: str) -> None:
    """Write a gold file that is not there yet, and beside it the schema for editors if that is not there either.

    Raises GoldThere, FileUnwritable.
    """
    text = gold_text(beginnings, target.name, language)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
        schema = target.with_name(FILE_NAME)
        if not schema.exists():
            schema.write_text(schema_text(), encoding="utf-8")
    except FileExistsError:
        raise GoldThere(place=target) from None
    except OSError:
        raise FileUnwritable(path=target) from None


def gold_text(beginnings: Sequence[Beginning], name: str, language: str) -> str:
    """The YAML of a gold file called `name`, its comments in `language`."""
    head = f"{MODELINE.format(name=FILE_NAME)}\n{HEAD[language].format(file=name)}"
    entries: list[str] = []
    before: Article | None = None
    for number, (beginning, split) in enumerate(zip(beginnings, cycle(SPLITS)), start=1):
        title = _title(beginning, before, language)
        entries.append("\n".join([*title, *_entry(beginning, f"question-{number:02}", split, language)]) + "\n")
        before = beginning.article
    return "\n".join([head, *entries])


def _title(beginning: Beginning, before: Article | None, language: str) -> Iterator[str]:
    article = beginning.article
    if article is None and (before is not None):
        yield f"# --- {ABSENT[language]}"
        yield ""
    elif article is not None and article != before:
        known = [article.title, article.outlet, format_date(article.published, language)]
        yield f"# --- {_comment(' · '.join(part for part in known if part))}"
        yield ""


def _entry(beginning: Beginning, id_: str, split: str, language: str) -> Iterator[str]:
    """The lines of one question; JSON strings are YAML strings."""
    yield f"- id: {id_}"
    if beginning.question:
        yield f"  question: {_quoted(beginning.question)}"
    else:
        yield f"  # {TO_WRITE[language]} {_comment(beginning.quote)}"
        yield '  question: ""'
    yield f"  kind: {beginning.kind}"
    yield f"  split: {split}"
    if beginning.article is None:
        yield "  answerable: false"
    else:
        remark = "" if beginning.question else f"  # {KEEP[language]}"
        yield f"  facts: {_quoted(beginning.facts)}{remark}"
        yield "  evidence:"
        for path in beginning.proofs:
            yield f"    - article: {_quoted(path)}"
            yield f"      quote: {_quoted(beginning.quote)}"
    if beginning.question:
        yield f"  draft: true  # {TO_READ[language]}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _comment(text: str) -> str:
    """`text` on the one line of a comment, without what no YAML file may hold."""
    return "".join(character if character.isprintable() else " " for character in text)

"""Runs to draw: an ordinary one, and one in which every text that comes from outside is hostile."""

from __future__ import annotations

from gold_builders import BRIDGE, HARBOUR, answer, citation, made, named, reported

from sourcier.evaluation import Case, GoldEvidence, Report
from sourcier.evaluation.agreement import Agreement
from sourcier.evaluation.case import Read
from sourcier.schema import Article, Citation, Statement, Turn

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "</title><script>alert(4)</script>",
    "</style><script>alert(5)</script>",
    "</code></pre><script>alert(6)</script>",
    "</details><iframe src='javascript:alert(7)'></iframe>",
    "' onmouseover='alert(8)",
    '" autofocus onfocus="alert(9)',
    "javascript:alert(10)",
    "<a href='javascript:alert(11)'>ici</a>",
    "<style>@import url(http://canary.invalid/12.css)</style>",
    "<link rel=stylesheet href=http://canary.invalid/13.css>",
    "<img src=http://canary.invalid/14.png>",
    "<object data='data:text/html,<script>alert(15)</script>'></object>",
    "<meta http-equiv=refresh content='0;url=http://canary.invalid/16'>",
    "<base href=http://canary.invalid/17/>",
    "<form action=http://canary.invalid/18><button>ok</button></form>",
    "<!--><script>alert(19)</script>-->",
    "<![CDATA[<script>alert(20)</script>]]>",
    "&lt;script&gt;alert(21)&lt;/script&gt;",
    "<math><mtext></style><img src=x onerror=alert(22)></mtext></math>",
    "<video><source onerror=alert(23)></video>",
    "\u202e\x00\x07\u2066<b>24</b>\u2028",
    "{words.__class__} %s $(alert 25) `25`",
)
QUOTE = "Odile Farran dirige le port de Vaubrac."


def read(article: Article, text: str, marker: int, *, gold: bool = False) -> Read:
    return Read(
        marker=marker,
        article_id=article.id,
        path=article.path,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        text=text,
        context="",
        start=0,
        end=len(text),
        score=0.9,
        gold=gold,
    )


def right(name: str, **fields: object) -> Case:
    statements = answer("", citation(HARBOUR, QUOTE)).statements
    return made(
        named(name),
        **{
            "status": "answered",
            "statements": statements,
            "text": QUOTE,
            "supported": (True,),
            "evidence": (read(HARBOUR, QUOTE, 1, gold=True),),
            "correct": True,
            "facts_in_evidence": True,
            "citations": 1,
            "citations_exact": 1,
            "citations_relevant": 1,
            "answerability": 0.9,
            "evidence_ms": 40.0,
            "first_ms": 700.0,
            "total_ms": 1400.0,
        }
        | fields,
    )


def refusing(name: str, **fields: object) -> Case:
    fields = {"status": "not_in_corpus", "refused": True, "notice": "Les articles ne le disent pas."} | fields
    return made(named(name, answerable=False), answerability=0.6, evidence_ms=40.0, total_ms=41.0, **fields)


MISSED = right("missed", correct=False, missing_facts=("Odile Farran",), answerability=0.7)
UNPROVED = right(
    "unproved",
    statements=(
        *answer("", citation(HARBOUR, QUOTE)).statements,
        Statement(text="Aimé Soubeyre a menti.", citations=(citation(BRIDGE, "Le pont de Lisseuil est fermé.", 2),),
                  support="supported"),
    ),
    supported=(True, False),
)  # fmt: skip
SILENT = made(named("silent"), status="not_in_corpus", refused=True, answerability=0.5, missing_facts=("Odile Farran",),
              nearest=("harbour.txt",), total_ms=30.0)  # fmt: skip
SPOKEN = refusing("spoken", status="answered", refused=False, notice=None, text=QUOTE)
BROKEN = made(named("broken"), error="LLMTimeout: too long", missing_facts=("Odile Farran",))
ORDINARY = reported(right("one"), right("two"), MISSED, UNPROVED, SILENT, refusing("quiet"), SPOKEN, BROKEN)


def hostile_report() -> Report:
    return Report(
        cases=tuple(_hostile(number, text) for number, text in enumerate(HOSTILE)),
        provenance=ORDINARY.provenance.model_copy(
            update={"model": HOSTILE[0], "judge": HOSTILE[1], "settings": {HOSTILE[2]: HOSTILE[3]},
                    "versions": {HOSTILE[4]: HOSTILE[5]}, "platform": HOSTILE[6], "generator": HOSTILE[7]}
        ),
        agreements=(Agreement(name=HOSTILE[1], pairs=3, failed=1, accuracy=0.5, low=0.1, high=0.9, kappa=0.2),),
    )  # fmt: skip


def _hostile(number: int, text: str) -> Case:
    article = HARBOUR.model_copy(update={"path": text, "title": text, "outlet": text, "text": f"{text} {QUOTE}"})
    cited = Citation(marker=1, article_id="a", path=text, title=text, outlet=text, quote=text, start=0, end=len(text))
    gold = named(
        f"{number} {text}",
        question=text,
        note=text,
        place=f"{text}:3",
        facts=((text + "x", text + "y"),),
        forbidden=(text + "z",),
        history=(Turn(role="user", content=text),),
        evidence=(GoldEvidence(article=text, quote=text), GoldEvidence(article=text, quote=QUOTE)),
    )
    sentence = read(article, f"{text} {QUOTE}", 1).model_copy(update={"context": text})
    return made(
        gold,
        searched_question=text + "?",
        status="answered",
        statements=(Statement(text=f"{text} !", citations=(cited,), support="supported"),),
        text=text,
        supported=(False,),
        notice=text,
        nearest=(text,),
        evidence=(sentence,),
        missing_facts=(text + "x",),
        forbidden_found=(text + "z",),
        error=text,
        answerability=0.5,
        total_ms=3.0,
    )

"""The page on which readers of a shared machine give their name."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """What it says in one language; `{seconds}` is filled in."""

    language: str
    title: str
    invitation: str
    name: str
    password: str
    enter: str
    wrong: str
    wait: str


WORDS = {
    "fr": Words(
        language="fr",
        title="Se connecter à Sourcier",
        invitation="Cette machine est partagée\u00a0: chacun y garde ses conversations.",
        name="Nom",
        password="Mot de passe",  # noqa: S106
        enter="Entrer",
        wrong="Ce nom et ce mot de passe ne vont pas ensemble\u00a0: réessayez.",
        wait="Trop d’essais pour ce nom\u00a0: réessayez dans {seconds}\u00a0s.",
    ),
    "en": Words(
        language="en",
        title="Sign in to Sourcier",
        invitation="This machine is shared: everyone keeps their own conversations.",
        name="Name",
        password="Password",  # noqa: S106
        enter="Enter",
        wrong="This name and this password do not go together: try again.",
        wait="Too many tries for this name: try again in {seconds} s.",
    ),
}


def words_for(language: str) -> Words:
    """Those of `language`, English for any other than French."""
    return WORDS["fr" if language == "fr" else "en"]


def login_page(words: Words, problem: str = "", name: str = "") -> str:
    """The form as HTML; `problem` is what went wrong with the last try, of `name`."""
    template = files(__package__).joinpath("login.html").read_text("utf-8")
    said = f'<p id="problem" role="alert">{escape(problem)}</p>' if problem else ""
    return template.format(
        language=words.language,
        title=escape(words.title),
        invitation=escape(words.invitation),
        problem=said,
        name=escape(words.name),
        given=escape(name),
        password=escape(words.password),
        enter=escape(words.enter),
    )

"""`sourcier users`: the accounts of a machine that several people share."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from sourcier.cli.console import err, out
from sourcier.cli.options import Store
from sourcier.desk import Desk
from sourcier.errors import NotConfirmed, PasswordsDiffer
from sourcier.settings import load_settings

app = typer.Typer(
    no_args_is_help=True,
    help="Comptes d'une machine partagée : chacun ses conversations. Ils tiennent à un index : donnez le --store que "
    "sert « sourcier serve » (.sourcier par défaut). Le mot de passe est demandé, ou lu sur l'entrée.",
)
Name = Annotated[str, typer.Argument(help="Nom du compte : minuscules, chiffres, « . », « - » ou « _ ».")]
YES = frozenset("o oui y yes".split())
TEXTS = {
    "fr": {
        "password": "Mot de passe de {name} : ",
        "again": "Encore une fois : ",
        "added": "{name} : compte ouvert dans {place}",
        "orphans": "Conversations d'avant les comptes, que personne ne voit plus : {count}. Un compte ouvert avec "
        "--adopt les reçoit.",
        "changed": "{name} : mot de passe changé, jeton retiré",
        "removed": "{name} : compte fermé, conversations effacées : {count}",
        "closing": "{name} : les conversations ({count}) seront effacées. Fermer le compte (oui/non) ?",
        "token": "Gardez ce jeton, il ne sera plus montré ; il remplace le précédent.",
        "none": "Aucun compte dans {place} : « sourcier users add NOM » en ouvre un.",
    },
    "en": {
        "password": "Password of {name}: ",
        "again": "Once more: ",
        "added": "{name}: account opened in {place}",
        "orphans": "Conversations from before there were accounts, which nobody sees now: {count}. An account opened "
        "with --adopt gets them.",
        "changed": "{name}: password changed, token withdrawn",
        "removed": "{name}: account closed, conversations deleted: {count}",
        "closing": "{name}: the conversations ({count}) will be deleted. Close the account (yes/no)?",
        "token": "Keep this token, it will not be shown again; it replaces the one before.",
        "none": "No account in {place}: `sourcier users add NAME` opens one.",
    },
}


@app.command()
def add(
    name: Name,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Lui donne les conversations tenues avant qu'il y ait des comptes.")
    ] = False,
    store: Store = None,
) -> None:
    """Ouvre un compte."""
    desk, texts, place = _desk(store)
    desk.accounts.add(name, _password(name, texts), adopts=adopt)
    out.print(texts["added"].format(name=name, place=place), markup=False)
    left = len(desk.conversations("").all())
    if left:
        err.print(texts["orphans"].format(count=left), markup=False)


@app.command()
def password(name: Name, store: Store = None) -> None:
    """Change le mot de passe d'un compte, et retire son jeton."""
    desk, texts, _ = _desk(store)
    desk.accounts.change(name, _password(name, texts))
    out.print(texts["changed"].format(name=name), markup=False)


@app.command()
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Sans demander.")] = False,
    store: Store = None,
) -> None:
    """Ferme un compte et efface ses conversations et ses brouillons de questions de référence."""
    # Gradio comes with it.
    from sourcier.ui.gold_files import gold_file

    desk, texts, _ = _desk(store)
    told = {"name": name, "count": len(desk.conversations(name).all())}
    if name in desk.accounts.names() and not yes:
        _confirm(texts["closing"].format(**told))
    desk.accounts.remove(name)
    # Whoever takes the name later would read them.
    gold_file(name).unlink(missing_ok=True)
    out.print(texts["removed"].format(**told), markup=False)


@app.command("list")
def list_accounts(store: Store = None) -> None:
    """Les comptes, un par ligne."""
    desk, texts, place = _desk(store)
    names = desk.accounts.names()
    for name in names:
        out.print(name, markup=False)
    if not names:
        err.print(texts["none"].format(place=place), markup=False)


@app.command()
def token(name: Name, store: Store = None) -> None:
    """Donne un jeton par lequel des programmes lisent au nom du compte ; le précédent ne vaut plus."""
    desk, texts, _ = _desk(store)
    issued = desk.accounts.issue_token(name)
    # The token alone goes where a script reads it.
    err.print(texts["token"], markup=False)
    out.print(issued, markup=False)


def _desk(store: str | None) -> tuple[Desk, dict[str, str], Path]:
    """The one of the page over `store`, what is said of it, and the file that it is."""
    settings = load_settings(store=store)
    return Desk.open(settings.desk), TEXTS[settings.language], settings.desk


def _password(name: str, texts: dict[str, str]) -> str:
    """Typed twice unseen at a terminal, else the first line of what is piped in: never an argument others can list."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass(texts["password"].format(name=name))
    if getpass(texts["again"]) != typed:
        raise PasswordsDiffer
    return typed


def _confirm(asked: str) -> None:
    """Go on only when a person at a terminal says so; raises NotConfirmed."""
    if sys.stdin.isatty():
        err.print(asked, markup=False, end=" ")
        if sys.stdin.readline().strip().lower() in YES:
            return
    raise NotConfirmed

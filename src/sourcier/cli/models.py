"""`sourcier models`: the model files of this machine."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from sourcier import artifacts
from sourcier.cli.console import err, fetch_bar, out
from sourcier.errors import ArtifactCorrupt, ArtifactError
from sourcier.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Fichiers des modèles : lister, télécharger, vérifier.")
Name = Annotated[str, typer.Argument(help="Nom du modèle (voir « list »).")]
STATES = {
    "fr": {"present": "présent", "missing": "absent", "damaged": "abîmé"},
    "en": {"present": "present", "missing": "missing", "damaged": "damaged"},
}


@app.command("list")
def list_models() -> None:
    """Les modèles connus, leur licence, leur taille, et s'ils sont sur cette machine."""
    states = STATES[load_settings().language]
    table = Table("nom", "Mo", "licence", "état", box=None)
    for listed in artifacts.listing():
        size = f"{listed.artifact.size / 1e6:.0f}"
        table.add_row(listed.artifact.name, size, listed.artifact.licence, states[listed.state])
    out.print(table)


@app.command()
def pull(
    names: Annotated[
        list[str] | None, typer.Argument(help="Modèles à télécharger ; tous si aucun n'est donné.")
    ] = None,
    optional: Annotated[
        bool,
        typer.Option("--optional", help="Un modèle qui ne peut pas venir est dit, sans faire échouer la commande."),
    ] = False,
) -> None:
    """Télécharge et vérifie des modèles ; ce qui est déjà là et intact n'est pas repris."""
    language = load_settings().language
    for name in names or artifacts.names():
        try:
            with fetch_bar(name, language) as bar:
                # Without names nothing is damaged as far as we know: what is there is not read again.
                path = artifacts.fetch(name, bar, recheck=bool(names) and not optional)
            err.print(f"{name} : {path}", markup=False)
        except ArtifactError as error:
            if not optional:
                raise
            err.print(error.message(language), markup=False)


@app.command()
def path(name: Name) -> None:
    """Où se trouve un modèle."""
    out.print(str(artifacts.locate(name)), markup=False)


@app.command()
def verify(name: Annotated[str | None, typer.Argument(help="Tous ceux de cette machine si absent.")] = None) -> None:
    """Relit un modèle et compare son empreinte."""
    language = load_settings().language
    present = [listed.artifact.name for listed in artifacts.listing() if listed.state != "missing"]
    for each in [name] if name else present:
        with fetch_bar(each, language) as bar:
            intact = artifacts.verify(each, bar)
        if not intact:
            raise ArtifactCorrupt(name=each)
        out.print(f"{each} : ok", markup=False)

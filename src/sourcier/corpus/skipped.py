"""Files that gave no article, each with a reason a person can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# Larger than any article by three orders of magnitude; trafilatura refuses larger pages too.
MAX_BYTES = 20_000_000
# An export or an archive of 10,000 articles takes about 60 MB.
MAX_CONTAINER_BYTES = 100_000_000


class Reason(Enum):
    """Why a file gave no article; the value holds the French and the English sentence."""

    EMPTY = ("le fichier ne contient aucun texte", "the file holds no text")
    BINARY = ("le contenu n'est pas du texte", "its content is not text")
    UNSUPPORTED = (
        "format non lu : convertissez-le en .txt, .md, .html, .docx ou .pdf",
        "format not read: convert it to .txt, .md, .html, .docx or .pdf",
    )
    TOO_LARGE = (
        f"plus de {MAX_BYTES // 10**6} Mo ({MAX_CONTAINER_BYTES // 10**6} pour une archive ou un export) : coupez-le",
        f"over {MAX_BYTES // 10**6} MB ({MAX_CONTAINER_BYTES // 10**6} for an archive or an export): split it",
    )
    TOO_COMPLEX = (
        "lecture trop longue ou trop gourmande : coupez-le, ou convertissez-le en texte",
        "reading takes too long or too much memory: split it, or convert it to text",
    )
    UNREADABLE = ("lecture refusée : vérifiez les droits du fichier", "reading denied: check the file's permissions")
    VANISHED = ("le fichier a disparu pendant la lecture", "the file vanished while it was being read")
    OUTSIDE = ("le lien mène hors du dossier", "the link leads out of the folder")
    SPECIAL = ("ce n'est pas un fichier ordinaire", "it is not an ordinary file")
    NAME = ("le nom du fichier n'est pas de l'Unicode : renommez-le", "the file's name is not Unicode: rename it")
    DAMAGED = ("le document est abîmé ou protégé", "the document is damaged or protected")
    NO_TEXT = ("le PDF ne contient que des images", "the PDF holds only pictures")
    NO_BODY = ("aucun corps d'article dans la page", "no article body in the page")
    NO_JSON = ("ce n'est pas du JSON", "it is not JSON")
    NO_ARTICLE = (
        "aucun article : un objet JSON avec au moins un champ « text » (voir README, « Formats »)",
        "no article: a JSON object with at least a “text” field (see README, “Formats”)",
    )
    LOCKED = ("protégé par un mot de passe", "protected by a password")
    NESTED = ("une archive dans une archive : décompressez-la", "an archive inside an archive: unpack it")
    EXPANDS = (
        "contenu trop nombreux ou trop volumineux une fois décompressé : décompressez-le vous-même",
        "too many or too large contents once unpacked: unpack it yourself",
    )
    ABSENT = ("décrit dans articles.yaml, absent du dossier", "described in articles.yaml, absent from the folder")


@dataclass(frozen=True)
class Skipped:
    """A file that gave no article."""

    path: str
    reason: Reason

    def message(self, language: str) -> str:
        """The path and the reason on one line, in `language` ("fr"; English for anything else)."""
        french, english = self.reason.value
        return f"{printable(self.path)} : {french}" if language == "fr" else f"{printable(self.path)}: {english}"


class Refused(Exception):
    """These bytes give no article; caught by whoever goes through the folder, so that the other files are read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value[1])
        self.reason = reason


def printable(path: str) -> str:
    """`path` on one line, with line ends, controls and direction marks written as escapes."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in path
    )

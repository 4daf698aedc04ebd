"""Why a page was not fetched; `url` is the address as it was given, without the password that it may hold.

FetchError                                                exit code 1
 ├─ AddressRefused · AddressPrivate                       where it leads
 ├─ HostUnknown · PageUnreachable · PageTooSlow           nobody answers
 └─ PageMissing · PageWrongType · PageTooLarge · PageElsewhere   what is answered
"""

from __future__ import annotations

from sourcier.errors import SourcierError, UsageError


class FetchError(SourcierError):
    """A page could not be had."""


class AddressRefused(FetchError):
    fr = "{url} : ce n'est pas l'adresse d'une page ; donnez-en une en http:// ou https://, sans mot de passe."
    en = "{url}: it is not the address of a page; give one in http:// or https://, without a password."


class AddressPrivate(FetchError):
    fr = "{url} : l'adresse mène à une machine privée ({address}) ; seules les pages publiques sont prises."
    en = "{url}: the address leads to a private machine ({address}); only public pages are fetched."


class HostUnknown(FetchError):
    fr = "{url} : aucun serveur à ce nom ({host}) ; vérifiez l'adresse et le réseau."
    en = "{url}: no server of that name ({host}); check the address and the network."


class PageUnreachable(FetchError):
    fr = "{url} : le serveur ne répond pas comme il faut ({reason}) ; réessayez, ou enregistrez la page en .mhtml."
    en = "{url}: the server does not answer properly ({reason}); try again, or save the page as .mhtml."


class PageTooSlow(FetchError):
    fr = "{url} : pas de réponse entière en {seconds} s ; réessayez plus tard."
    en = "{url}: no whole answer in {seconds} s; try again later."


class PageMissing(FetchError):
    fr = "{url} : le serveur refuse la page (code {status}) ; ouvrez-la dans un navigateur et enregistrez-la en .mhtml."
    en = "{url}: the server refuses the page (code {status}); open it in a browser and save it as .mhtml."


class PageWrongType(FetchError):
    fr = "{url} : ni page, ni PDF, ni texte, ni JSON ({kind}) ; donnez l'adresse d'un article."
    en = "{url}: no page, PDF, text or JSON ({kind}); give the address of an article."


class PageTooLarge(FetchError):
    fr = "{url} : plus de {limit} Mo ; enregistrez vous-même ce qu'il faut en garder."
    en = "{url}: over {limit} MB; save yourself what is worth keeping of it."


class PageElsewhere(FetchError):
    fr = "{url} : plus de {limit} renvois d'une adresse à l'autre ; donnez l'adresse de l'article lui-même."
    en = "{url}: over {limit} redirections; give the address of the article itself."


class NoAddress(UsageError):
    fr = "Aucune adresse : donnez-en une, ou un fichier qui en contient avec --list."
    en = "No address: give one, or a file of them with --list."


class NoFolder(UsageError):
    fr = "Aucun dossier d'articles dans les réglages : donnez-en un avec --to."
    en = "No folder of articles in the settings: give one with --to."

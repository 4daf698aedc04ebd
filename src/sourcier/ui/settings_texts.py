"""What the settings tab says, in French and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingsTexts:
    """The words of one language; `{…}` are filled where they are used."""

    answers: str
    who: str
    kinds: dict[str, str]
    default: str
    model: str
    model_hint: str
    address: str
    address_hint: str
    key: str
    key_hint: str
    key_known: str
    use: str
    test: str
    evidence: str
    evidence_hint: str
    page: str
    theme: str
    themes: dict[str, str]
    language: str
    languages: dict[str, str]
    language_hint: str
    kept: str
    in_use: str
    quoting: str
    trying: str
    replied: str
    silent: str
    failed: str
    only_offered: str


FRENCH = SettingsTexts(
    answers="Réponses",
    who="Qui rédige les réponses",
    kinds={
        "extractive": "Personne : les phrases des articles sont citées telles quelles",
        "local": "Le modèle de cette machine",
        "openai": "Un serveur compatible OpenAI",
        "ollama": "Un serveur Ollama",
    },
    default="{model} (réglage de cette machine)",
    model="Modèle",
    model_hint="gpt-4.1-mini, qwen3:4b…",
    address="Adresse",
    address_hint="Vide : l’adresse habituelle. Sinon http://127.0.0.1:8080/v1…",
    key="Clé",
    key_hint="Gardée en mémoire seulement, jusqu’à la fermeture de Sourcier ; vide : celle de SOURCIER_API_KEY.",
    key_known="Une clé est en mémoire.",
    use="Choisir",
    test="Essayer",
    evidence="Longueur des preuves lues pour une question, en caractères",
    evidence_hint="Une phrase de presse en compte environ 150 : 2 000 caractères, c’est une douzaine de phrases.",
    page="Page",
    theme="Apparence",
    themes={"system": "Comme le système", "light": "Claire", "dark": "Sombre"},
    language="Langue de la page",
    languages={"fr": "Français", "en": "English"},
    language_hint="Les réponses restent dans la langue de la question.",
    kept="Réglage gardé.",
    in_use="{model} rédige maintenant les réponses.",
    quoting="Les phrases des articles sont citées telles quelles : il n’y a rien à essayer.",
    trying="{model} : j’attends ses premiers mots…",
    replied="{model} répond : premiers mots en {seconds} s, {context} tokens lus à la fois.",
    silent="{model} n’a rien écrit : essayez un autre modèle.",
    failed="L’essai a échoué pour une raison imprévue, notée dans le terminal.",
    only_offered="Cette machine a des comptes : on choisit parmi les modèles que nomme son sourcier.toml.",
)

ENGLISH = SettingsTexts(
    answers="Answers",
    who="Who words the answers",
    kinds={
        "extractive": "Nobody: article sentences are quoted as they are",
        "local": "The model of this machine",
        "openai": "An OpenAI-compatible server",
        "ollama": "An Ollama server",
    },
    default="{model} (setting of this machine)",
    model="Model",
    model_hint="gpt-4.1-mini, qwen3:4b…",
    address="Address",
    address_hint="Empty: the usual address. Else http://127.0.0.1:8080/v1…",
    key="Key",
    key_hint="Kept in memory only, until Sourcier is closed; empty: that of SOURCIER_API_KEY.",
    key_known="A key is in memory.",
    use="Choose",
    test="Try",
    evidence="Length of the evidence read for a question, in characters",
    evidence_hint="A sentence of the press has about 150: 2,000 characters are a dozen sentences.",
    page="Page",
    theme="Look",
    themes={"system": "As the system", "light": "Light", "dark": "Dark"},
    language="Language of the page",
    languages={"fr": "Français", "en": "English"},
    language_hint="Answers stay in the language of the question.",
    kept="Setting kept.",
    in_use="{model} now words the answers.",
    quoting="Article sentences are quoted as they are: there is nothing to try.",
    trying="{model}: waiting for its first words…",
    replied="{model} replies: first words in {seconds} s, {context} tokens read at once.",
    silent="{model} wrote nothing: try another model.",
    failed="The try failed for an unforeseen reason, noted in the terminal.",
    only_offered="This machine has accounts: only the models that its sourcier.toml names (llm, models) can be chosen.",
)


def settings_texts(language: str) -> SettingsTexts:
    """French for "fr", English for anything else."""
    return FRENCH if language == "fr" else ENGLISH

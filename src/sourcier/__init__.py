"""Sourcier: questions to a folder of press articles, every sentence of the answer proved by an article's sentence."""

from sourcier.assistant import Assistant, ask
from sourcier.errors import SourcierError
from sourcier.schema import Answer, Article, Citation, Evidence, Statement, Turn

__all__ = ["Answer", "Article", "Assistant", "Citation", "Evidence", "SourcierError", "Statement", "Turn", "ask"]

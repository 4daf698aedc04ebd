"""Model files: from a name to a verified local path."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from sourcier.artifacts.artifact import Artifact, Progress, Stage
from sourcier.artifacts.cache import Cache, Listed, silent
from sourcier.artifacts.registry import REGISTRY

__all__ = [
    "REGISTRY",
    "Artifact",
    "Cache",
    "Listed",
    "Progress",
    "Stage",
    "cache_dir",
    "fetch",
    "fingerprint",
    "listing",
    "locate",
    "names",
    "verify",
]


def cache_dir() -> Path:
    """Where models are kept: `SOURCIER_CACHE`, or Sourcier's folder in the platform's cache."""
    chosen = os.environ.get("SOURCIER_CACHE")
    return Path(chosen).expanduser() if chosen else platformdirs.user_cache_path("sourcier")


def names() -> tuple[str, ...]:
    """The names of the models known."""
    return tuple(artifact.name for artifact in REGISTRY)


def locate(name: str) -> Path:
    """Where a model is on this machine; see Cache.locate."""
    return _cache().locate(name)


def fetch(name: str, progress: Progress = silent, *, recheck: bool = False) -> Path:
    """Where a model is, once brought here if need be; see Cache.fetch."""
    return _cache().fetch(name, progress, recheck=recheck)


def verify(name: str, progress: Progress = silent) -> bool:
    """Whether every file of a model on this machine still has its bytes; see Cache.verify."""
    return _cache().verify(name, progress)


def listing() -> tuple[Listed, ...]:
    """Every model known and whether it is here."""
    return _cache().listing()


def fingerprint(name: str) -> str:
    """A short name of a model's exact content, to be recorded with what is made with it; see Artifact.fingerprint."""
    return _cache().artifact(name).fingerprint


def _cache() -> Cache:
    return Cache(cache_dir(), REGISTRY)

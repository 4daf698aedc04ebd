"""The folder of models on this machine: what is there, is it whole, and how to have it there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from sourcier.artifacts.artifact import Artifact, Progress, Stage
from sourcier.artifacts.making import make
from sourcier.artifacts.manifest import State, is_intact, state_of
from sourcier.errors import ArtifactCorrupt, ArtifactMissing, ArtifactUnknown, CacheReadOnly

LOCK_POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Listed:
    """A model and whether it is on this machine; `path` is what `locate` gives, when it is."""

    artifact: Artifact
    state: State
    path: Path | None


def silent(done: int, total: int, stage: Stage) -> None:
    """A Progress that says nothing."""


@dataclass(frozen=True)
class Cache:
    """The models of `artifacts`, kept under `folder`, each in a folder that appears whole or not at all."""

    folder: Path
    artifacts: tuple[Artifact, ...]

    def locate(self, name: str) -> Path:
        """Where the model is; raises ArtifactMissing, or ArtifactCorrupt when a file has not the size it had."""
        artifact = self.artifact(name)
        match self._state(artifact):
            case "missing":
                raise ArtifactMissing(name=name)
            case "damaged":
                raise ArtifactCorrupt(name=name)
        return self._home(artifact) / artifact.entry

    def fetch(self, name: str, progress: Progress = silent, *, recheck: bool = False) -> Path:
        """Where the model is, once brought there if need be; `recheck` hashes what is there first.

        Raises ArtifactUnreachable, DiskTooSmall or CacheReadOnly; what was brought so far is kept for the next time.
        """
        artifact = self.artifact(name)
        if not self._is_good(artifact, progress, recheck):
            with self._alone(artifact, progress):
                if not self._is_good(artifact, progress, recheck):  # Another process may have brought it meanwhile.
                    make(artifact, self._work(artifact), self._home(artifact), progress)
        return self.locate(name)

    def verify(self, name: str, progress: Progress = silent) -> bool:
        """Whether every file of the model still has its bytes; raises ArtifactMissing."""
        artifact = self.artifact(name)
        if self._state(artifact) == "missing":
            raise ArtifactMissing(name=name)
        return self._is_good(artifact, progress, recheck=True)

    def listing(self) -> tuple[Listed, ...]:
        """Every model known, in the order of the registry."""
        return tuple(self._listed(artifact) for artifact in self.artifacts)

    def artifact(self, name: str) -> Artifact:
        """The model called `name`; raises ArtifactUnknown."""
        for artifact in self.artifacts:
            if artifact.name == name:
                return artifact
        raise ArtifactUnknown(name=name)

    def _listed(self, artifact: Artifact) -> Listed:
        state = self._state(artifact)
        return Listed(artifact, state, self._home(artifact) / artifact.entry if state == "present" else None)

    def _is_good(self, artifact: Artifact, progress: Progress, recheck: bool) -> bool:
        if not recheck:
            return self._state(artifact) == "present"
        return is_intact(artifact, self._home(artifact), lambda read: progress(read, artifact.size, "check"))

    def _state(self, artifact: Artifact) -> State:
        return state_of(artifact, self._home(artifact))

    def _home(self, artifact: Artifact) -> Path:
        return self.folder / artifact.name

    def _work(self, artifact: Artifact) -> Path:
        return self.folder / ".fetching" / artifact.name

    @contextmanager
    def _alone(self, artifact: Artifact, progress: Progress) -> Iterator[None]:
        """One process at a time brings a model; the lock falls with the process that holds it."""
        lock = FileLock(f"{self._work(artifact)}.lock")
        while not self._acquire(lock):
            progress(0, artifact.size, "waiting")
        try:
            yield
        finally:
            lock.release()

    def _acquire(self, lock: FileLock) -> bool:
        try:
            Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=LOCK_POLL_SECONDS)
        except Timeout:
            return False
        except OSError as error:
            raise CacheReadOnly(path=self.folder, reason=error.strerror) from error
        return True

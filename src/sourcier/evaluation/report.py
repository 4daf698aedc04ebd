"""What a run of gold questions gave: every case, and the measures over any group of them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from sourcier.evaluation.agreement import Agreement
from sourcier.evaluation.case import Case
from sourcier.evaluation.dataset import Kind
from sourcier.evaluation.measures import Measure, measures, times
from sourcier.evaluation.outcomes import Outcome, outcomes_of
from sourcier.evaluation.provenance import Provenance
from sourcier.schema import Noun


class Report(Noun):
    """The cases of one run with the measures over them."""

    cases: tuple[Case, ...]
    provenance: Provenance
    agreements: tuple[Agreement, ...] = ()
    left: int = Field(default=0, description="Questions of the run that it did not get to before it stopped.")

    @property
    def asked(self) -> int:
        """The questions that the run is about, those that it did not get to as well."""
        return len(self.cases) + self.left

    @property
    def model(self) -> str:
        """Who worded the answers: the name of the run in a baseline file."""
        return self.provenance.model

    @property
    def key(self) -> str:
        """Model and half of the questions, such as `extractive/dev`."""
        splits = {case.split for case in self.cases}
        return f"{self.model}/{splits.pop() if len(splits) == 1 else 'all'}"

    @property
    def failed(self) -> tuple[Case, ...]:
        """The cases in which the assistant, its model or the judge failed."""
        return tuple(case for case in self.cases if case.error is not None)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of question met, in the order met."""
        return tuple(dict.fromkeys(case.kind for case in self.cases))

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """What came of each question, by its id."""
        return outcomes_of(self.cases)

    @property
    def times(self) -> dict[str, float]:
        """The times measured, in milliseconds, by name."""
        return {name: round(time.value, 1) for name, time in times(self.cases).items() if time.value is not None}

    def of_kind(self, kind: Kind) -> tuple[Case, ...]:
        """The cases of one kind."""
        return tuple(case for case in self.cases if case.kind == kind)

    def measures(self) -> dict[str, Measure]:
        """The measures over all cases, by name."""
        return measures(self.cases)

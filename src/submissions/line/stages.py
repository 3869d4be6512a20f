"""Go through the stages of the line: note each, gather its findings, end where a stage has no value."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.today import Today

T = TypeVar("T")

Enter = Callable[[str], None]
"""What a stage calls with its name when it begins, so that whoever waits knows what is going on."""

# A case leaves its source, its record and a searcher for each audience, together one to three MiB for a full complaint:
# the documents of some 128 cases share theirs, and a run over more does not reach the child's limit of memory.
_KEPT_MAX: Final = 512


class NoValueError(Exception):
    """A stage gave findings but no value: the line ends there."""


class Kept:
    """Values that serve later documents too, at most `most` of them; what was not used for longest goes first."""

    def __init__(self, most: int = _KEPT_MAX) -> None:
        """Hold nothing yet."""
        self.most = most
        self._values: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return the value under a key, made now where it is not there; what `make` raises goes through."""
        if key not in self._values:
            self._values[key] = make()
            if len(self._values) > self.most:
                self._values.popitem(last=False)
        self._values.move_to_end(key)
        value: T = self._values[key]
        return value


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the child process works: whom it tells of each stage, and what earlier calls left there."""

    enter: Enter = lambda stage: None
    kept: Kept = field(default_factory=Kept)


class Stages:
    """The stages that one document goes through, and every finding on the way."""

    def __init__(self, bench: Bench, setting: Setting, today: Today | None = None) -> None:
        """Begin without a finding; `today` is given where others already ask of the day."""
        self.bench, self.setting = bench, setting
        self.today = today or Today(setting.as_of)
        self.findings: list[Finding] = []

    def enter(self, stage: str) -> None:
        """Say that a stage begins."""
        self.bench.enter(stage)

    def run(self, stage: str, function: Callable[..., tuple[T | None, Sequence[Finding]]], *given: Any) -> T:
        """Go through a stage: keep its findings and return its value; raises NoValueError if it has none."""
        self.enter(stage)
        value, findings = function(*given)
        self.findings += findings
        if value is None:
            raise NoValueError(stage)
        return value

    def once(self, key: str, stage: str, function: Callable[..., tuple[T | None, Sequence[Finding]]], *given: Any) -> T:
        """Go through a stage whose value, kept under a key, serves later documents of the run too."""
        whole = (self.setting.workspace, stage, key)
        return self.run(stage, lambda: self.bench.kept.get(whole, lambda: function(*given)))

    def look(self, stage: str, function: Callable[..., Iterable[Finding]], *given: Any) -> None:
        """Go through a stage that has findings only."""
        self.enter(stage)
        self.findings += function(*given)

    def aside(self) -> Stages:
        """Return stages on the same bench whose findings are not this document's."""
        return Stages(self.bench, self.setting, self.today)

    @property
    def may_go_on(self) -> bool:
        """Whether nothing stands against writing the document."""
        return not any(self.setting.stops(finding) for finding in self.findings)

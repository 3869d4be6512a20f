"""Go through the stages of the line: note each, gather its findings, end where a stage has no value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from submissions.findings import Finding
from submissions.line.outcome import Enter, Setting

T = TypeVar("T")


class NoValueError(Exception):
    """A stage gave findings but no value: the line ends there."""


class Stages:
    """The stages that one document goes through, and every finding on the way."""

    kept: ClassVar[dict[tuple[Path, str, str], tuple[Any, Sequence[Finding]]]] = {}

    def __init__(self, enter: Enter, setting: Setting) -> None:
        self.enter, self.setting = enter, setting
        self.findings: list[Finding] = []

    def run(self, stage: str, function: Callable[..., tuple[T | None, Sequence[Finding]]], *given: Any) -> T:
        """Go through a stage: keep its findings and return its value; raises NoValueError if it has none."""
        self.enter(stage)
        value, findings = function(*given)
        self.findings += findings
        if value is None:
            raise NoValueError(stage)
        return value

    def once(self, key: str, stage: str, function: Callable[..., tuple[T | None, Sequence[Finding]]], *given: Any) -> T:
        """Go through a stage whose value, kept under a key, serves every later document of the run too."""

        def remembered() -> tuple[T | None, Sequence[Finding]]:
            whole = (self.setting.workspace, stage, key)
            if whole not in self.kept:
                self.kept[whole] = function(*given)
            return self.kept[whole]

        return self.run(stage, remembered)

    def look(self, stage: str, function: Callable[..., Sequence[Finding]], *given: Any) -> None:
        """Go through a stage that has findings only."""
        self.enter(stage)
        self.findings += function(*given)

    @property
    def may_go_on(self) -> bool:
        """Whether nothing stands against writing the document."""
        return not any(self.setting.stops(finding) for finding in self.findings)

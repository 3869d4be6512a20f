"""What became of the rules of a mechanism, for the memorandum that goes into the file."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.values import Text


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule held against the case; `state` is that of an answer; texts may be None."""

    requirement: Text
    state: str
    fact: Text | None
    place: Text | None
    source: Text
    short_source: Text
    confidence: Text
    verify: Text | None
    conflict: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class ExaminationView:
    """One document of the case held against the rules of its mechanism; `sources` are those of the rules, each once."""

    procedure: Text
    name: Text
    template: Text
    language: Text
    rules: tuple[RuleView, ...]
    sources: tuple[Text, ...]

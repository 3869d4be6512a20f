"""What became of the rules of the mechanisms, for the memorandum that goes into the file."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.values import Text


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule held against the case, for all documents of which it gives the same answer.

    `state` is that of an answer, and `alike` how many rules have this state and this fact; `documents` and `sources`
    are numbers in their lists, and `source` is every source with its address; texts may be None.
    """

    requirement: Text
    state: str
    fact: Text | None
    alike: int
    documents: tuple[int, ...]
    source: Text
    sources: tuple[int, ...]
    confidence: Text
    verify: Text | None
    conflict: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class ExaminedView:
    """One document that is filed with a mechanism; the numbers are of rules in each state."""

    number: int
    mechanism: Text
    title: Text
    language: Text
    contradicted: int
    missing: int
    verify: int
    asserted: int
    met: int


@dataclass(frozen=True, slots=True)
class RuleSourceView:
    """A source of rules, by its title and symbol."""

    number: int
    title: Text


@dataclass(frozen=True, slots=True)
class ExaminationsView:
    """Every document of a case held against its mechanism: the documents, the rules, and the sources of these."""

    documents: tuple[ExaminedView, ...]
    rules: tuple[RuleView, ...]
    sources: tuple[RuleSourceView, ...]

"""What is found of a Word template, in plain records: those who show it need nothing that reads Word files."""

from __future__ import annotations

from dataclasses import dataclass

from submissions.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Examined:
    """A Word template: the names that it asks for, as "state.name" with how often, and what was found.

    `values` are those that the case types for it, each with its kind and what to write there.
    """

    fields: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FirstTemplate:
    """A template made of a filing: its bytes, none where it may not be written, and its tags with their places."""

    content: bytes = b""
    tagged: tuple[tuple[Place, str], ...] = ()

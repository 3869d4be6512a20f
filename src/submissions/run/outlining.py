"""Read what planning needs to know of the cases and templates of a run, or take it from what earlier runs read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import TemplateOutline
from submissions.run.calls import DigestNamesOfTexts, FindOldTables, OutlineCase, OutlineTemplates
from submissions.run.folders import Makers
from submissions.run.kept import Outlined
from submissions.run.reuse import Reuse

MANY_CASES: Final = 8
"""As many are read sooner than it takes further children to start."""


def learn_texts(makers: Makers, reuse: Reuse, setting: Setting) -> list[Finding]:
    """Find out which texts the templates ask for, on which it rests what is found in a case."""
    known = reuse.known.texts()
    if known is not None:
        reuse.sources.learn((), known)
        return []
    digest, findings = makers.ask(DigestNamesOfTexts(setting), Place("templates"), otherwise="")
    reuse.sources.learn((), digest)
    if not findings:
        reuse.known.keep_texts(digest)
    return findings


def outline_cases(
    makers: Makers, reuse: Reuse, setting: Setting, folders: Sequence[str]
) -> Iterator[tuple[str, Outlined]]:
    """Yield each folder of a case with what planning needs to know of it, and all that is wrong with it."""
    known = {folder: reuse.known.case(folder) for folder in folders}
    calls = {folder: OutlineCase(setting, folder) for folder in folders if known[folder] is None}
    if len(calls) >= MANY_CASES:
        makers.ahead.expect(list(calls.values()))
    for folder in folders:
        outlined = known[folder]
        if outlined is None:
            outlined = makers.ask(calls[folder], Place(f"{folder}/case.yaml"), otherwise=None)
            if outlined[0] is not None and reuse.is_untouched(folder):
                reuse.known.keep_case(folder, outlined)
        else:
            reuse.known.keep_marks(folder)
        yield folder, outlined


def outline_templates(
    makers: Makers, reuse: Reuse, setting: Setting, names: Sequence[str]
) -> tuple[tuple[TemplateOutline, ...], list[Finding]]:
    """Read the templates of these names; of the others nothing but the ids is needed."""
    asked = tuple(sorted(set(names)))
    known = reuse.known.templates(asked)
    if known is None:
        known = makers.ask(OutlineTemplates(setting, asked), Place("templates"), otherwise=())
        if known[0]:
            reuse.known.keep_templates(asked, known)
    reuse.sources.learn(known[0], reuse.sources.texts)
    return known[0], list(known[1])


def find_old_tables(makers: Makers, reuse: Reuse, setting: Setting) -> list[Finding]:
    """Look whether the tables that the rules rest on are old on the day of the run."""
    known = reuse.known.tables()
    if known is None:
        known = makers.ask(FindOldTables(setting), Place("rules/tables.yaml"), otherwise=None)[1]
        if not any(one.is_error for one in known):
            reuse.known.keep_tables(known)
    return known

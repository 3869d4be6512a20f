"""The page of all filing rules, `docs/reference/rules.md`, made from the files of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from submissions.admissibility.words import in_language
from submissions.packaged import rule_folders
from submissions.rules.records import Bound, Count, Limit, Presence, Present, Rule, RuleSource
from submissions.rules.rulebooks import Rulebook, read_group, read_rulebooks

_INTRODUCTION = """Made from the files in `src/submissions/rules` by `make reference`; do not edit.

What each mechanism asks for, with the check that holds a case against it, the source, and how sure the rule is. An
**error** stops the document, a **warning** and a **remark** do not. The **confidence** is A (read in the official
text), B (read in a mirror or a careful second source), C (one old or second-hand source) or D (not verified: never an
error, and "verify" says what to look at). A rule without a check only informs. A **gate** closes the mechanism to a
case that breaks it; a rule that **asks** is a question for a person. Paths such as `remedies[final].decided` point into
the [case file](case-file.md); [Add a mechanism](../tutorial/add-a-mechanism.md) explains them.

This is no legal advice: before you file, look at the page of the body."""
_HEAD = "| Rule | Requirement | Check | Weight | Confidence | Sources and remarks |\n|---|---|---|---|---|---|"


def rules_page() -> str:
    """Return the page of all rules: what several mechanisms share first, then each mechanism."""
    folders = rule_folders(Path("no workspace"))
    books, findings = read_rulebooks(folders)
    if findings:
        raise ValueError("; ".join(map(str, findings)))
    parts = ["# Filing rules", _INTRODUCTION, _overview(books), "## Rules that several mechanisms share"]
    for name in sorted({str(name) for book in books for name in book.procedure.takes}):
        group, _ = read_group(name, folders)
        if group is None:
            raise ValueError(name)
        parts += [f"### {name}", _table(group.rules)]
    for book in books:
        parts += list(_mechanism(book))
    return "\n\n".join(parts) + "\n"


def _overview(books: Iterable[Rulebook]) -> str:
    rows = (
        f"| [{book.procedure.id}](#{book.procedure.id}) | {in_language(book.procedure.name, 'en')} "
        f"| {f'`{book.procedure.template}`' if book.procedure.template else 'none'} | {len(book.rules)} |"
        for book in books
    )
    return "\n".join(["| Mechanism | Name | Template | Rules |", "|---|---|---|---|", *rows])


def _mechanism(book: Rulebook) -> Iterator[str]:
    procedure = book.procedure
    yield f"## {procedure.id}"
    yield f"{in_language(procedure.name, 'en')}."
    if procedure.refused is not None:
        yield f"**Nothing can be filed with it.** {in_language(procedure.refused, 'en')}"
    if book.sections:
        titles = "; ".join(in_language(section.title, "en") for section in book.sections)
        yield f"Sections, in this order: {titles}."
    if procedure.takes:
        yield "It takes the rules of " + ", ".join(f"[{name}](#{name})" for name in procedure.takes) + "."
    if procedure.rules:
        yield _table(procedure.rules)


def _table(rules: Iterable[Rule]) -> str:
    return "\n".join([_HEAD, *map(_row, rules)])


def _row(rule: Rule) -> str:
    marks = "".join(f", {word}" for word, is_so in (("gate", rule.gate), ("asks", rule.asks)) if is_so)
    remarks = [_source(source) for source in rule.sources]
    for name, words in (("Verify", rule.verify), ("But", rule.conflict), ("Note", rule.note)):
        remarks += [f"**{name}:** {in_language(words, 'en')}"] if words is not None else []
    cells = (
        f"`{rule.id}`",
        in_language(rule.requirement, "en"),
        "; ".join(_check(rule)),
        f"{rule.severity}{marks}" if rule.check else "information",
        str(rule.confidence),
        "<br>".join(remarks),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _source(source: RuleSource) -> str:
    title = f"[{source.title}]({source.address})" if source.address else str(source.title)
    return ", ".join(part for part in (title, source.symbol, f"seen {source.seen.first}") if part)


def _check(rule: Rule) -> Iterator[str]:
    """Yield what a rule holds a case against, and when."""
    if rule.presence is not None:
        yield from _presence(rule.presence)
    if rule.count is not None:
        yield from _count(rule.count)
    if rule.date is not None:
        yield from _limit(rule.date.limit) if rule.date.limit is not None else ()
        yield from _bound(rule.date.bound) if rule.date.bound is not None else ()
        yield from _present(rule.date.present) if rule.date.present is not None else ()
    if rule.consent is not None:
        yield f"consent: {', '.join(rule.consent.scopes)}, of {_paths((rule.consent.of,))}"
    if rule.consistency is not None:
        yield f"contradictions: {rule.consistency.of}"
    if rule.when:
        yield f"when {_paths(rule.when)}"
    if rule.except_when:
        yield f"except when {_paths(rule.except_when)}"


def _presence(asked: Presence) -> Iterator[str]:
    if asked.needs:
        yield f"presence: {_paths(asked.needs)}"
    if asked.any_of:
        yield f"presence: one of {_paths(asked.any_of)}"
    if asked.each is not None:
        yield f"presence: each of {_paths((asked.each,))} has {_paths(asked.have)}"
    if asked.refuses:
        yield f"presence: nothing at {_paths(asked.refuses)}"
    if asked.value is not None:
        yield f"presence: {_paths((asked.value,))} is one of {', '.join(asked.among)}"
    if asked.unless:
        yield f"unless {_paths(asked.unless)}"
    if asked.shown_by:
        yield f"shown by {_paths(asked.shown_by)}"


def _count(limit: Count) -> Iterator[str]:
    of = "the document" if limit.of == "document" else _paths((limit.of,))
    bounds = [f"{word} {number}" for word, number in (("at most", limit.most), ("at least", limit.least)) if number]
    yield f"count: {' and '.join(bounds)} {limit.unit} of {of}"
    if limit.unless:
        yield f"unless {_paths(limit.unless)}"


def _limit(limit: Limit) -> Iterator[str]:
    units = (
        (limit.period.years, "year"), (limit.period.months, "month"),
        (limit.period.weeks, "week"), (limit.period.days, "day"),
    )  # fmt: skip
    period = " and ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in units if number)
    since = _paths(limit.since) + (f", or else {_paths(limit.or_since)}" if limit.or_since else "")
    kind = "hard" if limit.hard else "soft"
    yield f"date: {f'{period} from' if period else 'not after'} {since} ({kind}; the {limit.counts} date counts)"
    if limit.explained_by:
        yield f"later if explained by {_paths(limit.explained_by)}"


def _bound(bound: Bound) -> Iterator[str]:
    yield f"date: the State {'is not' if bound.contrary else 'is'} bound by {bound.instrument}"
    if bound.events is not None:
        ends = "" if bound.begun else ", or continue after it"
        yield f"{_paths((bound.events,))} came after that{ends}"


def _present(present: Present) -> Iterator[str]:
    yield f"date: one of {_paths(present.of)} goes on, or is still to come, on the day of the document"
    if present.claimed:
        yield f"to be looked at where only {_paths(present.claimed)} says so"


def _paths(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths)

"""`submissions template`: look at templates that somebody drafts in Word, without a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from submissions.cli.options import format_option, today, workspace_option
from submissions.cli.pages import Command, Group
from submissions.cli.report import finding_data, misuse, require, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, find_cases, find_workspace
from submissions.findings import Finding, Place, has_errors
from submissions.line.outcome import Setting
from submissions.publish.fresh import new_file
from submissions.run.worker import Worker
from submissions.upkeep.calls import AnnotateTemplate, ExamineTemplate, MakeTemplate
from submissions.wordbody.records import Examined, FirstTemplate

_files = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path)
)


@click.group(cls=Group)
def template() -> None:
    """Look at templates drafted in Word: their faults, and what they ask of a case.

    Examples:
      submissions template check authority.docx
      submissions template fields authority.docx
      submissions template from old-complaint.docx --case a-v-bosnia

    """


@template.command("check", cls=Command)
@_files
@click.option(
    "--annotate",
    is_flag=True,
    help="Write a copy beside each file, 'NAME (annotated).docx', with a comment at each fault.",
)
@format_option
def check_template(*, files: tuple[Path, ...], annotate: bool, style: str) -> None:
    """Find the faults of Word templates before any case is there.

    Tags in the syntax of docxtpl are read in the text, in tables, headers, footers, notes, comments and text boxes:
    halves of tags, statements that are not ended or cross, tags for a paragraph, row or cell that holds other words,
    unknown names, fields, filters and tests. So is what was left in the file: tracked changes, comments, hidden text,
    macros, embedded files, links to others, and the names of those who wrote it. The number behind the file is the
    paragraph's.

    Examples:
      submissions template check templates/letters/authority-to-act/en.docx
      submissions template check *.docx --format json
      submissions template check en.docx --annotate

    """
    found = _examined(files)
    copies = [_annotated(file, one) for file, one in zip(files, found, strict=True)] if annotate else []
    findings = [finding for one in found for finding in one.findings]
    if style == "json":
        show_json({"findings": [finding_data(each, clean) for each in findings]})
    else:
        show_findings(findings, clean)
        for copy in filter(None, copies):
            click.echo(f"annotated: {clean(str(copy))}")
        click.echo(_sum(len(files), findings))
    if has_errors(findings):
        raise click.exceptions.Exit(1)


@template.command("fields", cls=Command)
@_files
@format_option
def fields_of_template(files: tuple[Path, ...], style: str) -> None:
    """List what Word templates ask of a case, with how often each is asked for.

    Examples:
      submissions template fields authority.docx

    """
    found = _examined(files)
    if style == "json":
        rows = zip(files, found, strict=True)
        show_json({"templates": [_fields_data(file, one) for file, one in rows]})
    else:
        for file, one in zip(files, found, strict=True):
            click.echo(clean(str(file)))
            for name, count in one.fields:
                click.echo(f"  {clean(name)}  {count}")
            for name, kind, about in one.values:
                click.echo(clean(f"  typed for it: {name}, {kind}: {about}"))
    findings = [finding for one in found for finding in one.findings if finding.is_error]
    if findings and style != "json":
        show_findings(findings, clean)
    if findings:
        raise click.exceptions.Exit(1)


def _fields_data(file: Path, found: Examined) -> dict[str, Any]:
    values = [{"name": name, "kind": kind, "about": about} for name, kind, about in found.values]
    return {"file": str(file), "fields": dict(found.fields), "values": values}


@template.command("from", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--case", "case", type=CaseName(), metavar="CASE", required=True, help="The case it was written for.")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The template to write, which is not there yet.  [default: only show]",
)
@workspace_option
def template_from(*, file: Path, case: str, output: Path | None, workspace: Path | None) -> None:
    """Make a first template of a filing that exists: what the case gives becomes tags.

    FILE is a Word document that was written by hand. Each place in which a value of the case stands is shown with the
    tag that takes it; look at each, for a word may stand there by chance. What is in the case and in the file in other
    words stays as it is. A template that names somebody protected still is not written.

    Examples:
      submissions template from old-complaint.docx --case a-v-bosnia
      submissions template from old-complaint.docx --case a-v-bosnia -o templates/ours/complaint/en.docx

    """
    root = find_workspace(workspace)
    (found,) = find_cases(root, (case,))
    if output is not None and output.exists():
        raise misuse(f"{output} exists already; name another file")
    content = _content(file)
    setting = Setting(root, today(), root / "output", writes=False)
    nothing = FirstTemplate()
    with Worker() as worker:
        call = MakeTemplate(setting, found, content, str(file))
        made, findings = worker.ask(call, Place(str(file)), otherwise=nothing)
    for place, words in made.tagged:
        click.echo(clean(f"{place}: {words}"))
    show_findings(findings, clean)
    if output is not None and made.content:
        _write(output, made.content)
        click.echo(f"written: {clean(str(output))}")
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def _content(file: Path) -> bytes:
    """Return what a file holds; raises click.UsageError if nothing stands there or it cannot be read."""
    require((file,))
    try:
        return file.read_bytes()
    except OSError as error:
        raise misuse(f"'{file}' cannot be read: {error.strerror}") from error


def _write(path: Path, content: bytes) -> None:
    """Write a new file; what is there already stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path) as stream:
            stream.write(content)
    except OSError as error:
        raise misuse(f"'{path}' cannot be written: {error.strerror}") from error


def _examined(files: Sequence[Path]) -> list[Examined]:
    """Return what was found of each file, by the child process, which opens it."""
    found = []
    with Worker() as worker:
        for file in files:
            content = _content(file)
            nothing = Examined()
            examined, findings = worker.ask(ExamineTemplate(content, str(file)), Place(str(file)), otherwise=nothing)
            found.append(replace(examined, findings=(*examined.findings, *findings)))
    return found


def _annotated(file: Path, found: Examined) -> Path | None:
    """Write a copy with comments beside a file; return its path, None where nothing was found or it cannot be read."""
    own = tuple(one for one in found.findings if one.place.file == str(file))
    if not own or any(one.code == "E248" for one in own):
        return None
    copy = file.with_name(f"{file.stem} (annotated){file.suffix}")
    if copy.exists():
        raise misuse(f"{copy} exists already; move it away first")
    with Worker() as worker:
        call = AnnotateTemplate(_content(file), str(file), own)
        content, faults = worker.ask(call, Place(str(file)), otherwise=b"")
    if faults:
        show_findings(faults, clean)
        return None
    _write(copy, content)
    return copy


def _sum(count: int, findings: Sequence[Finding]) -> str:
    errors = sum(finding.is_error for finding in findings)
    files = "1 template" if count == 1 else f"{count} templates"
    return f"{files} looked at; {errors} error{'' if errors == 1 else 's'}, {len(findings) - errors} other findings."

"""`submissions templates`: what there is to choose from, and what one template needs of a case."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from submissions.cli.options import format_option, output_folder, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import TemplateName, find_workspace, shown_path
from submissions.findings import Finding, Place, has_errors
from submissions.line.outcome import Setting
from submissions.plan import TemplateOutline, ValueOutline, nearest
from submissions.run.calls import OutlineTemplates
from submissions.run.worker import Worker


@click.command(cls=Command)
@click.argument("template", required=False, metavar="[ID]", type=TemplateName())
@workspace_option
@format_option
def templates(template: str | None, workspace: Path | None, style: str) -> None:
    """List the templates, or say what one needs.

    Examples:
      submissions templates
      submissions templates un/cat-complaint

    """
    try:
        root = find_workspace(workspace)
    except click.UsageError:
        root = Path.cwd()
    found, findings = _read(root, template)
    if template is not None:
        known = {one.id: one for one in found}
        if template not in known:
            guess = nearest(template, known)
            hint = f"Did you mean '{guess}'?" if guess else f"Choose among: {', '.join(known)}"
            raise misuse(f"there is no template '{template}'\n\n{hint}")
        found = (known[template],)
    if style == "json":
        data: dict[str, Any] = {"templates": [_data(one) for one in found]}
        show_json({**data, "findings": [finding_data(each, lambda file: shown_path(root, file)) for each in findings]})
    else:
        show_findings(findings, lambda file: shown_path(root, file))
        for one in found:
            _show(one, in_full=template is not None)
    if has_errors(findings):
        raise click.exceptions.Exit(1)


def _read(root: Path, in_full: str | None) -> tuple[tuple[TemplateOutline, ...], list[Finding]]:
    with Worker() as worker:
        setting = Setting(root, today(), output_folder(root, None))
        return worker.ask(OutlineTemplates(setting, in_full=in_full), Place("templates"), otherwise=())


def _data(template: TemplateOutline) -> dict[str, Any]:
    return {
        "id": template.id,
        "title": template.title,
        "purpose": template.purpose,
        "procedure": template.procedure,
        "languages": list(template.languages),
        "audiences": list(template.audiences),
        "needs": list(template.needs),
        "takes": list(template.takes),
        "guidance": dict(template.guidance),
        "pdf": template.pdf,
        "values": [
            {
                "name": one.name,
                "kind": one.kind,
                "about": one.about,
                "required": one.required,
                "choices": list(one.choices),
            }
            for one in template.values
        ],
    }


def _show(template: TemplateOutline, *, in_full: bool) -> None:
    click.echo(f"{click.style(clean(template.id), bold=True)}  {clean(template.title)}")
    click.echo(f"    languages: {', '.join(template.languages)}; audiences: {', '.join(template.audiences)}")
    if not in_full:
        return
    if template.procedure:
        click.echo(f"    procedure: {clean(template.procedure)}")
    if template.pdf:
        click.echo("    PDF: as LibreOffice prints the Word file, which must be installed")
    click.echo(f"\n{clean(template.purpose)}\n")
    click.echo("What a case must have for it:")
    guidance = dict(template.guidance)
    for need in template.needs:
        _show_key(need, guidance)
    if template.takes:
        click.echo("\nWhat it prints besides, where a case gives it:")
        for name in template.takes:
            _show_key(name, guidance)
    if template.values:
        click.echo("\nWhat is typed for it below 'values:' of the submission:")
        for value in template.values:
            _show_value(value)
    click.echo("\nTo make it, write in case.yaml:\n")
    click.echo("submissions:")
    click.echo(f"  - template: {clean(template.id)}")
    click.echo(f"    languages: [{', '.join(template.languages)}]")
    click.echo(f"    audiences: [{', '.join(template.audiences)}]")
    wanted = [one for one in template.values if one.required]
    if wanted:
        click.echo("    values:")
        for value in wanted:
            click.echo(f"      {clean(value.name)}:")


def _show_value(value: ValueOutline) -> None:
    """Print the name of a value with its kind, and below it what to write there."""
    kind = f"one of {', '.join(value.choices)}" if value.choices else value.kind
    click.echo(f"  {clean(value.name)}  {clean(kind)}{'' if value.required else ', may be left out'}")
    if value.about:
        _show_words(value.about)


def _show_key(name: str, guidance: Mapping[str, str]) -> None:
    """Print a key, and below it what to write there."""
    click.echo(f"  {clean(name)}")
    if name in guidance:
        _show_words(guidance[name])


def _show_words(words: str) -> None:
    click.echo(textwrap.fill(clean(words), 100, initial_indent=" " * 6, subsequent_indent=" " * 6))

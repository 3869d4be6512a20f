"""`submissions explain`: what a finding means and what to do about it, from the reference page that came along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from submissions.cli.pages import Command
from submissions.cli.report import misuse
from submissions.codes import CODES
from submissions.packaged import folder_beside

_PAGE = "reference/findings.md"


class Code(click.ParamType):  # type: ignore[type-arg]  # older releases of click take no argument
    """The code of a finding, in capital or small letters; the shell completes it."""

    name = "code"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the codes with what they mean."""
        wanted = incomplete.upper()
        return [CompletionItem(code, help=words) for code, words in CODES.items() if code.startswith(wanted)]


@click.command(cls=Command)
@click.argument("code", type=Code(), metavar="CODE")
def explain(code: str) -> None:
    """Explain a finding.

    Shows what a code means, what the program says to do about it, and the pages that tell more. Every finding has one,
    in brackets: error[E112].

    Examples:
      submissions explain E112
      submissions explain w755

    """
    wanted = code.strip("[] ").upper()
    if wanted not in CODES:
        raise misuse(f"there is no finding '{code}'\n\nIts code stands in brackets behind its weight: error[E112].")
    docs = folder_beside("docs")
    click.echo(f"{wanted}\n\n{_section(docs, wanted)}")
    pages = list(_pages(docs, wanted))
    if pages:
        click.echo("\nRead more in:\n" + "\n".join(f"  {title}: {path}" for title, path in pages))


def _section(docs: Path, code: str) -> str:
    """Return what the reference page says of a code."""
    text = (docs / _PAGE).read_text(encoding="utf-8")
    found = re.search(rf"^### {code}\n\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else f"{CODES[code]}."


def _pages(docs: Path, code: str) -> Iterator[tuple[str, str]]:
    """Yield title and path of the other pages that name a code."""
    for path in sorted(docs.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if re.search(rf"\b{code}\b", text) and path.relative_to(docs).as_posix() != _PAGE:
            yield text.split("\n", 1)[0].lstrip("# "), str(path)

"""Write the generated reference pages: `commands.md`, `findings.md` and `rules.md` in `docs/reference`.

Run `make reference` after a change of a command's help, a finding or a filing rule; a test holds the pages fresh.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from submissions.cli import main
from submissions.codes import CODES
from submissions.findings import Place
from submissions.packs.schema import pack_reference
from submissions.reporting import order_to_report
from submissions.writers.word.frame.checks import order_to_graft

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 96
STAGES = (
    (100, "Reading and checking the case file"),
    (200, "Templates and the house"),
    (300, "Prose, references and citations; the document as a whole"),
    (400, "The Word file"),
    (450, "Images"),
    (500, "HTML and PDF"),
    (600, "Reading the finished files back, and searching them for what is protected"),
    (700, "Planning, building and publishing"),
    (800, "Filing rules"),
)
SEVERITIES = {"E": "error", "W": "warning", "N": "note"}


def commands_page() -> str:
    """Return the page of all commands, made from their help."""
    parts = [
        "# Commands",
        "Made from the program's own help by `make reference`; do not edit.",
        _help(main, "submissions"),
    ]
    for name, command in _commands(main, "submissions"):
        parts += [f"## {name}", _help(command, name)]
    return "\n\n".join(parts) + "\n"


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def findings_page() -> str:
    """Return the page of all finding codes, with what the program says to do about each."""
    orders = _orders()
    parts = ["# Findings", _INTRODUCTION]
    stage = ""
    for code, meaning in CODES.items():
        title = next(words for least, words in reversed(STAGES) if int(code[1:]) >= least)
        if title != stage:
            stage = title
            parts.append(f"## {stage}")
        parts.append(f"### {code}\n\n{SEVERITIES[code[0]].capitalize()}: {meaning}.")
        parts += ["\n".join(f"- {order}" for order in orders[code])] if code in orders else []
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """Made from the program by `make reference`; do not edit.

Each finding has a code that never changes its meaning. An **error** stops every document it stands against; a
**warning** is for you to look at (with `--strict` it stops a document, too); a **note** says what was done. Below each
code stands what the program tells you to do; `…` stands for what it takes from your material."""


def _orders() -> dict[str, list[str]]:
    """Return the orders that the program's sources give with each code, in the order of the sources."""
    found: dict[str, dict[str, None]] = {}
    for path in sorted((ROOT / "src" / "submissions").rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(_constants(module))
        for function in ast.walk(module):
            if isinstance(function, ast.FunctionDef):
                for code, order in _orders_in(function, constants):
                    found.setdefault(code, {})[order] = None
    return {code: list(orders) for code, orders in found.items()}


def _constants(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the strings that a module gives a name at its top."""
    for node in module.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) and node.value is not None:
            yield target.id, _text(node.value, {})


def _orders_in(function: ast.FunctionDef, constants: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield code and order of each call in a function such as `Finding("E112", place, message, order)`.

    `constants` are the strings of its module by their names. An order of which nothing is known but its verb says
    nothing, and is left out.
    """
    nodes = list(ast.walk(function))
    words = dict(constants)
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            words[node.targets[0].id] = _text(node.value, {})
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding" and node.args:
            named = [_text(keyword.value, words) for keyword in node.keywords if keyword.arg == "help"]
            order = (named or [_text(argument, words) for argument in node.args[3:4]] or [""])[0]
            code = _text(node.args[0], words)
            if code in CODES and len(order.replace("…", " ").split()) > 1:
                yield code, order


def _text(node: ast.expr, words: dict[str, str]) -> str:
    """Return the words of a string, with `…` for what is put into it; "" for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part, words) for part in node.values)
    if isinstance(node, ast.Call):
        return _made(node)
    return words.get(node.id, "") if isinstance(node, ast.Name) else ""


def _part(node: ast.expr, words: dict[str, str]) -> str:
    """Return a part of a string with something put into it."""
    if isinstance(node, ast.FormattedValue):
        if isinstance(node.value, ast.Name) and words.get(node.value.id):
            return words[node.value.id]
        return (_made(node.value) if isinstance(node.value, ast.Call) else "") or "…"
    return str(node.value) if isinstance(node, ast.Constant) else "…"


def _made(call: ast.Call) -> str:
    """Return the order that one of the program's functions makes, "" for any other call."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "order_to_install":
        return "the command that fits the way in which the program was installed"
    if name == "order_to_graft":
        return order_to_graft(Place("templates/house/word.docx"))
    if name == "order_to_report":
        return order_to_report(_text(call.args[0], {}) if call.args else "")
    return ""


def audit_page() -> str:
    """Return the page on what the audit finds, made from the tables of its tests."""
    sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests")]
    import audit_page  # noqa: PLC0415 - reads the tables, which the other pages need not

    return str(audit_page.audit_page())


def rules_page() -> str:
    """Return the page of all filing rules."""
    sys.path.insert(0, str(ROOT / "tools"))
    from rules_page import rules_page as page  # noqa: PLC0415 - found beside this file only

    return page()


PAGES = {
    "docs/reference/commands.md": commands_page,
    "docs/reference/findings.md": findings_page,
    "docs/reference/audit.md": audit_page,
    "docs/reference/rules.md": rules_page,
    "docs/reference/pack-file.md": pack_reference,
}


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()

"""Find the workspace, its cases and its templates, and complete their names in the shell."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from submissions.cli.report import misuse
from submissions.plan import nearest

CASES = "cases"


def find_workspace(given: Path | None) -> Path:
    """Return the workspace: the folder given, or the nearest one above the current folder that has `cases/`."""
    if given is not None:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CASES).is_dir():
            return folder
    raise misuse(
        "there is no folder 'cases' here or above\n\n"
        "Go to your workspace, name it with --workspace, or start a case here with: submissions new case my-case"
    )


def find_cases(workspace: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Return the folders of the cases named, by id or by path, relative to the workspace; all of them for no name."""
    known = _case_ids(workspace)
    if not names:
        if not known:
            raise misuse(
                "the workspace has no case in its folder 'cases'\n\nStart one with: submissions new case my-case"
            )
        return tuple(f"{CASES}/{name}" for name in known)
    return tuple(dict.fromkeys(_find_case(workspace, name, known) for name in names))


def cases_near(paths: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """Return the cases that paths belong to, by their workspaces; all cases of a workspace where it is not clear which.

    A path belongs to a case that it lies in, that lies in it, or whose output it lies in. Where no path lies in a
    workspace, that of the current folder is meant.
    """
    found: dict[Path, dict[str, None]] = {}
    whole = [path.resolve() for path in paths]
    inside = [(path, root) for path in whole for root in (path, *path.parents) if (root / CASES).is_dir()]
    here = Path.cwd()
    near = [(root, root) for root in (here, *here.parents) if (root / CASES).is_dir()]
    for path, root in inside or near[:1]:
        parts = path.relative_to(root).parts
        known = _case_ids(root)
        own = [name for name in known if name in parts[1:2]] or known
        found.setdefault(root, {}).update(dict.fromkeys(f"{CASES}/{name}" for name in own))
    return {root: tuple(folders) for root, folders in found.items()}


def _find_case(workspace: Path, name: str, known: Sequence[str]) -> str:
    bare = name.rstrip("/\\") or name  # shells complete a folder with a slash
    if bare in known:
        return f"{CASES}/{bare}"
    path = Path(bare)
    if not path.exists() and (workspace / bare).is_dir():
        path = workspace / bare
    if path.name == "case.yaml":
        path = path.parent
    if path.is_dir() and (path / "case.yaml").exists():
        folder = path.resolve()
        if folder.is_relative_to(workspace) and folder != workspace:
            return folder.relative_to(workspace).as_posix()
        raise misuse(f"the case is not inside the workspace: '{name}'")
    if path.resolve().parent == (workspace / CASES).resolve() and path.name in known:
        return f"{CASES}/{path.name}"  # without a case file, which is for its reading to say
    guess = nearest(name, known)
    hint = f"\n\nDid you mean '{guess}'?" if guess else f"\n\nCases here: {', '.join(known) or 'none'}"
    raise misuse(f"there is no case '{name}'{hint}")


def _case_ids(workspace: Path) -> list[str]:
    try:
        return sorted(path.name for path in (workspace / CASES).iterdir() if path.is_dir() and path.name[0] != ".")
    except OSError:
        return []


class CaseName(click.ParamType):  # type: ignore[type-arg]  # older releases of click take no argument
    """A case by its id or the path of its folder; the shell completes the ids."""

    name = "case"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the cases in the workspace."""
        try:
            known = _case_ids(find_workspace(ctx.params.get("workspace")))
        except (click.UsageError, OSError):
            return []
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]


class PackName(click.ParamType):  # type: ignore[type-arg]
    """A pack by its id, or the path of its file; the shell completes the ids."""

    name = "pack"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id of the pack that a name or the path of its file means."""
        return Path(str(value)).name.removesuffix(".yaml")

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the packs in the workspace."""
        from submissions.packs.reading import pack_ids  # noqa: PLC0415 - slow to import, needed for Tab only

        try:
            known = pack_ids(find_workspace(ctx.params.get("workspace")))
        except (click.UsageError, OSError):
            return []
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]


class TemplateName(click.ParamType):  # type: ignore[type-arg]
    """A template by its id; the shell completes the ids."""

    name = "template"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id without what a shell sets behind a folder, and without the folder of all templates."""
        return str(value).rstrip("/\\").removeprefix("./").removeprefix("templates/") or str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the ids of the workspace's and the built-in templates."""
        try:
            workspace = find_workspace(ctx.params.get("workspace"))
        except click.UsageError:
            workspace = Path.cwd()
        from submissions.catalogue import template_folders  # noqa: PLC0415 - slow to import, needed for Tab only

        found = set()
        for root in template_folders(workspace):
            for file in root.glob("*/*/template.yaml"):
                found.add(file.parent.relative_to(root).as_posix())
        return [CompletionItem(name) for name in sorted(found) if name.startswith(incomplete)]


def shown_path(workspace: Path, file: str) -> str:
    """Return a path that findings name, as the user can open it from the current folder."""
    path = workspace / file
    here = Path.cwd()
    if path.is_relative_to(here):
        return path.relative_to(here).as_posix()
    if here.is_relative_to(workspace) and path.is_relative_to(workspace):
        return Path(os.path.relpath(path, here)).as_posix()
    return path.as_posix()

"""The documentation speaks of the program as it is: links lead somewhere, commands, codes and keys exist."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from submissions.catalogue import LABELS
from submissions.cli import main
from submissions.codes import CODES

ROOT = Path(__file__).parents[1]
GENERATED = {"commands.md", "findings.md", "case-file.md"}
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN = [path for path in PAGES if path.name not in GENERATED]
# The folders whose files a page may name between backticks; an office's own folder may hold `rules/` as well.
PACKAGE = ROOT / "src" / "submissions"
ROOMS = [
    "tests",
    "src",
    "tools",
    *(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in {"packs", "rules"}),
]
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
# The names are put together here so that this file does not hold what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        f"{first}{second}"
        for first, second in (
            ("pyp", r"i\.org"),
            ("python", r"hosted\.org"),
            ("npm", r"js\."),
            ("crates", r"\.io"),
            ("/wor", "k/"),
            (r"\.\./sh", "ared"),
            ("/ro", "ot/"),
            ("/ho", r"me/\w"),
            (r"C:\\Us", "ers"),
            ("/tm", "p/"),
            ("help", "er session"),
            ("TO", "DO"),
        )
    )
)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(path: Path) -> str:
    """Return a page without its blocks and its words between backticks, where links are examples."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", path.read_text("utf-8")))


def anchors(path: Path) -> set[str]:
    """Return the names that a forge gives to the headings of a page."""
    names = set()
    for title in re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE):
        kept = (sign for sign in title.lower() if sign in "-_ " or unicodedata.category(sign)[0] in "LN")
        names.add("".join(kept).replace(" ", "-"))
    return names


def commands(path: Path) -> Iterator[list[str]]:
    for language, block in FENCE.findall(path.read_text("utf-8")):
        for line in block.splitlines() if language == "sh" else ():
            if line.strip().startswith(("submissions ", ".venv/bin/submissions ")):
                yield shlex.split(line, comments=True)[1:]
    for line in re.findall(r"`submissions ([^`\n]+)`", FENCE.sub("", path.read_text("utf-8"))):
        yield shlex.split(line.partition(" > ")[0])


def parse(arguments: list[str]) -> None:
    """Parse a command as the program does, without running it; raises click.UsageError for what it does not know."""
    if arguments in (["--help"], ["--version"]):
        return
    command: click.Command = main
    context = click.Context(main, info_name="submissions")
    while isinstance(command, click.Group):
        name, command, arguments = command.resolve_command(context, arguments)
        assert command is not None
        context = click.Context(command, parent=context, info_name=name, resilient_parsing=not arguments)
    command.parse_args(context, arguments)


def dead_links(path: Path) -> Iterator[str]:
    for target in LINK.findall(prose(path)):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        linked = (path.parent / name).resolve() if name else path
        if not linked.exists() or (anchor and anchor not in anchors(linked)):
            yield target


def test_every_link_within_the_repository_leads_somewhere() -> None:
    assert [f"{shown(path)}: {target}" for path in PAGES for target in dead_links(path)] == []


def test_a_dead_link_and_a_dead_anchor_are_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A title\n\n[here](#a-title) [away](https://x.test) [there](other.md) [now](#no-title)\n", "utf-8"
    )
    assert list(dead_links(page)) == ["other.md", "#no-title"]


def test_every_command_is_one_that_the_program_understands() -> None:
    unknown = []
    for path in WRITTEN:
        for arguments in commands(path):
            try:
                parse(arguments)
            except click.UsageError as error:
                unknown.append(f"{shown(path)}: {shlex.join(arguments)}: {error.format_message()}")
    assert unknown == []


def test_commands_are_found_and_wrong_ones_are_noticed() -> None:
    assert len(list(commands(ROOT / "docs" / "how-to" / "file-and-edit.md"))) > 3
    with pytest.raises(click.NoSuchOption):
        parse(["build", "--overwrite"])
    with pytest.raises(click.UsageError):
        parse(["no-such-command"])


def places_of(path: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield the place of each match in a page, as `file:line`, and what stands there."""
    text = path.read_text("utf-8")
    for match in pattern.finditer(text):
        yield f"{shown(path)}:{text.count(chr(10), 0, match.start()) + 1}", match[0]


def test_every_finding_code_exists() -> None:
    named = [found for path in PAGES for found in places_of(path, re.compile(r"\b[EWN][1-7]\d\d\b"))]
    assert len(named) > 100
    assert [f"{place}: {code}" for place, code in named if code not in CODES] == []


def test_no_page_holds_what_is_nobody_s_business() -> None:
    assert [f"{place}: {words}" for path in PAGES for place, words in places_of(path, FORBIDDEN)] == []


def test_every_page_ends_with_one_line_end() -> None:
    texts = {shown(path): path.read_text("utf-8") for path in PAGES}
    assert [name for name, text in texts.items() if not text.endswith("\n") or text.endswith("\n\n")] == []


def test_every_page_is_reached_from_the_index_and_the_index_from_the_readme() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / target.partition("#")[0]).resolve() for target in LINK.findall(prose(index))}
    assert {path for path in PAGES if path.is_relative_to(index.parent)} - linked == {index}
    assert "(docs/index.md" in (ROOT / "README.md").read_text("utf-8")


def test_the_page_on_languages_names_every_label() -> None:
    page = (ROOT / "docs" / "how-to" / "add-a-language.md").read_text("utf-8")
    assert [label for label in LABELS if f"\n{label}: " not in page] == []


def test_the_changelog_has_a_rules_heading_for_each_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    assert versions
    assert all("\n### Rules\n" in version for version in versions)


def test_every_file_of_the_program_that_a_page_names_is_there() -> None:
    pattern = re.compile(rf"`((?:{'|'.join(ROOMS)})/[\w./-]*)`")
    named = [
        (shown(path), name) for path in WRITTEN for name in pattern.findall(FENCE.sub("", path.read_text("utf-8")))
    ]
    assert len(named) > 10
    bases = (ROOT, PACKAGE)
    assert [f"{page}: {name}" for page, name in named if not any((base / name).exists() for base in bases)] == []


def test_the_page_of_benchmarks_has_the_marks_between_which_figures_are_written() -> None:
    page = (ROOT / "docs" / "reference" / "benchmarks.md").read_text("utf-8")
    begins = ("figures", "figures of Word bodies", "figures of batches")
    marks = [mark for begin in begins for mark in (f"<!-- {begin} -->", "<!-- end -->")]
    assert re.findall("^<!-- .* -->$", page, re.MULTILINE) == marks


def test_the_promises_are_numbered_in_a_row_and_each_names_tests_that_exist() -> None:
    page = (ROOT / "docs" / "explanation" / "confidentiality.md").read_text("utf-8")
    table = page.partition("## What is promised")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in re.findall(r"^\| \S.*\|$", table, re.MULTILINE)
    ]
    promises = [row for row in rows if row[1].startswith("**")]
    assert [row[0] for row in promises] == [str(number) for number in range(1, len(promises) + 1)]
    assert len(promises) >= 18
    for number, *_, tests in promises:
        named = re.findall(r"`(tests/\w+\.py)`", tests)
        assert named, number
        for name in named:
            assert re.search(r"^def test_", (ROOT / name).read_text("utf-8"), re.MULTILINE), name
    assert "\n## What is not promised\n" in page

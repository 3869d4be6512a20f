"""What CONTRIBUTING.md says of additions is true: each is made in a copy, in the files that it names and no others."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = Path(__file__).parent
Change = Callable[[str], str]

VERSE = '''
@dataclass(frozen=True, slots=True)
class Verse:
    """Words set apart between two rules."""

    inlines: tuple[Inline, ...]
    place: Place


Block: TypeAlias = Verse | '''
NODE: dict[str, list[tuple[str, str]]] = {
    "document/nodes.py": [("\nBlock: TypeAlias = ", VERSE)],
    "document/__init__.py": [
        ("    Table,\n", "    Table,\n    Verse,\n"),
        ('    "Table",\n', '    "Table",\n    "Verse",\n'),
    ],
    "markup/withholding.py": [
        ("case Paragraph() | Heading():", "case Paragraph() | Heading() | Verse():"),
        ("    Table,\n", "    Table,\n    Verse,\n"),
    ],
    "readback/lines.py": [
        (
            "            case PageBreak():\n                return\n",
            "            case PageBreak():\n                return\n            case Verse():\n"
            '                yield Line("text", "", self._words(block.inlines), block.place)\n',
        ),
        ("    Table,\n", "    Table,\n    Verse,\n"),
    ],
    "writers/page/html_blocks.py": [
        (
            "        case PageBreak():\n",
            "        case Verse():\n            words = print_inlines(block.inlines, printing)\n"
            '            return element("p", {"class": "verse"}, *words)\n'
            "        case PageBreak():\n",
        ),
        ("    Table,\n", "    Table,\n    Verse,\n"),
    ],
    "writers/word/blocks.py": [
        (
            "        case PageBreak():\n",
            "        case Verse():\n            return writing.paragraph(\n"
            '                Properties(writing.frame.style("quote")), write_inlines(block.inlines, writing, setting)\n'
            "            )\n        case PageBreak():\n",
        ),
        ("    Table,\n", "    Table,\n    Verse,\n"),
    ],
}
PRINT = """
from word_files import document, paragraph, text, PLACE
from submissions.catalogue import built_in_templates
from submissions.document import Emphasis, HouseFile, Verse
from submissions.line.formats import WRITERS, Print
from submissions.findings import Place

house = (built_in_templates() / "house").iterdir()
files = {path.name: HouseFile(path.read_bytes(), Place(path.name)) for path in house}
verse = Verse((text("I shall "), Emphasis((text("remember"),), PLACE), text(" them.")), PLACE)
made = document(paragraph("Before."), verse, paragraph("After."))
for name, writer in WRITERS.items():
    content, findings = writer.write(Print(made, files))
    assert findings == [], findings
    assert writer.read_back(content, made, PLACE) == []
    without = document(paragraph("Before."), paragraph("After."))
    assert writer.read_back(content, without, PLACE), name
print("printed in", len(WRITERS))
"""
CHECK: dict[str, list[tuple[str, str]]] = {
    "codes.py": [('    "W353":', '    "W359": "a document shouts",\n    "W353":')],
    "checks/__init__.py": [
        (
            "from submissions.checks.subject",
            "from submissions.checks.shouting import check_shouting\nfrom submissions.checks.subject",
        ),
        (
            '    Check("counting words"',
            '    Check("looking for shouting", check_shouting),\n    Check("counting words"',
        ),
    ],
}
SHOUTING = '''"""Look for words that shout."""

from __future__ import annotations

from collections.abc import Iterator

from submissions.checks.subject import Subject
from submissions.document import Paragraph, plain, walk
from submissions.findings import Finding


def check_shouting(subject: Subject) -> Iterator[Finding]:
    """Hold that no paragraph ends with two exclamation marks."""
    for node in walk(subject.document.blocks):
        if isinstance(node, Paragraph) and plain(node.inlines).endswith("!!"):
            yield Finding("W359", node.place, "a paragraph shouts", "take the exclamation marks out")
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the program, to be changed."""
    kept = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=kept)
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=kept)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path / "src" / "submissions"


def change(package: Path, name: str, edits: list[tuple[str, str]]) -> None:
    path = package / name
    text = path.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def run(package: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(package.parent), str(TESTS)])}
    return subprocess.run(
        [sys.executable, *command], cwd=package.parents[1], env=environment, capture_output=True, text=True, check=False
    )


def objections(package: Path) -> set[str]:
    """Return the files of the tree, its writers and its readers in which the type checker finds something."""
    where = (
        "document",
        "office",
        "writers",
        "readback",
        "markup/withholding.py",
        "folding",
        "look",
        "packaged.py",
        "findings.py",
        "reporting.py",
        "codes.py",
    )
    paths = [str((package / name).relative_to(package.parents[1])) for name in where]
    done = run(package, "-m", "mypy", "--follow-imports=skip", "--cache-dir", os.devnull, *paths)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return {
        name.replace("\\", "/")
        for name in re.findall(r"^src.submissions.(\S+?\.py):\d+: error", done.stdout, re.MULTILINE)
    }


def files_named(heading: str) -> set[str]:
    """Return the files of the program that CONTRIBUTING.md names for an addition."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (paragraph,) = re.findall(rf"^\*\*{heading}\*\*(.*?)\n\n", page, re.MULTILINE | re.DOTALL)
    return {name for name in re.findall(r"`([\w/]+\.py)`", paragraph) if not name.startswith("tests/")}


@pytest.mark.proof
def test_a_node_is_printed_in_every_format_in_six_files_each_of_which_the_type_checker_names(copy: Path) -> None:
    assert files_named("A node") == set(NODE)
    assert len(NODE) <= 6
    for name in list(NODE)[:2]:
        change(copy, name, NODE[name])
    assert objections(copy) == set(list(NODE)[2:])
    for name in list(NODE)[2:]:
        change(copy, name, NODE[name])
    assert objections(copy) == set()
    done = run(copy, "-c", PRINT)
    assert (done.stdout, done.stderr) == ("printed in 3\n", "")


@pytest.mark.proof
def test_a_check_is_a_function_a_row_and_a_code(copy: Path) -> None:
    assert files_named("A check") == {"checks/__init__.py", "codes.py"}
    (copy / "checks" / "shouting.py").write_text(SHOUTING, "utf-8")
    for name, edits in CHECK.items():
        change(copy, name, edits)
    workspace = copy.parents[1] / "office"
    workspace.mkdir()
    assert run(copy, "-m", "submissions", "new", "case", "matter", "-w", str(workspace)).returncode == 0
    file = workspace / "cases" / "matter" / "case.yaml"
    before = run(copy, "-m", "submissions", "check", "-w", str(workspace))
    assert "W359" not in before.stdout
    text = file.read_text("utf-8")
    lines = re.findall(r"^ +background: .*$|^ +standfirst: .*$", text, re.MULTILINE)
    assert lines, text
    file.write_text(text.replace(lines[0], f"{lines[0].partition(':')[0]}: He came back!!"), "utf-8")
    after = run(copy, "-m", "submissions", "check", "-w", str(workspace))
    assert "warning[W359]: a paragraph shouts" in after.stdout

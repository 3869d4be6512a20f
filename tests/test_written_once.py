"""No idea is written twice: no two places of the program share ten lines of code."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from house import package_files, shown

# As many as pylint's duplicate-code is asked for: fewer are the shape of Python, such as the head of a record.
SAME_LINES = 10
SILENT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)


def code_lines(source: str) -> list[tuple[int, str]]:
    """Return number and tokens of each line of code, without comments, docstrings, imports and what is blank."""
    dropped: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        is_words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Import | ast.ImportFrom) or is_words:
            dropped.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines: dict[int, list[str]] = defaultdict(list)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT and token.string and token.start[0] not in dropped:
            lines[token.start[0]].append(token.string)
    return [(number, " ".join(tokens)) for number, tokens in sorted(lines.items())]


def repeated(sources: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield both places of each run of lines that stands twice, once for the run, as "a.py:1-12 and b.py:5-16"."""
    first: dict[tuple[str, ...], tuple[str, int, int]] = {}
    for name, source in sources:
        lines = code_lines(source)
        reached = ("", -1)
        for index in range(len(lines) - SAME_LINES + 1):
            window = tuple(text for _, text in lines[index : index + SAME_LINES])
            start, end = lines[index][0], lines[index + SAME_LINES - 1][0]
            other, begun, ended = first.setdefault(window, (name, start, end))
            if (other, begun) == (name, start) or (other == name and ended >= start):
                continue
            if reached[0] != other or reached[1] < index:
                yield f"{other}:{begun}-{ended} and {name}:{start}-{end}"
            reached = (other, index + 1)


@pytest.mark.proof
def test_no_two_places_of_the_program_share_ten_lines() -> None:
    assert list(repeated((shown(path), path.read_text("utf-8")) for path in package_files())) == []


def statements(count: int, first: int = 0) -> str:
    return "".join(f"value_{number} = {number}\n" for number in range(first, first + count))


def test_both_places_of_what_stands_twice_are_named_once() -> None:
    one = f'"""One."""\n\nimport os\n\n{statements(12)}'
    other = f"# another file\ncopied = os\n{statements(12)}"
    assert list(repeated([("a.py", one), ("b.py", other)])) == ["a.py:5-14 and b.py:3-12"]
    assert list(repeated([("a.py", one), ("b.py", statements(9))])) == []
    assert list(repeated([("a.py", statements(11) + "last = 1\n" + statements(10))])) == ["a.py:1-10 and a.py:13-22"]


def test_comments_docstrings_imports_and_spaces_hide_nothing() -> None:
    plain = "def f(a):\n" + "".join(f"    step({number})\n" for number in range(10))
    dressed = 'def f( a ):\n    """Say."""\n' + "".join(
        f"    # why\n\n    step( {number} )  # so\n" for number in range(10)
    )
    assert len(list(repeated([("a.py", plain), ("b.py", dressed)]))) == 1


def test_what_overlaps_itself_is_no_second_place() -> None:
    assert list(repeated([("a.py", "same()\n" * 15)])) == []
    assert len(list(repeated([("a.py", "same()\n" * 25)]))) == 1

"""Say in one plain sentence what ruamel.yaml found wrong with a file."""

from __future__ import annotations

from typing import Any, Final

from ruamel.yaml.error import MarkedYAMLError

from submissions.findings import Finding, Place
from submissions.source.text_file import SourceText

_QUOTE: Final = "put the whole value into quotation marks, or write it below the key after a |"
_ALIGN: Final = "give every key of one mapping the same number of spaces; quote a value that has quotation marks"

# The words of ruamel's problem; our sentence; what to do; whether the fault is where the construct began.
_TRANSLATIONS: Final[tuple[tuple[str, str, str, bool], ...]] = (
    ("mapping values are not", "a second colon stands on this line, or the line above lacks one", _QUOTE, False),
    ("could not find expected ':'", "a line is neither 'key: value' nor a part of the value above", _QUOTE, True),
    ("end of stream", "a quotation mark is opened here and never closed", "close it, or take it out", True),
    ("found unexpected document separator", "a quotation mark is opened here and never closed", "close it", True),
    ("unknown escape", "a backslash stands inside double quotation marks", "use single quotation marks instead", False),
    ("escape sequence of", "a code behind a backslash is not a code", "use single quotation marks instead", False),
    ("chomping or indentation", "words stand on the same line as | or >", "write the text on the lines below", False),
    ("expected a comment or a line break", "words stand on the same line as | or >", "write the text below", False),
    ("found an indentation indicator", "a figure behind | or > is no indentation", "write | alone", False),
    ("sequence entries are not allowed", "a list begins in the middle of a line", "begin it on a new line", False),
    ("unexpected ':'", "a colon stands in a value between brackets", _QUOTE, False),
    ("expected ',' or", "a bracket is opened here and not closed, or a comma is missing", "close it", True),
    ("expected <block end>", "this line does not fit the lines above it", _ALIGN, False),
    ("expected the node content", "a value begins with a sign that YAML reserves", _QUOTE, False),
    ("not allowed here", "this line does not fit the lines above", _ALIGN, False),
    ("undefined tag", "a tag is used: a word that begins with !", _QUOTE, False),
)  # fmt: skip
_REST: Final = ("the file is not YAML from here on", "compare the line with those above it", False)


def translate_fault(fault: Exception, source: SourceText) -> Finding:
    """Return the finding for an error of ruamel's; its own text may hold values and is never printed."""
    if not isinstance(fault, MarkedYAMLError):
        words = "a code behind a backslash stands for no character"
        return Finding("E110", Place(source.file), words, "use single quotation marks instead of double ones")
    problem = str(fault.problem or "")
    place = _place(fault.problem_mark or fault.context_mark, source)
    if "cannot start any token" in problem:
        return _sign_finding(source, place)
    for words, message, order, at_start in _TRANSLATIONS:
        if words in problem:
            return Finding("E110", _place(fault.context_mark, source) if at_start else place, message, order)
    return Finding("E110", place, _REST[0], _REST[1])


def _place(mark: Any, source: SourceText) -> Place:
    return Place(source.file, mark.line + 1, mark.column + 1) if mark is not None else Place(source.file)


def _sign_finding(source: SourceText, place: Place) -> Finding:
    """Tell of a sign at which ruamel stops: a tab, or one that YAML reserves at the start of a value."""
    line = source.line(place.line)
    sign = line[place.column - 1 : place.column]
    if sign == "\t" and not line[: place.column].strip():
        return Finding(
            "E105", place, "the line is indented with a tab", "use spaces; most editors can replace all tabs"
        )
    if sign == "\t":
        return Finding("E110", place, "a tab stands inside a value", "write a space instead, or quote the value")
    return Finding("E110", place, f"a value begins with '{sign}', which YAML reserves", _QUOTE)

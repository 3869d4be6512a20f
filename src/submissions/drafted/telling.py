"""Say what of a Word file does not come through, at its paragraph, and what to do about it in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from submissions.drafted.word.records import Remark
from submissions.findings import Finding, Place
from submissions.gate import shown

# What such a field prints may be the name of whoever wrote or opened the file.
_UNQUOTED = frozenset({"own field"})
_ACCEPT = "in Word: Review, Accept (or Reject), All Changes; then save"
_TEXT = "put its words into the text, where they are to be read"
_PICTURE = "copy it, take it out, and insert it with Paste Special as a picture (PNG)"


def findings_of(remarks: Sequence[Remark], starts: Mapping[int, str], file: str) -> Iterator[Finding]:
    """Yield one finding for each kind of remark: at the first of its paragraphs, with how many more there are."""
    kinds: dict[str, list[Remark]] = {}
    for remark in remarks:
        kinds.setdefault(remark.kind, []).append(remark)
    for kind, held in kinds.items():
        first = next((one for one in held if one.number), held[0])
        more = len(held) - 1
        times = f" (and {more} more)" if more else ""
        near = "" if kind in _UNQUOTED else starts.get(first.number, "")
        where = f", in the paragraph '{shown(near)}'{times}" if near else times
        yield told(kind, Place(file, first.number), where)


def told(kind: str, place: Place, where: str) -> Finding:
    """Return the finding for a kind of remark; raises KeyError for a kind that nobody makes."""
    return (_words_lost(place, where) | _pictures(place, where) | _set_otherwise(place, where))[kind]


def _words_lost(place: Place, where: str) -> dict[str, Finding]:
    """Return the findings for what is words and does not come through; each is an error but what is no draft's own."""
    fill = "write what belongs there, or take it out"
    outside = "in Word: click into it, press Ctrl+Shift+F9 to make it plain words, and save"
    plain = "write it in words, as a list or as a table"
    brackets = "in Word: press Alt+F9, delete the field whose bracket does not close, press Alt+F9 again, and save"
    return {
        "change": Finding("E372", place, f"a change is tracked and neither accepted nor rejected{where}", _ACCEPT),
        "comment": Finding("W373", place, f"a comment is left out{where}", "settle it, and delete it in Word"),
        "hidden": Finding(
            "E374", place, f"hidden words stand here, or words in white{where}", "show them as others, or delete them"
        ),
        "text box": Finding("E375", place, f"a text box or a shape with words stands beside the text{where}", _TEXT),
        "words in a box": Finding(
            "W388", place, f"the words of a text box are printed below the paragraph at which it stands{where}", _TEXT
        ),
        "equation": Finding("E376", place, f"an equation stands here{where}", f"write it in words, or {_PICTURE}"),
        "chart": Finding("E376", place, f"a chart stands here{where}", _PICTURE),
        "drawing": Finding("E376", place, f"a drawing of Word stands here{where}", _PICTURE),
        "object": Finding("E376", place, f"an object of another program stands here{where}", _PICTURE),
        "to be filled in": Finding("E377", place, f"a field was not filled in{where}", fill),
        "form field": Finding("E377", place, f"a box to tick or a list to choose from stands here{where}", fill),
        "struck out": Finding("E380", place, f"words are struck out{where}", "delete them, or say so in words"),
        "outside field": Finding("E386", place, f"a field fetches its words from another file{where}", outside),
        "lost field": Finding("E386", place, f"a field shows a sign or a number of its own{where}", fill),
        "field without end": Finding(
            "E386", place, f"a field begins and does not end, and hides all words behind it{where}", brackets
        ),
        "unknown words": Finding("E386", place, f"words stand in something that is not read{where}", plain),
        "words": Finding("E386", place, f"words do not come through as they stand{where}", plain),
        "lost note": Finding("E386", place, f"the text of a note is lost, or two marks share it{where}", fill),
        "own field": Finding(
            "W387", place, f"a field that Word fills by itself is printed as it stands{where}", outside
        ),
    }


def _pictures(place: Place, where: str) -> dict[str, Finding]:
    """Return the findings for pictures."""
    say = "in Word: right-click the picture, View Alt Text, and say what it shows"
    whole = "in Word: Picture Format, Compress Pictures, delete cropped areas; or insert the picture as it is to be"
    beside = "put it into the text of its own, below the table or the list"
    insert = "in Word: delete it, and insert it with Insert, Pictures, This Device"
    return {
        "alternative": Finding("E306", place, f"a picture has no alternative text{where}", say),
        "changed picture": Finding(
            "E379",
            place,
            f"a picture is cropped, turned or coloured in Word, and the file holds it whole{where}",
            whole,
        ),
        "picture in a cell": Finding("E379", place, f"a picture stands in a table{where}", beside),
        "linked picture": Finding("E379", place, f"a picture is not in the file{where}", insert),
        "floating picture": Finding(
            "W378", place, f"a picture beside words is printed below them{where}", "set it In Line with Text, alone"
        ),
    }


def _set_otherwise(place: Place, where: str) -> dict[str, Finding]:
    """Return the findings for what is printed, and otherwise than in Word."""
    look = "look at the result; where it must be otherwise, change it in Word"
    quote = "give it the style Quote if it is a quotation"
    ours = "nothing need be done: the document makes its own"
    count = "take them off, or let Word make a list of the paragraphs"
    return {
        "columns": Finding("W381", place, f"columns are not kept{where}", look),
        "tab": Finding("W381", place, f"a tab within a line is printed as a space{where}", "make a table of columns"),
        "rule": Finding("W381", place, f"a line drawn across the page is left out{where}", look),
        "page within": Finding("W381", place, f"a new page within a paragraph is not kept{where}", look),
        "lines": Finding("W381", place, f"a new line within a heading or a cell is printed as a space{where}", look),
        "set in": Finding("W381", place, f"a paragraph that is set in is printed like others{where}", quote),
        "raised": Finding("W381", place, f"raised or lowered letters are printed on the line{where}", look),
        "emphasis": Finding("W381", place, f"the emphasis of a paragraph is not kept{where}", look),
        "reading aid": Finding("W381", place, f"a reading aid above words is left out{where}", look),
        "own mark": Finding("W381", place, f"a note with a mark of its own gets a number{where}", look),
        "reference": Finding(
            "W381", place, f"a cross-reference to what has no number is printed as Word shows it{where}", look
        ),
        "merged cells": Finding("W382", place, f"merged cells of a table are printed apart{where}", look),
        "heads": Finding("W382", place, f"only the first of several rows of heads is one{where}", look),
        "cell": Finding("W382", place, f"the paragraphs of a cell are printed as one{where}", look),
        "table in a cell": Finding("W382", place, f"a table within a table is printed as words{where}", look),
        "marks": Finding("W383", place, f"a list is printed with other marks than in Word{where}", look),
        "typed numbers": Finding("W384", place, f"paragraphs begin with numbers that were typed by hand{where}", count),
        "counted": Finding("N385", place, f"the paragraph numbers of Word are left to the document{where}", ours),
        "contents": Finding("N385", place, f"contents or an index are left to the document{where}", ours),
        "head or foot": Finding(
            "N385", place, f"the words at the head and foot of the pages are left out{where}", ours
        ),
    }

"""Build mappings, lists and text with their places from the parser's events, without recursion."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from submissions.findings import Finding, Place
from submissions.folding import skeleton
from submissions.gate import compose_letters, pass_gate, shown
from submissions.source.cut_off import cut_off_findings
from submissions.source.mends import depth
from submissions.source.quoting import odd_separator, stray_marks
from submissions.source.signs import KEY_BEGINS, name_of_sign, odd_in_key
from submissions.source.text_file import SourceText
from submissions.values import Node, Prose, RefusedNode, SourceList, SourceMapping, Text

# The deepest place that the case file knows has fewer than ten levels.
DEPTH_MAX: Final = 50
# Some hundred times a long case; YAML of a few megabytes can hold millions of empty values.
VALUES_MAX: Final = 100_000
# Nobody reads more, and a file that is not YAML at all has a fault in every line.
FINDINGS_MAX: Final = 500
_NO_VALUE: Final = "write the value, or take the key out altogether; put it into quotation marks if it is to be printed"
_COMMA: Final = "write plain commas between the items: [one, two]"
_BRACES: Final = "put a value that begins with { or [ into quotation marks"
_PLAIN_YAML: Final = (
    "put the whole value into quotation marks if it is text that begins so; otherwise write it out in full, as a case "
    "file has mappings, lists and text only"
)
# What YAML reads as no value at all (YAML 1.2.2, section 10.3.2), and nobody means to be printed; Null is a surname.
_NOTHING: Final = frozenset({"~", "null"})


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read; `key` waits for its value, `seen` holds the looks of all keys.

    `refused` says that a key of it is no word, so that nothing more need be said of the mapping.
    """

    node: SourceMapping | SourceList
    key: Text | None = None
    expects_key: bool = True
    refused: bool = False
    seen: dict[str, Text] = field(default_factory=dict)


_Opened: TypeAlias = SourceMapping | SourceList


class TreeBuilder:
    """Takes one event after the other; `root` is the case once all are taken, `findings` what was wrong."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._aliases: set[str] = set()
        self._documents = 0
        self._events = 0
        self._stopped = False

    @property
    def root(self) -> SourceMapping | None:
        """The mapping that the file holds; None, with a finding, where it could not be read or is none."""
        if self._stopped:
            return None
        if isinstance(self._root, SourceMapping):
            return self._root
        place = Place(self.source.file, 1, 1)
        if self._root is None or self._root == "":
            self.refuse("E102", place, "the file holds nothing but comments", "write the case, or start from a new one")
        elif not isinstance(self._root, RefusedNode):
            self.refuse("E116", place, "the file must be a mapping of keys such as 'case:'", "begin it with 'case:'")
        return None

    def refuse(self, code: str, place: Place, message: str, order: str) -> None:
        """Note a fault."""
        self.findings.append(Finding(code, place, message, order))

    def stop(self, *faults: Finding) -> None:
        """Note faults after which nothing can be read; what was noted in the same lines may follow from them."""
        lines = {fault.place.line for fault in faults}
        self.findings = [one for one in self.findings if one.place.line not in lines] + list(faults)
        self._stopped = True

    def take(self, event: Any) -> bool:
        """Take one event of the parser; False means that reading ends here."""
        self._events += 1
        name = type(event).__name__
        place = Place(self.source.file, event.start_mark.line + 1, event.start_mark.column + 1)
        if self._events > VALUES_MAX or len(self.findings) > FINDINGS_MAX:
            self._stop_long(place)
            return False
        if name in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent"):
            self._refuse_extras(event, place)
        if name == "DocumentStartEvent":
            return self._take_document(place)
        if name == "AliasEvent":
            self._refuse_alias(event.anchor, place)
            self._add(RefusedNode(place))
        elif name == "ScalarEvent":
            self._take_scalar(event, place)
        elif name == "MappingStartEvent":
            return self._open_node(SourceMapping(place), place)
        elif name == "SequenceStartEvent":
            return self._open_node(SourceList(place), place)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._close_node()
        return True

    def _stop_long(self, place: Place) -> None:
        """End a file that no person wrote before it takes minutes to read."""
        if self._events > VALUES_MAX:
            words = f"the file holds more than {VALUES_MAX:,} values"
            self.stop(Finding("E104", place, words, "move long texts into files of their own, a few for each case"))
        else:
            words = f"the file has more than {FINDINGS_MAX} faults, the rest of it was not read"
            self.stop(Finding("E110", place, words, "mend those above first"))

    def _refuse_extras(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            self.refuse("E107", place, "an anchor is used, a word that begins with &", _PLAIN_YAML)
        if event.tag is not None:
            self.refuse("E107", place, "a tag is used, a word that begins with !", _PLAIN_YAML)

    def _refuse_alias(self, name: str, place: Place) -> None:
        """Refuse an alias once for each anchor, since a file may use one a million times."""
        if name not in self._aliases:
            self._aliases.add(name)
            self.refuse("E107", place, "an alias is used, a word that begins with *", _PLAIN_YAML)

    def _take_document(self, place: Place) -> bool:
        self._documents += 1
        if self._documents == 1:
            return True
        self.refuse("E108", place, "a second document begins here, behind a line of dashes or dots", "delete that line")
        return False

    def _open_node(self, node: _Opened, place: Place) -> bool:
        if len(self._open) >= DEPTH_MAX:
            words = f"values are nested deeper than {DEPTH_MAX} levels"
            self.stop(Finding("E109", place, words, "write the values as the reference page shows them"))
            return False
        self._open.append(_Open(node))
        return True

    def _close_node(self) -> None:
        closed = self._open.pop()
        self._add(RefusedNode(closed.node.place) if closed.refused else closed.node)

    def _take_scalar(self, event: Any, place: Place) -> None:
        top = self._open[-1] if self._open else None
        text = self._pass(event, place)
        if top is not None and isinstance(top.node, SourceMapping) and top.expects_key:
            self._take_key(top, Text(text, place))
            return
        self._notice_cut(event, text, top, place)
        if self._notice_marks(event, text, top, place):
            self._add(RefusedNode(place))
            return
        stands_for_nothing = text in _NOTHING and top is not None
        if not event.style and (stands_for_nothing or (not text and (event.tag or event.anchor))):
            if top is not None and text:
                words = f"'{shown(top.key)}' has no value" if top.key else "an item of the list has no value"
                self.refuse("E117", place, f"{words}: for YAML {text} stands for nothing", _NO_VALUE)
            self._add(RefusedNode(place))
            return
        if not text and not event.style and top is not None and top.key is not None:
            place = top.key.place  # the parser places a value that is not there on some line below
        self._add(Prose(text, place, line_places(event, text, self.source)))

    def _pass(self, event: Any, place: Place) -> str:
        """Return the scalar's text through the gate; the file has passed it, so only backslash codes can fail."""
        text: str = event.value
        findings: list[Finding] = []
        if event.style == '"' and "\\" in self.source.text[event.start_mark.index : event.end_mark.index]:
            text, findings = pass_gate(text, lambda _: place)
        elif event.style in ("|", ">") and "+" not in self.source.line(place.line)[place.column :].split("#")[0]:
            text = text.removesuffix("\n")  # the end of a block's last line is YAML's, not the author's
        text, notes = compose_letters(text, lambda _: place)
        self.findings.extend(findings + notes)
        return text

    def _notice_cut(self, event: Any, text: str, top: _Open | None, place: Place) -> None:
        if event.style in (None, "") and top is not None:
            key = next((one.key for one in reversed(self._open) if one.key is not None), Text("", place))
            column = top.key.place.column if top.key is not None else place.column
            end = event.end_mark.index if text else self._end_of_key(key)
            self.findings.extend(cut_off_findings(self.source, text, end, column, shown(key)))

    def _notice_marks(self, event: Any, text: str, top: _Open | None, place: Place) -> bool:
        """Notice quotation marks that YAML takes for letters, and an open one that takes in the keys below it.

        True where a sign is no comma between items, so that no more need be said of them.
        """
        if event.style in (None, ""):
            marks = stray_marks(text)
            if marks:
                order = (
                    "write straight quotation marks around the value, or none; leave them where they are to be printed"
                )
                self.findings.append(Finding("W171", place, marks, order))
            odd = odd_separator(text) if top is not None and isinstance(top.node, SourceList) else None
            if odd:
                words = f"between the items of a list stands {name_of_sign(odd[1])} in place of a comma"
                self.refuse("E110", replace(place, column=place.column + odd[0]), words, _COMMA)
                return True
        elif event.style in ('"', "'") and top is not None and top.key is not None:
            column = top.key.place.column - 1
            for number in range(event.start_mark.line + 2, event.end_mark.line + 2):
                line = self.source.line(number)
                if depth(line) <= column and KEY_BEGINS.match(line):
                    words = f"a quotation mark is opened here and takes in the key of line {number}"
                    self.refuse("E110", place, words, "close it at the end of the value with the same straight mark")
                    break
        return False

    def _end_of_key(self, key: Text) -> int:
        """Return the index behind the colon of a key, where the value that is not there would begin."""
        start = self.source.starts[key.place.line - 1] + key.place.column - 1
        colon = self.source.text.find(":", start + len(key))
        return colon + 1 if colon >= 0 else len(self.source.text)

    def _take_key(self, top: _Open, key: Text) -> None:
        """Keep a key until its value comes; a repeated one is refused without a word of its value."""
        top.expects_key = False
        twin = top.seen.get(skeleton(key))
        odd = odd_in_key(key)
        if odd:
            self.refuse("E110", Place(key.place.file, key.place.line, key.place.column + odd.column), *odd.told)
        elif not key.strip():
            self.refuse("E110", key.place, "a value stands here without a key", "write its key before the colon")
        elif key == "<<":
            words = "two mappings are to be merged, which << does in other programs"
            self.refuse("E107", key.place, words, "write the keys out in full, and delete the line")
        elif twin is not None:
            alike = "" if twin == key else ", in letters that look the same"
            words = f"the key '{shown(key)}' stands here a second time{alike}; the first is in line {twin.place.line}"
            self.refuse("E106", key.place, words, "keep one of the two")
        else:
            top.key = key
            top.seen[skeleton(key)] = key

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs: under its key, into its list, or at the root."""
        if not self._open:
            self._root = node
            return
        top = self._open[-1]
        if isinstance(top.node, SourceList):
            top.node.append(node)
        elif top.expects_key:
            top.expects_key = False
            if not isinstance(node, RefusedNode):
                self.refuse("E110", node.place, "a key must be one plain word, not a list or a mapping", _BRACES)
            top.refused = True
        else:
            if top.key is not None:
                top.node[top.key] = node
            top.key, top.expects_key = None, True


def line_places(event: Any, text: str, source: SourceText) -> tuple[Place, ...]:
    """Return the place of each line of a scalar's text, where it has several or stands in quotation marks."""
    first, last = event.start_mark.line + 1, event.end_mark.line + 1
    lines = text.split("\n")
    if event.style == "|":
        return tuple(_line_place(source, first + 1 + offset, line) for offset, line in enumerate(lines))
    if len(lines) == 1 and first == last:
        column = event.start_mark.column + (2 if event.style else 1)
        return (Place(source.file, first, column),)
    places, number = [], first + (1 if event.style == ">" else 0)
    for line in lines:
        # The beginning of a line is enough to find it again; behind two spaces YAML may have folded something away.
        start = line.strip()[:20].split("  ")[0]
        found = next((n for n in range(number, last + 1) if start and start.split()[0] in source.line(n)), number)
        number = found
        places.append(_folded_place(source, number, start))
    return tuple(places)


def _line_place(source: SourceText, number: int, line: str) -> Place:
    """Return the place of a line of a literal block, behind its indentation."""
    return Place(source.file, number, max(len(source.line(number)) - len(line), 0) + 1)


def _folded_place(source: SourceText, number: int, start: str) -> Place:
    """Return the place of a line that was folded together from several."""
    column = source.line(number).find(start.split(maxsplit=1)[0]) if start else -1
    return Place(source.file, number, max(column, 0) + 1)

"""Hold all objects of a PDF as plain values, so that every look at them is quick, flat and cannot run in circles."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf

from submissions.audit.pdf.filters import DamagedError, TooLargeError, undo
from submissions.audit.pdf.syntax import Ref, Value, parse

LIBRARY_FAULTS = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OverflowError,
    OSError,
    MemoryError,
)
"""What pikepdf raises for files that are not what they should be; RuntimeError holds RecursionError too."""

STREAM_MAX = 48 * 2**20
"""How many bytes a stream may unpack to; the longest content stream of a real book has a few million."""

_TOTAL_MAX = 512 * 2**20


@dataclass(slots=True)
class Store:
    """The objects of a PDF: values by reference, and which of them are streams."""

    pdf: pikepdf.Pdf
    objects: dict[Ref, Value] = field(default_factory=dict)
    streams: dict[Ref, pikepdf.Stream] = field(default_factory=dict)
    trailer: dict[str, Value] = field(default_factory=dict)
    too_large: list[Ref] = field(default_factory=list)
    damaged: list[Ref] = field(default_factory=list)
    unpacked: int = 0
    is_circular: bool = False

    def get(self, value: Value) -> Value:
        """Return what a value stands for, following references a few steps."""
        for _ in range(8):
            if not isinstance(value, Ref):
                return value
            if value not in self.objects:
                self.objects[value] = self._number(value)
            value = self.objects[value]
        return None

    def _number(self, ref: Ref) -> Value:
        """Return an object that is a bare number, which the library lists without its reference."""
        try:
            found = self.pdf.get_object(*ref)
        except LIBRARY_FAULTS:
            return None
        return float(found) if isinstance(found, int | float | Decimal) else None

    def dictionary(self, value: Value) -> dict[str, Value]:
        """Return a dictionary, or an empty one where something else stands."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """Return an array, or an empty one where something else stands."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    def raw(self, ref: Ref) -> bytes:
        """Return a stream as it is packed, without its encryption."""
        try:
            return self.streams[ref].read_raw_bytes()
        except LIBRARY_FAULTS:
            self.damaged.append(ref)
            return b""

    def data(self, ref: Ref) -> tuple[bytes, str]:
        """Return a stream's data and the filter of a picture that is left on it, "" for none."""
        found = self.dictionary(ref)
        filters = self._listed(found.get("Filter", found.get("F")))
        parameters = self._listed(found.get("DecodeParms", found.get("DP")))
        names = [str(each) for each in filters if isinstance(each, str)]
        settings = [self._numbers(each) for each in parameters]
        if self.unpacked > _TOTAL_MAX:
            self.too_large.append(ref)
            return b"", ""
        try:
            data, left = undo(self.raw(ref), names, settings, STREAM_MAX)
        except TooLargeError:
            self.too_large.append(ref)
            return b"", ""
        except DamagedError as fault:
            self.damaged.append(ref)
            data, left = fault.data, ""
        self.unpacked += len(data)
        return data, left

    def _listed(self, value: Value) -> list[Value]:
        found = self.get(value)
        return [self.get(each) for each in found] if isinstance(found, list) else [found]

    def _numbers(self, value: Value) -> dict[str, float]:
        found = self.dictionary(value).items()
        return {key: number for key, number in found if isinstance(number, int | float)}

    def pages(self) -> list[tuple[Ref | None, dict[str, Value]]]:
        """Return the pages in their order with what they inherit, each with its reference; loops end."""
        found: list[tuple[Ref | None, dict[str, Value]]] = []
        root = self.dictionary(self.trailer.get("Root"))
        waiting: list[tuple[Value, dict[str, Value]]] = [(root.get("Pages"), {})]
        seen: set[Ref] = set()
        while waiting:
            value, inherited = waiting.pop()
            ref = value if isinstance(value, Ref) else None
            node = self.dictionary(value)
            self.is_circular |= ref in seen
            if not node or ref in seen:
                continue
            if ref is not None:
                seen.add(ref)
            own = {**inherited, **{key: node[key] for key in _INHERITED if key in node}}
            if "Kids" in node and node.get("Type") != "Page":
                waiting += [(kid, own) for kid in reversed(self.array(node["Kids"]))]
            else:
                found.append((ref, {**own, **node}))
        return found


_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


def open_store(content: bytes) -> Store:
    """Return all objects of a PDF; raises one of LIBRARY_FAULTS for what cannot be opened. Close `pdf` afterwards."""
    with ExitStack() as closing:
        pdf = closing.enter_context(pikepdf.open(io.BytesIO(content), suppress_warnings=True))
        store = Store(pdf)
        trailer = parse(pdf.trailer.unparse(resolved=True))
        store.trailer = trailer if isinstance(trailer, dict) else {}
        for each in pdf.objects:
            _take(store, each)
        closing.pop_all()
    return store


def _take(store: Store, each: pikepdf.Object) -> None:
    if not isinstance(each, pikepdf.Object):
        return
    ref = Ref(*each.objgen)
    try:
        if isinstance(each, pikepdf.Stream):
            store.streams[ref] = each
            store.objects[ref] = parse(each.stream_dict.unparse(resolved=True))
        else:
            store.objects[ref] = parse(each.unparse(resolved=True))
    except LIBRARY_FAULTS:
        store.damaged.append(ref)

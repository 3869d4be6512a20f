"""Hold all objects of a PDF as plain values, so that every look at them is quick, flat and cannot run in circles."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, TypeAlias

import pikepdf

from submissions.audit.pdf.filters import DAMAGED, LIBRARY_FAULTS, Filter, Unfiltered, decode
from submissions.audit.pdf.limits import limits_met, set_limits
from submissions.audit.pdf.syntax import Ref, Value, parse

TOTAL_MAX: Final = 256 * 2**20
"""How many bytes all streams of a file may unpack to; they are held together while the file is read."""

_NOTHING: Final = Unfiltered()
_SPEAKING: Final = frozenset({"DCTDecode", "JPXDecode"})
"""Filters of pictures that hold more than their dots."""

_INHERITED: Final = ("Resources", "MediaBox", "CropBox", "Rotate")

Page: TypeAlias = tuple[Ref | None, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Store:
    """The objects of a PDF by reference, and what each stream holds; nothing of it changes once it is made.

    `streams` are what they hold unpacked, but for the dots of pictures, which no search can read; `digests` are those
    of all streams as they are packed. `pages` are in their order, with what they inherit. `damaged` and `warnings` tell
    what qpdf could not make sense of, `is_limited` that it stopped at a limit, `is_circular` that the tree of pages
    leads into itself.
    """

    objects: Mapping[Ref, Value]
    trailer: dict[str, Value]
    streams: Mapping[Ref, Unfiltered] = field(default_factory=dict)
    digests: frozenset[bytes] = frozenset()
    pages: tuple[Page, ...] = ()
    damaged: frozenset[Ref] = frozenset()
    warnings: tuple[str, ...] = ()
    is_circular: bool = False
    is_limited: bool = False
    is_encrypted: bool = False
    is_linearized: bool = False

    def get(self, value: Value) -> Value:
        """Return what a value stands for, following references a few steps."""
        for _ in range(8):
            if not isinstance(value, Ref):
                return value
            value = self.objects.get(value)
        return None

    def dictionary(self, value: Value) -> dict[str, Value]:
        """Return a dictionary, or an empty one where something else stands."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """Return an array, or an empty one where something else stands."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    def listed(self, value: Value) -> list[Value]:
        """Return the values of an array, or the one value that stands in its place."""
        found = self.get(value)
        return [self.get(each) for each in found] if isinstance(found, list) else [found]

    def data(self, ref: Ref) -> bytes:
        """Return a stream's data, as far as it could be had; nothing for the dots of a picture."""
        return self.streams.get(ref, _NOTHING).data

    def filters(self, found: dict[str, Value]) -> tuple[Filter, ...]:
        """Return the filters of a stream, given its dictionary, in the order in which they are undone."""
        names = [str(each) for each in self.listed(found.get("Filter", found.get("F"))) if isinstance(each, str)]
        listed = self.listed(found.get("DecodeParms", found.get("DP")))
        settings = [{key: self.get(held) for key, held in self.dictionary(each).items()} for each in listed]
        settings += [{}] * (len(names) - len(settings))
        return tuple(Filter.named(name, each) for name, each in zip(names, settings, strict=False))


def open_store(content: bytes) -> Store:
    """Return all objects of a PDF; raises one of LIBRARY_FAULTS for what cannot be opened."""
    set_limits()
    before = limits_met()
    with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
        objects, streams, damaged = _objects(pdf)
        trailer = parse(pdf.trailer.unparse(resolved=True))
        bare = Store(objects, trailer if isinstance(trailer, dict) else {})
        pages, is_circular = _pages(bare)
        warnings = pdf.get_warnings()
        raw = {ref: _raw(stream) for ref, stream in streams.items()}
        warnings += pdf.get_warnings()
        return replace(
            bare,
            streams=dict(_decoded(bare, pdf, streams, raw)),
            digests=frozenset(digest(data) for data in raw.values() if data is not None),
            pages=tuple(pages),
            damaged=frozenset(damaged),
            warnings=tuple(str(each) for each in warnings),
            is_circular=is_circular,
            is_limited=limits_met() > before,
            is_encrypted=pdf.is_encrypted,
            is_linearized=pdf.is_linearized,
        )


def digest(data: bytes) -> bytes:
    """Return by what a packed stream is known again."""
    return hashlib.blake2b(data, digest_size=16).digest()


def _objects(pdf: pikepdf.Pdf) -> tuple[dict[Ref, Value], dict[Ref, pikepdf.Stream], list[Ref]]:
    """Return the objects of a file, which of them are streams, and which cannot be had."""
    objects: dict[Ref, Value] = {}
    streams: dict[Ref, pikepdf.Stream] = {}
    damaged: list[Ref] = []
    has_numbers = False
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Object):
            has_numbers = True  # the library lists a bare number without its reference
            continue
        ref = Ref(*each.objgen)
        try:
            if isinstance(each, pikepdf.Stream):
                streams[ref] = each
                objects[ref] = parse(each.stream_dict.unparse(resolved=True))
            else:
                objects[ref] = parse(each.unparse(resolved=True))
        except LIBRARY_FAULTS:
            damaged.append(ref)
    return {**objects, **(_numbers(pdf, objects) if has_numbers else {})}, streams, damaged


def _numbers(pdf: pikepdf.Pdf, objects: Mapping[Ref, Value]) -> dict[Ref, Value]:
    """Return the objects that are bare numbers, as far as anything refers to them."""
    found: dict[Ref, Value] = {}
    for ref in {ref for value in objects.values() for ref in _refs(value)} - objects.keys():
        try:
            held = pdf.get_object(*ref)
        except LIBRARY_FAULTS:
            continue
        if isinstance(held, int | float | Decimal):
            found[ref] = float(held)
    return found


def _refs(value: Value) -> Iterator[Ref]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Ref):
            yield found
        elif isinstance(found, dict):
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found


def _raw(stream: pikepdf.Stream) -> bytes | None:
    """Return a stream as it is packed, without its encryption, None where it cannot be had."""
    try:
        return stream.read_raw_bytes()
    except LIBRARY_FAULTS:
        return None


def _decoded(
    store: Store, pdf: pikepdf.Pdf, streams: Mapping[Ref, pikepdf.Stream], raw: Mapping[Ref, bytes | None]
) -> Iterator[tuple[Ref, Unfiltered]]:
    """Yield what each stream holds until all of them hold too much; the dots of pictures are left packed."""
    left = TOTAL_MAX
    for ref, stream in streams.items():
        packed, found = raw[ref], store.dictionary(ref)
        filters = store.filters(found)
        if packed is None:
            decoded = Unfiltered(fault=DAMAGED)
        elif is_image(store, found) and not _SPEAKING.intersection(each.name for each in filters):
            decoded = Unfiltered(picture="dots")
        elif left <= 0:
            decoded = Unfiltered(is_too_large=True)
        else:
            decoded = decode(stream, pdf, packed, filters)
        left -= len(decoded.data)
        yield ref, decoded


def is_image(store: Store, found: dict[str, Value]) -> bool:
    """Tell whether the dictionary of a stream is that of a picture."""
    return store.get(found.get("Subtype")) == "Image"


def _pages(store: Store) -> tuple[list[Page], bool]:
    """Return the pages in their order with what they inherit, and whether the tree of them leads into itself."""
    found: list[Page] = []
    root = store.dictionary(store.trailer.get("Root"))
    waiting: list[tuple[Value, dict[str, Value]]] = [(root.get("Pages"), {})]
    seen: set[Ref] = set()
    is_circular = False
    while waiting:
        value, inherited = waiting.pop()
        ref = value if isinstance(value, Ref) else None
        node = store.dictionary(value)
        is_circular |= ref in seen
        if not node or ref in seen:
            continue
        if ref is not None:
            seen.add(ref)
        own: dict[str, Value] = {**inherited, **{key: node[key] for key in _INHERITED if key in node}}
        if "Kids" in node and node.get("Type") != "Page":
            waiting += [(kid, own) for kid in reversed(store.array(node["Kids"]))]
        else:
            found.append((ref, {**own, **node}))
    return found, is_circular

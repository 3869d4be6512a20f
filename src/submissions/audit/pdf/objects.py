"""Sweep all objects of a PDF, used or not, for every string and every name that somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from submissions.audit.pdf.names import STANDARD, is_chosen
from submissions.audit.pdf.store import Store
from submissions.audit.pdf.strings import is_text, readings
from submissions.audit.pdf.syntax import PdfName, Ref, Value
from submissions.audit.records import Piece

_ANNOTATION = {
    "Contents": "comment", "T": "author of a comment", "Subj": "subject of a comment", "RC": "comment",
    "NM": "name of a comment", "DA": "look of a comment",
}  # fmt: skip
_FIELD = {
    "T": "name of a form field", "TU": "help of a form field", "TM": "export name of a form field",
    "V": "value of a form field", "DV": "first value of a form field", "Opt": "choices of a form field",
    "RV": "value of a form field",
}  # fmt: skip
_ELEMENT = {
    "Alt": "alternative text", "ActualText": "actual text", "E": "expansion", "T": "title of a tag",
    "ID": "id of a tag", "Lang": "language of a tag", "Phoneme": "sound of a tag",
}  # fmt: skip
_SIGNATURE = {
    "Name": "signer", "Reason": "reason of a signature", "Location": "place of a signature",
    "ContactInfo": "contact of a signer", "Contents": "certificate",
}  # fmt: skip
_PLAIN = {
    "URI": "link", "Dest": "link to a place", "JS": "JavaScript", "UF": "file name", "Desc": "description of a file",
    "Names": "name in a tree", "Limits": "name in a tree", "Title": "title", "Lang": "language",
    "Name": "name of a part", "Nums": "label of pages", "FontFamily": "font", "Panose": "font", "ID": "id of the file",
    "OutputCondition": "output intent", "OutputConditionIdentifier": "output intent", "RegistryName": "output intent",
    "Info": "output intent", "Registry": "font", "Ordering": "font", "D": "place or file", "F": "file name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: the texts, under which keys each object is referred to, and all strings and names as such."""

    pieces: tuple[Piece, ...]
    uses: Mapping[Ref, frozenset[str]]
    raw: frozenset[bytes]
    names: frozenset[str]


def sweep(store: Store) -> Swept:
    """Return all strings and chosen names of a PDF, with the trailer's, in the order of the objects."""
    pieces: list[Piece] = []
    uses: dict[Ref, set[str]] = {}
    raw: set[bytes] = set()
    names: dict[str, str] = {}
    spelled: dict[str, list[str]] = {}
    pages = _pages_of_annotations(store)
    properties = store.trailer.get("Info")
    for ref, value in [(None, store.trailer), *store.objects.items()]:
        place = f"object {ref.number}" if ref else "trailer"
        for owner, key, leaf in _leaves(value):
            if isinstance(leaf, Ref):
                uses.setdefault(leaf, set()).add(key)
            elif isinstance(leaf, PdfName):
                names.setdefault(leaf, place)
            elif isinstance(leaf, bytes):
                raw.add(leaf)
                part, channel = _what(owner, key, is_property=ref is not None and ref == properties)
                if part == "annotations" and ref in pages:
                    part = pages[ref]
                if part == "objects" and not is_text(leaf):
                    channel = "bytes"
                texts = readings(leaf)
                pieces += [Piece(part, channel, text, place) for text in texts if text.strip()]
                if channel in ("actual text", "alternative text"):
                    spelled.setdefault(channel, []).append(texts[0])
    pieces += [Piece("structure", f"{channel}, joined", "".join(texts)) for channel, texts in spelled.items()]
    pieces += [Piece("names", "name", name, place) for name, place in names.items() if is_chosen(name)]
    return Swept(tuple(pieces), {ref: frozenset(keys) for ref, keys in uses.items()}, frozenset(raw), frozenset(names))


def _pages_of_annotations(store: Store) -> dict[Ref | None, str]:
    found: dict[Ref | None, str] = {}
    for number, (_, page) in enumerate(store.pages, start=1):
        found.update({each: f"page {number}" for each in store.array(page.get("Annots")) if isinstance(each, Ref)})
    return found


def _leaves(value: Value) -> Iterator[tuple[dict[str, Value], str, Value]]:
    """Yield each name, string and reference in a value with the dictionary and the key that it stands under."""
    nothing: dict[str, Value] = {}
    waiting: list[tuple[dict[str, Value], str, Value]] = [(nothing, "", value)]
    while waiting:
        owner, key, found = waiting.pop()
        if isinstance(found, dict):
            for each, held in found.items():
                yield found, each, PdfName(each)
                waiting.append((found, each, held))
        elif isinstance(found, list):
            waiting += [(owner, key, held) for held in reversed(found)]
        elif isinstance(found, str | bytes | Ref):
            yield owner, key, found


def _what(owner: dict[str, Value], key: str, *, is_property: bool) -> tuple[str, str]:
    """Return part and channel of a string; a key that somebody chose is not repeated."""
    if is_property:
        return "document properties", f"property {key}" if key in STANDARD else "a property of its own"
    found = next((row for row in _KINDS if row[0](owner, key)), None)
    if found is None:
        return "objects", _PLAIN.get(key, "string")
    _, part, channels, other = found
    return part, channels.get(key, other)


_KINDS: tuple[tuple[Callable[[dict[str, Value], str], bool], str, dict[str, str], str], ...] = (
    (lambda owner, key: owner.get("Subtype") == "Widget" or "FT" in owner, "form", _FIELD, "form field"),
    (lambda owner, key: key in ("TU", "TM", "DV", "Opt"), "form", _FIELD, "form field"),
    (lambda owner, key: "Rect" in owner or owner.get("Type") == "Annot", "annotations", _ANNOTATION, "annotation"),
    (lambda owner, key: owner.get("Type") == "OCG", "layers", {}, "name of a layer"),
    (lambda owner, key: owner.get("Type") == "Sig" or "ByteRange" in owner, "signatures", _SIGNATURE, "signature"),
    (lambda owner, key: owner.get("Type") == "StructElem", "structure", _ELEMENT, "tag"),
    (lambda owner, key: {"S", "P", "K"} <= set(owner), "structure", _ELEMENT, "tag"),
    (lambda owner, key: "EF" in owner or owner.get("Type") in ("Filespec", "F"), "attachments", _PLAIN, "file"),
    (lambda owner, key: key == "Title" and bool({"Parent", "Dest", "A"}.intersection(owner)), "outline", {}, "title"),
    (lambda owner, key: key in ("P", "St") or key == "Nums", "page labels", {}, "label of pages"),
    (lambda owner, key: owner.get("S") in ("URI", "GoToR", "Launch", "GoToE"), "links", {}, "link"),
)
"""By what an object shows what it is, what it is called, and what its strings are called by their keys."""

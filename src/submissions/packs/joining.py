"""Join PDFs into one, with one structure tree, one outline and continuous page labels.

No library joins structure trees: pages that are copied lose theirs. Each tree is hung as a part into one, and what its
numbers, ids and names refer to is renamed so that no two documents share any (ISO 32000-1, 14.7.4.4 and 14.7.5).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from submissions.packs.trees import OutlineEntry, name_tree, number_tree, read_outline, read_tree, write_outline

_STAMP: Final = "/PackStamp"
_STATES: Final = re.compile(rb"\n?<pdfaid:(?:part|conformance)>(\w)</pdfaid:\w+>")
_CONFORMS: Final = re.compile(rb"<pdfaid:conformance>A</pdfaid:conformance>")
_KIDS_OF_ELEMENTS: Final = frozenset({"/MCR", "/OBJR"})


class UntaggedError(ValueError):
    """A PDF that is to be joined has no structure tree; the number of the part is given."""


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF to be joined: its bytes, what the outline calls it, its language, and its level there, 0 or 1."""

    content: bytes
    title: str
    language: str
    level: int = 0


def count_pages(content: bytes) -> int:
    """Return the number of pages of a PDF; raises pikepdf.PdfError."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def join(parts: Sequence[Part], leading: Mapping[str, int], first_page: int = 1, stamps: bytes = b"") -> bytes:
    """Return one PDF of several, the same bytes for the same parts; the first says what the whole is called.

    `leading` are names of places in the first part that are to lead to the first page of another, by its number.
    `first_page` is the label of the first page. `stamps` is a PDF with a page for each, printed over it as an
    artifact. Raises UntaggedError and pikepdf.PdfError.
    """
    with Pdf.new() as whole:
        joined = _Joined(whole)
        sources = [pikepdf.open(io.BytesIO(one.content)) for one in parts]
        for number, (part, source) in enumerate(zip(parts, sources, strict=True)):
            if "/StructTreeRoot" not in source.Root:
                raise UntaggedError(str(number))
            joined.take(number, part, source)
        for name, number in leading.items():
            joined.lead(name, number)
        _finish(joined, parts, sources, first_page)
        if stamps:
            _stamp(whole, stamps)
        stream = io.BytesIO()
        whole.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return stream.getvalue()


class _Joined:
    """A PDF in the making: the tree, the names and the outline of what was taken in so far."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array()))
        self.root.K = Array([self.document])
        self.first_pages: list[Object] = []
        self.places: dict[str, Object] = {}
        self.outline: list[tuple[int, OutlineEntry]] = []
        self.numbers: list[tuple[int, Object]] = []
        self.ids: list[tuple[str, Object]] = []
        self.roles: dict[str, Object] = {}
        self.classes: dict[str, Object] = {}

    def take(self, number: int, part: Part, source: Pdf) -> None:
        """Take one PDF in."""
        start = len(self.pdf.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that names of places are not kept: they are renamed below
            self.pdf.pages.extend(source.pages)
        pages = [page.obj for page in self.pdf.pages][start:]
        self.first_pages.append(pages[0])
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        prefix = f"{number}."
        self._number(pages, tree)
        self._hang(tree, part, prefix)
        self._name(pages, source, part, prefix)

    def _number(self, pages: Sequence[Object], tree: Object) -> None:
        """Count on from the numbers that pages, annotations and pictures of the parts before have in the tree."""
        owners = list(read_tree(tree.ParentTree, "/Nums"))
        offset = max((number for number, _ in self.numbers), default=-1) + 1
        self.numbers += [(number + offset, owner) for number, owner in owners]
        for item in _numbered(pages):
            for key in ("/StructParents", "/StructParent"):
                if key in item:
                    item[key] = int(item[key]) + offset

    def _hang(self, tree: Object, part: Part, prefix: str) -> None:
        """Hang a tree into the whole as one part, with its language, its roles and ids of its own."""
        renamed = self._meet(self.roles, tree.get("/RoleMap"), prefix)
        classes = self._meet(self.classes, tree.get("/ClassMap"), prefix)
        kids = tree.get("/K")
        for top in list(kids) if isinstance(kids, Array) else [kids]:
            if top is None:
                continue
            for element in _elements(top):
                _rename(element, prefix, renamed, classes)
                if "/ID" in element:
                    self.ids.append((str(element.ID), element))
            top.P = self.document
            if str(top.S) == "/Document":
                top.S = Name.Part
            top.Lang, top.T = String(part.language), String(part.title)
            self.document.K.append(top)

    def _meet(self, known: dict[str, Object], own: Object | None, prefix: str) -> dict[str, str]:
        """Take over a map; return the new names of what another part calls the same and means otherwise."""
        renamed: dict[str, str] = {}
        for key, meaning in own.items() if own is not None else ():
            name = key
            if key in known and known[key] != meaning:
                name = renamed[key] = f"/{prefix}{key[1:]}"
            known[name] = meaning
        return renamed

    def _name(self, pages: Sequence[Object], source: Pdf, part: Part, prefix: str) -> None:
        """Rename the places that links lead to, and hang the outline below the part's own entry."""
        names = source.Root.get("/Names")
        tree = names.get("/Dests") if names is not None else None
        places = dict(read_tree(tree, "/Names"))
        places |= {str(key)[1:]: value for key, value in source.Root.get("/Dests", {}).items()}
        for name, place in places.items():
            self.places[f"{prefix}{name}"] = self._copied(place, source)
        for link in (one for page in pages for one in page.get("/Annots", ())):
            _rename_target(link, prefix)
        outlines = source.Root.get("/Outlines")
        below = read_outline(outlines.get("/First")) if outlines is not None else ()
        moved = tuple(self._moved(one, source, prefix) for one in below)
        self.outline.append((part.level, OutlineEntry(part.title, _fit(pages[0]), moved)))

    def _copied(self, value: Object, source: Pdf) -> Object:
        """Return a place of another PDF as one of this: its page is the copied one."""
        return self.pdf.copy_foreign(value if value.is_indirect else source.make_indirect(value))

    def _moved(self, entry: OutlineEntry, source: Pdf, prefix: str) -> OutlineEntry:
        is_name = isinstance(entry.target, String | Name)
        target = String(f"{prefix}{_bare(entry.target)}") if is_name else self._copied(entry.target, source)
        return OutlineEntry(entry.title, target, tuple(self._moved(one, source, prefix) for one in entry.below))

    def lead(self, name: str, number: int) -> None:
        """Let a name of the first part lead to the first page of another."""
        self.places[f"0.{name}"] = _fit(self.first_pages[number])


def _bare(name: Object) -> str:
    return str(name)[1:] if isinstance(name, Name) else str(name)


def _fit(page: Object) -> Array:
    """Return the top of a page as a place, with whatever zoom a reader has."""
    return Array([page, Name.XYZ, None, page.MediaBox[3], None])


def _numbered(pages: Sequence[Object]) -> Iterator[Object]:
    """Yield each page, annotation and picture within that the structure tree may know by a number, once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = []
    for page in pages:
        yield page
        yield from page.get("/Annots", ())
        waiting.append(page)
    while waiting:
        resources = waiting.pop().get("/Resources")
        forms = resources.get("/XObject") if resources is not None else None
        for form in forms.values() if forms is not None else ():
            if form.objgen not in seen:
                seen.add(form.objgen)
                yield form
                waiting.append(form)


def _elements(top: Object) -> Iterator[Object]:
    """Yield an element and all that hang in it, in order of reading."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K")
        listed = list(kids) if isinstance(kids, Array) else [kids]
        inner = [
            kid for kid in listed if isinstance(kid, Dictionary) and str(kid.get("/Type")) not in _KIDS_OF_ELEMENTS
        ]
        waiting.extend(reversed(inner))


def _rename(element: Object, prefix: str, roles: Mapping[str, str], classes: Mapping[str, str]) -> None:
    """Give an element an id of its own, and the roles, classes and headers that it names their new names."""
    if str(element.S) in roles:
        element.S = Name(roles[str(element.S)])
    if "/ID" in element:
        element.ID = String(f"{prefix}{element.ID}")
    if "/C" in element and str(element.C) in classes:
        element.C = Name(classes[str(element.C)])
    held = element.get("/A")
    for attributes in list(held) if isinstance(held, Array) else [held]:
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            attributes.Headers = Array([String(f"{prefix}{one}") for one in attributes.Headers])


def _rename_target(link: Object, prefix: str) -> None:
    """Let a link lead to the place under its new name."""
    if "/Dest" in link and isinstance(link.Dest, String | Name):
        link.Dest = String(f"{prefix}{_bare(link.Dest)}")
    action = link.get("/A")
    if action is not None and "/D" in action and isinstance(action.D, String | Name):
        action.D = String(f"{prefix}{_bare(action.D)}")


def _finish(joined: _Joined, parts: Sequence[Part], sources: Sequence[Pdf], first_page: int) -> None:
    """Write the trees, the outline, the labels of pages and what the file says of itself, as its first part does."""
    pdf, root, first = joined.pdf, joined.pdf.Root, sources[0]
    tree = joined.root
    tree.ParentTree = pdf.make_indirect(number_tree(joined.numbers))
    tree.ParentTreeNextKey = max((number for number, _ in joined.numbers), default=-1) + 1
    if joined.ids:
        tree.IDTree = pdf.make_indirect(name_tree(joined.ids))
    if joined.roles:
        tree.RoleMap = Dictionary(joined.roles)
    if joined.classes:
        tree.ClassMap = Dictionary(joined.classes)
    root.StructTreeRoot = tree
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(parts[0].language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if joined.places:
        root.Names = Dictionary(Dests=pdf.make_indirect(name_tree(joined.places.items())))
    root.Outlines = write_outline(pdf, _nested(joined.outline))
    root.PageMode = Name.UseOutlines
    label = Dictionary(S=Name.D) if first_page == 1 else Dictionary(S=Name.D, St=first_page)
    root.PageLabels = Dictionary(Nums=Array([0, label]))
    if "/OutputIntents" in first.Root:  # one colour space for all: every part is printed by the same engine
        root.OutputIntents = pdf.copy_foreign(first.make_indirect(first.Root.OutputIntents))
    root.Metadata = pdf.make_indirect(pikepdf.Stream(pdf, _statement(sources)))
    root.Metadata.Type, root.Metadata.Subtype = Name.Metadata, Name.XML
    for key, value in first.docinfo.items():
        pdf.docinfo[key] = str(value)


def _nested(outline: Sequence[tuple[int, OutlineEntry]]) -> list[OutlineEntry]:
    """Return the outline with the parts of the second level below the part of the first level before them."""
    nested: list[OutlineEntry] = []
    for level, entry in outline:
        if level and nested:
            above = nested[-1]
            nested[-1] = OutlineEntry(above.title, above.target, (*above.below, entry))
        else:
            nested.append(entry)
    return nested


def _statement(sources: Sequence[Pdf]) -> bytes:
    """Return what the first part says of itself; that the whole is an archive file only if every part says so."""
    stated = [bytes(source.Root.Metadata.read_bytes()) if "/Metadata" in source.Root else b"" for source in sources]
    conforms = all(_CONFORMS.search(one) for one in stated)
    return stated[0] if conforms else _STATES.sub(b"", stated[0])


def _stamp(pdf: Pdf, stamps: bytes) -> None:
    """Print each page of stamps over its page, as an artifact: who hears the file is told the label by the reader."""
    with pikepdf.open(io.BytesIO(stamps)) as source:
        for number, (page, stamp) in enumerate(zip(pdf.pages, source.pages, strict=True)):
            form = pdf.copy_foreign(stamp.as_form_xobject())
            # Pages of one document share their resources, and a name that the library makes is random.
            name = page.add_resource(form, Name.XObject, Name(f"{_STAMP}{number}"))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq " + str(name).encode() + b" Do Q\nEMC\n")

"""Rewrite a PDF so that nothing but its pages goes on: what is drawn, the letters under it, and links between pages.

The file is read whole, every object is reduced to the keys that drawing needs (`shapes`), every stream is written anew,
and the result is compared with the original as pictures (`looks`). What cannot be done without changing a page is
refused. The same file gives the same bytes.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import Any, Final

from submissions.exhibits.faults import APPLY, PRINT_ANEW, REDACT, SCAN_ANEW, CannotCleanError
from submissions.exhibits.hidden import drop_layers, look_closely, saved
from submissions.exhibits.layers import Layers
from submissions.exhibits.links import DROPPED, Link, annotations_of, inner_links
from submissions.exhibits.looks import compare, look_outside
from submissions.exhibits.objects import Cleaner
from submissions.exhibits.veils import show_only
from submissions.unseen import place_on_page
from submissions.unseen.fields import undrawn_fields

# Every page is drawn and compared, so that time grows with their number.
PAGES_MAX: Final = 5_000
# Trees of pages have a handful of levels; one that leads back into itself would never end.
_PARENTS_MAX: Final = 50
# All that a page may have from the nodes above it (ISO 32000-2, table 31).
_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


@dataclass(frozen=True, slots=True)
class CleanPdf:
    """A PDF with nothing but its pages, and by page what words were left out that stood unseen over scans of them."""

    content: bytes
    layers: tuple[tuple[int, str], ...] = ()


def clean_pdf(content: bytes) -> CleanPdf:
    """Return the PDF with nothing but what its pages show; raises CannotCleanError."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _refuse(pdf)
            layers = Layers(pdf.Root)
            links = inner_links(pdf)
            _drop_notes(pdf, layers)
            shown = saved(pdf)
            pdf.flatten_annotations("screen")
            _reduce(pdf, layers, links)
            cleaned = saved(pdf)
            _refuse_warnings(pdf)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, zlib.error) as error:
        raise _damaged() from error
    cleaned = show_only(cleaned)
    compare(shown, cleaned)
    look_outside(cleaned)
    return _without_layers(cleaned)


def _without_layers(cleaned: bytes) -> CleanPdf:
    """Refuse what holds more than its pages show, and leave out the words that stand unseen over scans of them."""
    looks = look_closely(cleaned)
    layers = [look for look in looks if look.layer]
    if not layers:
        return CleanPdf(cleaned)
    result = drop_layers(cleaned, {look.page: look.letters for look in layers})
    compare(cleaned, result)
    left = [look.page for look in look_closely(result) if look.layer]
    if left:
        raise CannotCleanError(f"words lie under a picture on page {left[0]}", REDACT)
    return CleanPdf(result, tuple((look.page, "\n".join(look.layer)) for look in layers))


def _refuse(pdf: Any) -> None:
    """Refuse what must not be taken apart, or cannot be."""
    if pdf.is_encrypted:
        raise _locked()
    damage = pdf.check_pdf_syntax()
    _refuse_warnings(pdf)
    if damage or not len(pdf.pages):
        raise _damaged()
    if "/Collection" in pdf.Root:
        raise CannotCleanError(
            "it is a portfolio: a cover with other files inside", "save each file inside as an exhibit of its own"
        )
    form = pdf.Root.get("/AcroForm")
    if pdf.Root.get("/NeedsRendering", False) or (form is not None and form.get("/NeedAppearances", False)):
        raise CannotCleanError("it is a form whose pages are drawn only when it is opened", PRINT_ANEW)
    _refuse_marks(pdf)
    if len(pdf.pages) > PAGES_MAX:
        raise CannotCleanError(f"it has more than {PAGES_MAX:,} pages", "divide it into several exhibits")


def _refuse_marks(pdf: Any) -> None:
    """Refuse fields without a look, and marks for redaction never applied, by the place of the first on its page."""
    for number, page in enumerate(pdf.pages, 1):
        if any(True for _ in undrawn_fields(page.obj)):
            reason = f"a field of a form is drawn by each reader in its own way (page {number})"
            raise CannotCleanError(reason, PRINT_ANEW)
        for one in annotations_of(page.obj):
            if str(one.get("/Subtype", "")) == "/Redact":
                sides = [float(side) for side in one.get("/Rect", ())][:4]
                where = place_on_page(saved(pdf), number, sides) if len(sides) == 4 else ""
                reason = "a mark for redaction was never applied: what it marks is still in the file"
                raise CannotCleanError(f"{reason} (page {number}{where and ', '}{where})", APPLY)


def _refuse_warnings(pdf: Any) -> None:
    if pdf.get_warnings():
        raise _damaged()


def _drop_notes(pdf: Any, layers: Layers) -> None:
    """Take away notes, links and what hidden layers hold; what is left of the marks on a page becomes part of it."""
    import pikepdf  # noqa: PLC0415

    for page in pdf.pages:
        if "/Annots" in page.obj:
            every = annotations_of(page.obj)
            kept = [one for one in every if str(one.get("/Subtype", "")) not in DROPPED]
            page.obj["/Annots"] = pikepdf.Array([one for one in kept if not layers.hides(one.get("/OC"))])


def _reduce(pdf: Any, layers: Layers, links: list[list[Link]]) -> None:
    """Reduce every page, and the file around the pages, to what drawing needs."""
    import pikepdf  # noqa: PLC0415

    cleaner = Cleaner(pdf, layers)
    for page in pdf.pages:
        _inherit(page.obj)
    for page, own in zip(pdf.pages, links, strict=True):
        page.obj["/MediaBox"] = _visible_box(page)
        cleaner.clean_page(page)
        if own:
            page.obj["/Annots"] = pikepdf.Array([pdf.make_indirect(_link(pdf, link)) for link in own])
    cleaner.finish()
    _reduce_tree(pdf.Root["/Pages"])
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/Pages"):
            del pdf.Root[key]
    for key in list(pdf.trailer.keys()):
        if key not in ("/Root", "/Size"):
            del pdf.trailer[key]


def _inherit(page: Any) -> None:
    """Write into a page what it has from the nodes above it."""
    for key in _INHERITED:
        node = page
        for _ in range(_PARENTS_MAX):
            if key in node:
                page[key] = node[key]
                break
            if "/Parent" not in node:
                break
            node = node["/Parent"]


def _visible_box(page: Any) -> list[float]:
    """Return the part of the paper that a reader sees."""
    paper, cut = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    left, right = sorted((cut[0], cut[2]))
    bottom, top = sorted((cut[1], cut[3]))
    paper = [min(paper[0], paper[2]), min(paper[1], paper[3]), max(paper[0], paper[2]), max(paper[1], paper[3])]
    seen = [max(left, paper[0]), max(bottom, paper[1]), min(right, paper[2]), min(top, paper[3])]
    return seen if seen[0] < seen[2] and seen[1] < seen[3] else paper


def _reduce_tree(node: Any, depth: int = 0) -> None:
    """Reduce the nodes above the pages."""
    if depth > _PARENTS_MAX:
        raise _damaged()
    for key in list(node.keys()):
        if key not in ("/Type", "/Kids", "/Count", "/Parent"):
            del node[key]
    for child in node["/Kids"]:
        if "/Kids" in child:
            _reduce_tree(child, depth + 1)


def _link(pdf: Any, link: Link) -> Any:
    import pikepdf  # noqa: PLC0415

    rectangle, number, view = link
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=rectangle,
        Border=[0, 0, 0],
        Dest=[pdf.pages[number].obj, *view],
    )


def _locked() -> CannotCleanError:
    return CannotCleanError(
        "it is locked with a password or against changes", "get it without the lock, or print it into a new PDF"
    )


def _damaged() -> CannotCleanError:
    return CannotCleanError("it is damaged, so that pages could be lost unnoticed", SCAN_ANEW)

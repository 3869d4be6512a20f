"""The links of a page that lead to another page of the same PDF; every other mark on a page is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Link: TypeAlias = tuple[list[float], int, list[Any]]  # the rectangle, the page it leads to, the view there

# All that ISO 32000-2, 12.3.2.2 has; their numbers may be null, which keeps the view as it is.
_KINDS_OF_DESTINATION: Final = frozenset({"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"})
# What a reader would not miss: notes in the margin, their windows, sounds and films, and links, which are made anew.
DROPPED: Final = frozenset(
    {"/Link", "/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D", "/RichMedia", "/PrinterMark",
     "/TrapNet"}
)  # fmt: skip


def annotations_of(page: Any) -> list[Any]:
    """Return the annotations of a page that are dictionaries, as they should be."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    found = page.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return []
    return [one for one in found if isinstance(one, pikepdf.Dictionary)]


def inner_links(pdf: Any) -> list[list[Link]]:
    """Return for each page its inner links: the rectangle, the number of the page they lead to, and the view there."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = dict(_named(pdf.Root))
    every = []
    for page in pdf.pages:
        links = []
        for annotation in annotations_of(page.obj):
            link = _inner_link(annotation, names, numbers)
            if str(annotation.get("/Subtype", "")) == "/Link" and link:
                links.append(link)
        every.append(links)
    return every


def _inner_link(annotation: Any, names: dict[bytes, Any], numbers: dict[tuple[int, int], int]) -> Link | None:
    import pikepdf  # noqa: PLC0415

    action = annotation.get("/A")
    target = annotation.get("/Dest")
    if target is None and isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) == "/GoTo":
        target = action.get("/D")
    if isinstance(target, pikepdf.String | pikepdf.Name):
        target = names.get(_key(target))
    if isinstance(target, pikepdf.Dictionary):
        target = target.get("/D")
    rectangle = annotation.get("/Rect")
    if not isinstance(target, pikepdf.Array) or not len(target) or not isinstance(rectangle, pikepdf.Array):
        return None
    first = target[0]
    number = numbers.get(first.objgen) if isinstance(first, pikepdf.Dictionary) else None
    if number is None:
        return None
    view = list(target)[1:]
    plain = len(view) > 0 and str(view[0]) in _KINDS_OF_DESTINATION
    kept = [pikepdf.Name(str(view[0])), *(_number(one) for one in view[1:])] if plain else [pikepdf.Name.Fit]
    return [float(side) for side in rectangle], number, kept


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _named(root: Any) -> Iterator[tuple[bytes, Any]]:
    """Yield the named places of a PDF, of the old dictionary and of the tree."""
    import pikepdf  # noqa: PLC0415

    old = root.get("/Dests")
    if isinstance(old, pikepdf.Dictionary):
        yield from ((name.encode(), value) for name, value in old.items())
    names = root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
    waiting, seen = [tree], 0
    # A tree of names that leads back into itself would never end.
    while waiting and seen < 100_000:
        node = waiting.pop()
        seen += 1
        if not isinstance(node, pikepdf.Dictionary):
            continue
        pairs = node.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            values = list(pairs)
            yield from ((_key(name), value) for name, value in zip(values[::2], values[1::2], strict=False))
        children = node.get("/Kids")
        waiting += list(children) if isinstance(children, pikepdf.Array) else []


def _key(name: Any) -> bytes:
    import pikepdf  # noqa: PLC0415

    return bytes(name) if isinstance(name, pikepdf.String) else str(name).encode()

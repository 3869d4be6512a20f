"""Walk from the pages of a PDF to all that they draw, by the commands, and to what they only hold and never draw.

Rule: ISO 32000-2, 7.8.3 (resources), 8.7.3 (tiling patterns), 9.6.4 (Type 3 fonts), 11.6.5 (soft masks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from submissions.unseen.colours import inline_tells_apart

Mark: TypeAlias = tuple[int, int]
"""The number and generation of an object."""

_PARENTS_MAX: Final = 50
_OPERATORS: Final = "Do gs scn SCN Tf Tj TJ ' \" q Q INLINE IMAGE BI ID EI"
_DRAW_FROM: Final = {"/XObject": (b"Do",), "/Pattern": (b"scn", b"SCN")}
_INLINE: Final = re.compile(rb"(?<![^\s\0\]>)])BI[\s/]")
TEXTURE: Final = 16
"""Dots each way: what is as small is a texture, which shows nothing."""

_SHOW: Final = frozenset({"Tj", "TJ", "'", '"'})


@dataclass(slots=True)
class Holdings:
    """What the pages of a file hold: streams by their marks, each with the page that holds it first, from 1.

    `plain` are pictures that pages and their forms draw, `apart` those in patterns, drawn letters, soft masks and the
    looks of annotations; `inline` is how many dots the largest has that stands among such commands, `words` are the
    pages that write within patterns, drawn letters or soft masks, `washed` those with a picture among their commands
    whose colours hide dots; `idle` is what no page draws.
    """

    listed: dict[Mark, tuple[int, Any]] = field(default_factory=dict)
    drawn: set[Mark] = field(default_factory=set)
    plain: dict[Mark, tuple[int, Any]] = field(default_factory=dict)
    apart: dict[Mark, tuple[int, Any]] = field(default_factory=dict)
    inline: dict[int, int] = field(default_factory=dict)
    words: set[int] = field(default_factory=set)
    washed: set[int] = field(default_factory=set)

    @property
    def idle(self) -> dict[Mark, tuple[int, Any]]:
        """Return what is listed and never drawn."""
        return {mark: held for mark, held in self.listed.items() if mark not in self.drawn}


def holdings_of(pdf: Any) -> Holdings:
    """Return what the pages of a PDF, opened by pikepdf, hold; damaged commands count as drawing all they could."""
    walk = _Walk()
    for number, page in enumerate(pdf.pages, 1):
        resources = inherited(page.obj, "/Resources")
        walk.number = number
        walk.list_all(resources)
        walk.follow(page, resources, is_apart=False)
        walk.is_in_look = True
        for look in _looks(page.obj):
            walk.take(look, resources, is_apart=True)
        walk.is_in_look = False
    return walk.found


def inherited(page: Any, key: str) -> Any:
    """Return what a page has under a key, from the nodes above it too; None where nothing stands."""
    node = page
    for _ in range(_PARENTS_MAX):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _looks(page: Any) -> Iterator[Any]:
    """Yield the looks that the annotations of a page may have."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it

    marks = page.get("/Annots")
    for one in marks if isinstance(marks, pikepdf.Array) else ():
        looks = one.get("/AP") if isinstance(one, pikepdf.Dictionary) else None
        waiting = [looks.get("/N")] if isinstance(looks, pikepdf.Dictionary) else []
        for found in waiting:
            if isinstance(found, pikepdf.Stream):
                yield found
            elif isinstance(found, pikepdf.Dictionary):
                yield from (state for _, state in found.items() if isinstance(state, pikepdf.Stream))


class _Walk:
    """Follows commands; each stream once for each way in which it is reached."""

    def __init__(self) -> None:
        import pikepdf  # noqa: PLC0415

        self._kinds, self.found, self.number = pikepdf, Holdings(), 0
        self.is_in_look = False
        self._done: set[tuple[Mark, bool]] = set()
        self._listed: set[Mark] = set()

    def list_all(self, resources: Any) -> None:
        """List every stream that resources hold, in those of forms, patterns and drawn letters too."""
        waiting = [resources]
        while waiting:
            held = waiting.pop()
            if not isinstance(held, self._kinds.Dictionary) or held.objgen in self._listed:
                continue
            if held.objgen != (0, 0):
                self._listed.add(held.objgen)
            streams = [one for _, one in (*_entries(held, "/XObject"), *_entries(held, "/Pattern"))]
            for _, font in _entries(held, "/Font"):
                if str(font.get("/Subtype", "")) == "/Type3":
                    streams += [one for _, one in _entries(font, "/CharProcs")]
                    waiting.append(font.get("/Resources"))
            for one in streams:
                if isinstance(one, self._kinds.Stream) and one.objgen not in self.found.listed:
                    self.found.listed[one.objgen] = self.number, one
                    waiting.append(one.get("/Resources"))

    def follow(self, stream: Any, resources: Any, *, is_apart: bool) -> None:
        """Follow the commands of a page, form, pattern or letter."""
        try:
            if not is_apart and not _may_draw(self._bytes(stream), resources):
                return
            commands = self._kinds.parse_content_stream(stream, _OPERATORS)
        except (self._kinds.PdfError, self._kinds.DataDecodingError, ValueError, TypeError):
            self._take_every(resources)
            return
        font: Any = None
        for command in commands:
            name, operands = str(command.operator), command.operands
            if name == "INLINE IMAGE":
                self._count_inline(command, is_apart)
            elif name == "Tf" and len(operands):
                font = dict(_entries(resources, "/Font")).get(str(operands[0]))
            elif name in _SHOW and is_apart and not self.is_in_look:
                self.found.words.add(self.number)
            elif name in _SHOW and font is not None and str(font.get("/Subtype", "")) == "/Type3":
                self._letters(font, resources, operands)
            elif operands:
                self._named(name, operands[-1], resources, is_apart=is_apart)

    def _named(self, name: str, operand: Any, resources: Any, *, is_apart: bool) -> None:
        if not isinstance(operand, self._kinds.Name):
            return
        if name == "Do":
            self.take(dict(_entries(resources, "/XObject")).get(str(operand)), resources, is_apart=is_apart)
        elif name in ("scn", "SCN"):
            self.take(dict(_entries(resources, "/Pattern")).get(str(operand)), resources, is_apart=True)
        elif name == "gs":
            state = dict(_entries(resources, "/ExtGState")).get(str(operand))
            mask = state.get("/SMask") if isinstance(state, self._kinds.Dictionary) else None
            if isinstance(mask, self._kinds.Dictionary):
                self.take(mask.get("/G"), resources, is_apart=True)

    def take(self, one: Any, resources: Any, *, is_apart: bool) -> None:
        """Take a stream that is drawn, and follow its own commands."""
        if not isinstance(one, self._kinds.Stream) or (one.objgen, is_apart) in self._done:
            return
        self._done.add((one.objgen, is_apart))
        self.found.drawn.add(one.objgen)
        if str(one.get("/Subtype", "")) == "/Image":
            (self.found.apart if is_apart else self.found.plain).setdefault(one.objgen, (self.number, one))
            return
        own = one.get("/Resources")
        self.list_all(own)
        self.follow(one, resources if own is None else own, is_apart=is_apart)

    def _letters(self, font: Any, resources: Any, operands: Any) -> None:
        """Take the drawings of the letters that are shown."""
        own = font.get("/Resources")
        drawings, codes = dict(_entries(font, "/CharProcs")), set[int]()
        for operand in operands:
            strings = list(operand) if isinstance(operand, self._kinds.Array) else [operand]
            codes.update(code for one in strings if isinstance(one, self._kinds.String) for code in bytes(one))
        names = _names_of(font)
        for code in codes:
            self.take(drawings.get(names.get(code, "")), resources if own is None else own, is_apart=True)

    def _take_every(self, resources: Any) -> None:
        for key in ("/XObject", "/Pattern"):
            for _, one in _entries(resources, key):
                self.take(one, resources, is_apart=True)

    def _count_inline(self, command: Any, is_apart: bool) -> None:
        """Keep what a picture among the commands says: whether colours hide its dots, how many it has apart."""
        image = command.iimage
        wide, high = int(image.width), int(image.height)
        if max(wide, high) > TEXTURE and not inline_tells_apart(image):
            self.found.washed.add(self.number)
        if is_apart:
            self.found.inline[self.number] = max(wide * high, self.found.inline.get(self.number, 0))

    def _bytes(self, stream: Any) -> bytes:
        """Return the commands of a page or form as they are written."""
        held = stream.obj.get("/Contents") if isinstance(stream, self._kinds.Page) else stream
        parts = list(held) if isinstance(held, self._kinds.Array) else [held]
        return b"\n".join(one.read_bytes() for one in parts if isinstance(one, self._kinds.Stream))


def _entries(holder: Any, key: str) -> Iterator[tuple[str, Any]]:
    import pikepdf  # noqa: PLC0415

    found = holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None
    for name, one in found.items() if isinstance(found, pikepdf.Dictionary) else ():
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield str(name), one


def _may_draw(commands: bytes, resources: Any) -> bool:
    """Tell whether commands may draw anything that they or their resources hold: most pages of text do not."""
    import pikepdf  # noqa: PLC0415

    if b"BI" in commands and _INLINE.search(commands):
        return True
    for key, operators in _DRAW_FROM.items():
        if any(one in commands for one in operators) and any(True for _ in _entries(resources, key)):
            return True
    masks = (state.get("/SMask") for _, state in _entries(resources, "/ExtGState")) if b"gs" in commands else ()
    if any(isinstance(mask, pikepdf.Dictionary) for mask in masks):
        return True
    return any(str(font.get("/Subtype", "")) == "/Type3" for _, font in _entries(resources, "/Font"))


def _names_of(font: Any) -> dict[int, str]:
    """Return the name of the drawing of each code of a drawn font (ISO 32000-2, table 112)."""
    import pikepdf  # noqa: PLC0415

    encoding = font.get("/Encoding")
    names: dict[int, str] = {}
    code = 0
    for one in encoding.get("/Differences", ()) if isinstance(encoding, pikepdf.Dictionary) else ():
        if isinstance(one, pikepdf.Name):
            names[code] = str(one)
            code += 1
        else:
            code = int(one)
    return names

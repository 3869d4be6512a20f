"""Which faces a Word file sets its words in, and which of them a PDF made of it lacks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf
from lxml import etree

from submissions.look import families
from submissions.office.names import PartError, parse_part, w
from submissions.office.package import PackageError, read_package

_WITH_WORDS: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_STYLES: Final = "word/styles.xml"
_THEME: Final = re.compile(r"word/theme/theme\d*\.xml")
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_KINDS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_SYMBOLS: Final = ("symbol", "wingdings", "webdings")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
_PLAIN: Final = re.compile(r"[^a-z0-9]")
_PREFIX: Final = re.compile(r"^[A-Z]{6}\+")


def faces_named(content: bytes) -> tuple[str, ...]:
    """Return the faces that any part of a Word file names, in order; none of what is no Word file."""
    try:
        parts = {name: parse_part(part) for name, part in read_package(content).items() if _may_name(name)}
    except (PackageError, PartError):
        return ()
    found = {face for root in parts.values() for one in root.iter(w("rFonts")) for face in _of(one)}
    themes = {face for name, root in parts.items() if _THEME.fullmatch(name) for face in _themes(root).values()}
    return tuple(sorted(found | themes))


def faces_lacking(content: bytes, pdf: bytes) -> tuple[str, ...]:
    """Return the faces in which a Word file sets Latin, Greek or Cyrillic words and that its PDF does not hold.

    One that the program has a twin of counts as held where the twin is.
    """
    parts = {name: parse_part(part) for name, part in read_package(content).items() if _may_name(name)}
    held = {_plain(name) for name in _faces_in(pdf)}
    twins = {name: one.twin for name, one in families().items()}
    used = {face for face in _used(parts) if not face.lower().startswith(_SYMBOLS)}
    return tuple(
        sorted(face for face in used if not any(one.startswith(_plain(twins.get(face, face))) for one in held))
    )


def _may_name(name: str) -> bool:
    own = name.startswith(_WITH_WORDS) or name in (_STYLES, "word/numbering.xml")
    return (own and name.endswith(".xml")) or _THEME.fullmatch(name) is not None


def _of(fonts: etree._Element) -> Iterator[str]:
    yield from (face for kind in _KINDS if (face := fonts.get(w(kind))))


def _themes(root: etree._Element) -> dict[str, str]:
    """Return the Latin faces of a theme: "minor" and "major"."""
    found = {}
    for kind in ("minor", "major"):
        latin = root.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = str(latin.get("typeface"))
    return found


def _used(parts: Mapping[str, etree._Element]) -> set[str]:
    """Return the faces of the runs that hold letters, as the runs and their styles name them."""
    themes = {
        kind: face for name, root in parts.items() if _THEME.fullmatch(name) for kind, face in _themes(root).items()
    }
    styles = _Styles(parts.get(_STYLES), themes)
    found = set()
    for name, root in parts.items():
        for run in root.iter(w("r")) if name.startswith(_WITH_WORDS) else ():
            if _LATIN.search("".join(one.text or "" for one in run.iter(w("t")))):
                found.add(styles.face_of(run))
    return found - {""}


class _Styles:
    """The Latin face of each style, through what it is based on."""

    def __init__(self, root: etree._Element | None, themes: Mapping[str, str]) -> None:
        self.themes = themes
        self.styles = {} if root is None else {one.get(w("styleId")): one for one in root.iter(w("style"))}
        defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self.default = self._named(defaults)
        self.plain = next((one for one in self.styles.values() if _is_default(one)), None)

    def face_of(self, run: etree._Element) -> str:
        """Return the face of a run: its own, its style's, its paragraph's, or the default."""
        own = run.find(w("rPr"))
        paragraph = next(run.iterancestors(w("p")), None)
        styled = None if paragraph is None else paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        chain = [
            self._named(own),
            self._of_style(None if own is None else own.find(w("rStyle"))),
            self._of_style(styled) if styled is not None else self._through(self.plain),
        ]
        return next(filter(None, chain), self.default)

    def _of_style(self, named: etree._Element | None) -> str:
        return "" if named is None else self._through(self.styles.get(named.get(w("val"))))

    def _through(self, style: etree._Element | None) -> str:
        for _ in range(len(self.styles)):
            if style is None:
                return ""
            face = self._named(style.find(w("rPr")))
            if face:
                return face
            base = style.find(w("basedOn"))
            style = None if base is None else self.styles.get(base.get(w("val")))
        return ""

    def _named(self, properties: etree._Element | None) -> str:
        fonts = None if properties is None else properties.find(w("rFonts"))
        if fonts is None:
            return ""
        theme = str(fonts.get(w("asciiTheme")) or "")[:5]
        return self.themes.get(theme, "") or str(fonts.get(w("ascii")) or "")


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _faces_in(pdf: bytes) -> Iterator[str]:
    """Yield the names of the fonts of a PDF, without the mark of a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for found in opened.objects:
            if isinstance(found, pikepdf.Dictionary) and "/BaseFont" in found:
                yield _PREFIX.sub("", str(found.BaseFont).removeprefix("/"))


def _plain(name: str) -> str:
    return _PLAIN.sub("", name.lower())

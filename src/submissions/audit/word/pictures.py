"""Find pictures of a Word file of which a part, or all, is on no page: cropped, made invisible, or never placed.

Rule: ISO 29500-1, 20.1.8 (`a:alphaModFix`, `a:lum`), 20.1.9 (shapes), 20.4.2 (`wp:docPr`, `wp:extent`); MS-ODRAWXML,
2.19 (`a14:imgLayer`, the picture as it was before it was edited).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from submissions.audit.kinds.crops import crops_picture
from submissions.audit.word.refusals import Refused
from submissions.audit.word.zip import ZipEntry

_NAME: Final = rb"<(?:[\w.-]+:)?"
_END_OF_PICTURE: Final = re.compile(rb"</(?:[\w.-]+:)?pic>")
_PICTURE: Final = re.compile(_NAME + rb"pic[\s>]")
_FORM: Final = re.compile(_NAME + rb"""prstGeom\b[^>]*\bprst\s*=\s*["'](?!rect["'])|""" + _NAME + rb"custGeom\b")
# Shown by nothing: not drawn, wholly transparent, as bright as paper, or of a size that no eye sees (a millimetre has
# 36,000 units); or what a program keeps of a picture before it was edited.
_MILLIMETRE: Final = 36_000
_SIZE: Final = re.compile(_NAME + rb"extent\b([^>]*)>")
_LENGTH: Final = re.compile(rb"""\bc[xy]\s*=\s*["']\s*([+-]?\d+)""")
_HIDDEN: Final = re.compile(
    _NAME + rb"""docPr\b[^>]*\bhidden\s*=\s*["'](?:1|true|on)["']|"""
    + _NAME + rb"""alphaModFix\b[^>]*\bamt\s*=\s*["'](?:\d{1,4}|0%|[0-9]%)["']|"""
    + _NAME + rb"""lum\b[^>]*\bbright\s*=\s*["']-?(?:[89]\d{4}|100000|[89]\d%|100%)["']|"""
    + _NAME + rb"imgLayer\b|"
    + _NAME + rb"""imagedata\b[^>]*\b(?:chromakey|blacklevel|gain)\s*="""
)  # fmt: skip
_END_OF_RUN: Final = re.compile(rb"</(?:[\w.-]+:)?r>")
_VANISH: Final = re.compile(_NAME + rb"""vanish\b(?![^>]*\bval\s*=\s*["'](?:0|false|off)["'])""")
_DRAWN: Final = re.compile(_NAME + rb"(?:drawing|pict|blip|imagedata)\b")
_STYLE: Final = re.compile(
    rb"""<(?:[\w.-]+:)?(?:shape|rect|group)\b[^>]*\bstyle\s*=\s*["'][^"']*(?:visibility:\s*hidden|display:\s*none)"""
)
_MEDIA: Final = re.compile(r"(?:^|/)media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|svg|wdp|heic)$", re.IGNORECASE)
_TARGET: Final = re.compile(rb"<(?:[\w.-]+:)?Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb"""\b(Id|Target)\s*=\s*["']([^"']*)["']""")


def hidden_pictures(entries: Sequence[ZipEntry]) -> Iterator[Refused]:
    """Yield each part in which a picture is cropped or invisible, and each picture that no part places."""
    texts = {entry.name: _plain(entry.content) for entry in entries}
    for name, text in texts.items():
        if crops_picture(text) or any(_formed(text)):
            yield Refused("cropped picture", name)
        if _HIDDEN.search(text) or _STYLE.search(text) or any(_vanished(text)) or any(_specks(text)):
            yield Refused("hidden picture", name)
    placed = set(_placed(texts))
    yield from (Refused("idle picture", name) for name in texts if _MEDIA.search(name) and name not in placed)


def _plain(content: bytes) -> bytes:
    """Return the XML of a part in bytes of ASCII's kind; nothing for what is no XML."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").encode()
    return content if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else b""


def _formed(text: bytes) -> Iterator[bool]:
    """Yield whether each picture is cut to another form than a rectangle."""
    for piece in _END_OF_PICTURE.split(text)[:-1]:
        begin = _PICTURE.search(piece)
        yield bool(begin and _FORM.search(piece, begin.start()))


def _vanished(text: bytes) -> Iterator[bool]:
    """Yield whether each run is hidden text with a drawing in it."""
    for run in _END_OF_RUN.split(text):
        yield bool(_VANISH.search(run) and _DRAWN.search(run))


def _specks(text: bytes) -> Iterator[bool]:
    """Yield whether the drawings with pictures are too small to be seen."""
    if b"blip" not in text:
        return
    for match in _SIZE.finditer(text):
        yield any(int(value) < _MILLIMETRE for value in _LENGTH.findall(match[1]))


def _placed(texts: dict[str, bytes]) -> Iterable[str]:
    """Yield the names of the parts to which another part refers by an identifier that stands in it."""
    for name, text in texts.items():
        folder, file = posixpath.split(name)
        if not file.endswith(".rels") or posixpath.basename(folder) != "_rels":
            continue
        owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        content = texts.get(owner, b"")
        for match in _TARGET.finditer(text):
            found = dict(_ATTRIBUTE.findall(match[0]))
            mark, target = found.get(b"Id", b""), found.get(b"Target", b"").decode("utf-8", "replace")
            quoted = (b'"' + mark + b'"', b"'" + mark + b"'")
            if not owner or owner.endswith("/") or any(one in content for one in quoted):
                within = (
                    target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(owner), target)
                )
                yield posixpath.normpath(within)

"""The pictures, links and shapes of a letterhead: pictures as PNG or JPEG, links to the web, numbers of their own."""

from __future__ import annotations

import io
import re
import warnings
from typing import Final

from lxml import etree
from PIL import Image

from submissions.office.elements import drop, related, unwrap
from submissions.office.names import OFFICE, w
from submissions.writers.word.graft.opening import Letterhead, Related

_ADDRESS: Final = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_IN_OFFICE: Final = f"{{{OFFICE}}}"
_FIRST_NUMBER: Final = 2001
"""Of the drawings of a frame; those of a document are counted from 1."""

_FILE_NAME: Final = re.compile(r"[\\/]|\.(png|jpe?g|gif|bmp|tiff?|emf|wmf)\b", re.IGNORECASE)
"""What Word puts where the words for a picture belong: the path of its file."""

_PIXELS_MAX: Final = 50_000_000
_ENDINGS: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
# What every program opens and no Word file needs: they become PNG. Metafiles are drawings that only Windows draws.
_TURNED: Final = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def settle_pictures(letterhead: Letterhead) -> None:
    """Give every picture a name and a kind that a frame may have; refuse what no page could show."""
    kept: dict[str, str] = {}
    media: dict[str, bytes] = {}
    for part in sorted(letterhead.rows):
        for identifier, row in sorted(letterhead.rows[part].items()):
            if row.kind != "image" or row.external or not _is_used(letterhead.trees[part], identifier):
                continue
            if row.target not in kept:
                content, ending = _usual(letterhead.media.get(row.target, b""))
                if not ending:
                    _refuse_picture(letterhead, row.target)
                    continue
                kept[row.target] = f"word/media/letterhead{len(kept) + 1}.{ending}"
                media[kept[row.target]] = content
            letterhead.rows[part][identifier] = Related("image", kept[row.target])
    fonts = {name: content for name, content in letterhead.media.items() if name.endswith(".odttf")}
    letterhead.media = {**media, **fonts}


def _refuse_picture(letterhead: Letterhead, name: str) -> None:
    ending = name.rpartition(".")[2].upper()
    letterhead.refuse(
        "E402",
        f"the letterhead has a picture that a page cannot show: {name.rpartition('/')[2]}",
        f"save the {ending} picture as PNG (in Word: right-click it, Save as Picture), insert that, and run this again",
    )


def _usual(content: bytes) -> tuple[bytes, str]:
    """Return a picture as PNG or JPEG with its ending; "" for what cannot be one."""
    for begins, ending in _ENDINGS.items():
        if content.startswith(begins):
            return content, ending
    if not content.startswith(_TURNED):
        return b"", ""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content)) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > _PIXELS_MAX:
                return b"", ""
            buffer = io.BytesIO()
            picture.convert("RGBA").save(buffer, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b"", ""
    return buffer.getvalue(), "png"


def _is_used(root: etree._Element, identifier: str) -> bool:
    return any(
        value == identifier
        for node in root.iter("{*}*")
        for name, value in node.attrib.items()
        if str(name).startswith(_IN_OFFICE)
    )


def settle_links(letterhead: Letterhead) -> None:
    """Leave links to the web and to mail, and the words of all others; refuse pictures that lie elsewhere."""
    for name, root in letterhead.texts():
        rows = letterhead.rows[name]
        _drop_second_forms(letterhead, name, root)
        for link in list(root.iter(w("hyperlink"))):
            row = rows.get(link.get(f"{_IN_OFFICE}id", ""))
            link.attrib.pop(w("anchor"), None)
            if row is None or not row.external or not _ADDRESS.fullmatch(row.target):
                if row is not None:
                    letterhead.leave_out(f"a link in {name}, whose words stay")
                unwrap(link)
        for node in list(root.iter("{*}hlinkClick", "{*}hlinkHover", "{*}hlinkMouseOver")):
            row = rows.get(node.get(f"{_IN_OFFICE}id", ""))
            if row is None or not row.external or not _ADDRESS.fullmatch(row.target):
                drop(node)
        for node in root.iter("{*}blip", "{*}imagedata", "{*}fill", "{*}stroke"):
            _settle_source(letterhead, name, node)
    for name in list(letterhead.rows):
        root = letterhead.trees[name]
        letterhead.rows[name] = {
            identifier: row
            for identifier, row in letterhead.rows[name].items()
            if _is_used(root, identifier) and row.kind in ("image", "hyperlink", "header", "footer", "font")
        }


def _settle_source(letterhead: Letterhead, name: str, node: etree._Element) -> None:
    """Keep the picture that is in the file; refuse one that is elsewhere."""
    rows = letterhead.rows[name]
    inside = [
        rows[value]
        for key, value in node.attrib.items()
        if str(key) in (f"{_IN_OFFICE}embed", f"{_IN_OFFICE}id", f"{_IN_OFFICE}pict") and value in rows
    ]
    outside = [str(key) for key in node.attrib if str(key) in (f"{_IN_OFFICE}link", f"{_IN_OFFICE}href", "src")]
    if (outside or any(row.external for row in inside)) and not any(not row.external for row in inside):
        letterhead.refuse(
            "E403",
            f"the letterhead links to a picture that is not in it, in {name}",
            "embed it in Word (File > Info > Edit Links to Files > Break Link), save it, and run this again",
        )
    for key in outside:
        del node.attrib[key]


def _drop_second_forms(letterhead: Letterhead, name: str, root: etree._Element) -> None:
    """Drop what stands beside a picture for newer programs only: its vector form, effects, addresses of its origin."""
    for blip in root.iter("{*}blip"):
        for extension in list(blip.iter("{*}ext")):
            refers = [key for node in extension.iter("{*}*") for key in node.attrib if str(key).startswith(_IN_OFFICE)]
            if refers:
                letterhead.leave_out(f"the vector form or the effects of a picture in {name}; the picture stays")
                drop(extension)
        for extensions in blip.findall("{*}extLst"):
            if len(extensions) == 0:
                blip.remove(extensions)
    for node in root.iter("{*}imagedata", "{*}shape", "{*}rect"):
        for key in list(node.attrib):
            if str(key).startswith("{urn:schemas-microsoft-com:office:office}") and str(key).endswith(
                ("href", "title")
            ):
                del node.attrib[key]


def number_drawings(letterhead: Letterhead) -> None:
    """Give the drawings numbers that no drawing of a document has, and drop the paths that name their files."""
    number = _FIRST_NUMBER
    for _, root in letterhead.texts():
        for node in root.iter("{*}docPr"):
            node.set("id", str(number))
            node.set("name", f"Letterhead {number - _FIRST_NUMBER + 1}")
            number += 1
        for node in root.iter("{*}docPr", "{*}cNvPr"):
            if etree.QName(node).localname == "cNvPr":
                node.set("name", "Letterhead")
            for key in ("descr", "title"):
                if _FILE_NAME.search(node.get(key, "")):
                    node.set(key, "")


def number_relationships(letterhead: Letterhead) -> None:
    """Give the relationships of every part identifiers that the writer never gives."""
    for name, rows in list(letterhead.rows.items()):
        new = {old: f"rIdLetterhead{index}" for index, old in enumerate(sorted(rows), 1)}
        for node, key, value in related(letterhead.trees[name]):
            if value in new:
                node.set(key, new[value])
            elif key != f"{_IN_OFFICE}id" or node.tag != w("hyperlink"):
                del node.attrib[key]
        letterhead.rows[name] = {new[old]: row for old, row in rows.items()}

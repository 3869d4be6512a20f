"""Read `house.yaml`: the name, logo, colour, faces, margins and address that every document of the house wears."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from submissions.catalogue.yaml_file import FileReader
from submissions.document import HouseFile, Resource
from submissions.findings import Finding
from submissions.look import KINDS, Dress, HouseLook, Kind, Logo, Paper, families
from submissions.pictures import read_picture
from submissions.values import SourceMapping, Text

LOOK_FILE: Final = "house.yaml"
LOOK_KEYS: Final[dict[str, str]] = {
    "name": "The name of the house, at the head of the first page.",
    "logo": "A picture in the same folder: `{file: logo.png, width: 30mm, where: end, alternative: ...}`; where is "
    "`start` or `end`.",
    "accent": 'The one colour, such as `"#1b3a57"`; dark enough to be read on white.',
    "faces": "The families of type, as Word names them: `{text: Calibri, heads: Cambria}`.",
    "size": "The size of the text, such as `11pt`; all else goes with it.",
    "paper": "`a4` or `letter`, where the template does not say.",
    "margins": "`{top: 25mm, bottom: 25mm, start: 45mm, end: 36mm}`; numbers hang in the one at the start.",
    "address": "The lines of the address, under the name.",
    "registration": "The number in a register, at the foot of every page.",
    "footer": "A line at the foot of every page.",
    "classes": "The same for one class of document alone: `filing`, `brief`, `letter`, `memorandum`, `parliamentary`.",
}
_DRESS: Final = ("accent", "faces", "size", "paper", "margins")
_LENGTH: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?(mm|cm|pt|in)")
_POINTS: Final = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
"""How many points are in each unit but points themselves."""
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_NOTHING: Final = "E102"
_MARGINS: Final = {"top": (15, 60), "bottom": (15, 60), "start": (25, 65), "end": (15, 65)}
"""Millimetres: between them a line stays long enough for a table, and the numbers on the sheet."""
_CONTRAST_MIN: Final = 4.5
"""What text needs on its ground (Web Content Accessibility Guidelines 2.2, 1.4.3)."""


def read_look(
    folders: Sequence[tuple[Path, str]], fonts: dict[str, HouseFile]
) -> tuple[HouseLook, Resource | None, list[Finding]]:
    """Return the look of several folders and its logo; what an earlier folder says goes before a later one.

    `fonts` are the house's own font files, any of whose families may be named.
    """
    look, logo = HouseLook(), None
    findings: list[Finding] = []
    for folder, name in reversed(folders):
        path = folder / LOOK_FILE
        if not path.is_file():
            continue
        reader = FileReader(path, f"{name}/{LOOK_FILE}")
        node = reader.read()
        if node is not None:
            look = _read(node, reader, look, own=bool(fonts))
            if look.logo is not None and Text("logo") in node:
                logo, faults = read_picture(folder / look.logo.file, node.key_place("logo"))
                reader.findings += faults
        # A file in which every line is a comment says nothing, and that is no fault.
        findings += [finding for finding in reader.findings if node is not None or finding.code != _NOTHING]
    return look, logo, findings


def _read(node: SourceMapping, reader: FileReader, behind: HouseLook, *, own: bool) -> HouseLook:
    """Return what a file says, over what stands behind it."""
    reader.refuse_unknown(node, LOOK_KEYS)
    said: dict[str, Any] = {key: _line(node, key, reader) for key in ("name", "registration", "footer") if key in node}
    if Text("address") in node:
        said["address"] = tuple(_printable(line, node, "address", reader) for line in reader.listed(node, "address"))
    if Text("logo") in node:
        said["logo"] = _logo(node, reader)
    classes = dict(behind.classes)
    for kind, inner in _classes(node, reader):
        classes[kind] = _dress(inner, reader, own=own).over(classes.get(kind, Dress()))
    dress = _dress(node, reader, own=own).over(behind.dress)
    return replace(behind, dress=dress, classes=tuple(sorted(classes.items())), **said)


def _classes(node: SourceMapping, reader: FileReader) -> list[tuple[Kind, SourceMapping]]:
    value = node.get(Text("classes"))
    if value is None:
        return []
    if not isinstance(value, SourceMapping):
        reader.refuse(node, "classes", "'classes' must be a mapping", "write 'classes:' and 'brief: ...' below")
        return []
    reader.refuse_unknown(value, KINDS)
    found: list[tuple[Kind, SourceMapping]] = []
    for kind in KINDS:
        inner = value.get(Text(kind))
        if isinstance(inner, SourceMapping):
            reader.refuse_unknown(inner, _DRESS)
            found.append((kind, inner))
        elif inner is not None:
            reader.refuse(value, kind, f"'{kind}' must be a mapping", f"write '{kind}:' and 'size: ...' below")
    return found


def _dress(node: SourceMapping, reader: FileReader, *, own: bool) -> Dress:
    faces, margins = (_inner(node, key, reader) for key in ("faces", "margins"))
    if faces is not None:
        reader.refuse_unknown(faces, ("text", "heads"))
    if margins is not None:
        reader.refuse_unknown(margins, ("top", "bottom", "start", "end"))

    def face(key: str) -> str | None:
        return _face(faces, key, reader, own=own) if faces is not None and Text(key) in faces else None

    def margin(side: str) -> float | None:
        return (
            _length(margins, side, reader, *_MARGINS[side]) if margins is not None and Text(side) in margins else None
        )

    paper = reader.choice(node, "paper", ("a4", "letter")) if Text("paper") in node else None
    return Dress(
        accent=_accent(node, reader) if Text("accent") in node else None,
        text=face("text"),
        heads=face("heads"),
        size=_length(node, "size", reader, 8 / _POINTS["mm"], 16 / _POINTS["mm"]) if Text("size") in node else None,
        paper=cast("Paper | None", str(paper)) if paper in {"a4", "letter"} else None,
        margin_top=margin("top"),
        margin_bottom=margin("bottom"),
        margin_start=margin("start"),
        margin_end=margin("end"),
    )


def _inner(node: SourceMapping, key: str, reader: FileReader) -> SourceMapping | None:
    value = node.get(Text(key))
    if value is not None and not isinstance(value, SourceMapping):
        reader.refuse(node, key, f"'{key}' must be a mapping", f"write it as {LOOK_KEYS[key].split('`')[1]}")
    return value if isinstance(value, SourceMapping) else None


def _face(node: SourceMapping, key: str, reader: FileReader, *, own: bool) -> str | None:
    name = str(reader.text(node, key))
    if name in families() or (own and name):
        return name
    order = f"take one of {', '.join(families())}, or put the files of the face into templates/house/fonts"
    reader.refuse(node, key, f"the program has no twin of this face: '{name}'", order)
    return None


def _length(node: SourceMapping, key: str, reader: FileReader, least: float, most: float) -> float | None:
    """Return a length in points; the bounds are in millimetres."""
    text = str(reader.text(node, key))
    match = _LENGTH.fullmatch(text)
    points = float(match[1]) * _POINTS.get(match[2], 1.0) if match else 0.0
    if match and least * _POINTS["mm"] <= points <= most * _POINTS["mm"]:
        return round(points, 2)
    order = f"write between {least:.0f}mm and {most:.0f}mm, such as '{(least + most) / 2:.0f}mm'"
    if key == "size":
        order = "write between 8pt and 16pt, such as '11pt'"
    reader.refuse(node, key, f"'{key}' is not a length that fits: '{text}'", order)
    return None


def _accent(node: SourceMapping, reader: FileReader) -> str | None:
    text = str(reader.text(node, "accent"))
    if not _COLOUR.fullmatch(text):
        reader.refuse(node, "accent", f"'accent' is not a colour: '{text}'", 'write six figures, such as "#1b3a57"')
        return None
    if contrast(text) >= _CONTRAST_MIN:
        return text.lower()
    message = f"words in the accent cannot be read on white: its contrast is {contrast(text):.1f} to 1"
    reader.refuse(node, "accent", message, f'write a darker one, such as "{_darker(text)}"', code="E209")
    return None


def contrast(colour: str) -> float:
    """Return the contrast of a colour such as "#1b3a57" with white, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _darker(colour: str) -> str:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    made = colour
    for share in range(99, 0, -1):
        made = "#" + "".join(f"{part * share // 100:02x}" for part in parts)
        if contrast(made) >= _CONTRAST_MIN:
            break
    return made


def _logo(node: SourceMapping, reader: FileReader) -> Logo | None:
    inner = _inner(node, "logo", reader)
    if inner is None:
        return None
    reader.refuse_unknown(inner, ("file", "width", "where", "alternative"))
    file = str(reader.text(inner, "file"))
    if Path(file).name != file or file.startswith("."):
        reader.refuse(
            inner, "file", "the logo is no file of this folder", "put it beside house.yaml, and write its name"
        )
        return None
    width = _length(inner, "width", reader, 5, 120)
    where = reader.choice(inner, "where", ("start", "end"), "end")
    alternative = _line(inner, "alternative", reader)
    return Logo(file, width, alternative, "start" if where == "start" else "end") if file and width else None


def _line(node: SourceMapping, key: str, reader: FileReader) -> str:
    return _printable(reader.text(node, key), node, key, reader)


def _printable(text: str, node: SourceMapping, key: str, reader: FileReader) -> str:
    """Return words that are printed as they are; braces would be tags in a frame of Word."""
    if "{" in text or "}" in text or "\n" in text.strip():
        reader.refuse(node, key, f"'{key}' must be words on one line, without braces", "take them out")
        return ""
    return text.strip()

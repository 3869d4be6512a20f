"""Put a house's own faces into a Word file: obfuscated font parts (ECMA-376 part 1, 17.8.1) that the table names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from submissions.writers.own_faces import OwnFace

_HIDDEN = 32
"""Bytes at the beginning of a font that are combined with its key."""


def font_key(face: OwnFace) -> str:
    """Return the key of a font part, `{0F0E...}`: the same file has the same one."""
    digest = hashlib.sha256(face.content).hexdigest()[:32].upper()
    return f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"


def obfuscated(face: OwnFace) -> bytes:
    """Return a font part: its first bytes combined with those of its key, read from the end."""
    key = bytes.fromhex(font_key(face).strip("{}").replace("-", ""))[::-1]
    hidden = bytes(byte ^ key[index % len(key)] for index, byte in enumerate(face.content[:_HIDDEN]))
    return hidden + face.content[_HIDDEN:]


def part_name(index: int) -> str:
    """Return the name of a font part within the folder of the document, by its place in the list."""
    return f"fonts/font{index + 1}.odttf"


def embedded(family: str, faces: Sequence[OwnFace]) -> str:
    """Return `<w:embedRegular r:id="rId1" w:fontKey="{...}"/>` and its like for a family, in the schema's order."""
    found = {face.style: (index, face) for index, face in enumerate(faces) if face.family == family}
    return "".join(
        f'<w:embed{style} r:id="rId{found[style][0] + 1}" w:fontKey="{font_key(found[style][1])}"/>'
        for style in ("Regular", "Bold", "Italic", "BoldItalic")
        if style in found
    )

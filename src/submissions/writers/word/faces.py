"""Tell Word which face of its own draws a script, and describe that face in the table of fonts.

Word takes the face that is named, else one of the alternative names, else the nearest by the description (ECMA-376 part
1, 17.8). No face is embedded: an editor's own are better hinted, and a file with faces in it grows by megabytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from submissions.writers.faces import Face
from submissions.writers.word.oxml import escape

_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")


def face_properties(face: Face) -> str:
    """Return `<w:rFonts>` with the face in every slot: which one Word takes for a letter differs with its version."""
    named = "".join(f' w:{slot}="{escape(face.word)}"' for slot in _SLOTS)
    hint = {"east-asian": ' w:hint="eastAsia"', "complex": ' w:hint="cs"'}.get(face.slot, "")
    return f"<w:rFonts{named}{hint}/>"


def with_faces(table: str, used: Iterable[Face]) -> str:
    """Return the part `word/fontTable.xml` with a row for each face that a document uses and the frame does not name.

    `<w:font w:name="SimSun"><w:altName w:val="Songti SC,Noto Serif CJK SC"/><w:charset w:val="86"/><w:family
    w:val="roman"/><w:pitch w:val="variable"/><w:sig .../></w:font>`
    """
    if not table.startswith("<w:fonts") or not table.endswith("</w:fonts>"):
        return table  # made by another program, and empty: the faces are named where they are used
    faces = sorted(used, key=lambda face: (face.word, face.family))
    names = list(dict.fromkeys(face.word for face in faces))
    rows = [
        _row(name, [face for face in faces if face.word == name])
        for name in names
        if f'w:name="{escape(name)}"' not in table
    ]
    return table.replace("</w:fonts>", f"{''.join(rows)}</w:fonts>")


def _row(name: str, faces: list[Face]) -> str:
    others = dict.fromkeys(other for face in faces for other in (*face.others, face.family) if other != name)
    kind = "roman" if any(face.is_east_asian for face in faces) else "swiss"
    return (
        f'<w:font w:name="{escape(name)}"><w:altName w:val="{escape(",".join(others))}"/>'
        f'<w:charset w:val="{faces[0].charset}"/><w:family w:val="{kind}"/><w:pitch w:val="variable"/>'
        f"{_signature(faces)}</w:font>"
    )


def _signature(faces: list[Face]) -> str:
    """Return which blocks and code pages the face has, as the bits of the OS/2 table of the script's fonts."""
    blocks, pages = [0, 0, 0, 0], [0, 0]
    for face in faces:
        for bit in face.bits:
            blocks[bit // 32] |= 1 << bit % 32
        for bit in face.pages:
            pages[bit // 32] |= 1 << bit % 32
    named = [f' w:usb{number}="{value:08X}"' for number, value in enumerate(blocks)]
    named += [f' w:csb{number}="{value:08X}"' for number, value in enumerate(pages)]
    return f"<w:sig{''.join(named)}/>"

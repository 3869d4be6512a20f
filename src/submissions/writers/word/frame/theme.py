"""The theme of a frame and its table of fonts: what Word's Design tab changes, and what stands in for a face."""

from __future__ import annotations

from collections.abc import Sequence

from submissions.look import Family, PageMeasures
from submissions.office.names import DRAWING, OFFICE, WORD, XML_HEAD
from submissions.writers.own_faces import OwnFace
from submissions.writers.word.frame.embedding import embedded
from submissions.writers.word.frame.style_xml import complex_face

_NAMES = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_GREYS = ("595959", "7F7F7F", "A5A5A5", "404040", "262626", "000000", "000000")


def theme_part(m: PageMeasures) -> str:
    """Return `word/theme/theme1.xml`: the house's accent and its two faces; styles name them by their roles."""
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    accent = m.accent.lstrip("#").upper()
    values = ("000000", "FFFFFF", accent, "F2F2F2", accent, *_GREYS)
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in zip(_NAMES, values, strict=True)
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face.name}"/><a:ea typeface=""/>'
        f'<a:cs typeface="{complex_face(face)}"/></a:{kind}Font>'
        for kind, face in (("major", m.head_face), ("minor", m.text_face))
    )
    line = f'<a:ln w="6350">{solid}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML_HEAD}<a:theme xmlns:a="{DRAWING}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{colours}</a:clrScheme><a:fontScheme name="House">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="House"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def font_part(m: PageMeasures, own: Sequence[OwnFace] = ()) -> str:
    """Return `word/fontTable.xml`: what each face is like, so that Word looks for the right kind of substitute."""
    used = {face.name: face for face in (m.text_face, m.head_face)}
    rows = "".join(_row(used[name], embedded(name, own)) for name in sorted(used))
    return f'{XML_HEAD}<w:fonts xmlns:w="{WORD}" xmlns:r="{OFFICE}">{rows}</w:fonts>'


def _row(face: Family, parts: str) -> str:
    other = f'<w:altName w:val="{face.twin}"/>' if face.twin != face.name else ""
    panose = f'<w:panose1 w:val="{face.panose}"/>' if face.panose else ""
    return (
        f'<w:font w:name="{face.name}">{other}{panose}<w:charset w:val="00"/>'
        f'<w:family w:val="{face.kind}"/><w:pitch w:val="variable"/>{parts}</w:font>'
    )

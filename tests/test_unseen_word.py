"""A picture of a Word file that is cut, hidden, covered or on no page is refused where the file is not our own."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from PIL import Image

from audit_word_making import SCHEMAS, before_end, body, sample_word
from submissions.audit.files import open_file
from submissions.audit.word.refusals import REASONS
from submissions.office.package import read_package, write_parts

WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PICTURE = (
    f'<a:graphic xmlns:a="{SCHEMAS}drawingml/2006/main"><a:graphicData uri="x">'
    f'<pic:pic xmlns:pic="{SCHEMAS}drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rIdP">{{effect}}</a:blip>'
    "{crop}<a:stretch>{stretch}</a:stretch></pic:blipFill>"
    '<pic:spPr><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
)


def drawn(
    *, effect: str = "", crop: str = "", stretch: str = "<a:fillRect/>", form: str = "rect", size: int = 900_000,
    hidden: str = "", run: str = "",
) -> str:  # fmt: skip
    """Return a picture in a line, as Word writes it."""
    inner = PICTURE.format(effect=effect, crop=crop, stretch=stretch, form=form)
    return (
        f'<w:p><w:r>{run}<w:drawing><wp:inline><wp:extent cx="{size}" cy="900000"/><wp:docPr id="1" name="P"{hidden}/>'
        f"{inner}</wp:inline></w:drawing></w:r></w:p>"
    )


def placed(inner: str, x: int = 0, y: int = 0, *, behind: int = 0, size: int = 900_000) -> str:
    """Return a drawing that floats."""
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:positionH relativeFrom="page"><wp:posOffset>{x}'
        f'</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{size}" cy="{size}"/><wp:wrapNone/><wp:docPr id="1" name="P"/>{inner}'
        "</wp:anchor></w:drawing></w:r>"
    )


def shape(properties: str, *, form: str = "rect", style: str = "", words: str = "") -> str:
    return (
        f'<a:graphic><a:graphicData uri="x"><wps:wsp xmlns:wps="{WPS}"><wps:spPr><a:prstGeom prst="{form}"/>'
        f"{properties}</wps:spPr>{style}{words}</wps:wsp></a:graphicData></a:graphic>"
    )


def vml(attributes: str, inner: str = "") -> str:
    return f"<w:p><w:r><w:pict><v:rect {attributes}>{inner}</v:rect></w:pict></w:r></w:p>"


WHOLE = PICTURE.format(effect="", crop="", stretch="<a:fillRect/>", form="rect")
BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
CLEAR = '<a:solidFill><a:srgbClr val="FFFF00"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'
OUTLINE = f'<a:noFill/><a:ln w="9525">{BLACK}</a:ln>'
THEMED = '<wps:style><a:fillRef idx="{}"><a:schemeClr val="accent1"/></a:fillRef></wps:style>'
OVER = 'style="position:absolute;width:90pt;height:9pt;z-index:4" fillcolor="black"'
FOUND = {
    "stretched over its frame": ("cropped picture", drawn(stretch='<a:fillRect l="-20000"/>')),
    "cut to an ellipse": ("cropped picture", drawn(form="ellipse")),
    "cut to a form of its own": (
        "cropped picture",
        drawn().replace('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', "<a:custGeom/>"),
    ),
    "hidden by its properties": ("hidden picture", drawn(hidden=' hidden="1"')),
    "in hidden text": ("hidden picture", drawn(run="<w:rPr><w:vanish/></w:rPr>")),
    "wholly transparent": ("hidden picture", drawn(effect='<a:alphaModFix amt="0"/>')),
    "as bright as paper": ("hidden picture", drawn(effect='<a:lum bright="100000"/>')),
    "with the one before it was edited": (
        "hidden picture",
        drawn(effect='<a:extLst><a14:imgProps xmlns:a14="y"><a14:imgLayer r:embed="rIdP"/></a14:imgProps></a:extLst>'),
    ),
    "a speck": ("hidden picture", drawn(size=9_000)),
    "hidden in VML": (
        "hidden picture", vml('style="visibility: hidden"', '<v:imagedata r:id="rIdP"/>'),
    ),
    "made white in VML": ("hidden picture", vml("", '<v:imagedata r:id="rIdP" gain="0" blacklevel="1"/>')),
    "under a black shape": ("cover", f"<w:p>{placed(shape(BLACK))}</w:p>"),
    "under a shape of the theme": ("cover", f"<w:p>{placed(shape('', style=THEMED.format(1)))}</w:p>"),
    "under a shape of VML": ("cover", vml(OVER)),
    "under another picture": ("covered picture", f"<w:p>{placed(WHOLE)}{placed(WHOLE, 100_000, 100_000)}</w:p>"),
    "behind the text under another": ("covered picture", f"<w:p>{placed(WHOLE, behind=1)}{placed(WHOLE)}</w:p>"),
}  # fmt: skip
SOUND = {
    "a picture in a line": drawn(),
    "a margin around a picture": drawn(stretch='<a:fillRect l="20000"/>'),
    "a little transparent": drawn(effect='<a:alphaModFix amt="60000"/>'),
    "text that is not hidden": drawn(run='<w:rPr><w:vanish w:val="0"/></w:rPr>'),
    "a stamp that floats": f"<w:p>{placed(WHOLE)}</w:p>",
    "two stamps": f"<w:p>{placed(WHOLE)}{placed(WHOLE, 2_000_000)}</w:p>",
    "a frame without filling": f"<w:p>{placed(shape(OUTLINE))}</w:p>",
    "a frame of the theme": f"<w:p>{placed(shape('', style=THEMED.format(0)))}</w:p>",
    "a line": f"<w:p>{placed(shape(f'<a:ln>{BLACK}</a:ln>', form='line', style=THEMED.format(1)))}</w:p>",
    "a marker": f"<w:p>{placed(shape(CLEAR))}</w:p>",
    "a ground behind the text": f"<w:p>{placed(shape(BLACK), behind=1)}</w:p>",
    "a box with words": f"<w:p>{placed(shape(BLACK, words='<wps:txbx><w:txbxContent/></wps:txbx>'))}</w:p>",
    "a frame of VML": vml('style="position:absolute" filled="f"'),
    "a box of VML with words": vml(OVER, "<v:textbox/>"),
    "a ground of VML": vml(OVER.replace("z-index:4", "z-index:-4")),
}


def with_picture(xml: str, *, is_placed: bool = True) -> bytes:
    """Return a Word file with XML in its body and a picture, to which the XML refers."""
    stream = io.BytesIO()
    Image.new("RGB", (9, 9), "navy").save(stream, "PNG")
    content = body(xml.replace("{", "{{").replace("}", "}}"))(sample_word(), "")
    if is_placed and "rIdP" not in xml:
        content = before_end(content, "word/document.xml", drawn())
    target = '<Relationship Id="rIdP" Type="x/image" Target="media/image1.png"/>'
    content = before_end(content, "word/_rels/document.xml.rels", target)
    return write_parts({**read_package(content), "word/media/image1.png": stream.getvalue()})


def reasons(content: bytes, *, foreign: bool = True) -> set[str]:
    return {one.reason for one in open_file("a.docx", content, foreign=foreign).refusals}


@pytest.mark.parametrize("kind", FOUND)
def test_a_picture_of_which_something_is_not_seen_is_refused(kind: str) -> None:
    code, xml = FOUND[kind]
    content = with_picture(xml)
    assert reasons(content) & {REASONS[code]}
    assert not reasons(content, foreign=False) & {REASONS[code]}


@pytest.mark.parametrize("kind", SOUND)
def test_a_picture_that_is_seen_is_let_alone(kind: str) -> None:
    assert reasons(with_picture(SOUND[kind])) == set()


def test_a_picture_that_no_part_places_is_refused() -> None:
    assert reasons(with_picture("<w:p/>", is_placed=False)) == {REASONS["idle picture"]}


def test_shapes_without_end_take_no_time() -> None:
    before = time.process_time()
    for tag in ("w:r", "wp:anchor", "pic:pic", "v:rect style='position:absolute'", "w:vanish/", "a:ln"):
        reasons(with_picture(f"<{tag}>" * 20_000))
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("name", "xml", "is_cut"),
    [
        ("content.xml", '<style:graphic-properties fo:clip="rect(0cm, 2.1cm, 0cm, 0cm)"/>', True),
        ("styles.xml", '<style:graphic-properties fo:clip="rect(0cm, 0cm, 0cm, 0cm)"/>', False),
        ("content.xml", '<style:graphic-properties fo:clip="auto"/>', False),
        ("ppt/slides/slide1.xml", '<p:blipFill><a:srcRect t="4000"/></p:blipFill>', True),
        ("xl/drawings/drawing1.xml", "<xdr:blipFill><a:srcRect/></xdr:blipFill>", False),
    ],
)
def test_a_cropped_picture_of_another_office_file_is_refused(name: str, xml: str, is_cut: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, f'<?xml version="1.0"?><a>{xml}</a>')
    found = {one.reason for one in open_file("a.odt", stream.getvalue(), foreign=True).refusals}
    assert (REASONS["cropped picture"] in found) is is_cut

"""Word frames: used as docxtpl would use them, only faster, and every fault of a frame said at once."""

from __future__ import annotations

import io
import time

import docxtpl
import pytest
from lxml import etree
from markupsafe import Markup

from submissions.document import Design, HouseFile
from submissions.findings import Finding
from submissions.look import KINDS, Kind
from submissions.office.package import read_package, write_parts
from submissions.writers.word.docx import write_docx
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.read import Frame, read_frame
from submissions.writers.word.frame.tags import strict_environment
from submissions.writers.word.frame.variant import Variant
from word_files import FRAME_PLACE, changed, document, house_files, messages, paragraph

PLAIN = Variant("en-GB", "ltr", "a4")
FRAME = house_files()["word.docx"].content
VALUES: dict[str, object] = {
    "body": Markup("<w:p><w:r><w:t>Smith &amp; Co &lt;Ltd&gt;</w:t></w:r></w:p>"),
    "cover": False,
    "header": "Smith & Co <Ltd> v “Jones”",
    "language": "en",
    "marking": "Confidential",
    "organisation": "Example",
    "page_of": Markup("<w:r><w:t>Page 1</w:t></w:r>"),
    "title": "Smith & Co",
}


def read(content: bytes, variant: Variant = PLAIN) -> tuple[Frame | None, list[Finding]]:
    return read_frame(HouseFile(content, FRAME_PLACE), variant)


def refused(content: bytes) -> list[Finding]:
    frame, findings = read(content)
    assert frame is None
    assert all(finding.place == FRAME_PLACE for finding in findings)
    assert all(finding.help for finding in findings if finding.is_error)
    return findings


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n2", strip_text=False)


@pytest.mark.parametrize("name", ["word.docx", "word-brief.docx"])
@pytest.mark.parametrize("cover", [True, False])
def test_a_compiled_frame_gives_the_same_xml_as_docxtpl(name: str, cover: bool) -> None:
    content = house_files()[name].content
    frame, findings = read(content)
    assert frame is not None, messages(findings)
    ours = frame.render({**VALUES, "cover": cover})
    template = docxtpl.DocxTemplate(io.BytesIO(content))
    template.render({**VALUES, "cover": cover}, jinja_env=strict_environment(), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    theirs = read_package(stream.getvalue())
    assert {"word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml"} <= set(ours)
    for part, xml in ours.items():
        assert canonical(xml) == canonical(theirs[part]), part


def test_a_compiled_frame_is_many_times_faster_than_docxtpl() -> None:
    frame, _ = read(FRAME)
    assert frame is not None
    start = time.perf_counter()
    for _ in range(20):
        frame.render(VALUES)
    ours = (time.perf_counter() - start) / 20
    start = time.perf_counter()
    for _ in range(3):
        docxtpl.DocxTemplate(io.BytesIO(FRAME)).render(VALUES, jinja_env=strict_environment(), autoescape=True)
    assert (time.perf_counter() - start) / 3 > 5 * ours


def test_a_frame_is_compiled_once() -> None:
    first, _ = read(FRAME)
    assert read(FRAME)[0] is first
    assert read(FRAME, Variant("fr-FR", "ltr", "a4"))[0] is not first


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_is_made_of_every_class_the_same_each_time(kind: Kind) -> None:
    made = make_frame(Design(kind))
    make_frame.cache_clear()
    assert make_frame(Design(kind)) == made
    assert read(made)[1] == []


@pytest.mark.parametrize("content", [b"", b"no zip", FRAME[:2_000]])
def test_a_frame_that_is_no_zip_is_reported(content: bytes) -> None:
    assert codes(refused(content)) == ["E401"]


def test_a_zip_bomb_is_reported_before_it_is_unpacked() -> None:
    bomb = write_parts({**read_package(FRAME), "word/media/bomb.png": bytes(70 * 2**20)})
    assert len(bomb) < 200_000
    findings = refused(bomb)
    assert codes(findings) == ["E401"]
    assert "more than a Word file ever needs" in findings[0].message


def test_a_document_type_is_reported() -> None:
    attack = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:hdr'
    findings = refused(changed(FRAME, "word/header1.xml", lambda xml: xml.replace("<w:hdr", attack, 1)))
    assert codes(findings) == ["E409"]
    assert "word/header1.xml" in findings[0].message


def test_all_missing_styles_are_named_at_once() -> None:
    def rename(xml: str) -> str:
        return xml.replace('w:val="Quote"', 'w:val="Zitat!"').replace('w:val="caption"', 'w:val="x"')

    findings = refused(changed(FRAME, "word/styles.xml", rename))
    assert [finding.message for finding in findings if finding.code == "E405"] == [
        "the frame lacks styles that the writer needs: caption, quote"
    ]


def test_styles_are_found_by_name_where_word_has_changed_their_identifiers() -> None:
    def french(xml: str) -> str:
        return xml.replace('"BodyText"', '"Corpsdetexte"')

    content = FRAME
    for part in ("word/styles.xml", "word/document.xml"):
        content = changed(content, part, french)
    made, findings = write_docx(document(paragraph("Words.")), {"word.docx": HouseFile(content, FRAME_PLACE)})
    assert findings == []
    assert b'<w:pStyle w:val="Corpsdetexte"/>' in read_package(made)["word/document.xml"]


@pytest.mark.parametrize(
    ("tag", "code", "words"),
    [
        ("{{ header", "E406", "is not closed"),
        ("{% if cover %}", "E406", "is not understood"),
        ("{{ header | }}", "E406", "is not understood"),
        ("{{ heading }}", "E407", "heading"),
        ("{{ header.__class__ }}", "E406", "does more than a frame may"),
        ("{% for x in header %}{% endfor %}", "E406", "does more than a frame may"),
        ("{{ header.format(1) }}", "E406", "does more than a frame may"),
        ("{{ header|attr('x') }}", "E406", "does more than a frame may"),
        ("{{ 'a' * 9 }}", "E406", "does more than a frame may"),
        ("{% set x = 1 %}", "E406", "does more than a frame may"),
        ("{% include 'x' %}", "E406", "does more than a frame may"),
    ],
)
@pytest.mark.parametrize("part", ["word/header1.xml", "word/footer1.xml"])
def test_a_faulty_tag_is_named_with_its_part_and_paragraph(part: str, tag: str, code: str, words: str) -> None:
    extra = f'<w:p><w:r><w:t xml:space="preserve">Seal {tag}</w:t></w:r></w:p>'
    end = "</w:hdr>" if "header" in part else "</w:ftr>"
    findings = refused(changed(FRAME, part, lambda xml: xml.replace(end, extra + end)))
    assert codes(findings)[:1] == [code]
    assert words in findings[0].message
    assert f"{part}, paragraph 2" in findings[0].message


def test_a_tag_that_word_has_cut_into_runs_is_understood() -> None:
    def cut(xml: str) -> str:
        mark = '<w:proofErr w:type="spellStart"/>'
        pieces = f"{{{{</w:t></w:r>{mark}<w:r><w:t>header</w:t></w:r>{mark}<w:r><w:t> }}}}"
        return xml.replace("{{ header }}", pieces)

    frame, findings = read(changed(FRAME, "word/header1.xml", cut))
    assert frame is not None, messages(findings)
    assert "Smith &amp; Co &lt;Ltd&gt;" in frame.render(VALUES)["word/header1.xml"].decode()


def test_an_if_that_cuts_the_file_apart_is_reported() -> None:
    cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    extra = f"<w:p><w:r><w:t>{{% if cover %}}</w:t></w:r></w:p>{cell}"
    findings = refused(changed(FRAME, "word/header1.xml", lambda xml: xml.replace("</w:hdr>", f"{extra}</w:hdr>")))
    assert codes(findings) == ["E406"]


def test_a_frame_without_a_place_for_the_document_is_reported() -> None:
    findings = refused(changed(FRAME, "word/document.xml", lambda xml: xml.replace("{{p body }}", "")))
    assert codes(findings) == ["E410"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("word/vbaProject.bin", b"x", "E402"),
        ("word/embeddings/oleObject1.bin", b"x", "E402"),
        ("word/comments.xml", b"<x/>", "E402"),
        ("word/afchunk.mht", b"x", "E402"),
        ("word/endnotes.xml", b"<x>{{ title }}</x>", "E408"),
        ("customXml/item1.xml", b"<x/>", "N412"),
    ],
)
def test_parts_that_may_not_travel_are_named(name: str, content: bytes, code: str) -> None:
    frame, findings = read(write_parts({**read_package(FRAME), name: content}))
    assert codes(findings) == [code]
    assert name in findings[0].message
    assert (frame is None) == (code[0] == "E")


def test_a_remote_template_is_reported() -> None:
    row = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
    )
    findings = refused(write_parts({**read_package(FRAME), "word/_rels/settings.xml.rels": row.encode()}))
    assert codes(findings) == ["E403"]


@pytest.mark.parametrize("mark", ['<w:ins w:id="1" w:author="Amra"/>', '<w:commentRangeStart w:id="1"/>'])
def test_tracked_changes_and_comments_are_reported_without_their_author(mark: str) -> None:
    findings = refused(changed(FRAME, "word/header1.xml", lambda xml: xml.replace("</w:p>", f"{mark}</w:p>", 1)))
    assert codes(findings) == ["E404"]
    assert "Amra" not in messages(findings)


def test_a_frame_that_counts_otherwise_is_reported() -> None:
    findings = refused(changed(FRAME, "word/numbering.xml", lambda xml: xml.replace("upperRoman", "decimal", 1)))
    assert codes(findings) == ["E411"]
    assert "heading 1 counts decimal %1., where the document prints upperRoman %1." in findings[0].message


def test_what_word_leaves_in_a_saved_frame_does_not_travel() -> None:
    def traces(xml: str) -> str:
        return xml.replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD">', 1)

    saved = changed(changed(FRAME, "word/header1.xml", traces), "word/document.xml", traces)
    saved = write_parts(
        {**read_package(saved), "docProps/core.xml": b"<cp>Amra</cp>", "docProps/thumbnail.jpeg": b"Amra"}
    )
    made, findings = write_docx(document(paragraph("Words.")), {"word.docx": HouseFile(saved, FRAME_PLACE)})
    assert findings == []
    parts = read_package(made)
    assert b"rsid" not in b"".join(parts.values())
    assert b"Amra" not in b"".join(parts.values())


def test_letter_paper_moves_the_tab_stops_at_the_margin() -> None:
    frame, _ = read(FRAME, Variant("en-GB", "ltr", "letter"))
    assert frame is not None
    assert frame.measure == 12_240 - 2_551 - 2_041
    assert 'w:pgSz w:w="12240" w:h="15840"' in frame.render(VALUES)["word/document.xml"].decode()


def test_both_house_frames_hold_no_finding() -> None:
    for file in house_files().values():
        assert read_frame(file, PLAIN)[1] == []

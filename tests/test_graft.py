"""Any letterhead becomes a frame: its words and looks stay, what is missing is grafted, and all of it is told."""

from __future__ import annotations

import copy
import io
import random
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree

import word_files
from letterhead_kinds import KINDS
from letterheads import DEFAULT, LANGUAGES, NAME, letterhead, localized, paragraph, style, styles
from office import convert, needs_office
from sample import sample_document
from submissions.document import Design, HouseFile
from submissions.findings import Finding, Place
from submissions.line.validators import validate_file
from submissions.look import KINDS as CLASSES
from submissions.look import Kind
from submissions.office.names import w
from submissions.office.package import read_package, write_parts
from submissions.readback.word import check_word
from submissions.writers.word.docx import FRAMES, write_docx
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.read import read_frame
from submissions.writers.word.frame.variant import Variant
from submissions.writers.word.graft.graft import Grafted, graft_letterhead

PLACE = Place("letterhead.docx")
# Of each way in which a letterhead can be odd one that is looked at in every run; the others are looked at in proof.
QUICK = [
    "arabic, by names of its own", "a logo on the first page", "another first page and even pages", "numbered headings",
    "the strict form", "other prefixes", "Google Docs", "no styles",
]  # fmt: skip


def graft(content: bytes, kind: Kind = "filing", asked: str = "") -> tuple[Grafted | None, list[Finding]]:
    design = Design(kind)
    return graft_letterhead(content, make_frame(design), design.measures.hang, PLACE, asked)


def grafted(content: bytes, kind: Kind = "filing", asked: str = "") -> Grafted:
    made, findings = graft(content, kind, asked)
    assert made is not None, word_files.messages(findings)
    return made


@cache
def frame_of(name: str, kind: Kind = "filing") -> Grafted:
    return grafted(KINDS[name](), kind)


def check_written(frame: bytes, kind: Kind, languages: tuple[str, ...]) -> list[bytes]:
    """Write a document of every kind of node into a frame in several languages; nothing stands against any."""
    files = {FRAMES[kind]: HouseFile(frame, PLACE)}
    found = []
    for language in languages:
        tree = sample_document(language, kind)
        content, findings = write_docx(tree, files)
        assert [one for one in findings if one.code != "N413"] == []
        assert check_word(content, tree, PLACE) == []
        found.append(content)
    return found


def texts(content: bytes) -> str:
    """Return the words of a Word file, each paragraph a line, its heads and feet included."""
    parts = {
        name: part for name, part in read_package(content).items() if name.startswith("word/") and name.endswith(".xml")
    }
    roots = [etree.fromstring(parts[name]) for name in sorted(parts)]
    return "\n".join("".join(one.itertext("{*}t")) for root in roots for one in root.iter("{*}p"))


def office_styles(content: bytes) -> dict[str, list[tuple[str, list[str]]]]:
    """Return the looks of the letters of each style of a file by its identifier."""
    found = {}
    for one in etree.fromstring(read_package(content).get("word/styles.xml", b"<w/>")).iter(w("style")):
        looks = one.find(w("rPr"))
        kept = [
            (str(node.tag), sorted(map(str, node.attrib.values()))) for node in (looks if looks is not None else ())
        ]
        found[one.get(w("styleId"), "")] = [node for node in kept if node[0] not in {w("lang"), w("rtl")}]
    return found


@pytest.mark.parametrize("name", QUICK)
def test_a_letterhead_becomes_a_frame_into_which_every_node_can_be_written(name: str) -> None:
    made = frame_of(name)
    assert grafted(KINDS[name]()) == made, "the same letterhead gives the same bytes"
    (content,) = check_written(made.content, "filing", ("ar",) if "arabic" in name else ("en",))
    if name != "another first page and even pages":
        assert NAME in texts(content)


@pytest.mark.proof
@pytest.mark.parametrize("kind", ["filing", "brief"])
@pytest.mark.parametrize("name", KINDS)
def test_every_letterhead_becomes_a_frame_of_every_class_and_language(name: str, kind: Kind, tmp_path: Path) -> None:
    pytest.importorskip("openxml_audit")
    content = KINDS[name]()
    made = grafted(content, kind)
    assert grafted(content, kind) == made
    for one in (made.content, *check_written(made.content, kind, ("en", "fr", "ar"))):
        assert validate_file("docx", one, PLACE, tmp_path) == []
    had = texts(content).split("\n")
    assert {line for line in had if line in {NAME, "odd", "even", "1 Example Street"}} <= set(
        texts(made.content).split("\n")
    )
    assert len(texts(made.content).split(NAME)) == len(texts(content).split(NAME)), "nothing of it stands twice"


@pytest.mark.proof
@pytest.mark.parametrize("name", [one for one in KINDS if one not in {"the strict form", "other prefixes"}])
def test_the_styles_of_an_office_keep_their_looks(name: str) -> None:
    content = KINDS[name]()
    had, has = office_styles(content), office_styles(grafted(content).content)
    assert {key: has.get(key) for key in had} == had


@needs_office
@pytest.mark.proof
def test_libreoffice_opens_a_document_in_every_letterhead(tmp_path: Path) -> None:
    files = []
    for number, name in enumerate(KINDS):
        (content,) = check_written(frame_of(name).content, "filing", ("en",))
        files.append(tmp_path / f"{number}.docx")
        files[-1].write_bytes(content)
    convert(files, tmp_path)
    assert [file.name for file in files if file.with_suffix(".pdf").stat().st_size < 5_000] == []


@needs_office
@pytest.mark.proof
def test_what_libreoffice_makes_of_every_letterhead_becomes_a_frame_too(tmp_path: Path) -> None:
    """Have LibreOffice save each as .doc and that as .docx, as an office does that has kept it for twenty years."""
    (tmp_path / "new").mkdir()
    for number, name in enumerate(KINDS):
        (tmp_path / f"{number}.docx").write_bytes(KINDS[name]())
    convert(sorted(tmp_path.glob("*.docx")), tmp_path / "old", "doc")
    convert(sorted((tmp_path / "old").glob("*.doc")), tmp_path / "new", "docx")
    for number, name in enumerate(KINDS):
        saved = (tmp_path / "new" / f"{number}.docx").read_bytes()
        check_written(grafted(saved).content, "filing", ("en",))
        assert NAME in texts(grafted(saved).content) or NAME not in texts(KINDS[name]()), name


VALUES = ["", "x", "-1", "99999999999999999999", "1.5", "true", " 7 ", "{{ title }}", "{{", "rId1", "Heading1", "é"]


def damage(parts: dict[str, bytes], chance: random.Random) -> None:
    """Change something of the XML of a package: a value, an element that goes, comes twice, moves, or has words."""
    part = chance.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))
    root = etree.fromstring(parts[part])
    nodes = list(root.iter("{*}*"))
    node, other = chance.choice(nodes), chance.choice(nodes)
    parent = node.getparent()
    act = chance.choice(["value", "value", "go", "twice", "move", "words"])
    if act == "value" and node.attrib:
        node.set(chance.choice(sorted(map(str, node.attrib))), chance.choice(VALUES))
    elif act == "go" and parent is not None:
        parent.remove(node)
    elif act == "twice" and parent is not None:
        node.addnext(copy.deepcopy(node))
    elif act == "move" and parent is not None and other is not node and node not in other.iterancestors():
        other.append(node)
    elif act == "words":
        node.text = chance.choice(["x", "{{ body }}", "{% if", "3.12.2025"])
    parts[part] = etree.tostring(root)


@pytest.mark.parametrize("number", [12, pytest.param(1000, marks=pytest.mark.proof)])
def test_a_damaged_letterhead_is_a_frame_that_works_or_a_finding(number: int) -> None:
    chance, works = random.Random(number), 0  # noqa: S311 - the same damage each time
    for _ in range(number):
        parts = dict(read_package(KINDS[chance.choice(sorted(KINDS))]()))
        for _ in range(chance.choice([1, 1, 2, 4])):
            damage(parts, chance)
        made, findings = graft(write_parts(parts))
        assert made is not None or all(one.help for one in findings if one.is_error)
        if made is not None:
            tree = word_files.document(word_files.paragraph("Words."))
            content, faults = write_docx(tree, {"word.docx": HouseFile(made.content, PLACE)})
            assert [str(one) for one in faults if one.code != "N413"] == []
            assert check_word(content, tree, PLACE) == []
            works += 1
    assert works > number // 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("english", [True, False])
def test_styles_are_found_under_the_names_of_every_language(language: str, english: bool) -> None:
    made = grafted(letterhead(made_styles=localized(LANGUAGES[language], english=english)))
    taken = {one.name: one for one in made.styles}
    for name, (_, own) in LANGUAGES[language].items():
        if name == "normal":
            continue
        assert taken[name].source == (name if english else own)
        assert (taken[name].reason, taken[name].fate) == ("name" if english else "other name", "kept")
    assert taken["Table Text"].fate == "grafted"


def test_headings_are_found_by_their_level_and_by_their_looks() -> None:
    outline = {one.name: (one.source, one.reason) for one in frame_of("headings by outline level").styles}
    assert outline["heading 2"] == ("Kanzlei Ebene 2", "outline level")
    looks = {one.name: (one.source, one.reason) for one in frame_of("headings by looks").styles}
    assert [looks[f"heading {level}"] for level in (1, 2, 3)] == [(f"Office {size}", "looks") for size in (40, 32, 26)]


def test_a_heading_of_the_office_keeps_its_colour_and_counts_as_the_document_does() -> None:
    (content,) = check_written(frame_of("numbered headings").content, "filing", ("en",))
    opened = docx.Document(io.BytesIO(content))
    heading = next(one for one in opened.paragraphs if one.text == "Summary")
    assert heading.style is not None
    assert str(heading.style.font.color.rgb) == "003366"


def test_running_text_that_an_office_has_based_on_a_heading_has_no_number_and_no_level() -> None:
    made = styles(
        style("Normal", "Normal", more=DEFAULT), style("Heading1", "heading 1", based="Normal"),
        style("BodyText", "Body Text", based="Heading1"), style("Quote", "Quote", based="BodyText"),
    )  # fmt: skip
    check_written(grafted(letterhead(made_styles=made)).content, "filing", ("en",))


def test_text_of_the_document_is_as_large_as_the_letterhead_s_and_what_is_grafted_in_proportion() -> None:
    small = grafted(letterhead(made_styles=styles(style("Normal", "Normal", more=DEFAULT, run='<w:sz w:val="18"/>'))))
    root = etree.fromstring(read_package(small.content)["word/styles.xml"])
    sizes = {one.get(w("styleId")): one.find(f"{w('rPr')}/{w('sz')}") for one in root.iter(w("style"))}
    assert sizes["FootnoteText"] is not None
    assert int(sizes["FootnoteText"].get(w("val"), "0")) < 18
    assert not [one for one in root.iter(w("rFonts")) if one.getparent().getparent().tag == w("style")]  # type: ignore[union-attr]


def test_a_style_of_another_kind_under_a_name_of_the_frame_is_renamed() -> None:
    made = frame_of("colliding names")
    root = etree.fromstring(read_package(made.content)["word/styles.xml"])
    names = [one.find(w("name")).get(w("val")) for one in root.iter(w("style"))]  # type: ignore[union-attr]
    assert "Withheld (letterhead)" in names
    assert len(names) == len({str(one).lower() for one in names})
    identifiers = [str(one.get(w("styleId"))).lower() for one in root.iter(w("style"))]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize(("name", "within"), [("narrow margins", True), ("two columns", True), ("no styles", False)])
def test_numbers_stand_within_a_margin_that_has_no_room_for_them(name: str, within: bool) -> None:
    parts = read_package(frame_of(name).content)
    assert (b'w:ind w:left="737" w:hanging="737"' in parts["word/numbering.xml"]) is within
    measures = Design("filing").measures
    left = round(measures.quote_indent * 20) + (round(measures.hang * 20) if within else 0)
    assert f'<w:ind w:left="{left}" w:right="' in parts["word/styles.xml"].decode()


def test_the_document_is_as_wide_as_the_columns_and_the_sheet_of_the_letterhead() -> None:
    widths = {}
    for name in ("two columns", "landscape", "section breaks"):
        frame, _ = read_frame(HouseFile(frame_of(name).content, PLACE), Variant("en-GB", "ltr", "a4"))
        assert frame is not None
        widths[name] = frame.measure
    assert widths == {
        "two columns": (11_906 - 2 * 1417 - 400) // 2,
        "landscape": 16_838 - 2 * 1417,
        "section breaks": 11_906 - 2268 - 1417,
    }


def test_what_the_pdf_does_not_share_with_a_letterhead_is_told() -> None:
    files = {"word.docx": HouseFile(frame_of("landscape").content, PLACE)}
    _, (told,) = write_docx(word_files.document(word_files.paragraph("Words.")), files)
    assert told.code == "N413"
    for words in ("text in Georgia", "a sheet that lies on its side", "words of a letterhead, which the PDF has not"):
        assert words in told.message
    assert "pictures" not in told.message


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_of_document_has_a_frame_of_a_letterhead(kind: Kind) -> None:
    made = grafted(letterhead(heads={"header default": paragraph(NAME)}), kind)
    tree = word_files.document(word_files.paragraph("Words."), frame=kind)
    content, findings = write_docx(tree, {FRAMES[kind]: HouseFile(made.content, PLACE)})
    assert [one.code for one in findings if one.code != "N413"] == []
    assert NAME in texts(content)

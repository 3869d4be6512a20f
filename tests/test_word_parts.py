"""Tags in every part of a Word template are filled, and nothing of its author's goes out with what is made of it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from lxml import etree
from PIL import Image

from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.office.names import parse_part, w
from submissions.office.package import read_package, write_parts
from test_word_notes import built, parts_of
from test_word_templates import Made, all_of
from word_bodies import lines, template
from word_notes import box

_SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def words_of(result: Made, part: str = "word/document.xml") -> list[str]:
    """Return the words of each paragraph of a part that has any."""
    said = ("".join(one.text or "" for one in paragraph.iter(w("t")) if next(one.iterancestors(w("p"))) is paragraph)
            for paragraph in parse_part(parts_of(result)[part]).iter(w("p")))  # fmt: skip
    return [one.replace("\N{NO-BREAK SPACE}", " ") for one in said if one]


def boxed(text: str, *inside: str) -> object:
    def build(opened: Opened) -> None:
        opened.add_paragraph(text)._p.append(etree.fromstring(box(*inside)))

    return build


def test_a_text_box_is_filled_in_both_its_forms_and_printed_below_its_paragraph(tmp_path: Path) -> None:
    tags = ("Ask {{ organisation.name }}.", "{{ texts.law }}", "{% for e in events %}{{ e.date }}; {% endfor %}")
    build = all_of(lines("Before"), boxed("Beside {{ case.title }}", *tags), lines("Behind"))  # type: ignore[arg-type]
    result = built(tmp_path, template(build))
    assert result.status == 0, result.said
    said = ["Ask Centre & <Redress>.", "Article 14 of the Convention applies.", "3 May 2020; June 2020; "]
    assert words_of(result) == ["Before", "Beside X v Bosnia and Herzegovina", *said, *said, "Behind"]
    assert f"Beside X v Bosnia and Herzegovina {' '.join(said)}Behind" in result.page()
    assert "en.docx:2: warning[W388]" in result.said
    assert validate_file("docx", result.files["letters-test.en.docx"], Place("x"), tmp_path) == []


def properties(opened: Opened) -> None:
    core = opened.core_properties
    core.author, core.last_modified_by, core.category = "Zebulon Author", "Zebulon Editor", "Zebulon's file"
    core.title, core.subject = "{{ case.title }}", "{{ case.title }} ({{ date }})"
    core.keywords, core.comments = "{{ (people|first).full }}; {{ organisation.name }}", "{{ texts.law }}"
    opened.add_paragraph("Text {{ case.title }}")


CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client &amp; State"><vt:lpwstr>'
    "{{ (people|first).full }} v {{ state.name }}</vt:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Zebulon"><vt:lpwstr>Zebulon</vt:lpwstr>'
    "</property></Properties>"
)


def with_custom(content: bytes, custom: str = CUSTOM) -> bytes:
    return write_parts({**read_package(content), "docProps/custom.xml": custom.encode()})


@pytest.mark.parametrize(("audience", "name"), [("filing", "Amina Kovacevic"), ("public", "Ms X")])
def test_properties_with_tags_are_filled_and_all_others_stay_behind(tmp_path: Path, audience: str, name: str) -> None:
    result = built(tmp_path, with_custom(template(properties)), audience)
    assert result.status == 0, result.said
    made = docx.Document(io.BytesIO(result.files["letters-test.en.docx"])).core_properties
    assert made.subject == "X v Bosnia and Herzegovina (1 March 2026)"
    assert (made.keywords, made.author) == (f"{name}; Centre & <Redress>", "Centre & <Redress>")
    assert (made.comments, made.category) == ("Article 14 of the Convention applies.", "")
    custom = parse_part(parts_of(result)["docProps/custom.xml"])
    assert [(one.get("name"), "".join(one.itertext())) for one in custom] == [
        ("Client & State", f"{name} v Bosnia and Herzegovina")
    ]
    assert b"Zebulon" not in b"".join(parts_of(result).values())
    assert "warning[W261]" in result.said
    assert validate_file("docx", result.files["letters-test.en.docx"], Place("x"), tmp_path) == []


def test_a_fault_in_a_property_is_told_as_one_in_the_text(tmp_path: Path) -> None:
    custom = CUSTOM.replace("state.name", "stat.name")
    result = built(tmp_path, with_custom(template(properties), custom))
    assert (result.status, "there is no such name: 'stat'" in result.said) == (1, True)
    assert "the properties of the file" in result.said


def test_words_that_stand_for_a_picture_are_filled(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "dot.png")

    def build(opened: Opened) -> None:
        header = opened.sections[0].header
        opened.add_paragraph("Text")
        header.paragraphs[0].text = "{%p for e in events %}"
        header.add_paragraph("{{ e.date }}").add_run().add_picture(str(tmp_path / "dot.png"))
        next(header.paragraphs[-1]._p.iter("{*}docPr")).set(
            "descr", "Of {{ organisation.name }}, {{ e.date }}: & <w:p>"
        )
        header.add_paragraph("{%p endfor %}")

    result = built(tmp_path, template(build))
    assert result.status == 0, result.said
    head = next(part for name, part in parts_of(result).items() if name.startswith("word/header") and b"docPr" in part)
    drawn = [one.get("descr", "") for one in parse_part(head).iter("{*}docPr")]
    said = [f"Of Centre & <Redress>, {date}: & <w:p>" for date in ("3 May 2020", "June 2020")]
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in drawn] == said


def test_a_fault_in_the_words_for_a_picture_is_told_at_its_paragraph(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "red").save(tmp_path / "dot.png")

    def build(opened: Opened) -> None:
        opened.add_paragraph("First")
        opened.add_paragraph("Second").add_run().add_picture(str(tmp_path / "dot.png"))
        next(opened.paragraphs[-1]._p.iter("{*}docPr")).set("descr", "Of {{ stat.name }}")

    result = built(tmp_path, template(build))
    assert "en.docx:2: error[E212]: there is no such name: 'stat'" in result.said

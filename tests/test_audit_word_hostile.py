"""Word files that others made, and files that are not what they say: nothing is missed and nothing raises."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from audit_opening import open_word
from audit_word_making import (
    joined,
    refused,
    run,
    runs,
    settings,
)
from audit_word_plants import plants, sample_word
from office import convert, needs_office
from submissions.audit.word.open import ENCRYPTED, NOT_WORD, OLD
from submissions.office.package import read_package, write_parts
from word_files import sample_word_file

# --- files that others made ---


def python_docx_file() -> bytes:
    made = docx.Document()
    made.add_heading("A heading", 1)
    made.add_paragraph("Plain ").add_run("words").bold = True
    made.add_table(2, 2).cell(0, 0).text = "a cell"
    hidden = made.add_paragraph().add_run("out of sight")
    hidden.font.hidden, hidden.font.size = True, Pt(1)
    made.add_comment(made.paragraphs[0].runs, "a remark", "Somebody", "S")
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_a_file_of_python_docx_is_refused_for_exactly_what_it_holds() -> None:
    contents = open_word(python_docx_file())
    assert refused(contents) == {"author", "comment", "hidden text", "thumbnail"}
    assert {"Plain words", "a cell", "a remark", "out of sight", "Somebody"} <= {
        piece.text for piece in contents.pieces
    }


@needs_office
def test_a_file_that_libreoffice_saved_is_refused_for_exactly_what_it_holds(tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    anchor = runs(run("x") + '<w:r><w:commentReference w:id="1"/></w:r>')(sample_word(), "")
    source.write_bytes(plants()["tracked insertion"](plants()["comment"](anchor, "Remark"), "Inserted"))
    convert([source], tmp_path / "out", "docx")
    contents = open_word((tmp_path / "out" / "source.docx").read_bytes())
    assert refused(contents) == {"tracked change", "comment"}
    assert {"Inserted", "Remark"} <= {piece.text for piece in contents.pieces}
    assert contents.unsearchable == ()


# --- files that are not what they say ---


def rezipped(entries: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_lead_out_or_stand_twice_are_refused() -> None:
    parts = list(read_package(sample_word()).items())
    twice = open_word(rezipped([*parts, ("word/document.xml", b"<x>second</x>")]))
    assert refused(twice) == {"duplicate"}
    assert "second" in joined(twice)
    assert "A short document." in joined(twice)
    for name in ("../outside.xml", "/root.xml", "word/../../x.xml", "C:/x.xml"):
        assert "leads out" in refused(open_word(rezipped([*parts, (name, b"<x/>")]))), name


def test_a_document_type_ends_the_reading_of_a_part() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "Amila"><!ENTITY b "&a;&a;&a;">]><x>&b; Kovac</x>'
    contents = open_word(write_parts({**read_package(sample_word()), "word/x.xml": bomb.encode()}))
    assert refused(contents) == {"document type"}
    assert [one.part for one in contents.unsearchable] == ["word/x.xml"]
    assert "AmilaAmila" not in joined(contents)
    assert "Kovac" in joined(contents)


def test_a_zip_that_unpacks_to_more_than_any_word_file_is_refused_before_it_is_read() -> None:
    huge = open_word(rezipped([(f"word/{number}.xml", bytes(2**24)) for number in range(17)]))
    assert "too large" in refused(huge)
    assert huge.unsearchable
    many = open_word(rezipped([(f"word/{number}.xml", b"") for number in range(5_001)]))
    assert "too large" in refused(many)


def test_a_part_that_lies_about_its_size_is_cut_and_told() -> None:
    content = bytearray(rezipped([("word/document.xml", bytes(2**24))]))
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    contents = open_word(bytes(content))
    assert [one.part for one in contents.unsearchable if "size" in one.reason] == ["word/document.xml"]
    assert sum(len(piece.text) for piece in contents.pieces) < 2**20


def test_what_cannot_be_read_is_told_and_what_can_be_found_in_it_is_searched() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    old = open_word(ole + "Amila Kovač".encode("utf-16-le"))
    assert [one.reason for one in old.unsearchable] == [OLD]
    assert "Amila Kovač" in joined(old)
    assert [one.reason for one in open_word(ole + "EncryptedPackage".encode("utf-16-le")).unsearchable] == [ENCRYPTED]
    assert [one.reason for one in open_word(b"").unsearchable] == [NOT_WORD]
    cut = open_word(plants()["text"](sample_word(), "Amila Kovac")[:-200])
    assert cut.unsearchable
    assert "Amila Kovac" in joined(cut)
    damaged = write_parts({**read_package(sample_word()), "word/x.xml": b"<x><y>Amila <b>Kovac</b></x>"})
    assert [one.part for one in open_word(damaged).unsearchable] == ["word/x.xml"]
    assert "Amila Kovac" in joined(open_word(damaged))


@pytest.mark.proof
def test_no_bytes_whatever_raise_an_exception() -> None:
    chance = random.Random(3)  # noqa: S311 - the same damage in every run
    wholes = [sample_word_file("en", "filing")] * 3 + [python_docx_file()]
    for turn in range(120):
        content = bytearray(wholes[turn % 4])
        for _ in range(chance.randrange(1, 12)):
            place = chance.randrange(len(content))
            content[place : place + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        open_word(bytes(content[: chance.randrange(1, len(content))] if chance.random() < 0.3 else content))
    parts = read_package(plants()["tracked change within a word"](sample_word(), "Amila"))
    for _ in range(120):
        changed = bytearray(parts["word/document.xml"])
        place = chance.randrange(len(changed))
        changed[place : place + chance.randrange(9)] = chance.randbytes(chance.randrange(9))
        open_word(write_parts({**parts, "word/document.xml": bytes(changed)}))


def test_deep_and_unclosed_structures_do_not_exhaust_it() -> None:
    deep = b"<w:p>" * 20_000 + b"x" + b"</w:p>" * 20_000
    contents = open_word(
        write_parts({**read_package(sample_word()), "word/x.xml": b"<x xmlns:w='w'>" + deep + b"</x>"})
    )
    assert contents.unsearchable == ()
    nested = sample_word()
    for _ in range(7):
        nested = write_parts({**read_package(sample_word()), "word/inner.docx": nested})
    assert any("too deep" in one.reason for one in open_word(nested).unsearchable)
    unclosed = settings('<w:x w:val="y"/>')(sample_word(), "")
    begun = runs('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("Amila") + run(" Kovac"))(unclosed, "")
    assert "Amila Kovac" in joined(open_word(begun))


def test_a_part_is_read_in_the_encoding_that_it_declares() -> None:
    source = '<?xml version="1.0" encoding="{}"?><x xmlns:w="{}"><w:p><w:r><w:t>Kovač</w:t></w:r></w:p></x>'
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for encoding in ("utf-16", "utf-8", "iso-8859-2", "windows-1250"):
        part = source.format(encoding, main).encode(encoding)
        contents = open_word(write_parts({**read_package(sample_word()), "word/x.xml": part}))
        assert ("word/x.xml", "text", "Kovač") in {(each.part, each.channel, each.text) for each in contents.pieces}


def test_the_strict_form_of_the_format_is_read_like_the_usual_one() -> None:
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"
        )
        for name, part in read_package(plants()["tracked change within a word"](sample_word(), "Amila Kovac")).items()
    }
    contents = open_word(write_parts(strict))
    assert refused(contents) == {"tracked change"}
    assert "Amila Kovac" in joined(contents)


def test_what_follows_the_deflated_bytes_of_a_part_is_found() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<x/>")
        start = archive.infolist()[0].header_offset + 30 + len("word/document.xml")
        length = archive.infolist()[0].compress_size
    content = bytearray(made.getvalue())
    content[start + length : start + length] = b"Amila"
    directory = content.index(b"PK\x01\x02")
    for place in (18, directory + 20):
        content[place : place + 4] = (length + 5).to_bytes(4, "little")
    end = content.index(b"PK\x05\x06")
    content[end + 16 : end + 20] = directory.to_bytes(4, "little")
    contents = open_word(bytes(content))
    assert refused(contents) == {"bytes outside"}
    assert "Amila" in joined(contents)


def test_names_of_elements_and_namespaces_that_somebody_chose_are_searched() -> None:
    part = b'<amila xmlns:kovac="https://kovac.example" kovac:born="1958"><kovac:home/></amila>'
    contents = open_word(write_parts({**read_package(sample_word()), "word/x.xml": part}))
    assert {"amila", "kovac", "https://kovac.example", "home", "born", "1958"} <= {
        each.text for each in contents.pieces
    }

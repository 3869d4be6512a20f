"""Annexes for the body are looked at as whoever receives them will: what does not open stops, what tells more warns."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from audit_word_making import sample_word
from dirty_pdfs import annotate, plain_pdf, saved, with_layer
from dirty_pictures import add_picture
from submissions.exhibits import SAID, CannotCleanError, check_opens, extras_in, strip
from submissions.manifest import digest_file
from test_build_exhibits import Office, codes, errors
from test_unseen import scan

Make = Callable[[], bytes]


def jpeg(**options: object) -> bytes:
    stream = io.BytesIO()
    scan((300, 200)).save(stream, "JPEG", **options)
    return stream.getvalue()


def exif(*, position: bool = False, author: bool = False, inner: bool = False) -> Image.Exif:
    held = Image.Exif()
    held[0x0112] = 6
    held[0x0132] = "2024:02:03 04:05:06"
    if position:
        held.get_ifd(0x8825).update({1: "N", 2: (43.0, 51.0, 12.0), 3: "E", 4: (18.0, 24.0, 0.0)})
    if author:
        held[0x013B] = "Zora Vrelo"
    if inner:
        held.get_ifd(0x8769).update({0xA430: "Zora Vrelo", 0xA431: "12345", 0x927C: b"maker of Zora Vrelo"})
    return held


def packet(words: str) -> bytes:
    body = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description {words}</rdf:Description></x:xmpmeta>'
    return b"http://ns.adobe.com/xap/1.0/\0" + body.encode()


def with_segment(content: bytes, marker: int, data: bytes) -> bytes:
    return content[:2] + bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data + content[2:]


def pdf_with(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    pdf = plain_pdf()
    change(pdf)
    return saved(pdf)


def signed(pdf: pikepdf.Pdf) -> None:
    value = pdf.make_indirect(Dictionary(Type=Name.Sig, Name=String("Zora Vrelo"), ByteRange=[0, 1, 2, 3]))
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=value, F=2)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes of Zora Vrelo.txt"] = b"notes"


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return stream.getvalue()


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def button(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("calc.exe")))


def word_by(name: str) -> bytes:
    core = f"<cp:coreProperties><dc:creator>{name}</dc:creator></cp:coreProperties>"
    with zipfile.ZipFile(io.BytesIO(sample_word())) as package:
        return zipped({**{one: package.read(one) for one in package.namelist()}, "docProps/core.xml": core.encode()})


CARRIED: dict[str, tuple[str, Make]] = {
    "where a photograph was taken": ("position", lambda: jpeg(exif=exif(position=True))),
    "the position in XMP": ("position", lambda: with_segment(jpeg(), 0xE1, packet('exif:GPSLatitude="43,51N"/>'))),
    "the town in IPTC": ("position", lambda: with_segment(jpeg(), 0xED, b"Photoshop 3.0\0\x1c\x02\x5a\0\x05Jajce")),
    "the position in a second picture": ("position", lambda: jpeg() + jpeg(exif=exif(position=True))),
    "the photographer": ("author", lambda: jpeg(exif=exif(author=True))),
    "the owner of the camera": ("author", lambda: jpeg(exif=exif(inner=True))),
    "the photographer in XMP": (
        "author",
        lambda: with_segment(jpeg(), 0xE1, packet("><dc:creator>Zora Vrelo</dc:creator>")),
    ),
    "the author of a PDF": ("author", lambda: pdf_with(lambda pdf: pdf.docinfo.__setitem__("/Author", "Zora Vrelo"))),
    "a program of a PDF": ("script", lambda: pdf_with(script)),
    "a button that starts something": ("script", lambda: pdf_with(button)),
    "a file in a PDF": ("attachments", lambda: pdf_with(attached)),
    "a signature": ("signature", lambda: pdf_with(signed)),
    "a photograph within a PDF": (
        "position",
        lambda: pdf_with(lambda pdf: add_picture(pdf, jpeg(exif=exif(position=True)))),
    ),
    "the author of a Word file": ("author", lambda: word_by("Zora Vrelo")),
    "a photograph within a Word file": (
        "position",
        lambda: zipped({"[Content_Types].xml": b"<x/>", "word/media/1.jpeg": jpeg(exif=exif(position=True))}),
    ),
}


@pytest.mark.parametrize("kind", CARRIED)
def test_what_an_exhibit_carries_is_found_and_taken_out_and_nothing_else_is(kind: str) -> None:
    extra, make = CARRIED[kind]
    content = make()
    assert extra in extras_in(content)
    result, taken = strip(content, (extra,))
    assert extra in taken
    assert extra not in extras_in(result)
    assert strip(content, (extra,)) == (result, taken)
    assert strip(result, (extra,)) == (result, ())


@pytest.mark.parametrize("kind", [kind for kind, (_, make) in CARRIED.items() if make().startswith(b"\xff\xd8")])
def test_a_photograph_keeps_every_dot_and_the_way_it_is_turned(kind: str) -> None:
    extra, make = CARRIED[kind]
    content = make()
    result, _ = strip(content, (extra,))
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(result)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.getexif().get(0x0112) == before.getexif().get(0x0112)
        assert after.getexif().get(0x0132) == before.getexif().get(0x0132)
    assert b"Zora Vrelo" not in result or extra != "author"


def test_only_what_is_asked_for_is_taken_out() -> None:
    content = jpeg(exif=exif(position=True, author=True))
    result, taken = strip(content, ("position",))
    assert (taken, extras_in(result)) == (("position",), ("author",))


def test_what_cannot_be_taken_out_of_a_kind_is_refused() -> None:
    content = zipped({"[Content_Types].xml": b"<x/>", "word/vbaProject.bin": b"code"})
    with pytest.raises(CannotCleanError, match="script cannot be taken out"):
        strip(content, ("script",))


def test_a_plain_file_carries_nothing() -> None:
    stream = io.BytesIO()
    scan((30, 20)).save(stream, "PNG")
    for content in (jpeg(exif=exif()), saved(plain_pdf()), stream.getvalue(), b"words", word_by("")):
        assert extras_in(content) == ()


def locked(pdf: pikepdf.Pdf) -> bytes:
    return saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))


def droste(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(Fm=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)


def gigapixel(pdf: pikepdf.Pdf) -> None:
    add_picture(pdf, jpeg(), Width=60_000, Height=60_000)


def wide_png() -> bytes:
    stream = io.BytesIO()
    Image.new("1", (40_000, 20_000)).save(stream, "PNG")
    return stream.getvalue()


def nested(depth: int) -> bytes:
    content = zipped({"a.txt": b"words"})
    for _ in range(depth):
        content = zipped({"a.zip": content})
    return content


UNOPENED: dict[str, tuple[str, Make, str]] = {
    "empty": ("pdf", lambda: b"", "empty"),
    "blank": ("jpg", lambda: b"\0" * 900, "empty"),
    "locked": ("pdf", lambda: locked(plain_pdf()), "locked"),
    "cut short": ("pdf", lambda: saved(plain_pdf())[:-300], "damaged or cut short"),
    "no PDF": ("pdf", lambda: b"<html>not found</html>", "is none"),
    "portfolio of nothing": (
        "pdf",
        lambda: pdf_with(lambda pdf: pdf.Root.__setattr__("Collection", Dictionary())),
        "holds none",
    ),
    "drawing of itself": ("pdf", lambda: pdf_with(droste), "holds itself"),
    "gigapixel in a PDF": ("pdf", lambda: pdf_with(gigapixel), "million dots"),
    "gigapixel": ("png", wide_png, "million dots"),
    "program": ("exe", lambda: b"MZ" + bytes(99), "a program"),
    "program by another name": ("pdf", lambda: b"MZ" + bytes(99), "a program"),
    "program of Linux": ("jpg", lambda: b"\x7fELF" + bytes(99), "a program"),
    "script": ("", lambda: b"#!/bin/sh\nrm x", "a program"),
    "JPEG cut short": ("jpg", lambda: jpeg()[:-200], "cut short"),
    "JPEG without its end": ("jpg", lambda: jpeg()[:-2], "cut short"),
    "progressive JPEG cut short": ("jpeg", lambda: jpeg(progressive=True)[: len(jpeg()) // 2], "cut short"),
    "JPEG in a PDF cut short": ("pdf", lambda: pdf_with(lambda pdf: add_picture(pdf, jpeg()[:-200])), "cut short"),
    "another picture": ("png", jpeg, "another kind"),
    "no picture": ("jpg", lambda: b"nothing like it", "no picture"),
    "Word file cut short": ("docx", lambda: sample_word()[:-900], "damaged"),
    "Word file that is none": ("docx", lambda: zipped({"a.txt": b"words"}), "no document"),
    "locked Word file": ("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked"),
    "archives without end": ("zip", lambda: nested(9), "holds itself"),
}


@pytest.mark.few(8)
@pytest.mark.parametrize("kind", UNOPENED)
def test_what_cannot_be_opened_is_told_with_what_to_do(kind: str) -> None:
    ending, make, reason = UNOPENED[kind]
    with pytest.raises(CannotCleanError, match=reason) as caught:
        check_opens(make(), ending)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("ending", "make"),
    [
        ("pdf", lambda: saved(plain_pdf())),
        ("pdf", lambda: pdf_with(attached)),
        ("jpg", jpeg),
        ("jpeg", lambda: jpeg() + b"rest"),
        ("jpg", lambda: jpeg(progressive=True)),
        ("docx", sample_word),
        ("zip", lambda: nested(3)),
        ("m4a", lambda: b"sound" * 9),
        ("txt", lambda: b"words"),
        ("", lambda: b"words"),
        ("pdf", lambda: saved(plain_pdf(), encryption=pikepdf.Encryption(owner="o", user=""))),
    ],
)
def test_what_can_be_opened_is_let_pass(ending: str, make: Make) -> None:
    check_opens(make(), ending)


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("JPEG in a PDF cut short", "statement.pdf", "E753"),
        ("locked", "statement.pdf", "E753"),
        ("program", "call.m4a", "E753"),
        ("no PDF", "statement.pdf", "E128"),
        ("empty", "call.m4a", "E102"),
    ],
)
def test_what_cannot_be_opened_stops_the_filing(tmp_path: Path, kind: str, name: str, code: str) -> None:
    office = Office(tmp_path)
    office.original(name).write_bytes(UNOPENED[kind][1]())
    result = office.build()
    assert code in codes(result)
    assert office.copies("filing") == {}
    assert not any("nora" in finding.message.casefold() for finding in result.findings)


@pytest.mark.proof
def test_a_position_is_warned_of_and_taken_out_when_asked_and_the_manifest_says_so(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("yard.tiff, released: true}", "yard.jpg}")
    office.original("yard.jpg").write_bytes(jpeg(exif=exif(position=True)))
    result = office.build()
    warned = [finding for finding in result.findings if finding.code == "W754" and SAID["position"] in finding.message]
    assert [finding.help.startswith("write 'strip: [position]'") for finding in warned] == [True]
    assert office.copies("filing")["annex-03.jpg"] == office.original("yard.jpg").read_bytes()
    office.change("yard.jpg}", "yard.jpg, strip: [position, author]}")
    result = office.build()
    assert errors(result) == []
    assert "N749" in codes(result)
    assert not any(SAID["position"] in finding.message for finding in result.findings if finding.code == "W754")
    copy = office.copies("filing")["annex-03.jpg"]
    assert extras_in(copy) == ()
    (record,) = [one for one in office.manifest("filing")["exhibits"] if one["number"] == 3]
    assert record["taken"] == ["position"]
    assert record["original"]["sha256"] == digest_file(office.original("yard.jpg")) != record["sha256"]
    assert json.dumps(office.manifest("public")).count("taken") == 0


@pytest.mark.proof
def test_the_public_copy_says_what_was_left_out_of_it(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pdf = plain_pdf()
    attached(pdf)
    link = annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
    pdf.pages[0].obj.Annots = Array([link])
    with_layer(pdf, b"")
    office.original("nora-judgment.pdf").write_bytes(saved(pdf))
    said = [finding.message for finding in office.build().findings if finding.code == "N749"]
    assert any(all(SAID[extra] in one for extra in ("attachments", "links", "layers")) for one in said)
    assert not any("nora" in one for one in said)


def test_a_word_that_is_no_extra_is_refused_in_the_case(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.change("yard.tiff, released: true}", "yard.tiff, strip: [layers]}")
    assert "E118" in codes(office.build())

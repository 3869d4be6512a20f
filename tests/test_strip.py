"""What an annex carries beside what it shows is taken out of every kind of picture, and its dots stay bit for bit."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image, PngImagePlugin

from dirty_pdfs import plain_pdf, saved
from dirty_pictures import add_picture
from submissions.cli import main
from submissions.exhibits import SAID, can_strip, extras_in, strip
from submissions.run.records import Result
from test_build_exhibits import ANNEXES, Office, errors
from test_filing_exhibits import (
    attached,
    exif,
    jpeg,
    packet,
    pdf_with,
    script,
    signed,
    with_segment,
    word_by,
    zipped,
)  # fmt: skip
from test_unseen import page_with_layer, scan

DOTS = scan((40, 30))
XMP = packet("><dc:creator>Zora Vrelo</dc:creator>").partition(b"\0")[2]
Make = Callable[[], bytes]


def picture(form: str, image: Image.Image = DOTS, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def pages(**options: Any) -> bytes:
    return picture("TIFF", save_all=True, append_images=[DOTS.rotate(90), DOTS.convert("L")], **options)


def with_text(key: str, words: str = "Zora Vrelo", *, is_packed: bool = False) -> bytes:
    held = PngImagePlugin.PngInfo()
    held.add_text(key, words, zip=is_packed)
    return picture("PNG", pnginfo=held)


def raw_profile() -> str:
    data = exif(position=True, author=True).tobytes()
    return f"\nexif\n{len(data):8}\n{data.hex()}\n"


def by_hand(order: str = ">", **inner: tuple[int, bytes]) -> bytes:
    """Return a TIFF of one dot with an artist and tables within its table: the tag that leads there, and a name."""
    name = b"Zora Vrelo\0\0"
    entries = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
               (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1), (315, 2, len(name), 12)]  # fmt: skip
    end = 24 + 2 + 12 * (len(entries) + len(inner)) + 4
    tables = b""
    for tag, (own, words) in zip((0x8769, 0x8825), inner.values(), strict=False):
        at = end + len(tables)
        entries.append((tag, 4, 1, at))
        tables += struct.pack(order + "HHHII", 1, own, 2, len(words), at + 18) + bytes(4) + words
    mark = b"MM\0*" if order == ">" else b"II*\0"
    table = struct.pack(order + "H", len(entries)) + b"".join(_entry(order, *one) for one in entries) + bytes(4)
    return mark + struct.pack(order + "I", 24) + b"\x07\0\0\0" + name + table + tables


def _entry(order: str, tag: int, kind: int, count: int, value: int) -> bytes:
    held = struct.pack(order + "HH", value, 0) if kind == 3 else struct.pack(order + "I", value)
    return struct.pack(order + "HHI", tag, kind, count) + held


OWNER, PLACE = (0xA430, b"Zora Vrelo\0\0"), (0x001B, b"Jajce, at the mill\0\0")


CARRIED: dict[str, tuple[str, Make]] = {
    "PNG, EXIF": ("position", lambda: picture("PNG", exif=exif(position=True))),
    "PNG, owner in EXIF": ("author", lambda: picture("PNG", exif=exif(inner=True))),
    "PNG, author": ("author", lambda: with_text("Author")),
    "PNG, copyright, packed": ("author", lambda: with_text("Copyright", is_packed=True)),
    "PNG, XMP": ("author", lambda: with_text("XML:com.adobe.xmp", XMP.decode())),
    "PNG, position of ImageMagick": ("position", lambda: with_text("exif:GPSLatitude", "43/1")),
    "PNG, profile of ImageMagick": ("position", lambda: with_text("Raw profile type exif", raw_profile())),
    "TIFF, EXIF": ("position", lambda: by_hand("<", owner=OWNER, place=PLACE)),
    "TIFF, EXIF of the other order": ("position", lambda: by_hand(">", owner=OWNER, place=PLACE)),
    "TIFF, artist": ("author", lambda: picture("TIFF", exif=exif(author=True))),
    "TIFF, owner of the camera": ("author", lambda: by_hand("<", owner=OWNER, place=PLACE)),
    "TIFF, XMP": ("author", lambda: picture("TIFF", tiffinfo={700: XMP})),
    "TIFF, IPTC": ("author", lambda: picture("TIFF", tiffinfo={33723: b"\x1c\x02\x50\0\x04Zora"})),
    "TIFF, three pages": ("author", lambda: pages(tiffinfo={315: "Zora Vrelo"})),
    "TIFF, packed": ("author", lambda: picture("TIFF", compression="tiff_lzw", tiffinfo={33432: "Zora Vrelo"})),
    "TIFF, fax": ("author", lambda: picture("TIFF", DOTS.convert("1"), compression="group4", tiffinfo={315: "Zora"})),
    "TIFF, the other order": ("author", by_hand),
    "WebP, EXIF": ("position", lambda: picture("WEBP", exif=exif(position=True))),
    "WebP, artist": ("author", lambda: picture("WEBP", lossless=True, exif=exif(author=True))),
    "WebP, XMP": ("author", lambda: picture("WEBP", xmp=XMP)),
}


def dots(content: bytes) -> list[tuple[str, tuple[int, int], bytes, Any]]:
    """Return every page of a picture: its dots, and how it is turned."""
    found = []
    with Image.open(io.BytesIO(content)) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            found.append((image.mode, image.size, image.tobytes(), image.getexif().get(0x0112)))
    return found


@pytest.mark.parametrize("kind", CARRIED)
def test_it_is_found_and_taken_out_and_every_dot_stays(kind: str) -> None:
    extra, make = CARRIED[kind]
    content = make()
    assert can_strip(content, extra)
    result, taken = strip(content, (extra,))
    assert extra in taken
    assert extra not in extras_in(result)
    assert dots(result) == dots(content)
    assert (strip(content, (extra,)), strip(result, (extra,))) == ((result, taken), (result, ()))
    assert (b"Zora" if extra == "author" else b"Jajce") not in result


@pytest.mark.parametrize(
    "content",
    [
        picture("PNG", exif=exif(position=True, author=True)),
        picture("WEBP", exif=exif(position=True, author=True)),
        by_hand("<", owner=OWNER, place=PLACE),
    ],
)
def test_only_what_is_asked_for_is_taken_out(content: bytes) -> None:
    result, taken = strip(content, ("position",))
    assert (taken, extras_in(result)) == (("position",), ("author",))
    with Image.open(io.BytesIO(result)) as image, Image.open(io.BytesIO(content)) as before:
        assert image.getexif()[0x013B].strip("\0") == "Zora Vrelo"
        assert image.getexif().get(0x0132) == before.getexif().get(0x0132)


@pytest.mark.parametrize("kind", ["PNG, EXIF", "TIFF, EXIF", "WebP, EXIF"])
@pytest.mark.parametrize("cut", [13, 40, 70])
def test_a_damaged_picture_is_not_made_another_one_in_silence(kind: str, cut: int) -> None:
    content = CARRIED[kind][1]()[:-cut]
    assert not can_strip(content, "position")


def test_a_table_that_leads_back_into_itself_has_an_end() -> None:
    content = bytearray(by_hand())
    content[-4:] = struct.pack(">I", 24)
    assert extras_in(bytes(content)) == ("author",)


def test_a_chunk_that_unpacks_without_end_is_no_trap() -> None:
    data = b"Comment\0\0" + zlib.compress(bytes(50 << 20), 9)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    content = picture("PNG")
    assert extras_in(content[:33] + chunk + content[33:]) == ()


def test_names_within_pictures_and_packets_of_a_pdf_are_taken_out_too() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        held = add_picture(pdf, with_segment(jpeg(exif=exif(author=True)), 0xE1, packet("><dc:creator>Z</dc:creator>")))
        held.Metadata = pdf.make_stream(XMP)

    content = pdf_with(add)
    assert extras_in(content) == ("author",)
    assert extras_in(strip(content, ("author",))[0]) == ()


def with_macro() -> bytes:
    return zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", "word/vbaProject.bin": b"code"})


CARRYING: dict[str, tuple[str, str, Make]] = {
    "one": ("position", "png", lambda: picture("PNG", exif=exif(position=True))),
    "two": ("author", "tiff", lambda: picture("TIFF", exif=exif(author=True))),
    "three": ("script", "pdf", lambda: pdf_with(script)),
    "four": ("attachments", "pdf", lambda: pdf_with(attached)),
    "five": ("signature", "pdf", lambda: pdf_with(signed)),
    "six": ("layers", "pdf", page_with_layer),
    "seven": ("author", "docx", lambda: word_by("Zora Vrelo")),
    "eight": ("script", "docx", with_macro),
}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office whose case has an annex for each thing that one can carry."""
    office = Office(tmp_path)
    rows = []
    for name, (_, ending, make) in CARRYING.items():
        office.original(f"{name}.{ending}").write_bytes(make())
        rows.append(f"  - {{id: {name}, title: Paper, file: annexes/{name}.{ending}}}\n")
    office.change(ANNEXES.strip(), "annexes:\n" + "".join(rows))
    return office


def warned(result: Result) -> dict[str, str]:
    """Return the orders of the warnings by the annex that each is about."""
    found = [one for one in result.findings if one.code == "W754"]
    return {one.message.partition("('")[2].partition("')")[0]: f"{one.message}; {one.help}" for one in found}


@pytest.mark.proof
def test_the_body_s_copies_are_warned_of_and_the_advice_ends_each_warning(office: Office) -> None:
    only = {"audiences": ("filing",)}
    orders = warned(office.build(selection=only))
    assert list(orders) == list(CARRYING)
    for name, (extra, ending, make) in CARRYING.items():
        assert SAID[extra] in orders[name]
        if can_strip(make(), extra):
            assert f"write 'strip: [{extra}]'" in orders[name]
            office.change(f"annexes/{name}.{ending}}}", f"annexes/{name}.{ending}, strip: [{extra}]}}")
        else:
            assert ("all layers on" if extra == "layers" else "save it as a PDF without that") in orders[name]
            office.change(f"annexes/{name}.{ending}}}", f"annexes/{name}.new.pdf}}")
            office.original(f"{name}.new.pdf").write_bytes(saved(plain_pdf()))
    result = office.build(selection=only)
    assert (errors(result), warned(result)) == ([], {})
    taken = {one["number"]: one.get("taken") for one in office.manifest("filing")["exhibits"]}
    assert [taken[number] for number in range(1, 9)] == [
        ["position"], ["author"], ["script"], ["attachments"], ["signature"], None, ["author"], None,
    ]  # fmt: skip


def test_a_small_scan_without_letters_is_said_to_be_one_in_the_build(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pdf = plain_pdf()
    add_picture(pdf, jpeg(), Width=300, Height=200)
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 40 0 0 25 20 20 cm /Im1 Do Q")
    office.original("nora-judgment.pdf").write_bytes(saved(pdf))
    result = office.build(selection={"audiences": ("public",)})
    assert errors(result) == []
    (said,) = [one for one in result.findings if one.code == "N625" and "annex-01.pdf" in str(one.place.file)]
    assert "only an eye can tell what stands in them (page 1)" in said.message
    assert clean_copy_is_not_called_clean(office)


def clean_copy_is_not_called_clean(office: Office) -> bool:
    names = office.folder / "names.txt"
    names.write_text("Zoran Nobody\n", "utf-8")
    copy = office.output / "matter" / "public" / "annexes" / "annex-01.pdf"
    done = CliRunner().invoke(main, ["audit", "--names", str(names), str(copy)])
    return done.exit_code == 1 and "1 not clean" in done.output


def test_a_layer_is_shown_only_where_it_is_hidden() -> None:
    assert extras_in(page_with_layer()) == ("layers",)

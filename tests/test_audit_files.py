"""Any file is opened by what it is, and what may not be in a picture, or cannot be searched, is told."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest
from PIL import Image

from audit_file_plants import XMP, exif, jpeg, mail, picture, plants, png, svg, webp, zipped
from audit_word_making import core, sample_word
from submissions.audit.files import ONLY_AN_EYE, audit_file, open_file
from submissions.audit.kinds.pictures import open_picture
from submissions.audit.names.search import Searcher
from submissions.audit.records import Opened, Secret
from submissions.audit.report import MASK, outcome_of
from submissions.findings import Place

NAME = "Šejla D'Angélić"


def reasons(contents: Opened) -> str:
    return "\n".join(f"{one.reason} ({one.place})" for one in contents.refusals)


def unsearchable(contents: Opened) -> str:
    return "\n".join(f"{one.part}: {one.reason}" for one in contents.unsearchable)


def texts(contents: Opened) -> str:
    return "\n".join(piece.text for piece in contents.pieces)


def search_for(name: str) -> Searcher:
    given, family = name.split()
    return Searcher((Secret("name of 'somebody'", name, "name", Place(""), (given, family)),))


# --- pictures ---

CLEAN = [picture(form) for form in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "JPEG2000")]


@pytest.mark.parametrize("content", CLEAN, ids=("JPEG", "PNG", "GIF", "WebP", "TIFF", "BMP", "JPEG 2000"))
def test_a_picture_without_metadata_gives_nothing_to_object_to(content: bytes) -> None:
    contents = open_picture(content)
    assert contents.refusals == ()
    assert contents.unsearchable == ()


def gps() -> bytes:
    block = Image.Exif()
    block.get_ifd(0x8825).update({1: "N", 2: (44.0, 49.0, 1.0)})
    return block.tobytes()


def thumbnail() -> bytes:
    """Return EXIF whose second directory holds a thumbnail."""
    small = picture("JPEG", comment=NAME.encode())
    first = struct.pack("<HI", 0, 14)
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small), 0)
    return b"Exif\x00\x00" + b"II*\x00" + struct.pack("<I", 8) + first + second + small


REFUSED = {
    "where it was taken in JPEG": (picture("JPEG", exif=gps()), "tells where it was taken"),
    "where it was taken in PNG": (png(b"eXIf", gps().removeprefix(b"Exif\x00\x00")), "tells where it was taken"),
    "where it was taken in WebP": (webp(b"EXIF", gps()), "tells where it was taken"),
    "where it was taken in XMP": (
        picture("JPEG", xmp=b"<x xmlns:exif='e' exif:GPSLatitude='44,49N'/>"),
        "tells where it was taken",
    ),
    "author in EXIF": (picture("JPEG", exif=exif("Somebody", 0x013B)), "names its author"),
    "author in XMP": (
        picture("JPEG", xmp=XMP.replace("dc:description", "dc:creator").format("Somebody").encode()),
        "names its author",
    ),
    "author in PNG": (png(b"tEXt", b"Author\x00Somebody"), "names its author"),
    "computer": (picture("JPEG", exif=exif("DESK-7", 0x013C)), "names the computer"),
    "camera's number": (picture("JPEG", exif=exif("00817", 0xA431)), "serial number"),
    "path": (jpeg(b"\xfeC:\\Users\\somebody\\case.psd"), "a path of the machine"),
    "thumbnail": (jpeg(b"\xe1" + thumbnail()), "carries a thumbnail"),
    "second picture": (picture("JPEG") + picture("JPEG"), "several pictures"),
    "moving picture": (
        picture("GIF", save_all=True, append_images=[Image.new("RGB", (32, 24), "red")]),
        "several pictures",
    ),
    "something behind the end": (picture("PNG") + b"PK\x03\x04 papers", "hidden behind the end"),
    "script in a drawing": (svg("<script>alert(1)</script>"), "holds a script"),
    "address in a drawing": (svg("<image href='https://example.org/a.png'/>"), "outside itself"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_may_not_be_in_a_picture_is_refused(what: str) -> None:
    content, reason = REFUSED[what]
    assert reason in reasons(open_picture(content))


def test_a_thumbnail_is_taken_apart_too() -> None:
    assert NAME in texts(open_picture(jpeg(b"\xe1" + thumbnail())))


def test_a_picture_in_a_format_that_is_not_taken_apart_cannot_be_searched() -> None:
    assert "save it as PNG or JPEG" in unsearchable(open_picture(b"\x00\x00\x00\x18ftypheic" + bytes(40)))


def test_only_an_eye_can_tell_what_a_picture_by_itself_shows() -> None:
    assert ONLY_AN_EYE in unsearchable(open_file("yard.jpg", picture("JPEG")))
    assert ONLY_AN_EYE in unsearchable(open_file("papers.zip", zipped({"yard.png": picture("PNG")})))


# --- hostile and damaged files ---


@pytest.mark.parametrize("channel", plants())
def test_no_damage_stops_the_audit(channel: str) -> None:
    whole = plants()[channel](NAME)
    chance = random.Random(channel)  # noqa: S311 - the same damage each time
    for number in range(20):
        damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)] if number % 2 else whole)
        for _ in range(number):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert isinstance(open_file("paper", bytes(damaged)), Opened)


def test_chance_and_nothing_are_opened_without_a_fault() -> None:
    chance = random.Random(7)  # noqa: S311 - the same bytes each time
    for number in range(60):
        assert isinstance(open_file("paper", chance.randbytes(number * 37)), Opened)


def test_a_zip_that_unpacks_without_end_is_told() -> None:
    content = zipped({"a.txt": bytes(140 << 20)})
    assert "more than can be searched" in unsearchable(open_file("a.zip", content))


def test_a_zip_within_too_many_is_told() -> None:
    content = zipped({"a.txt": b"x"})
    for _ in range(9):
        content = zipped({"a.zip": content})
    assert "too deep" in unsearchable(open_file("a.zip", content))


def test_a_locked_zip_cannot_be_searched() -> None:
    content = bytearray(zipped({"a.txt": b"x"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + place] |= 1
    assert "encrypted" in unsearchable(open_file("a.zip", bytes(content)))


def test_a_bomb_of_entities_is_not_expanded() -> None:
    lines = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 30))
    content = f"<!DOCTYPE a [<!ENTITY e0 '{NAME}'>{lines}]><a>&e29;</a>".encode()
    contents = open_file("a.xml", content)
    assert NAME in texts(contents)
    assert len(texts(contents)) < 10_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as .docx"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(90), "unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(90), "unpack it"),
        (b"age-encryption.org/v1\n-> X25519 abc\n", "a sealed file"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(90), "a film"),
        (bytes(range(256)) * 3, "of a kind that the program does not know"),
        (b"PK\x03\x04 broken", "the archive is damaged"),
        (b"\x1f\x8b broken", "damaged"),
    ],
)
def test_what_no_search_can_read_is_told_with_what_to_do(content: bytes, reason: str) -> None:
    assert reason in unsearchable(open_file("paper", content))


# --- what a file is ---


def test_a_file_is_opened_by_what_it_is_and_not_by_its_name() -> None:
    word = core("<dc:title>{}</dc:title>")(sample_word(), NAME)
    for name in ("paper.pdf", "paper.txt", "paper"):
        parts = {piece.part for piece in open_file(name, word).pieces}
        assert "docProps/core.xml" in parts


def test_text_of_an_old_encoding_is_read_in_each_that_it_may_have() -> None:
    for codec in ("cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1256", "latin-1"):
        name = {"cp1251": "Зарема Гайсанова", "koi8-r": "Зарема Гайсанова", "cp1256": "خديجة بوعلام"}.get(
            codec, "Zoë Müller"
        )
        report = audit_file("note.txt", f"Spoke to {name} today.".encode(codec), search_for(name))
        assert report.hits, codec


def test_parts_of_a_mail_and_of_a_zip_are_named_from_the_outside_in() -> None:
    inner = zipped({"notes/a.txt": NAME.encode()})
    report = audit_file("mail.eml", mail(name="papers.zip", attached=inner), search_for(NAME))
    assert "papers.zip > notes/a.txt" in {hit.piece.part for hit in report.hits}


RTF = (r"\u352 ?ejla", r"\uc0 \u352 ejla", r"\uc2 \u352 ??ejla", r"\uc2 \u352 \'53\'53ejla", r"\uc0 \u352 e\u106 la")


@pytest.mark.parametrize("source", RTF)
def test_a_letter_by_its_number_replaces_as_many_signs_of_rtf_as_it_says(source: str) -> None:
    assert "Šejla" in texts(open_file("a.rtf", rf"{{\rtf1\ansi {source}}}".encode()))


def test_a_spreadsheet_names_its_author_unless_that_is_the_organisation() -> None:
    made = "<p:c xmlns:p='p' xmlns:dc='d'><dc:creator>Redress Now</dc:creator></p:c>"
    content = zipped(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>", "docProps/core.xml": made.encode()}
    )
    assert "names its author" in reasons(open_file("a.xlsx", content))
    assert open_file("a.xlsx", content, "Redress Now").refusals == ()
    assert audit_file("a.xlsx", content, search_for(NAME), ("Droit", "Redress Now")).refusals == ()


def test_the_names_of_files_and_folders_are_searched() -> None:
    for name in ("sejla_dangelic.docx", "for/Sejla D'Angelic/a.docx", "DAngelic-Sejla (2).txt"):
        hits = audit_file(name, b"nothing", search_for(NAME)).hits
        assert [hit.piece.channel for hit in hits][:1] == ["file name"]


def test_pictures_within_a_file_are_counted() -> None:
    content = zipped({"[Content_Types].xml": b"<Types/>", "word/media/a.png": picture("PNG"), "b.jpg": picture("JPEG")})
    assert audit_file("a.docx", content, search_for(NAME)).pictures == 2


# --- what is said ---


def test_the_words_of_a_report_never_repeat_what_is_protected() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"for {NAME}/{NAME}.txt", f"about {NAME}")
        archive.writestr("photos/Sejla.jpg", picture("JPEG", exif=gps()))
    searcher = search_for(NAME)
    outcome = outcome_of(audit_file(f"{NAME}.zip", made.getvalue(), searcher), searcher)
    said = repr(outcome)
    assert outcome.hits
    assert outcome.refusals
    assert outcome.unsearchable
    assert MASK in said
    assert f"{MASK}.jpg" in said
    for word in ("Šejla", "Sejla", "Angélić", "Angelic"):
        assert word not in said


def test_the_words_of_a_report_are_shown_to_those_who_may_see_them() -> None:
    searcher = search_for(NAME)
    outcome = outcome_of(audit_file("a.txt", f"about {NAME}".encode(), searcher), searcher, shows_words=True)
    assert [hit.words for hit in outcome.hits] == [NAME]

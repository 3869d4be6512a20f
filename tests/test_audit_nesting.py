"""Files within files go through one function, whatever they lie in, with one limit for all of them together."""

from __future__ import annotations

import base64
import gzip
import io
import zlib
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pikepdf
import pytest

from audit_file_plants import mail, picture, zipped
from audit_pdf_making import attach, sample_pdf, saved
from audit_pdf_streams import pdf_of
from audit_word_making import sample_word
from submissions.audit.files import manner_for, open_any, open_file
from submissions.audit.nesting import DEPTH_MAX, Manner, inside, open_each, within
from submissions.audit.records import Opened, Piece
from submissions.office.package import read_package, write_parts

NAME = "Amra Hadzic"


def in_word(name: str, content: bytes) -> bytes:
    return write_parts({**read_package(sample_word()), f"word/embeddings/{name}": content})


def in_pdf(name: str, content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        attach(pdf, content)
        return saved(pdf)


def in_zip(name: str, content: bytes) -> bytes:
    return zipped({name: content})


def in_mail(name: str, content: bytes) -> bytes:
    return mail(name=name, attached=content)


def in_gzip(name: str, content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def in_page(name: str, content: bytes) -> bytes:
    return b"<html><a href='data:text/plain;base64," + base64.b64encode(content) + b"'>here</a></html>"


INNER: dict[str, bytes] = {
    "a.txt": f"about {NAME}".encode(),
    "a.pdf": pdf_of([(zlib.compress(f"({NAME})".encode()), "/Filter /FlateDecode")]),
    "a.docx": write_parts({**read_package(sample_word()), "word/x.xml": f"<x>{NAME}</x>".encode()}),
    "a.eml": f"From: a@example.org\nSubject: {NAME}\nMIME-Version: 1.0\n\nhere\n".encode(),
    "a.html": f"<html><body title='{NAME}'>x</body></html>".encode(),
    "a.zip": zipped({"b/c.txt": NAME.encode()}),
}
OUTER: tuple[Callable[[str, bytes], bytes], ...] = (in_word, in_pdf, in_zip, in_mail, in_gzip, in_page)


@pytest.mark.parametrize("outer", OUTER, ids=lambda outer: outer.__name__)
@pytest.mark.parametrize("name", INNER)
def test_a_file_of_any_kind_in_a_file_of_any_kind_is_opened(name: str, outer: Callable[[str, bytes], bytes]) -> None:
    contents = open_file("paper", outer(name, INNER[name]))
    assert any(NAME in piece.text for piece in contents.pieces)
    again = open_file("paper", in_zip("outer", outer(name, INNER[name])))
    assert any(NAME in piece.text and piece.part.startswith("outer") for piece in again.pieces)


def test_a_pdf_within_a_word_file_is_refused_and_opened() -> None:
    contents = open_file("a.docx", in_word("a.pdf", INNER["a.pdf"]))
    assert {each.part for each in contents.refusals} == {"word/embeddings/a.pdf"}
    assert {piece.part for piece in contents.pieces if NAME in piece.text} == {"word/embeddings/a.pdf > streams"}
    assert contents.unsearchable == ()


def test_every_piece_says_by_which_channel_and_in_which_part_it_was_found() -> None:
    nested = in_zip("a.docx", in_word("a.zip", in_zip("b.eml", in_mail("c.pdf", INNER["a.pdf"]))))
    found = [piece for piece in open_file("paper", nested).pieces if NAME in piece.text]
    assert {piece.channel for piece in found} == {"text"}
    assert {piece.part for piece in found} == {
        "a.docx > word/embeddings/a.zip > b.eml > c.pdf > streams",
    }


@pytest.mark.parametrize("outer", OUTER[:5], ids=lambda outer: outer.__name__)
def test_what_one_file_takes_is_not_left_for_the_next(outer: Callable[[str, bytes], bytes]) -> None:
    content = outer("a.txt", NAME.encode() * 2_000)
    whole = open_any(content, "", manner_for())
    assert whole.size > 20_000
    assert whole.unsearchable == ()
    enough = open_any(content, "", Manner(open_any, left=whole.size))
    assert enough == whole
    short = open_any(content, "", Manner(open_any, left=len(content) + 1_000))
    assert short.unsearchable


def test_many_small_files_use_up_the_limit_as_one_large_one_does() -> None:
    content = zipped({f"{number}.txt": f"{number} {NAME}".encode() * 100 for number in range(9)})
    size = len(f"0 {NAME}".encode() * 100)
    contents = open_any(content, "", Manner(open_any, left=len(content) + 5 * size))
    assert [each.part for each in contents.unsearchable] == [f"{number}.txt" for number in range(5, 9)]
    assert {piece.part for piece in contents.pieces if NAME in piece.text} == {f"{number}.txt" for number in range(5)}


def test_files_may_lie_so_deep_and_no_deeper() -> None:
    content = NAME.encode()
    for _ in range(DEPTH_MAX):
        content = in_zip("a", content)
    deepest = open_any(content, "", manner_for())
    assert deepest.unsearchable == ()
    assert any(NAME in piece.text for piece in deepest.pieces)
    deeper = open_any(in_zip("a", content), "", manner_for())
    assert [each.reason for each in deeper.unsearchable] == ["it lies too deep in files within files"]
    words = sample_word()
    for _ in range(DEPTH_MAX):
        words = in_word("a.docx", words)
    assert open_any(words, "", manner_for()).unsearchable == ()
    assert open_any(in_word("a.docx", words), "", manner_for()).unsearchable


def test_pictures_are_counted_wherever_they_lie() -> None:
    one = picture("PNG")
    assert open_file("a.png", one).pictures == 0
    assert open_file("a.zip", zipped({"a.png": one, "b.jpg": picture("JPEG"), "c.txt": b"x"})).pictures == 2
    inner = write_parts({**read_package(sample_word()), "word/media/a.png": one})
    assert open_file("a.docx", inner).pictures == 1
    assert open_file("a.docx", in_word("b.docx", inner)).pictures == 1
    assert open_file("a.eml", in_mail("a.zip", zipped({"a.docx": inner, "b.png": one}))).pictures == 2
    image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    assert open_file("a.pdf", pdf_of([(b"\0", image), (b"\0", f"{image} /Matte [0]"), (b"x", "")])).pictures == 1


def test_what_is_opened_is_a_value() -> None:
    contents = open_file("a.txt", NAME.encode())
    with pytest.raises(FrozenInstanceError):
        contents.pieces = ()  # type: ignore[misc]
    assert contents == open_file("a.txt", NAME.encode())
    assert inside("", "a") == inside("a", "") == "a"
    assert within("a", Opened((Piece("b", "text", "x"),), pictures=3, size=4)) == Opened(
        (Piece("a > b", "text", "x"),), pictures=3, size=4
    )


def test_files_are_handed_to_the_one_function_by_name_with_what_is_left() -> None:
    seen: list[tuple[str, int, int]] = []

    def open_one(content: bytes, part: str, manner: Manner) -> Opened:
        seen.append((part, manner.depth, manner.left))
        return Opened(size=len(content))

    files = [("a", b"123"), ("b", b"12"), ("c", b"")]
    assert [each.size for each in open_each(files, Manner(open_one, depth=2, left=10))] == [3, 2, 0]
    assert seen == [("a", 3, 10), ("b", 3, 7), ("c", 3, 5)]

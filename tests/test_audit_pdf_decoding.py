"""The streams of a PDF are read whole, as two other programs read them, or told as ones that were not."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pikepdf import settings

from audit_opening import open_pdf
from audit_pdf_making import inserted, resave, sample_pdf
from audit_pdf_plants import plants
from audit_pdf_streams import (
    NAME,
    PACKERS,
    Packed,
    base_85,
    corpus,
    hexadecimal,
    lzw,
    pdf_of,
    run_length,
    sample,
)
from submissions.audit.pdf.filters import Filter, undo
from submissions.audit.pdf.store import Store, open_store
from submissions.audit.pdf.syntax import Ref
from submissions.audit.records import Opened

CORPUS = list(corpus())
FIRST = 4


def of_one(packed: Packed) -> bytes:
    return pdf_of([(packed.raw, packed.entries)])


def found(contents: Opened) -> bool:
    return any(NAME in piece.text for piece in contents.pieces)


def unread(contents: Opened) -> str:
    return "\n".join(f"{each.part}: {each.reason}" for each in contents.unsearchable)


# --- against another reader ---


# It takes every LZW stream for one with an early change, and has too short a row above the first of several colours.
NOT_BY_THE_OTHER = {
    "null, then parameters",
    *(f"predictor {kind}, 3 colours{packed}" for kind in (12, 13, 14) for packed in ("", ", LZW")),
    *(f"{kind}: LZWDecode, early change 0" for kind in ("even", "long", "bytes")),
}


def read_by_the_other(content: bytes, password: str = "") -> dict[int, bytes]:
    """Return the data of each stream as pdfminer.six decodes it."""
    document = PDFDocument(PDFParser(io.BytesIO(content)), password)
    numbers = sorted({number for xref in document.xrefs for number in xref.get_objids()})
    objects = {number: document.getobj(number) for number in numbers if number}
    return {number: each.get_data() for number, each in objects.items() if isinstance(each, PDFStream)}


def test_the_corpus_holds_every_filter_alone_and_after_every_other() -> None:
    assert len({packed.label for packed in CORPUS}) == len(CORPUS) > 90
    assert {f"chain: {first} {second}" for first in PACKERS for second in PACKERS} <= {one.label for one in CORPUS}


@pytest.mark.parametrize("packed", CORPUS, ids=lambda packed: packed.label)
def test_a_stream_is_read_whole_and_as_another_reader_reads_it(packed: Packed) -> None:
    decoded = open_store(of_one(packed)).streams[Ref(FIRST, 0)]
    assert decoded.data == packed.data
    assert (decoded.fault, decoded.behind, decoded.picture) == ("", b"", "")
    try:
        other = read_by_the_other(of_one(packed))[FIRST]
    except (TypeError, IndexError):  # it fails where it looks for an entry or a row that it does not have
        other = b"nothing"
    assert (other == packed.data) == (packed.label not in NOT_BY_THE_OTHER)


@pytest.mark.parametrize("packed", [one for one in CORPUS if NAME.encode() in one.data], ids=lambda one: one.label)
def test_a_name_in_a_stream_is_found_and_nothing_is_said_against_the_stream(packed: Packed) -> None:
    contents = open_pdf(of_one(packed))
    assert found(contents)
    assert contents.unsearchable == ()


@pytest.mark.parametrize("options", [
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    {"linearize": True},
    {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    {"recompress_flate": True},
], ids=str)  # fmt: skip
def test_a_file_with_tables_and_objects_in_streams_is_read_as_another_reader_reads_it(
    options: dict[str, object],
) -> None:
    content = resave(plants()["private stream"](sample_pdf(), NAME), **options)
    store = open_store(content)
    assert store.warnings == ()
    others = read_by_the_other(content)
    ours = {ref.number: decoded.data for ref, decoded in store.streams.items() if not decoded.picture}
    assert ours.keys() <= others.keys()
    assert {number: others[number] for number in ours} == ours
    assert found(open_pdf(content))


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_stream_in_a_file_that_is_locked_without_a_password_is_read(revision: int) -> None:
    content = of_one(Packed("", b"", zlib.compress(sample("even")), "/Filter /FlateDecode"))
    lock = pikepdf.Encryption(owner="a", user="", R=revision, aes=revision > 3, metadata=revision > 3)
    locked = resave(content, encryption=lock)
    assert sample("even") in {decoded.data for decoded in open_store(locked).streams.values()}
    assert found(open_pdf(locked))


# --- what makes a stream one that cannot be searched ---


WORDS = f"({NAME}) is written here ".encode() * 40
FLATE = zlib.compress(WORDS)
LZW_CUT = lzw(sample("long"))[:900]
TOLD = {
    "a warning: data that breaks off": (FLATE[:40], "/Filter /FlateDecode", "it is damaged (object 4)"),
    "a warning: a checksum that breaks off": (FLATE[:-2], "/Filter /FlateDecode", "it is damaged (object 4)"),
    "a warning: more parameters than filters": (
        FLATE, "/Filter [/FlateDecode] /DecodeParms [null null]", "it is damaged (object 4)",
    ),
    "an exception: no zlib data": (b"\xff\xfe\xfd" * 30, "/Filter /FlateDecode", "it is damaged (object 4)"),
    "an exception: no head of zlib": (FLATE[2:-4], "/Filter /FlateDecode", "it is damaged (object 4)"),
    "an exception: a code that LZW has not yet": (
        b"\x80\x3f\xff" * 9, "/Filter /LZWDecode", "it is damaged (object 4)",
    ),
    "an exception: a sign that is no figure": (
        hexadecimal(WORDS)[:60] + b"?" + hexadecimal(WORDS), "/Filter /ASCIIHexDecode", "it is damaged (object 4)",
    ),
    "an exception: a sign that is not of base 85": (
        base_85(WORDS)[:60] + b"\xff" + base_85(WORDS), "/Filter /ASCII85Decode", "it is damaged (object 4)",
    ),
    "an exception: an early change that there is not": (
        lzw(WORDS), "/Filter /LZWDecode /DecodeParms << /EarlyChange 7 >>", "it is damaged (object 4)",
    ),
    "two readings: a checksum that is another": (
        FLATE[:-4] + b"abcd", "/Filter /FlateDecode", "it is damaged (object 4)",
    ),
    "two readings: LZW without its end": (LZW_CUT, "/Filter /LZWDecode", "it is damaged (object 4)"),
    "two readings: LZW by the other early change": (
        lzw(sample("long"), 0), "/Filter /LZWDecode", "it is damaged (object 4)",
    ),
    "two readings: a run that breaks off": (run_length(WORDS)[:-9], "/Filter /RunLengthDecode", "it is damaged"),
    "two readings: a mark before the data": (b"<~" + base_85(WORDS), "/Filter /ASCII85Decode", "it is damaged"),
    "two readings: a filter of inline images": (FLATE, "/F /Fl", "it is damaged (object 4)"),
    "left undone: a filter that nobody knows": (WORDS, f"/Filter /{NAME.split()[0]}", "is not undone here"),
    "left undone: the same, after one that is known": (FLATE, "/Filter [/FlateDecode /Own]", "is not undone here"),
    "left undone: a cipher of its own": (
        WORDS, "/Filter /Crypt /DecodeParms << /Name /Own >>", "is not undone here",
    ),
    "left undone: a filter of pictures on what is none": (WORDS, "/Filter /JBIG2Decode", "is not undone here"),
    "left undone: the dots of a picture that is no picture": (WORDS, "/Filter /DCTDecode", "is not undone here"),
    "a limit: more filters than are undone": (
        FLATE, f"/Filter [{'/Crypt ' * 25}/FlateDecode]", "goes beyond a limit",
    ),
    "a limit: more than is unpacked, of Flate": (
        zlib.compress(bytes(50 << 20)), "/Filter /FlateDecode", "object 4: it unpacks to more",
    ),
    "a limit: more than is unpacked, of runs": (
        b"\x81a" * (400 << 10), "/Filter /RunLengthDecode", "object 4: it unpacks to more",
    ),
    "a limit: more than is unpacked, of Flate in Flate": (
        zlib.compress(zlib.compress(bytes(50 << 20))), "/Filter [/Fl /Fl]", "object 4: it unpacks to more",
    ),
}  # fmt: skip


@pytest.mark.parametrize("cause", TOLD)
def test_a_stream_that_was_not_read_whole_is_told_and_never_clean(cause: str) -> None:
    raw, entries, reason = TOLD[cause]
    assert open_pdf(pdf_of([(WORDS, "")])).unsearchable == ()
    contents = open_pdf(pdf_of([(raw, entries)]))
    assert reason in unread(contents)
    assert NAME.split()[0] not in unread(contents)


NOTHING_TO_BE_HAD = {
    "an exception: no zlib data",
    "an exception: a code that LZW has not yet",
    "two readings: LZW without its end",
    "two readings: LZW by the other early change",
    "left undone: the same, after one that is known",
    *(cause for cause in TOLD if "more than is unpacked" in cause),
}


@pytest.mark.parametrize("cause", [cause for cause in TOLD if cause not in NOTHING_TO_BE_HAD])
def test_what_can_be_had_of_such_a_stream_is_searched(cause: str) -> None:
    raw, entries, _ = TOLD[cause]
    assert found(open_pdf(pdf_of([(raw, entries)])))


def test_a_limit_of_the_library_that_is_met_outside_of_streams_is_told() -> None:
    assert "goes beyond a limit" in unread(open_pdf(pdf_of([], "[" * 600 + f"({NAME})" + "]" * 600)))


def test_the_library_does_not_stop_at_damage_in_content() -> None:
    open_pdf(pdf_of([]))
    pdf = pikepdf.new()
    damaged = pikepdf.parse_content_stream(pikepdf.Stream(pdf, b"<0z> " * 40 + b"(last) Tj"))
    assert str(damaged[-1].operator) == "Tj"
    assert settings.get_qpdf_limits()["parser_max_errors"] == 0


# --- LZW without end ---


def test_lzw_is_measured_before_it_is_unpacked() -> None:
    raw = lzw(bytes(300_000))
    assert undo(raw, [Filter("LZWDecode")], 300_000).data == bytes(300_000)
    decoded = undo(raw, [Filter("LZWDecode")], 299_999)
    assert decoded.is_too_large
    assert decoded.data == b""


def test_objects_that_lzw_packs_without_end_are_told_before_the_file_is_opened() -> None:
    bomb = _endless_lzw()
    for entries in ("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode", "/Filter [/LZWDecode] /Type /Obj#53tm"):
        contents = open_pdf(pdf_of([(bomb, entries)]))
        assert unread(contents) == "the file: it unpacks to more than can be searched"
    assert "it unpacks to more" in unread(open_pdf(pdf_of([(bomb, "/Filter /LZWDecode")])))


def _endless_lzw() -> bytes:
    """Return LZW data that unpacks to more than 48 MiB: once the table is full of zeros, its longest entry repeated."""
    entries = 4095 - 258
    codes = [(256, 9), (0, 9)]
    for number in range(entries):
        codes.append((258 + number, 9 + sum(258 + number + 1 >= bound for bound in (512, 1024, 2048))))
    codes += [(4094, 12)] * 13_500
    held = "".join(f"{code:0{width}b}" for code, width in codes)
    return int(held.ljust(len(held) + -len(held) % 8, "0"), 2).to_bytes(-(-len(held) // 8), "big")


# --- where no reader looks ---


@pytest.mark.parametrize("words", [f"({NAME})", f"% {NAME}", f"{NAME} was here", f"\n{NAME}\n".encode("utf-16").hex()])
@pytest.mark.parametrize("entries", [
    "/Type /ObjStm /N 0 /First 0", "/Type /ObjStm /N 1 /First 4", "/Type /XRef /W [1 1 1] /Size 0 /Index [0 0]",
])  # fmt: skip
def test_words_in_a_stream_that_gives_itself_out_as_one_of_the_format_are_found(entries: str, words: str) -> None:
    data = bytes.fromhex(words) if words.isalnum() else words.encode()
    assert found(open_pdf(pdf_of([(zlib.compress(data), f"{entries} /Filter /FlateDecode")])))


@pytest.mark.parametrize("words", [f"%{NAME}", f"({NAME})", f"/{NAME.replace(' ', '#20')}", NAME])
def test_words_between_the_objects_of_a_stream_and_of_a_file_are_found(words: str) -> None:
    objects = f"3 0 << /Type /Page >> {words}\n".encode()
    assert found(open_pdf(pdf_of([(objects, "/Type /ObjStm /N 1 /First 4")])))
    assert not found(open_pdf(pdf_of([(objects[:22], "/Type /ObjStm /N 1 /First 4")])))
    assert found(open_pdf(inserted(sample_pdf(), words.encode() + b"\n")))


@pytest.mark.parametrize("name", PACKERS)
def test_what_stands_behind_the_end_of_packed_data_is_read(name: str) -> None:
    packed = PACKERS[name](sample("even").replace(NAME.encode(), b""))
    entries = f"/Filter /{name}"
    assert not found(open_pdf(pdf_of([(packed + b"\n", entries)])))
    assert open_pdf(pdf_of([(packed + b"\n", entries)])).unsearchable == ()
    assert found(open_pdf(pdf_of([(packed + f"\n{NAME} was here".encode(), entries)])))
    hidden = packed + zlib.compress(WORDS)
    assert "bytes behind the end of its packed data" in unread(open_pdf(pdf_of([(hidden, entries)])))


def test_a_store_does_not_change_and_knows_its_streams() -> None:
    store = open_store(pdf_of([(FLATE, "/Filter /FlateDecode")], "7"))
    assert isinstance(store, Store)
    assert store.get(Ref(FIRST + 1, 0)) == 7
    with pytest.raises(AttributeError):
        store.warnings = ()  # type: ignore[misc]

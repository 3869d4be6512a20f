"""No part of an office file that declares a document type is opened, wherever it stands and in whatever letters."""

from __future__ import annotations

import io
import zipfile

import pytest

from submissions.findings import Place
from submissions.office.names import PartError, parse_part
from submissions.office.package import read_package, write_parts
from submissions.readback.edited import DamagedFileError, read_edited
from submissions.source.packages import fault_of_parts

_DECLARED = '<!DOCTYPE x [<!ENTITY e "eeee">]>'
_LONG = f"<!-- {'x' * 10_000} -->"
DECLARING = {
    "at the beginning": f"{_DECLARED}<x/>".encode(),
    "behind a long remark": f"{_LONG}{_DECLARED}<x/>".encode(),
    "in UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{_DECLARED}<x/>'.encode("utf-16"),
    "in UTF-16 behind a long remark": f'<?xml version="1.0" encoding="UTF-16"?>{_LONG}{_DECLARED}<x/>'.encode("utf-16"),
    "in UTF-32": f'<?xml version="1.0" encoding="UTF-32"?>{_DECLARED}<x/>'.encode("utf-32"),
    "in the letters of a mainframe": f'<?xml version="1.0" encoding="cp037"?>{_DECLARED}<x/>'.encode("cp037"),
    "in small letters": _DECLARED.lower().encode() + b"<x/>",
}


def package(content: bytes, name: str = "word/document.xml") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize("content", DECLARING.values(), ids=DECLARING)
@pytest.mark.parametrize("name", ["word/document.xml", "word/_rels/document.xml.RELS"])
def test_a_part_that_declares_a_type_is_refused(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(package(content, name))) as archive:
        fault = fault_of_parts(archive, 10**6)
    assert fault is not None
    assert not fault[1]
    with pytest.raises(PartError):
        parse_part(content)


@pytest.mark.parametrize(
    "content", [b"<x>&lt;!DOCTYPE</x>", "<?xml version='1.0'?><x>é</x>".encode(), b"<!-- a --><x/>"]
)
def test_a_part_that_declares_none_is_opened(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(package(content))) as archive:
        assert fault_of_parts(archive, 10**6) is None
    assert parse_part(content) is not None


def test_a_file_of_others_is_read_back_without_its_entities() -> None:
    declared = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w>&e;</w>'
    with pytest.raises(DamagedFileError):
        read_edited(package(declared), Place("x"))


@pytest.mark.parametrize("name", ["_xmlsignatures/origin.sigs", "[trash]/0000.dat", "word/document.xml"])
def test_a_package_is_written_whatever_its_parts_are_called(name: str) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<x/>", name: b"<y/>"}
    assert list(read_package(write_parts(parts))) == ["[Content_Types].xml", "_rels/.rels", name]

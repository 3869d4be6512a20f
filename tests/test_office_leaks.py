"""A protected name that somebody typed into a Word template reaches no public file, wherever in it it stands."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from office_templates.building import Built, build_all
from office_templates.leaks import NAME, NOT_PRINTED, SEEN, UNSEEN
from office_templates.records import OfficeTemplate, page_text
from submissions.office.package import read_package

QUICK = ("the head", "hidden text", "a property of one's own")


def built_with(content: bytes, folder: Path) -> Built:
    return build_all(folder, {"leak": OfficeTemplate(lambda: content, ())}, "public")


def holding(built: Built) -> list[str]:
    """Return the files and parts that hold the name, however it is encoded or packed."""
    found = []
    for name, content in built.files.items():
        parts = {name: content}
        if name.endswith(".docx"):
            parts |= read_package(content)
        elif name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                plain = io.BytesIO()
                decode = pikepdf.StreamDecodeLevel.all
                pdf.save(plain, compress_streams=False, stream_decode_level=decode, deterministic_id=True)
            parts |= {"unpacked": plain.getvalue(), "text": page_text(content).encode()}
        found += [f"{name}: {part}" for part, held in parts.items() if _holds(held) or NAME.lower() in part.lower()]
    return found


def _holds(content: bytes) -> bool:
    small = content.lower()
    return any(NAME.lower().encode(encoding) in small for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("where", [one if one in QUICK else pytest.param(one, marks=pytest.mark.proof) for one in SEEN])
def test_a_name_that_would_be_read_stops_both_files(where: str, tmp_path: Path) -> None:
    built = built_with(SEEN[where](), tmp_path)
    assert (built.status, dict(built.files)) == (1, {}), built.said
    assert "error[E" in built.said
    assert NAME not in built.said or where == "the mark of a list"  # what Word prints there is told word for word


@pytest.mark.parametrize(
    "where", [one if one in QUICK else pytest.param(one, marks=pytest.mark.proof) for one in (*UNSEEN, *NOT_PRINTED)]
)
def test_a_name_that_nobody_sees_is_in_no_file_or_stops_them(where: str, tmp_path: Path) -> None:
    built = built_with({**UNSEEN, **NOT_PRINTED}[where](), tmp_path)
    assert built.status == 0 or "error[E" in built.said, built.said
    assert holding(built) == []
    assert bool(built.files) == (built.status == 0)

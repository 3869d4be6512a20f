"""A check says of annexes what a build would, before anything is made; what has not changed is not opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from dirty_pdfs import plain_pdf, saved
from dirty_pictures import add_picture
from submissions.findings import Finding
from submissions.run import runner
from submissions.run.records import Result
from test_build_exhibits import Office
from test_filing_exhibits import UNOPENED, attached, exif, jpeg, pdf_with
from test_generations import Here


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office whose documents are made in this process: it is quicker than a child."""
    monkeypatch.setattr(runner, "Worker", Here)
    return Office(tmp_path)


OF_ANNEXES = {"E620", "N625", "N749", "E752", "E753", "W754", "E750", "E751"}


def on_annexes(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.code in OF_ANNEXES]


def put(name: str, make: Callable[[], bytes]) -> Callable[[Office], None]:
    return lambda office: office.original(name).write_bytes(make()) and None


def with_position(office: Office) -> None:
    office.change("yard.tiff, released: true}", "yard.jpg}")
    office.original("yard.jpg").write_bytes(jpeg(exif=exif(position=True, author=True)))


def without_position(office: Office) -> None:
    with_position(office)
    office.change("yard.jpg}", "yard.jpg, strip: [position]}")


def portfolio() -> bytes:
    pdf = plain_pdf()
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    pdf.attachments["order.pdf"] = saved(plain_pdf())
    return saved(pdf)


def picture_page() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    add_picture(pdf, jpeg())
    return saved(pdf)


KINDS: dict[str, tuple[Callable[[Office], None], set[str]]] = {
    "a file attached": (put("statement.pdf", lambda: pdf_with(attached)), {"W754", "N625"}),
    "a file attached to what is released": (put("nora-judgment.pdf", lambda: pdf_with(attached)), {"N749", "W754"}),
    "a portfolio that is released": (put("nora-judgment.pdf", portfolio), {"E752", "W754"}),
    "a page that is a picture": (put("nora-judgment.pdf", picture_page), {"N625"}),
    "a position": (with_position, {"W754"}),
    "a position that is taken out": (without_position, {"N749", "W754"}),
    **{
        kind: (put("statement.pdf", UNOPENED[kind][1]), {"E753"})
        for kind in ("locked", "cut short", "drawing of itself", "gigapixel in a PDF", "JPEG in a PDF cut short")
    },
    "a program": (put("call.m4a", UNOPENED["program"][1]), {"E753"}),
}


@pytest.mark.proof
@pytest.mark.parametrize("kind", KINDS)
def test_a_check_says_of_annexes_what_a_build_says(office: Office, kind: str) -> None:
    change, expected = KINDS[kind]
    change(office)
    checked = on_annexes(office.build(writes=False))
    assert not office.output.exists()
    assert expected <= {finding.code for finding in checked}
    assert checked == on_annexes(office.build())


def test_what_is_known_of_annexes_is_not_looked_for_again_until_one_changes(office: Office) -> None:
    built = on_annexes(office.build())
    assert built
    assert on_annexes(office.build(writes=False)) == built
    assert not [event for event in office.said if "annexes" in str(event)]
    with_position(office)
    assert "W754" in {finding.code for finding in on_annexes(office.build(writes=False))}
    assert [event for event in office.said if "annexes" in str(event)]

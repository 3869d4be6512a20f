"""`submissions redact` takes places and names out of an exhibit for good: letters, dots, marks and properties."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Name
from PIL import Image
from pypdfium2 import PdfDocument

from dirty_pdfs import PLANTS, dirty_pdf, holds_secret, laid_open, plain_pdf, saved
from sampling import first_of
from submissions.cli import main
from submissions.unseen import look_at
from test_unseen import CUT, LINE, SCAN, UNSEEN, html, page, rotated, scan, with_mark, with_picture


class Desk:
    """A folder with a paper and a list of names."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out, self.pages = folder, folder / "out.pdf", folder / "look"

    def redact(self, content: bytes, *options: str, names: str = "", kind: str = "pdf") -> Result:
        paper, listed = self.folder / f"paper.{kind}", self.folder / "names.txt"
        self.out = self.folder / f"out.{kind}"
        paper.write_bytes(content)
        listed.write_text(names, "utf-8")
        given = ["--names", str(listed)] if names else []
        command = ["redact", str(paper), "-o", str(self.out), *given, *options]
        done = CliRunner().invoke(main, command)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def words(self) -> str:
        document = PdfDocument(self.out.read_bytes())
        try:
            return "\n".join(one.get_textpage().get_text_range() for one in document)
        finally:
            document.close()

    def picture(self, number: int = 0) -> Image.Image:
        document = PdfDocument(self.out.read_bytes())
        try:
            return document[number].render(scale=1).to_pil().convert("RGB")
        finally:
            document.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def two_pages(first: bytes, second: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(first)) as pdf, pikepdf.open(io.BytesIO(second)) as other:
        pdf.pages.extend(other.pages)
        return saved(pdf)


def test_a_name_goes_with_its_page_as_letters_and_the_other_pages_stay_letters(desk: Desk) -> None:
    done = desk.redact(two_pages(page(LINE), page("")), names="Milica Vrelo")
    assert (done.exit_code, "page 1 became a picture" in done.output) == (0, True)
    assert b"Milica" not in laid_open(desk.out.read_bytes())
    assert desk.words().split() == ["Court", "of", "Bosnia"]
    assert desk.picture().crop((22, 132, 60, 138)).getextrema() == ((0, 0),) * 3
    first, second = list(look_at(desk.out.read_bytes()))
    assert (first.letters, first.pictures, second.pictures) == (0, 1, 0)


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Милица Врело", "Свидетель Милица Врело сказала"),
        ("Thị Hương", "Bà Thị Hương nói"),
        pytest.param("Μαρία Παππά", "Η Μαρία Παππά είπε", marks=pytest.mark.proof),
        pytest.param("Amina Kaya", "Amina Kaya'nın ifadesi", marks=pytest.mark.proof),
        pytest.param("Zoë Müller", "Frau Zoe Mueller sagte", marks=pytest.mark.proof),
        ("李小明", "证人李小明说"),
        ("آمنة وهب", "قالت آمنة وهب ذلك"),
        ("רבקה לוי", "אמרה רבקה לוי"),
    ],
)
def test_names_of_many_scripts_are_taken_out_or_nothing_is_written(desk: Desk, name: str, text: str) -> None:
    content = html(f"<p>{text}</p><p>Article 3</p>")
    done = desk.redact(content, names=name)
    assert done.exit_code == 0, done.output
    assert next(look_at(desk.out.read_bytes())).letters == 0
    assert desk.picture().getextrema()[0][0] == 0
    assert name not in done.output


def test_a_name_broken_over_two_lines_is_painted_over_in_both(desk: Desk) -> None:
    broken = "BT /F1 12 Tf 14 TL 20 90 Td (said Mi-) Tj T* (lica Vrelo to us) Tj ET"
    assert desk.redact(page(broken), names="Milica Vrelo").exit_code == 0
    picture = desk.picture()
    assert picture.crop((50, 103, 58, 110)).getextrema()[0] == (0, 0)
    assert picture.crop((24, 116, 36, 124)).getextrema()[0] == (0, 0)


def middles(content: bytes) -> list[tuple[str, int, int]]:
    """Return each letter of the lower line of a page with the middle of its box, in points from the upper left."""
    document = PdfDocument(content)
    try:
        words = document[0].get_textpage()
        boxes = [(words.get_text_range(at, 1), *words.get_charbox(at, loose=True)) for at in range(words.count_chars())]
    finally:
        document.close()
    return [
        (sign, round((left + right) / 2), 200 - round((bottom + top) / 2))
        for sign, left, bottom, right, top in boxes
        if top < 100 and not sign.isspace()
    ]


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ("Rania Haddad\n+ Omar Haddad", "Ms [Rania Haddad] was seen by Omar Haddad"),
        ("Rania Haddad\n+ Omar Haddad", "[HADDAD, Rania] met Colonel Haddad"),
        ("Thi Vy Le", "then [Le Thi Vy] left"),
        ("Thi Vy Le", "[Ms Vy,] and [Le Thi] too"),
        ("Rania Haddad", "by [R. Haddad] alone"),
        ("Nora Kern\n7 on the top of the far old red mill", "at [7 on the top of the far old red mill] is [Nora]"),
        ("Rania Haddad", "see [Haddad, R. M.] there"),
    ],
)
def test_all_of_a_name_goes_though_a_part_of_it_is_found_alone(desk: Desk, names: str, line: str) -> None:
    shown = re.sub(r"[\[\]]", "", line)
    content = page(f"BT /F1 12 Tf 20 60 Td ({shown}) Tj ET")
    assert desk.redact(content, names=names).exit_code == 0
    hidden = [is_hidden for is_hidden, sign in named(line) if not sign.isspace()]
    picture = desk.picture()
    for is_hidden, (sign, x, y) in zip(hidden, middles(content), strict=True):
        box = picture.crop((x - 2, y - 3, x + 2, y + 3)).getextrema()[0]
        assert (box == (0, 0)) is is_hidden, sign


def named(line: str) -> list[tuple[bool, str]]:
    """Return each sign of a line, and whether it stands in brackets, which are left out."""
    depth, found = 0, []
    for sign in line:
        depth += (sign == "[") - (sign == "]")
        if sign not in "[]":
            found.append((bool(depth), sign))
    return found


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_region_is_counted_from_the_upper_left_corner_as_the_page_is_seen(desk: Desk, turn: int) -> None:
    assert desk.redact(rotated(page(""), turn), "--region", "1:10%,20%,30%,10%").exit_code == 0
    picture = desk.picture()
    wide, high = picture.size
    assert picture.crop((int(0.12 * wide), int(0.22 * high), int(0.38 * wide), int(0.28 * high))).getextrema()[0] == (
        0,
        0,
    )
    assert picture.getpixel((int(0.5 * wide), int(0.9 * high))) == (255, 255, 255)


def test_the_result_has_one_name_on_the_disk_and_is_for_its_owner_only(desk: Desk) -> None:
    assert desk.redact(saved(plain_pdf()), "--region", "1:0,0,9,9").exit_code == 0
    known = desk.out.stat()
    assert known.st_nlink == 1
    assert os.name != "posix" or stat.S_IMODE(known.st_mode) == 0o600


def test_a_region_in_points_takes_the_dots_of_a_scan_and_its_layer(desk: Desk) -> None:
    content = with_picture(scan(), SCAN + "q 3 Tr " + LINE + "Q")
    assert desk.redact(content, "--region", "1:0,100,300,60").exit_code == 0
    assert desk.picture().crop((2, 102, 298, 158)).getextrema()[0] == (0, 0)
    assert b"Milica" not in laid_open(desk.out.read_bytes())
    with pikepdf.open(desk.out) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.Width >= 300 * 200 // 72


def test_a_name_in_the_layer_of_a_scan_takes_the_dots_beneath_it(desk: Desk) -> None:
    content = with_picture(scan(), SCAN + "q 3 Tr " + LINE + "Q")
    assert desk.redact(content, names="Milica Vrelo").exit_code == 0
    assert desk.picture().crop((24, 132, 60, 138)).getextrema()[0] == (0, 0)


# Each kind is looked for by the tests of what is unseen; here every fifth is taken out, and all of them by the proof.
KINDS = [
    pytest.param(kind, marks=() if number % 5 == 0 else pytest.mark.proof)
    for number, kind in enumerate(sorted(UNSEEN.keys() | CUT.keys()))
]


@pytest.mark.few(4)
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_sees_is_gone_though_nobody_named_it(desk: Desk, kind: str) -> None:
    content = {**UNSEEN, **CUT}[kind]()
    assert desk.redact(content, "--region", "1:99%,99%,1%,1%").exit_code == 0
    assert b"Milica" not in laid_open(desk.out.read_bytes())
    assert [look.unseen for look in look_at(desk.out.read_bytes())] == [()]


def test_a_mark_that_was_never_applied_is_applied(desk: Desk) -> None:
    with pikepdf.open(io.BytesIO(with_mark(Subtype=Name.Redact))) as pdf:
        pdf.pages[0].Annots[0].Rect = Array([15, 55, 215, 75])
        content = saved(pdf)
    assert desk.redact(content, "--region", "1:99%,99%,1%,1%").exit_code == 0
    assert desk.picture().crop((20, 130, 200, 140)).getextrema()[0] == (0, 0)


@pytest.mark.parametrize("name", first_of(sorted(PLANTS), 6))
def test_nothing_is_left_in_any_corner_of_the_file(desk: Desk, name: str) -> None:
    assert holds_secret(dirty_pdf(name))
    assert desk.redact(dirty_pdf(name), "--region", "1:1%,1%,1%,1%", names="Amra Hadzic").exit_code == 0
    assert not holds_secret(desk.out.read_bytes())


def test_a_picture_loses_the_place_and_its_properties(desk: Desk) -> None:
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x013B] = "Milica Vrelo"
    scan((300, 200)).save(stream, "JPEG", exif=exif)
    assert desk.redact(stream.getvalue(), "--region", "1:10%,10%,50%,50%", kind="jpg").exit_code == 0
    with Image.open(desk.out) as image:
        assert image.size == (300, 200)
        assert image.crop((40, 30, 170, 110)).convert("L").getextrema()[1] < 10
    assert b"Milica" not in desk.out.read_bytes()


def test_what_a_veil_hid_does_not_come_to_light(desk: Desk) -> None:
    image = Image.new("RGBA", (60, 40), (200, 0, 0, 255))
    image.paste((7, 8, 9, 0), (0, 0, 30, 40))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    assert desk.redact(stream.getvalue(), "--region", "1:50,0,10,40", kind="png").exit_code == 0
    with Image.open(desk.out) as out:
        assert out.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_the_pages_are_shown_and_nothing_that_is_there_is_overwritten(desk: Desk) -> None:
    content = two_pages(page(LINE), page(""))
    assert desk.redact(content, "--pages", str(desk.pages), names="Milica Vrelo").exit_code == 0
    assert [path.name for path in sorted(desk.pages.iterdir())] == ["page-01.png", "page-02.png"]
    before = desk.out.read_bytes()
    again = desk.redact(page(""), names="Milica Vrelo")
    assert (again.exit_code, "E764" in again.stderr) == (1, True)
    assert desk.out.read_bytes() == before


def locked() -> bytes:
    return saved(plain_pdf(), encryption=pikepdf.Encryption(owner="o", user="u"))


@pytest.mark.parametrize(
    ("make", "options", "said"),
    [
        (locked, ("--region", "1:1,1,9,9"), "locked"),
        (lambda: b"%PDF-1.7 nothing", ("--region", "1:1,1,9,9"), "no PDF that can be opened"),
        (lambda: page(""), ("--region", "4:1,1,9,9"), "no page 4"),
    ],
)
def test_what_cannot_be_redacted_is_told_and_nothing_is_written(
    desk: Desk, make: Callable[[], bytes], options: tuple[str, ...], said: str
) -> None:
    done = desk.redact(make(), *options)
    assert (done.exit_code, "E770" in done.stderr, said in done.stderr) == (1, True, True)
    assert not desk.out.exists()


@pytest.mark.parametrize("region", ["1:1,2,3", "a", "1:1%,2,3%,4", "1:1,1,0,9", "1:-4,1,2,3", ""])
def test_a_region_that_is_not_one_is_wrong_use(desk: Desk, region: str) -> None:
    assert desk.redact(page(""), "--region", region).exit_code == 2
    assert desk.redact(page("")).exit_code == 2

"""The report in Chromium, as its reader opens it: from a disk, light, dark, printed, narrow, and with hostile words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pages_read import read_page
from submissions.report.gather import public_part
from submissions.report.page import owners_page, public_page
from test_report import REPORT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
]
# Within the page: as an attacker's text would, a script and a style of its own, and a call to another computer.
_PLANTS = (
    '<script>document.title="owned"</script>'
    "<style>h1{color:rgb(1,2,3)}</style>"
    '<img src="https://example.org/x.png" onerror="document.title=\'owned\'">'
    '<h1 style="color:rgb(4,5,6)">'
)


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both reports and the files that they lead to."""
    folder = tmp_path_factory.mktemp("a stick")
    for name, content in (
        ("report.html", owners_page(REPORT)),
        ("report.public.html", public_page(public_part(REPORT))),
    ):
        (folder / name).write_bytes(content)
    return folder


def browse(page: Path, *options: str) -> str:
    """Open a page in Chromium without a window, and return what it prints."""
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
               f"--user-data-dir={page.parent / 'profile'}", *options, page.as_uri()]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=True, env={**os.environ, "LANG": "C"}
    )
    return done.stdout


def shot(page: Path, width: int, *options: str, height: int = 1600) -> Image.Image:
    target = page.parent / f"{page.stem}-{width}-{len(options)}.png"
    browse(page, f"--window-size={width},{height}", f"--screenshot={target}", *options)
    return Image.open(target).convert("RGB")


@pytest.mark.parametrize("name", ["report.html", "report.public.html"])
def test_the_page_is_read_as_it_was_written(name: str, stick: Path) -> None:
    read = read_page(browse(stick / name, "--dump-dom").encode())
    written = read_page((stick / name).read_bytes())
    assert read.all("main")[0].text == written.all("main")[0].text
    assert [one.tag for one in read.all("main")[0].all() if one.tag != "tbody"] == [
        one.tag for one in written.all("main")[0].all() if one.tag != "tbody"
    ]


def test_the_script_of_the_page_runs_and_no_other_text_of_it_does(stick: Path) -> None:
    page = stick / "plain.html"
    content = (stick / "report.html").read_text("utf-8")
    page.write_text(content, "utf-8")
    assert read_page(browse(page, "--dump-dom").encode()).all("input") != []
    page.write_text(content.replace("<h1>", _PLANTS, 1), "utf-8")
    dom = browse(page, "--dump-dom")
    assert "<title>Build of 29 November 2026</title>" in dom
    assert 'id="find"' in dom  # the page's own script did run


def test_the_page_is_light_dark_and_narrow_as_its_reader_wants(stick: Path) -> None:
    light = shot(stick / "report.html", 1280)
    dark = shot(stick / "report.html", 1280, "--blink-settings=preferredColorScheme=0")
    grounds = [picture.getpixel((3, 3)) for picture in (light, dark)]
    assert [sum(ground) > 600 if isinstance(ground, tuple) else None for ground in grounds] == [True, False]
    for picture in (light, dark):
        assert len(picture.getcolors(1 << 20) or ()) > 30


@pytest.mark.parametrize("width", [500, 800, 1280])
def test_nothing_stands_out_at_the_side(width: int, stick: Path) -> None:
    page = stick / f"wide-{width}.html"
    probe = "<script>document.documentElement.dataset.wide=document.documentElement.scrollWidth-innerWidth</script>"
    text = re.sub(r"<meta http-equiv[^>]*>", "", (stick / "report.html").read_text("utf-8"))
    page.write_text(text.replace("</body>", f"{probe}</body>"), "utf-8")
    found = re.search(r'data-wide="(-?\d+)"', browse(page, f"--window-size={width},1000", "--dump-dom"))
    assert found is not None
    assert int(found[1]) <= 0


def test_the_page_is_printed_whole_black_on_white(stick: Path) -> None:
    target = stick / "printed.pdf"
    browse(stick / "report.html", "--no-pdf-header-footer", f"--print-to-pdf={target}")
    document = pypdfium2.PdfDocument(target.read_bytes())
    try:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
        ground = document[0].render(scale=0.5).to_pil().convert("RGB").getpixel((2, 2))
    finally:
        document.close()
    for words in (
        "Build of 29 November 2026",
        "cases/maya-achi/case.yaml:14:9",
        "What may be handed over",
        "33 mm stay white",
    ):
        assert words in text
    assert "Show only" not in text
    assert ground == (255, 255, 255)

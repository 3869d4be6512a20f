"""Images: only the picture goes on, and every file that is not one is a finding."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from submissions.document import Resource
from submissions.findings import Place
from submissions.pictures import SIDE_MAX, read_picture

PLACE = Place("cases/sample/facts.en.md", 3, 1)
FORMATS = [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.tiff", "TIFF"), ("a.webp", "WEBP")]
NO_IMAGES = [b"", b"<!doctype html><title>404</title>", b"%PDF-1.7", b"<svg xmlns='x'/>", b"GIF89a"]
ORIENTATION, MAKE, DESCRIPTION = 0x0112, 0x010F, 0x010E


def gradient(mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> Image.Image:
    left = Image.linear_gradient("L").resize(size)
    turned = left.transpose(Image.Transpose.ROTATE_180)
    return Image.merge("RGB", (left, turned, left)).convert(mode)


def saved(folder: Path, name: str, image: Image.Image, form: str, **options: object) -> Path:
    path = folder / name
    image.save(path, form, **options)
    return path


def accepted(path: Path) -> Resource:
    resource, findings = read_picture(path, PLACE)
    assert findings == []
    assert resource is not None
    return resource


def refused(path: Path) -> str:
    resource, findings = read_picture(path, PLACE)
    assert resource is None
    assert [finding.place for finding in findings] == [PLACE]
    assert all(finding.help for finding in findings)
    return findings[0].code


@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_each_format_is_read_and_written_the_same_way_twice(tmp_path: Path, name: str, form: str) -> None:
    path = saved(tmp_path, name, gradient(), form)
    first = accepted(path)
    assert first == accepted(path)
    assert (first.width, first.height) == (64, 32)
    assert Image.open(io.BytesIO(first.content)).size == (64, 32)


def test_a_sideways_phone_photo_is_turned_upright_and_loses_what_it_tells(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[DESCRIPTION] = 6, "CameraOfZumra", "Street of Zumra"
    path = saved(tmp_path, "photo.jpg", gradient(), "JPEG", exif=exif, comment=b"by Zumra")
    path.write_bytes(path.read_bytes() + b"after the end Zumra")
    assert b"Zumra" in path.read_bytes()
    resource = accepted(path)
    assert (resource.width, resource.height) == (32, 64)
    assert b"Zumra" not in resource.content
    assert dict(Image.open(io.BytesIO(resource.content)).getexif()) == {}


def test_a_phone_photo_with_a_second_picture_inside_gives_the_first(tmp_path: Path) -> None:
    second = Image.new("RGB", (8, 8), "red")
    path = saved(tmp_path, "photo.jpg", gradient(), "MPO", save_all=True, append_images=[second])
    assert Image.open(path).format == "MPO"
    assert (accepted(path).width, accepted(path).height) == (64, 32)


def test_an_odd_exif_block_does_no_harm(tmp_path: Path) -> None:
    path = saved(tmp_path, "photo.jpg", gradient(), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")
    assert accepted(path).width == 64


def test_a_print_photo_in_cmyk_becomes_rgb(tmp_path: Path) -> None:
    resource = accepted(saved(tmp_path, "print.jpg", gradient("CMYK"), "JPEG"))
    assert Image.open(io.BytesIO(resource.content)).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_is_read(tmp_path: Path, mode: str) -> None:
    image = Image.new("I;16", (64, 32), 40_000) if mode == "I;16" else gradient("L").convert(mode)
    resource = accepted(saved(tmp_path, "scan.png", image, "PNG"))
    assert (resource.kind, resource.width) == ("png", 64)


def test_sixteen_bits_keep_their_shades(tmp_path: Path) -> None:
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 0)
    image.putpixel((1, 0), 32_768)
    resource = accepted(saved(tmp_path, "scan.png", image, "PNG"))
    assert list(Image.open(io.BytesIO(resource.content)).convert("L").tobytes()) == [0, 127]


def test_transparency_is_kept(tmp_path: Path) -> None:
    resource = accepted(saved(tmp_path, "seal.png", Image.new("RGBA", (4, 4), (10, 20, 30, 40)), "PNG"))
    assert Image.open(io.BytesIO(resource.content)).getpixel((0, 0)) == (10, 20, 30, 40)


@pytest.mark.parametrize(("name", "form"), [("seal.png", "PNG"), ("seal.webp", "WEBP"), ("seal.tif", "TIFF")])
def test_colours_that_nobody_sees_do_not_go_on(tmp_path: Path, name: str, form: str) -> None:
    image = Image.new("RGBA", (8, 8), (200, 30, 40, 8))
    image.putpixel((3, 3), (1, 2, 3, 1))
    options = {"lossless": True, "exact": True} if form == "WEBP" else {}
    resource = accepted(saved(tmp_path, name, image, form, **options))
    assert Image.open(io.BytesIO(resource.content)).getextrema() == ((0, 0),) * 4


def test_a_large_picture_is_brought_down_to_print_size(tmp_path: Path) -> None:
    resource = accepted(saved(tmp_path, "wide.png", Image.new("RGB", (5_000, 500), "white"), "PNG"))
    assert (resource.width, resource.height) == (SIDE_MAX, 200)


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.png") == "E450"


def test_a_folder_is_a_finding(tmp_path: Path) -> None:
    assert refused(tmp_path) == "E450"


@pytest.mark.parametrize("content", NO_IMAGES)
def test_a_file_that_is_no_image_is_a_finding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.png").write_bytes(content)
    assert refused(tmp_path / "page.png") == "E451"


def test_a_wrong_ending_is_a_finding(tmp_path: Path) -> None:
    assert refused(saved(tmp_path, "photo.png", gradient(), "JPEG")) == "E451"


@pytest.mark.parametrize(("name", "form"), FORMATS)
def test_a_truncated_image_is_a_finding(tmp_path: Path, name: str, form: str) -> None:
    path = saved(tmp_path, name, Image.effect_noise((200, 200), 90), form)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    assert refused(path) in {"E451", "E453"}


def test_a_truncated_image_is_a_finding_after_pages_were_made_too(tmp_path: Path) -> None:
    program = "import sys, weasyprint; from pathlib import Path; from submissions.findings import Place\n"
    program += "from submissions.pictures import read_picture\n"
    program += "print(*(finding.code for finding in read_picture(Path(sys.argv[1]), Place('x'))[1]))"
    path = saved(tmp_path, "a.png", Image.effect_noise((200, 200), 90), "PNG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    source = str(Path(__file__).parents[1] / "src")
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "E453"


def test_a_file_of_several_pages_is_a_finding(tmp_path: Path) -> None:
    path = saved(tmp_path, "scan.tiff", gradient(), "TIFF", save_all=True, append_images=[gradient()])
    assert refused(path) == "E454"


def test_a_decompression_bomb_is_a_finding(tmp_path: Path) -> None:
    path = saved(tmp_path, "bomb.png", Image.new("1", (16_000, 16_000)), "PNG")
    assert path.stat().st_size < 100_000
    assert refused(path) == "E452"

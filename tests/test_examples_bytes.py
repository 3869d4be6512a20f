"""The same case gives the same bytes on another clock, in another language, from and into another folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from examples import CASES, Builds


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".submissions"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "rebuilt" in metafunc.fixturenames:
        metafunc.parametrize("rebuilt", [pytest.param(case, marks=pytest.mark.proof) for case in CASES])


def test_two_builds_in_different_surroundings_give_the_same_bytes(rebuilt: str, builds: Builds) -> None:
    first, again = builds.output(rebuilt), builds.again(rebuilt)
    assert first != again
    made = digests(first)
    assert any(name.endswith("manifest.json") for name in made)
    assert {name.rpartition(".")[2] for name in made} >= {"docx", "pdf", "html", "json"}
    assert digests(again) == made


@pytest.mark.few(1)
@pytest.mark.parametrize("case", CASES)
def test_no_file_names_the_machine_or_the_folder_it_was_made_in(case: str, builds: Builds) -> None:
    output = builds.output(case)
    hidden = [str(output).encode(), str(Path.home()).encode() + b"/", b"/tmp/", b"file://"]
    for path in output.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [each for each in hidden if len(each) > 4 and each in content] == [], path.name

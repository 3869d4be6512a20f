"""What is kept of a case is found again by whoever has the case alone, and what cannot be understood is nothing."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from submissions.line.outcome import Setting
from submissions.publish.disk import Disk
from submissions.run.kept import key_of
from submissions.run.reuse import Reuse
from submissions.run.store import STORE
from submissions.run.told import lock, unlock

NAME: Final = "Zlatan Perić"


def reuse_in(folder: Path) -> Reuse:
    """Return what is known of a workspace with one case."""
    return Reuse(Setting(folder, date(2026, 12, 10), folder / "output"), ["cases/a"])


def days_of(reuse: Reuse) -> bytes | None:
    return reuse.known.answer("days", "cases/a", reuse.sources.of_days("cases/a"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a workspace of whose case something is kept, which names somebody."""
    (tmp_path / "cases" / "a").mkdir(parents=True)
    (tmp_path / "cases" / "a" / "case.yaml").write_text("case: a", "utf-8")
    (tmp_path / "output").mkdir()
    reuse = reuse_in(tmp_path)
    reuse.known.keep_answer("days", "cases/a", reuse.sources.of_days("cases/a"), f"CAT 2026 {NAME} asks".encode())
    reuse.close(Disk())
    return tmp_path


def test_the_last_days_are_found_again_by_whoever_has_the_case_alone(kept: Path) -> None:
    content = (kept / "output" / STORE).read_text("utf-8")
    told = [entry["told"] for entry in json.loads(content).values() if "told" in entry]
    assert len(told) == 1
    assert not [word for word in ("CAT", "2026", "Zlatan", "asks") if word.encode() in b64decode(told[0])]
    reuse = reuse_in(kept)
    assert days_of(reuse) == f"CAT 2026 {NAME} asks".encode()
    reuse.close(Disk())
    assert (kept / "output" / STORE).read_text("utf-8") == content
    (kept / "cases" / "a" / "case.yaml").write_text("case: b", "utf-8")
    other = reuse_in(kept)
    assert days_of(other) is None
    assert unlock(told[0], key_of("cases/a|days", other.sources.cases["cases/a"].secret, {})) is None


@pytest.mark.parametrize(
    "entry", [{}, {"told": "a"}, {"told": lock(b"[1]", b"s")}, {"told": 3}, [], None, {"told": lock(b"", b"")}]
)
def test_what_cannot_be_understood_is_as_good_as_nothing(entry: object, kept: Path) -> None:
    path = kept / "output" / STORE
    data = json.loads(path.read_text("utf-8"))
    data["cases/a|days"] = {**data["cases/a|days"], **entry} if isinstance(entry, dict) and entry else entry
    path.write_text(json.dumps(data), "utf-8")
    assert days_of(reuse_in(kept)) is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', '{"x": "a"}', "[" * 9999])
def test_a_store_that_cannot_be_understood_is_as_good_as_none(content: str, kept: Path) -> None:
    (kept / "output" / STORE).write_text(content, "utf-8")
    assert days_of(reuse_in(kept)) is None

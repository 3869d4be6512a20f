"""Publishing looks at every path before it writes: one longer than the system takes is a finding, nothing is made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from submissions.manifest import BuildRecord, record_file
from submissions.publish import transaction
from submissions.publish.disk import Disk, path_limit
from submissions.publish.folder import Destination, publish


class WindowsDisk(Disk):
    """A disk with the limit of Windows on the length of a path."""

    path_max = path_limit("win32")


def room_below(destination: Destination, units: int) -> int:
    """Return how long a name may be for the longest path on the way there to have so many units of UTF-16."""
    return units - len(str((destination.folder / transaction.STAGING / "new" / "x").absolute())) + 1


def codes(destination: Destination, name: str, disk: Disk) -> list[str]:
    outputs = (record_file(name, b"words"),)
    builds = [(BuildRecord("advocacy/brief", "en", "2026-11-22", "submissions 0", (), (), outputs), {name: b"words"})]
    return [finding.code for finding in publish(destination, builds, disk=disk)[1]]


def test_a_path_may_be_as_long_as_windows_takes_and_no_longer(tmp_path: Path) -> None:
    destination = Destination(tmp_path, "a", "filing")
    room = room_below(destination, 259)
    assert codes(destination, "n" * room, WindowsDisk()) == []
    longer = "m" * (room + 1)
    assert codes(destination, longer, WindowsDisk()) == ["E722"]
    assert not (destination.folder / longer).exists()


def test_a_path_is_as_long_as_its_units_of_utf_16(tmp_path: Path) -> None:
    destination = Destination(tmp_path, "a", "filing")
    room = room_below(destination, 259)
    sign = "\N{LINEAR B SYLLABLE B008 A}"  # one letter, two units, four bytes
    assert codes(destination, "n" * (room - 4) + sign * 2, WindowsDisk()) == []
    assert codes(destination, "n" * (room - 3) + sign * 2, WindowsDisk()) == ["E722"]


def test_where_no_limit_is_known_the_system_decides(tmp_path: Path) -> None:
    class Unlimited(Disk):
        path_max = None

    destination = Destination(tmp_path / ("folder" * 20) / ("folder" * 20), "a", "filing")
    assert room_below(destination, 259) < 0
    assert codes(destination, "brief.en.docx", Unlimited()) == []


@pytest.mark.parametrize(("platform", "limit"), [("win32", 259), ("linux", None), ("darwin", None)])
def test_the_limit_is_that_of_windows_alone(platform: str, limit: int | None) -> None:
    assert path_limit(platform) == limit


def test_the_disk_has_the_limit_of_the_system_that_runs_the_program() -> None:
    assert Disk().path_max == path_limit(sys.platform)

"""What the operating system and the child process refuse becomes a finding that says what to do."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from submissions.cli import main
from submissions.findings import Place
from submissions.line import printing
from submissions.line.line import make
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.plan import Job
from submissions.publish.faults import finding_of
from submissions.run.serve import Limits
from submissions.run.worker import Stopped

HERE = Place("output/a/filing")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "E721"),
        (errno.EFBIG, "E721"),
        (errno.EACCES, "E720"),
        (errno.EPERM, "E720"),
        (errno.EROFS, "E720"),
        (errno.ENAMETOOLONG, "E722"),
        (errno.ENOTDIR, "E723"),
        (errno.EISDIR, "E723"),
        (errno.ELOOP, "E723"),
        (errno.EBUSY, "E725"),
        (errno.EIO, "E727"),
        (0, "E727"),
    ],
)
def test_every_refusal_of_the_system_has_its_finding(number: int, code: str) -> None:
    finding = finding_of(OSError(number, os.strerror(number)), HERE)
    assert (finding.code, finding.place) == (code, HERE)
    assert finding.help
    assert finding.message[0].islower()


@pytest.mark.parametrize(("reason", "code"), [("time", "E710"), ("memory", "E711"), ("fault", "E712")])
def test_a_call_that_was_stopped_names_its_stage_and_what_to_do(reason: str, code: str) -> None:
    finding = Stopped(reason, "composing").finding(HERE, Limits())  # type: ignore[arg-type]
    assert finding.code == code
    assert "composing" in finding.message
    assert finding.help


def test_a_document_that_is_too_large_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(main, ["new", "case", "matter", "-w", str(tmp_path)]).exit_code == 0
    monkeypatch.setattr(printing, "BYTES_MAX", 100)
    job = Job("matter", "cases/matter", 0, "advocacy/brief", "en", "filing", ("html",), HERE)
    made = make(Bench(), job, Setting(tmp_path, date(2026, 11, 22), tmp_path / "output"))
    assert [finding.code for finding in made.findings] == ["E713"]
    assert made.files == ()

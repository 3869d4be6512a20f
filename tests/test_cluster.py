"""What goes to a cluster, where it may go, and what is done there: each part by itself, without Dask."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner

from submissions.admissibility.rows import Ruled
from submissions.cli import main
from submissions.findings import Finding, Place
from submissions.line.outcome import Made, Setting
from submissions.manifest import FileRecord
from submissions.plan import Job
from submissions.run.cluster import far
from submissions.run.cluster.address import AddressRefusedError, ClusterWish, is_loopback, may_receive, read_address
from submissions.run.cluster.envelope import Envelope, Handshake, SpoiltError
from submissions.run.cluster.environment import TellEnvironment, differences
from submissions.run.cluster.link import NoClusterError, Unfit, check_wish
from submissions.run.cluster.luggage import CannotTravelError, Luggage, pack_case, pack_office, unpack
from submissions.run.cluster.room import CALL, CASE, Declined
from submissions.run.cluster.said import not_used, of_distrusted, of_lost, of_stayed, of_unfit
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker
from test_ahead import workspace

NUMBERS = {
    "localhost": ["::1", "127.0.0.1"],
    "desk": ["127.0.1.1"],
    "both": ["127.0.0.1", "192.0.2.7"],
    "lan": ["192.0.2.7"],
    "anything": ["0.0.0.0"],  # noqa: S104 - it is refused
    "nowhere": [],
}


def resolve(host: str) -> list[str]:
    """Return the numbers of an invented network; a number stands for itself."""
    if host in NUMBERS:
        return NUMBERS[host]
    if host[:1].isdigit() or ":" in host:
        return [host]
    raise OSError("no such name")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("local", "local"),
        ("localhost", "tcp://[::1]:8786"),
        ("localhost:9000", "tcp://[::1]:9000"),
        ("tcp://127.0.0.1:9000", "tcp://127.0.0.1:9000"),
        ("tcp://127.8.9.1:9000", "tcp://127.8.9.1:9000"),
        ("tcp://[::1]:9000", "tcp://[::1]:9000"),
        ("tcp://[::ffff:127.0.0.1]:1", "tcp://[::ffff:127.0.0.1]:1"),
        ("tcp://desk:9000", "tcp://127.0.1.1:9000"),
        ("tls://lan:9000", "tls://lan:9000"),
        ("tls://[2001:db8::1]", "tls://[2001:db8::1]:8786"),
    ],
)
def test_an_encrypted_address_and_one_of_this_machine_may_be_sent_to(typed: str, address: str) -> None:
    assert read_address(typed, resolve) == address


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tcp://lan:9000", "not encrypted"),
        ("lan:9000", "not encrypted"),
        ("both", "not encrypted"),
        ("anything", "not encrypted"),
        ("nowhere", "not encrypted"),
        ("tcp://192.0.2.7:1", "not encrypted"),
        ("tcp://[2001:db8::1]:1", "not encrypted"),
        ("tcp://[::ffff:192.0.2.7]:1", "not encrypted"),
        ("tcp://unknown:1", "nobody here knows"),
        ("http://localhost:1", "is no address"),
        ("ws://localhost:1", "is no address"),
        ("inproc://localhost:1", "is no address"),
        ("tcp://me@localhost:1", "is no address"),
        ("tcp://localhost:1/x", "is no address"),
        ("tcp://localhost:port", "is no address"),
        ("tcp://[::1", "is no address"),
        ("tcp://", "is no address"),
        ("", "is no address"),
        ("Local", "nobody here knows"),
    ],
)
def test_nothing_else_is_sent_to(typed: str, why: str) -> None:
    with pytest.raises(AddressRefusedError, match=why):
        read_address(typed, resolve)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("tls://192.0.2.7:1", True),
        ("tcp://127.0.0.1:1", True),
        ("tcp://[::1]:1", True),
        ("tcp://192.0.2.7:1", False),
        ("tcp://localhost:1", False),  # a process gives its number; a name may be anybody's
        ("inproc://192.0.2.7/1/1", False),
        ("", False),
    ],
)
def test_a_worker_is_sent_to_by_the_address_that_it_gives(address: str, may: bool) -> None:
    assert may_receive(address) is may
    assert not is_loopback("localhost")


def test_an_address_in_the_open_is_wrong_use_and_nothing_is_made(tmp_path: Path) -> None:
    folder = workspace(tmp_path, 1)
    told = CliRunner().invoke(main, ["build", "-w", str(folder), "--cluster", "tcp://192.0.2.7:8786"])
    assert (told.exit_code, "not encrypted" in told.output, (folder / "output").exists()) == (2, True, False)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--cluster", "tls://192.0.2.7:1"], "wants certificates"),
        (["--cluster", "tls://192.0.2.7:1", "--cluster-certificates", "."], "cannot be used"),
        (["--cluster", "local", "--cluster-certificates", "."], "begins with tls://"),
        (["--cluster-certificates", "."], "goes with --cluster"),
    ],
)
def test_certificates_are_looked_at_before_anything_is_made(tmp_path: Path, more: list[str], why: str) -> None:
    folder = workspace(tmp_path, 1)
    told = CliRunner().invoke(main, ["build", "-w", str(folder), *more])
    assert (told.exit_code, why in told.output, (folder / "output").exists()) == (2, True, False)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = CliRunner().invoke(main, ["build", "-w", str(workspace(tmp_path, 1)), "--cluster", "local"])
    assert told.exit_code == 2
    assert "not installed" in told.output
    assert "cluster" in told.output.partition("Install it:")[2]


def test_a_sealed_value_is_opened_by_its_key_and_kind_alone() -> None:
    envelope = Envelope()
    sealed = envelope.seal(CASE, {"name": "Amina"})
    assert envelope.open(CASE, sealed) == {"name": "Amina"}
    assert b"Amina" not in sealed
    assert envelope.seal(CASE, "x") != envelope.seal(CASE, "x")
    spoilt = bytes([sealed[0] ^ 1]) + sealed[1:]
    for other, kind, content in ((Envelope(), CASE, sealed), (envelope, CALL, sealed), (envelope, CASE, spoilt)):
        with pytest.raises(SpoiltError):
            other.open(kind, content)
    with pytest.raises(SpoiltError):
        envelope.open(CASE, b"")
    assert envelope.key.hex() not in repr(envelope)
    assert str(envelope.key) not in repr(envelope)


def test_two_sides_agree_on_a_key_and_a_third_does_not() -> None:
    one, other, third = Handshake(), Handshake(), Handshake()
    sealed = one.envelope_with(other.public).seal(CASE, "Amina")
    assert other.envelope_with(one.public).open(CASE, sealed) == "Amina"
    for strange in (third.envelope_with(one.public), third.envelope_with(other.public)):
        with pytest.raises(SpoiltError):
            strange.open(CASE, sealed)
    with pytest.raises(SpoiltError):
        one.envelope_with(b"short")
    with pytest.raises(SpoiltError):
        one.envelope_with(bytes(32))  # of small order: the shared key would be known to everybody


def test_a_case_travels_whole(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "here", 1) / "cases" / "case-00"
    (folder / "annexes" / "empty").mkdir(parents=True)
    (folder / "annexes" / "паспорт.txt").write_bytes(b"\x00\xff")
    luggage = pack_case(tmp_path / "here", "cases/case-00")
    unpack(luggage, tmp_path / "there")
    arrived = tmp_path / "there" / "cases" / "case-00"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    assert sorted(path.relative_to(arrived).as_posix() for path in arrived.rglob("*")) == names
    assert (arrived / "annexes" / "паспорт.txt").read_bytes() == b"\x00\xff"
    assert {path.stat().st_mode & 0o077 for path in arrived.rglob("*") if path.is_file()} == {0}
    assert "паспорт" not in repr(luggage)


def test_the_templates_and_rules_of_the_office_travel_and_those_of_the_program_do_not(tmp_path: Path) -> None:
    folder = workspace(tmp_path, 1)
    (folder / "rules" / "procedures").mkdir(parents=True)
    (folder / "rules" / "procedures" / "own.yaml").write_text("id: own\n", encoding="utf-8")
    names = set(pack_office(folder).files)
    assert names == {"templates/ours/note/en.md", "templates/ours/note/template.yaml", "rules/procedures/own.yaml"}
    program = Path(__file__).parents[1]
    assert pack_office(program).files == {}


@pytest.mark.parametrize("what", ["link", "folder link", "second name", "pipe"])
def test_a_case_that_is_not_the_same_elsewhere_stays(tmp_path: Path, what: str) -> None:
    folder = workspace(tmp_path, 1) / "cases" / "case-00"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("x", encoding="utf-8")
    if what == "link":
        (folder / "other").symlink_to(outside / "file")
    elif what == "folder link":
        (folder / "other").symlink_to(outside, target_is_directory=True)
    elif what == "second name":
        os.link(folder / "case.yaml", outside / "again")
    else:
        os.mkfifo(folder / "other")
    with pytest.raises(CannotTravelError):
        pack_case(tmp_path, "cases/case-00")


def test_a_case_that_is_too_large_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("submissions.run.cluster.luggage.BYTES_MAX", 100)
    workspace(tmp_path, 1)
    with pytest.raises(CannotTravelError, match="larger"):
        pack_case(tmp_path, "cases/case-00")


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "a\\..\\x", "..", ""])
def test_no_path_leads_out_of_where_files_are_unpacked(tmp_path: Path, name: str) -> None:
    for luggage in (Luggage({name: b"x"}), Luggage({}, (name,))):
        with pytest.raises(ValueError, match="leads out"):
            unpack(luggage, tmp_path / "there")
    assert list(tmp_path.iterdir()) == []


def test_machines_are_compared_by_all_that_has_a_part_in_the_bytes() -> None:
    with Worker() as worker:
        here = worker.run(TellEnvironment())
    assert isinstance(here, dict)
    assert {"submissions", "Python", "Pango", "HarfBuzz", "zlib", "weasyprint", "lxml", "distributed"} <= set(here)
    assert "pytest" not in here
    assert differences(here, dict(here)) == ""
    for name, value in here.items():
        assert differences(here, {**here, name: "0"}) == f"{name} is {value} here and 0 there"
    less = {name: value for name, value in here.items() if name != "lxml"}
    assert differences(here, less) == f"lxml is {here['lxml']} here and none there"
    there = sum(1 for value in here.values() if value != "none")
    assert differences(here, {}).endswith(f"and {there - 3} more")


# --- what is believed, and what is said ---


def cluster_of(tmp_path: Path) -> far.FarAhead:
    setting = Setting(workspace(tmp_path, 1), date(2026, 3, 1), tmp_path / "output")
    ahead = far.FarAhead(ClusterWish("local"), setting, Limits(), 1)
    ahead._every_auditor = [Worker(Limits())]
    ahead._auditors.put(ahead._every_auditor[0])
    return ahead


def call_of(tmp_path: Path, audience: str) -> far.MakeAndExamine:
    job = Job("case-00", "cases/case-00", 0, "ours/note", "en", audience, ("html",), Place("cases/case-00/case.yaml"))
    return far.MakeAndExamine(job, Setting(tmp_path, date(2026, 3, 1), tmp_path / "output"))


GOOD = b"<!DOCTYPE html><html lang='en'><head><title>x</title></head><body><p>Ms X was taken away.</p></body></html>"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (Made((("html", GOOD.replace(b"Ms X", b"Amina Kovac")),)), "may not stand"),
        (Made((("html", b"PK\x03\x04 not at all"),)), "may not stand"),
        (Made((("docx", GOOD),)), "nobody asked for"),
        (Made((("html", GOOD),), (FileRecord("templates/ours/note/en.md", 1, "0" * 64),)), "other files"),
        (None, "no document"),
        ("Amina", "no document"),
    ],
)
def test_what_a_worker_sends_is_looked_at_before_it_is_used(tmp_path: Path, made: object, why: str) -> None:
    with cluster_of(tmp_path) as ahead:
        answer = (made, Ruled(), []) if isinstance(made, Made) else made
        sent = {"templates/ours/note/en.md": "1" * 64}
        assert ahead._looked_at(call_of(tmp_path, "public"), answer, sent) is None
        (finding,) = ahead.findings
    assert (finding.code, why in finding.message, "Amina" in finding.message) == ("W790", True, False)


def test_a_sound_document_is_taken_with_findings_that_name_the_folder_as_it_is_called_here(tmp_path: Path) -> None:
    told = Finding("W519", Place("output-0a/case-00/public/x.html"), "see output-0a", "look at output-0a")
    with cluster_of(tmp_path) as ahead:
        answer = (Made((("html", GOOD),), findings=(told,)), Ruled(), [])
        ahead._carrier = Answering(answer)  # type: ignore[assignment]
        taken = ahead._bring(call_of(tmp_path, "public"))
        assert ahead.findings == []
    assert isinstance(taken, tuple)
    shown = Finding("W519", Place("output/case-00/public/x.html"), "see output", "look at output")
    assert taken[0].findings == (shown,)


def test_a_cluster_that_is_not_there_is_said_and_the_documents_are_made_here(tmp_path: Path) -> None:
    folder = workspace(tmp_path, 1)
    done = CliRunner().invoke(
        main, ["build", "-w", str(folder), "--as-of", "2026-03-01", "--cluster", "tcp://127.0.0.1:1"]
    )
    assert done.exit_code == 0
    assert "W785" in done.output
    assert "2 files made" in done.output


def test_what_is_to_be_said_of_a_cluster_stands_against_no_document() -> None:
    place = Place("output")
    unfit = [Unfit("tcp://192.0.2.7:1", is_open=True), Unfit("tls://192.0.2.8:1", is_open=False, why="lxml is 1 here")]
    said = [
        not_used(place, "tls://192.0.2.7:1", "its scheduler is gone"),
        *of_unfit(place, unfit),
        *of_lost(place, ["tls://192.0.2.7:1"]),
        *of_stayed([("cases/x", "it holds a link"), ("cases/x", "it holds a link")]),
        *of_distrusted([("cases/x", "it is no document")]),
    ]
    assert [one.code for one in said] == ["W785", "W787", "W786", "N788", "N789", "W790"]
    assert not any(one.is_error for one in said)
    assert said[4].message.startswith("2 documents of this case")
    assert all(one.help for one in said)
    assert list(of_lost(place, [])) == []


@pytest.mark.parametrize("address", ["local", "tcp://127.0.0.1:1"])
def test_a_wish_for_this_machine_needs_no_certificate(address: str) -> None:
    wish = ClusterWish(address)
    assert check_wish(wish) is None  # type: ignore[func-returns-value]


class Answering:
    """A carrier that brings one answer, whatever is asked."""

    shown = "output-0a"

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def bring(self, call: far.MakeAndExamine) -> tuple[object, dict[str, str]]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer, {}

    def end(self) -> None: ...


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Stopped("fault", "composing"), "N789"),
        (Stopped("waiting", "composing"), "N789"),
        (Stopped("system", "composing"), "N789"),
        (Declined("OSError in run/cluster/luggage.py:90"), "N789"),
        (CannotTravelError("it holds a link"), "N789"),
        (SpoiltError("answer"), "W790"),
        (NoClusterError("no worker is left"), "W785"),
    ],
)
def test_what_may_be_a_worker_s_own_trouble_is_made_here(tmp_path: Path, answer: object, code: str) -> None:
    with cluster_of(tmp_path) as ahead:
        ahead._carrier = Answering(answer)  # type: ignore[assignment]
        assert ahead._bring(call_of(tmp_path, "public")) is None
        assert [one.code for one in ahead.findings] == [code]


@pytest.mark.parametrize("reason", ["time", "memory"])
def test_a_limit_of_the_program_is_the_same_everywhere(tmp_path: Path, reason: Literal["time", "memory"]) -> None:
    stopped = Stopped(reason, "composing")
    with cluster_of(tmp_path) as ahead:
        ahead._carrier = Answering(stopped)  # type: ignore[assignment]
        assert ahead._bring(call_of(tmp_path, "public")) == stopped
        assert ahead.findings == []

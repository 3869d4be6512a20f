"""A run on a real cluster of Dask gives the same bytes, survives what happens to it, and leaves no word behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clusters import Processes, cluster, until
from submissions.cli import main
from submissions.publish.contents import REPORT
from submissions.run.cluster import carrier, environment, link
from test_ahead import workspace

pytestmark = pytest.mark.proof
CASES = 10
MARK = "Zyxwvut"
"""A name that nothing but the case holds."""


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    with cluster(tmp_path / "cluster") as found:
        yield found


def prepared(folder: Path, count: int = CASES) -> Path:
    """Return a workspace in which one case has a fault, and somebody protected has a name that is nowhere else."""
    found = workspace(folder, count)
    for path in found.glob("cases/*/case.yaml"):
        path.write_text(path.read_text("utf-8").replace("Kovac", MARK), encoding="utf-8")
    return found


def build(folder: Path, *more: str) -> Result:
    done = CliRunner().invoke(main, ["build", "-w", str(folder), "--as-of", "2026-03-01", *more])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


def made(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "output").rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.name != REPORT  # which tells of the cluster
    }


def equal_to_local(tmp_path: Path, folder: Path, done: Result) -> None:
    """Hold every file to those that this machine makes with one child and with two."""
    for jobs in ("1", "2"):
        here = prepared(tmp_path / f"jobs-{jobs}")
        build(here, "--jobs", jobs)
        assert made(here) == made(folder), done.output
    assert len([name for name in made(folder) if name.endswith(".html")]) == 2 * (CASES - 1)


def test_every_byte_is_the_same_as_here(tmp_path: Path, processes: Processes) -> None:
    folder = prepared(tmp_path / "far")
    done = build(folder, "--cluster", processes.address)
    assert done.exit_code == 1  # of the one case that has a fault
    assert not any(code in done.output for code in ("W785", "W786", "W787", "N788", "N789", "W790"))
    assert any(b"submissions-" in content for name, content in processes.written() if name.endswith(".log"))
    equal_to_local(tmp_path, folder, done)


def test_a_worker_that_is_killed_in_the_middle_costs_no_document(tmp_path: Path, processes: Processes) -> None:
    folder = prepared(tmp_path / "far")

    def kill() -> None:
        until(lambda: len(list((folder / "output").glob("*/*/*.html"))) >= 2)
        processes.workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    done = build(folder, "--cluster", processes.address)
    killer.join()
    assert done.exit_code == 1
    equal_to_local(tmp_path, folder, done)
    nothing_left(processes)


def test_no_log_and_no_file_of_a_worker_holds_a_word_of_a_case(tmp_path: Path, processes: Processes) -> None:
    folder = prepared(tmp_path / "far")
    envelopes: list[link.Envelope] = []
    seal = link.Envelope

    def noted() -> link.Envelope:
        envelopes.append(seal())
        return envelopes[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "Envelope", noted)
        build(folder, "--cluster", processes.address)
    assert len(made(folder)) > CASES
    assert any(MARK.encode() in content for content in made(folder).values())
    nothing_left(processes)
    (envelope,) = envelopes
    for name, content in processes.written():
        for shown in (envelope.key, str(envelope.key).encode()[2:-1], envelope.key.hex().encode()):
            assert shown not in content, name


def nothing_left(processes: Processes) -> None:
    """Find no word of a case in what the cluster wrote, nor in what rooms leave."""
    from test_cluster_rooms import folders_of_rooms  # noqa: PLC0415 - where they lie is said there

    until(lambda: not [one for one in folders_of_rooms() if any("case-" in path.name for path in one.rglob("*"))])
    logged = 0
    for name, content in processes.written():
        logged += content.count(b"DEBUG") if name.endswith(".log") else 0
        for word in (MARK, "Amina", "Ms X", "case-0", "Officers take", "X v Bosnia", "Centre for Redress"):
            assert word.encode() not in content, (name, word)
    assert logged > 10


def test_a_scheduler_that_is_gone_is_said_and_the_rest_is_made_here(tmp_path: Path, processes: Processes) -> None:
    folder = prepared(tmp_path / "far")

    def kill() -> None:
        until(lambda: len(list((folder / "output").glob("*/*/*.html"))) >= 2)
        processes.running[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    done = build(folder, "--cluster", processes.address, "--jobs", "2")
    killer.join()
    assert "W785" in done.output
    equal_to_local(tmp_path, folder, done)


def test_a_cluster_whose_workers_are_all_gone_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrier, "_ALONE_SECONDS", 1.0)
    folder = prepared(tmp_path / "far")
    with cluster(tmp_path / "cluster", more=[]) as processes:

        def kill() -> None:
            until(lambda: len(list((folder / "output").glob("*/*/*.html"))) >= 2)
            workers = processes.workers
            for one in processes.running[1:]:
                one.kill()
            for worker in workers:
                worker.kill()

        killer = threading.Thread(target=kill)
        killer.start()
        done = build(folder, "--cluster", processes.address)
        killer.join()
    assert "no worker is left" in done.output
    equal_to_local(tmp_path, folder, done)


def test_another_program_is_sent_nothing(tmp_path: Path, processes: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = prepared(tmp_path / "far", 2)
    monkeypatch.setattr(
        link, "differences", lambda here, there: environment.differences(here, {**there, "lxml": "0.0"})
    )
    sent: list[str] = []
    monkeypatch.setattr(link.Envelope, "seal", lambda self, kind, value: sent.append(kind))
    done = build(folder, "--cluster", processes.address)
    assert done.exit_code == 0
    assert done.output.count("W786") == 2
    assert "here and 0.0 there" in done.output
    assert "W785" in done.output
    assert sent == []
    assert len([name for name in made(folder) if name.endswith(".html")]) == 4


def test_a_worker_in_the_open_is_sent_nothing(
    tmp_path: Path, processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(tmp_path / "far", 2)
    asked: list[object] = []
    monkeypatch.setattr(link, "may_receive", lambda address: False)
    monkeypatch.setattr(link, "introduce", lambda *given: asked.append(given))
    done = build(folder, "--cluster", processes.address)
    assert done.exit_code == 0
    assert done.output.count("W787") == 2
    assert asked == []


def test_with_certificates_it_goes_over_tls_and_without_them_it_does_not(tmp_path: Path) -> None:
    certificates = make_certificates(tmp_path / "certificates")
    others = make_certificates(tmp_path / "others")
    ca, cert, key = (str(certificates / name) for name in link.CERTIFICATES)
    more = ["--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key]
    with cluster(tmp_path / "cluster", more=more, scheme="tls") as processes:
        assert processes.address.startswith("tls://")
        folder = prepared(tmp_path / "far")
        given = ["--cluster", processes.address, "--cluster-certificates"]
        done = build(folder, *given, str(certificates))
        assert "W785" not in done.output
        equal_to_local(tmp_path, folder, done)
        refused = build(prepared(tmp_path / "again", 1), *given, str(others))
        assert "W785" in refused.output
        nothing_left(processes)


def make_certificates(folder: Path) -> Path:
    """Return a folder with a certificate that vouches for itself and its key, as `Security.temporary` makes them."""
    from distributed import Security  # noqa: PLC0415 - of the extra

    folder.mkdir()
    found = Security.temporary()
    contents = (found.tls_ca_file, found.tls_client_cert, found.tls_client_key)
    for name, content in zip(link.CERTIFICATES, contents, strict=True):
        (folder / name).write_text(content, encoding="utf-8")
        (folder / name).chmod(0o600)
    return folder


def test_a_cluster_of_this_machine_is_started_and_ended(tmp_path: Path) -> None:
    folder = prepared(tmp_path / "far")
    done = build(folder, "--cluster", "local", "--jobs", "2")
    assert not any(code in done.output for code in ("W785", "W786", "W787", "N788", "N789", "W790"))
    equal_to_local(tmp_path, folder, done)
    assert serving() == []


def serving() -> list[int]:
    """Return the processes below this one in which anything of Dask or of a room runs."""
    import psutil  # noqa: PLC0415 - slow to import

    below = psutil.Process().children(recursive=True)
    return [one.pid for one in below if any(word in " ".join(one.cmdline()) for word in ("distributed", "keeper"))]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_ctrl_c_ends_a_cluster_of_this_machine_with_the_run(tmp_path: Path) -> None:
    import psutil  # noqa: PLC0415 - slow to import

    folder = prepared(tmp_path / "far", 40)
    command = [sys.executable, "-m", "submissions", "build", "-w", str(folder), "--cluster", "local", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as run:
        until(lambda: len(list((folder / "output").glob("*/*/*.html"))) >= 2)
        below = psutil.Process(run.pid).children(recursive=True)
        assert len(below) > 4
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to every process of the run
        said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in said[0] + said[1]
    until(lambda: not [one for one in below if one.is_running() and one.status() != psutil.STATUS_ZOMBIE])
    from test_cluster_rooms import folders_of_rooms  # noqa: PLC0415

    until(lambda: not [one for one in folders_of_rooms() if any("case-" in path.name for path in one.rglob("*"))])


def test_a_case_that_must_stay_is_made_here_and_said(tmp_path: Path, processes: Processes) -> None:
    folder = prepared(tmp_path / "far", 3)
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    os.link(outside, folder / "cases" / "case-01" / "again.txt")
    done = build(folder, "--cluster", processes.address)
    assert "N789" in done.output
    assert "another name on this disk" in done.output
    assert len([name for name in made(folder) if name.endswith(".html")]) >= 5

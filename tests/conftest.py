"""What tests share: the builds of the examples, made once for a whole run, and the flag that rewrites golden files."""

from __future__ import annotations

import math
import multiprocessing
import os
from collections import Counter
from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

# Tests run beside each other already; those of several documents at once ask for it.
os.environ.setdefault("SUBMISSIONS_JOBS", "1")

import warm  # noqa: F401 - spares this process work too
from examples import Builds
from submissions.run import worker

# No test is timed: on a machine with other work a slow example is no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew and remove those that nothing uses"
    )
    parser.addoption(
        "--proof",
        action="store_true",
        help="run what takes long too: every template in every language, not a few of them",
    )


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Return the builds of this run; the processes of a run have one folder in common."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "examples"
    folder.mkdir(exist_ok=True)
    return Builds(Path(folder))


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test the seconds that a passphrase takes on purpose; what it seals can be opened with it alone."""

    pyrage = pytest.importorskip("pyrage")

    def seal(content: bytes, passphrase: str) -> bytes:
        head = b"age-encryption.org/v1\n-> scrypt x 18\n--- x\n" + sha256(passphrase.encode()).digest()[:16]
        return head + content + bytes(16 * max(1, math.ceil(len(content) / (1 << 16))))

    def unseal(sealed: bytes, passphrase: str) -> bytes:
        content = sealed[len(seal(b"", passphrase)) - 16 : -16 * max(1, math.ceil(len(sealed) / ((1 << 16) + 16)))]
        if sealed != seal(content, passphrase):
            raise pyrage.DecryptError
        return content

    monkeypatch.setattr("pyrage.passphrase.encrypt", seal)
    monkeypatch.setattr("pyrage.passphrase.decrypt", unseal)


def pytest_configure(config: pytest.Config) -> None:
    """Start the children of commands called in this process from one that has loaded all that they need.

    Whatever runs the program as a user does, in a process of its own, starts its child as the program always does.
    """
    gives_out_tests = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    if gives_out_tests or "forkserver" not in multiprocessing.get_all_start_methods():
        return
    from multiprocessing import forkserver  # noqa: PLC0415 - not for Windows

    vars(worker)["START_METHOD"] = "forkserver"
    multiprocessing.get_context("forkserver").set_forkserver_preload(["warm"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # Python 3.11 does not tell the server its own path
        forkserver.ensure_running()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """Leave what takes long to the proof, and put the tests that wait for a build of the examples last.

    Until then nobody stands still for another's build. Of a test that says `few`, the first of its rows are left in.
    """
    seen: Counter[tuple[Path, str]] = Counter()
    for item in items:
        few = item.get_closest_marker("few")
        if few is not None:
            which = (item.path, getattr(item, "originalname", item.name))
            seen[which] += 1
            if seen[which] > few.args[0]:
                item.add_marker(pytest.mark.proof)
    yield
    if not config.getoption("--proof"):
        items[:] = [item for item in items if item.get_closest_marker("proof") is None]
    items.sort(key=lambda item: "builds" in getattr(item, "fixturenames", ()))

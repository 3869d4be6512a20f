"""What tests share: the builds of the examples, made once for a whole run, and the flag that rewrites golden files."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from examples import Builds
from submissions.run import worker


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew and remove those that nothing uses"
    )
    parser.addoption(
        "--every-language", action="store_true", help="prove every template in every language, not a few of them"
    )


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Return the builds of this run; the processes of a run have one folder in common."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "examples"
    folder.mkdir(exist_ok=True)
    return Builds(Path(folder))


def pytest_configure() -> None:
    """Start the children of commands called in this process from one that has loaded the libraries, where there is one.

    Whatever runs the program as a user does, in a process of its own, starts its child as the program always does.
    """
    if "forkserver" in multiprocessing.get_all_start_methods():
        vars(worker)["START_METHOD"] = "forkserver"
        multiprocessing.get_context("forkserver").set_forkserver_preload(
            ["submissions.line.line", "submissions.line.outlines", "submissions.writers.page.engine"]
        )

"""Cases come from a store of objects that speaks as S3 does, and finished folders go to one: moto's server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from submissions.manifest import NAME
from submissions.remote.address import AddressUnusableError, open_remote
from test_ahead import workspace
from test_remote import build, published

pytestmark = pytest.mark.proof


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the file system of a server with one bucket, `office`; the environment names it as a user's would."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "x"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
    ):
        monkeypatch.setenv(name, value)
    found = fsspec.filesystem("s3", skip_instance_cache=True)
    found.makedirs("office", exist_ok=True)
    yield found
    server.stop()


def test_a_run_from_a_bucket_into_a_bucket_gives_the_same_bytes(tmp_path: Path, bucket: Any) -> None:
    folder = workspace(tmp_path / "here", 2)
    for path in folder.rglob("*"):
        if path.is_file():
            bucket.pipe_file(f"office/desk/{path.relative_to(folder).as_posix()}", path.read_bytes())
    for _ in range(2):  # the second one over what the first has left
        done = build("--cases-from", "s3://office/desk", "--copy-to", "s3://office/done")
        assert (done.exit_code, done.output.count("N795")) == (0, 4), done.output
    build("-w", str(folder))
    bucket.invalidate_cache()
    there = {path.removeprefix("office/done/"): bucket.cat_file(path) for path in bucket.find("office/done")}
    assert there == published(folder / "output")
    assert sum(name.endswith(NAME) for name in there) == 4


def test_a_bucket_that_is_not_there_is_said(tmp_path: Path, bucket: Any) -> None:
    done = build("-w", str(workspace(tmp_path, 1)), "--copy-to", "s3://nowhere/done")
    assert (done.exit_code, "E791" in done.output, "Traceback" in done.output) == (1, True, False)


def test_a_server_elsewhere_is_not_spoken_to_in_the_open(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://192.0.2.7:9000")
    with pytest.raises(AddressUnusableError, match="not encrypted"):
        open_remote("s3://office/done")

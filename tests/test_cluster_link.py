"""Which workers of a cluster are used, and which are sent nothing: by what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from submissions.run.cluster import link
from submissions.run.cluster.carrier import Carrier
from submissions.run.cluster.envelope import Envelope, Handshake
from submissions.run.cluster.link import ClusterLink, NoClusterError
from submissions.run.serve import Limits
from submissions.run.worker import Stopped

HERE = {"submissions": "1", "lxml": "6.1"}
PUBLIC = Handshake().public


class Client:
    """Dask's client, as far as a link speaks to it: what each worker says of itself, and whether a room opens there."""

    status = "running"

    def __init__(self, workers: dict[str, object], opened: str | Exception = "") -> None:
        self.workers, self.opened = workers, opened
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.given: list[object] = []

    def scheduler_info(self, *, n_workers: int) -> dict[str, Any]:
        assert n_workers == -1
        return {"workers": {address: {"nthreads": 2} for address in self.workers}}

    def run(self, function: Callable[..., Any], *given: Any, workers: list[str], on_error: str) -> dict[str, Any]:
        self.asked.append((function.__name__, tuple(workers)))
        self.given += given
        if function is link.introduce:
            return {address: self.workers[address] for address in workers}
        return dict.fromkeys(workers, self.opened)

    def submit(self, *given: Any, **more: Any) -> object:
        raise RuntimeError("Amina Kovac")

    def close(self, *, timeout: float) -> None:
        raise AssertionError("whatever Dask raises")


def linked(client: Client) -> ClusterLink:
    return ClusterLink(client, Envelope(), Limits(), validates=False, name="run")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "told", "why"),
    [
        ("tls://192.0.2.7:1", (HERE, PUBLIC), None),
        ("tcp://127.0.0.1:1", (HERE, PUBLIC), None),
        ("tcp://192.0.2.7:1", (HERE, PUBLIC), ""),
        ("tls://192.0.2.7:1", ({**HERE, "lxml": "6.2"}, PUBLIC), "lxml is 6.1 here and 6.2 there"),
        ("tls://192.0.2.7:1", ({**HERE, "extra": "1"}, PUBLIC), "extra is none here and 1 there"),
        ("tls://192.0.2.7:1", (Stopped("fault", "loading"), PUBLIC), "it could not say what it is: loading"),
        ("tls://192.0.2.7:1", ModuleNotFoundError("Amina"), "it could not say what it is: ModuleNotFoundError"),
        ("tls://192.0.2.7:1", (HERE, b"short"), "its half of the key cannot be used"),
        ("tls://192.0.2.7:1", (HERE, bytes(32)), "its half of the key cannot be used"),
        ("tls://192.0.2.7:1", None, "it could not say what it is: NoneType"),
    ],
)
def test_a_worker_is_used_if_it_is_the_same_and_the_way_is_closed(address: str, told: object, why: str | None) -> None:
    client = Client({address: told})
    one = linked(client)
    one.look(HERE)
    if why is None:
        assert (one.crew.addresses, one.crew.places, one.unfit) == ([address], 2, {})
        assert [name for name, _ in client.asked] == ["introduce", "open_room"]
    else:
        assert (one.crew.addresses, one.unfit[address].why, one.unfit[address].is_open) == ([], why, why == "")
        assert "open_room" not in [name for name, _ in client.asked]
    assert client.asked == [] or why != ""
    assert one.envelope.key not in repr(client.given).encode()
    client.asked.clear()
    one.look(HERE)
    assert client.asked == []  # nobody is asked twice


def test_a_worker_on_which_no_room_opens_is_not_used() -> None:
    for opened, why in (
        ("OSError in run/cluster/room.py:1", "OSError in run/cluster/room.py:1"),
        (OSError("x"), "OSError"),
    ):
        one = linked(Client({"tls://192.0.2.7:1": (HERE, PUBLIC)}, opened))
        one.look(HERE)
        assert (one.crew.addresses, one.unfit["tls://192.0.2.7:1"].why) == ([], why)


def test_who_goes_is_noted_and_who_comes_is_asked() -> None:
    client = Client({"tls://192.0.2.7:1": (HERE, PUBLIC), "tls://192.0.2.8:1": (HERE, PUBLIC)})
    one = linked(client)
    one.look(HERE)
    del client.workers["tls://192.0.2.7:1"]
    client.workers["tls://192.0.2.9:1"] = (HERE, PUBLIC)
    one.look(HERE)
    assert one.crew.addresses == ["tls://192.0.2.8:1", "tls://192.0.2.9:1"]
    assert one.lost == ["tls://192.0.2.7:1"]
    one.open_again(HERE)
    assert client.asked[-1] == ("open_room", ("tls://192.0.2.8:1", "tls://192.0.2.9:1"))


@pytest.mark.parametrize("error", [OSError("x"), RuntimeError("x"), KeyError("x"), AssertionError("x")])
def test_whatever_dask_raises_is_told_as_a_cluster_that_is_gone(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*given: Any, **more: Any) -> None:
        raise error

    one = linked(Client({"tls://192.0.2.7:1": (HERE, PUBLIC)}))
    for name in ("scheduler_info", "run"):
        with monkeypatch.context() as patch:
            patch.setattr(one.client, name, fail)
            with pytest.raises(NoClusterError, match=type(error).__name__):
                one.look(HERE)
    one.look(HERE)
    one.leave()
    assert one.is_up


def test_what_cannot_be_planned_is_told_as_a_cluster_that_is_gone() -> None:
    one = linked(Client({"tls://192.0.2.7:1": (HERE, PUBLIC)}))
    one.look(HERE)
    carrier = Carrier.__new__(Carrier)
    carrier._link, carrier._lost = one, ""
    with pytest.raises(NoClusterError, match="RuntimeError") as gone:
        carrier._submit(print, crew=one.crew)
    assert "Amina" not in str(gone.value)

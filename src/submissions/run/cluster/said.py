"""What is to be said of a cluster after a run, as findings: nothing of it stands against a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from submissions.findings import Finding, Place
from submissions.installation import order_to_install
from submissions.run.cluster.link import Unfit


def not_used(place: Place, address: str, why: str) -> Finding:
    """Return the warning that a cluster did not serve, or did so no longer, and that this machine did the work."""
    words = f"the cluster at '{address}' could not be used: {why}; what it had not made was made on this machine"
    order = "the documents are the same; see whether its scheduler and its workers run, and whether you can reach them"
    return Finding("W785", place, words, order)


def of_unfit(place: Place, unfit: Iterable[Unfit]) -> Iterator[Finding]:
    """Yield a warning for each worker that was not used."""
    for one in unfit:
        if one.is_open:
            words = (
                f"the worker at '{one.address}' was sent nothing: it is another machine, and the way is not encrypted"
            )
            yield Finding("W787", place, words, "start it with certificates, so that its address begins with tls://")
        else:
            words = f"the worker at '{one.address}' was sent nothing, as its documents might differ: {one.why}"
            order = f"install the same there as here, libraries of the system too; {order_to_install(extra='cluster')}"
            yield Finding("W786", place, words, order)


def of_lost(place: Place, lost: Iterable[str]) -> Iterator[Finding]:
    """Yield a note on workers that went away in the middle."""
    number = len(list(lost))
    if number:
        words = f"{number} {'worker' if number == 1 else 'workers'} of the cluster went away during the run"
        yield Finding("N788", place, f"{words}; what was begun there was made again", "nothing is missing")


def of_stayed(reasons: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a note for each case that did not travel, by its folder and why."""
    for (folder, reason), number in Counter(reasons).items():
        words = f"{number} {'document' if number == 1 else 'documents'} of this case stayed on this machine: {reason}"
        yield Finding("N789", Place(f"{folder}/case.yaml"), words, "nothing is missing; it may have taken longer")


def of_distrusted(reasons: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a warning for each case of which a worker sent what was not used, by its folder and why."""
    for folder, reason in dict.fromkeys(reasons):
        words = f"what a worker of the cluster sent for this case was thrown away and made here instead: {reason}"
        order = "ask who looks after the cluster what its workers do; until then build without --cluster"
        yield Finding("W790", Place(f"{folder}/case.yaml"), words, order)

"""Say what to do about a fault of the program itself: a report without a word of the case, and never the case."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Final

from submissions.codes import CODES

_PACKAGE: Final = Path(__file__).parent
# What `fault_at` returns: nothing else is put into a report but a code, so that no name can be.
_KIND: Final = r"[A-Za-z_]{0,60}(?:Error|Exception|Exit|Interrupt|Iteration|Warning|BadZipFile)"
_FAULT: Final = re.compile(rf"{_KIND} in (?:an unknown place|(?P<module>[a-z_/]{{1,80}}\.py):\d{{1,5}})")


def fault_at(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of a fault, and the module and line of our own code nearest to it; its words may be the case's.

    A file of a workspace, such as a template, is none of our own: its path may tell of the case.
    """
    found = "an unknown place"
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            found = f"{path.relative_to(_PACKAGE).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{kind.__name__} in {found}"


class Contained:
    """Turn whatever breaks off a `with` block into the kind of the fault and its place in the program, nothing else.

    For where others would log or show the words of an exception, which may be the case's. `kind` and `words` are ""
    where all went well.
    """

    def __init__(self) -> None:
        self.kind = self.words = ""

    def __enter__(self) -> None:
        """Begin to watch."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep what is told of a fault, and end it here; what is to end the program goes on."""
        if kind is None or not issubclass(kind, Exception):
            return False
        self.kind, self.words = kind.__name__, fault_at(kind, trace)
        return True


def is_fault(words: str) -> bool:
    """Tell whether words are a code, or say in which line of the program a fault lies, and nothing else."""
    match = _FAULT.fullmatch(words)
    return words in CODES or (match is not None and (match["module"] is None or (_PACKAGE / match["module"]).is_file()))


def order_to_report(fault: str = "") -> str:
    """Return what to do about a fault of the program, which is named by its place in it or by the code of its finding.

    Every help that says so is this one: none ever asks for a case, or for a document made of one.
    """
    command = "submissions doctor --report" + (f' --fault "{fault}"' if is_fault(fault) else "")
    return f"this is a fault of the program; for a report that holds no word of the case: {command}"


WHERE_IT_MAY_GO: Final = (
    "Read this report, then hand it to whoever gave you the program or looks after it; it may be shown to anybody.\n"
    "Never send a case, a document made of one, or a picture of your screen along with it."
)
"""The last lines of a report."""

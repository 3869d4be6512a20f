"""Write the drawing commands of a page anew: known commands only, no marks, nothing that a hidden layer would draw.

Rule: ISO 32000-2, annex A (summary of operators) and sections 8.11.3 and 14.6 (marked content).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, TypeAlias

from submissions.exhibits.faults import PRINT_ANEW, REDACT, CannotCleanError
from submissions.unseen.colours import inline_tells_apart

# Annex A without the marks, which are left out, and without inline images, which pikepdf gives as one command.
_EVERY: Final = (
    "b B b* B* BT BX c cm CS cs d d0 d1 Do ET EX f F f* G g gs h i j J K k l m M n q Q re RG rg ri s S SC sc SCN scn "
    "sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
KNOWN: Final = frozenset(_EVERY.split())
_BEGIN: Final = frozenset({"BMC", "BDC"})
_MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
# What paints a path: where it is left out, the path must still be ended.
_PAINT: Final = frozenset({"b", "B", "b*", "B*", "f", "F", "f*", "s", "S"})
_SHOW_TEXT: Final = frozenset({"Tj", "TJ", "'", '"'})
# What gives text a place anew, so that it does not matter what was left out before.
_PLACE_TEXT: Final = frozenset({"Tm", "Td", "TD", "T*", "BT", "'", '"'})
_INLINE: Final = "INLINE IMAGE"
# Codings that can carry words of their own beside the picture.
_UNCLEANABLE_INLINE: Final = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode"})
_INVISIBLE: Final = 3
_IsHidden = Callable[[Any], bool]
TextKept: TypeAlias = Literal["all", "visible", "none"]


def rewrite(stream: Any, is_hidden: _IsHidden, text: TextKept = "all") -> bytes:
    """Return the commands of a page, form, pattern or glyph without marks, comments and what is hidden.

    `is_hidden` is asked with the operands of each beginning mark and of each object that is drawn; `text` says which
    words stay. Raises CannotCleanError where leaving something hidden out would move what is shown.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    try:
        commands = pikepdf.parse_content_stream(stream)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise CannotCleanError("the drawing commands of a page are damaged", PRINT_ANEW) from error
    writer = _Writer(is_hidden, text)
    for command in commands:
        writer.take(command)
    return pikepdf.unparse_content_stream(writer.kept) + b"\n"


class _Writer:
    """Takes command after command and keeps those that may stay."""

    def __init__(self, is_hidden: _IsHidden, text: TextKept) -> None:
        self.kept: list[Any] = []
        self._is_hidden, self._text = is_hidden, text
        self._mode, self._modes = 0, list[int]()  # how letters are drawn (ISO 32000-2, 9.3.6), and before each `q`
        self._open: list[bool] = []
        self._moved = False  # whether text was left out behind which more text could follow without a place of its own

    def take(self, command: Any) -> None:
        """Take the next command; raises CannotCleanError."""
        name = str(command.operator)
        if name in _MARKS:
            self._mark(name, command.operands)
        elif name == _INLINE:
            self._inline(command)
        elif name not in KNOWN:
            return
        elif any(self._open) or (name == "Do" and self._is_hidden(["Do", *command.operands])) or self._is_dropped(name):
            self._leave_out(name, command)
        else:
            self._check_place(name)
            self.kept.append(command)
        self._follow(name, command.operands)

    def _follow(self, name: str, operands: Any) -> None:
        """Keep in mind how the letters that come are drawn."""
        if name == "q":
            self._modes.append(self._mode)
        elif name == "Q" and self._modes:
            self._mode = self._modes.pop()
        elif name == "Tr" and len(operands):
            self._mode = int(operands[0])

    def _is_dropped(self, name: str) -> bool:
        return name in _SHOW_TEXT and (self._text == "none" or (self._text == "visible" and self._mode == _INVISIBLE))

    def _mark(self, name: str, operands: Iterable[Any]) -> None:
        if name in _BEGIN:
            self._open.append(self._is_hidden([name, *operands]))
        elif name == "EMC" and self._open:
            self._open.pop()

    def _inline(self, command: Any) -> None:
        if any(self._open):
            return
        if _UNCLEANABLE_INLINE.intersection(map(str, command.iimage.filters)):
            raise CannotCleanError("a page holds a small coded picture that cannot be taken apart", PRINT_ANEW)
        if not inline_tells_apart(command.iimage):
            raise CannotCleanError("a page holds a small picture that has more in it than its colours show", REDACT)
        self.kept.append(command)

    def _leave_out(self, name: str, command: Any) -> None:
        """Leave out what paints; keep what sets the state, which counts in hidden parts too."""
        if name in _PAINT:
            self._add([], "n")  # ends the path, and lets a pending clip take effect
        elif name in _SHOW_TEXT:
            if name == '"':
                self._add(command.operands[:1], "Tw")
                self._add(command.operands[1:2], "Tc")
            if name in ("'", '"'):
                self._add([], "T*")
            self._moved = True
        elif name not in ("Do", "sh"):
            self._check_place(name)
            self.kept.append(command)

    def _check_place(self, name: str) -> None:
        if name in _PLACE_TEXT:
            self._moved = False
        elif name in ("Tj", "TJ") and self._moved:
            raise CannotCleanError("a hidden layer holds words in the middle of a line that is shown", PRINT_ANEW)

    def _add(self, operands: Iterable[Any], name: str) -> None:
        import pikepdf  # noqa: PLC0415

        self.kept.append(pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name)))

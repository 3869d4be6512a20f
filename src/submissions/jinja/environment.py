"""The sandbox that templates run in: plain data only, and every fault a finding with the template's line."""

from __future__ import annotations

import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from difflib import get_close_matches
from operator import itemgetter
from types import FrameType
from typing import Any, Final

from jinja2 import ChainableUndefined, Template, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from submissions.findings import Finding, Place
from submissions.values import TO_COME, Missing, PartialDate, Text, TextWithNames, Withholding, still_to_come

# More than anything in a case is counted; each turn of a loop costs time before any limit on the output is reached.
RANGE_MAX: Final = 10_000


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without its globals, with our filters and tests, in which nothing undefined passes in silence."""

    # "+" and "%" on texts would lose their place and their seal, "*" and "**" can make values that fill the memory.
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        file: str,
        functions: frozenset[int],
        stock: str = "",
        stock_lines: int = 0,
        case: Place | None = None,
    ) -> None:
        """Set up for the template in `file`; `functions` are the identities of what it may call.

        The first `stock_lines` lines of what is compiled are those of the file `stock`, which holds shared macros. In a
        draft what is missing has a place in the case: `case` is that of what has none nearer to it.
        """
        super().__init__(
            autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
            comment_start_string="{##", comment_end_string="##}",
            optimized=False,  # the optimiser would run our filters before the template runs
            undefined=_undefined_for(self),
        )  # fmt: skip
        self.file, self.stock, self.stock_lines, self.case = file, stock, stock_lines, case
        self.functions = functions
        self.findings: list[Finding] = []
        self.globals = {"range": self.limited_range}
        self.as_markup: Callable[[object], Markup] = Markup
        self._lines: list[tuple[int, int]] | None = None

    def place(self, line: int) -> Place:
        """Return the place of a line of what is compiled: in the stock of macros, or in the template itself."""
        if 0 < line <= self.stock_lines:
            return Place(self.stock, line)
        return Place(self.file, max(line - self.stock_lines, 0))

    def is_own(self, place: Place) -> bool:
        """Tell whether a place lies in the template or its stock, and not in a case."""
        return place.file in {self.file, self.stock}

    def report(self, code: str, line: int, message: str, order: str) -> None:
        """Add a finding at a line of the template."""
        self.findings.append(Finding(code, self.place(line), message, order))

    def line(self) -> int:
        """Return the line of the template that is running."""
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return self._line_of(template, frame.f_lineno)
            frame = frame.f_back
        return 0

    def _line_of(self, template: Template, line: int) -> int:
        """Return the line of the template that a line of its code stands for.

        Jinja reads the table of lines anew each time that it is asked, and a loop asks at every turn.
        """
        if self._lines is None:
            self._lines = [(code_line, template_line) for template_line, code_line in template.debug_info]
        at = bisect(self._lines, line, key=itemgetter(0))
        return self._lines[at - 1][1] if at else 1

    def limited_range(self, *arguments: int) -> range:
        """Count as Python does, to ten thousand at most."""
        numbers = range(*arguments)
        if len(numbers) > RANGE_MAX:
            raise SecurityError(f"range is limited to {RANGE_MAX}")
        return numbers

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: PLR0911 - one return for each kind of thing
        """Return an attribute of plain data; an unknown one is a finding, one that is not given is nothing."""
        if isinstance(obj, Missing):
            return obj.part(attribute)
        if isinstance(obj, Withholding | Undefined):
            return obj
        if attribute.startswith("_"):
            self.report("E214", self.line(), f"a template may not reach for '{attribute}'", "take it out")
            return Nothing
        if obj is None:
            return self.nothing(attribute)
        if isinstance(obj, Mapping):
            return self.settled(obj[attribute], attribute) if attribute in obj else self.nothing(attribute, obj)
        found = getattr(obj, attribute, _ABSENT)
        if found is _ABSENT or (isinstance(obj, str) and not isinstance(found, str)):
            return self._unknown(obj, attribute)
        if callable(found) and not isinstance(obj, LoopContext):
            return self._unknown(obj, attribute)
        return self.nothing(attribute, obj) if found is None else self.settled(found, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a list or an entry of a mapping."""
        if isinstance(obj, Missing | Withholding | Undefined):
            return obj
        if isinstance(argument, Missing) and argument.stands_for_a_value:
            return argument
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (LookupError, TypeError):
            if self.case is not None and isinstance(obj, list | tuple) and not obj:
                return self.nothing("")  # the first of those whom a draft does not know yet
            shown = argument if isinstance(argument, int) else type(argument).__name__
            self.report("E212", self.line(), f"there is no such item: '{shown}'", "use a 'for' loop")
            return Nothing

    def nothing(self, name: str, owner: object = None) -> Missing:
        """Return what stands for a value that the case does not give; it is falsy, and a finding where printed.

        `owner` is what should have it: its place is where a draft says that something is to come.
        """
        message = f"the template prints '{name}', which the case does not give"
        order = f"give '{name}' in the case, or let the template ask {{% if %}} first"
        place = self.place(self.line())
        if self.case is not None:
            message += f" (asked for at {place})"
            place = next(places_in(owner), self.case)
        return Missing("E213", place, message, order, what=name)

    def settled(self, value: object, name: str) -> object:
        """Return a value of the case; what stands in a draft for one that is still to come is a gap of this name."""
        match value if self.case is not None else None:
            case PartialDate(kind=kind, place=place) if kind == TO_COME:
                return still_to_come(name, place)
            case Text() as text if not text.strip():
                return still_to_come(name, text.place)
            case tuple() as items:
                return tuple(self.settled(item, name) for item in items)
        return value

    def _unknown(self, obj: object, attribute: str) -> Undefined:
        """Report a name that plain data of this kind never has."""
        known = [name for name in dir(obj) if not name.startswith("_") and not callable(getattr(obj, name, None))]
        close = get_close_matches(attribute, known, n=1) if not isinstance(obj, str) else []
        order = f"write '{close[0]}'" if close else "see 'submissions templates' for the names a template may use"
        self.report("E212", self.line(), f"there is no such name: '{attribute}'", order)
        return Nothing

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, loops, and the functions that were given to the template."""
        owner = getattr(obj, "__self__", None)
        allowed = isinstance(obj, Macro | LoopContext) or isinstance(owner, LoopContext)
        return allowed or id(obj) in self.functions or obj == self.limited_range

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what may be called; nothing stays nothing."""
        if isinstance(obj, Missing | Withholding | Undefined):
            return obj
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add numbers, lists and texts; refuse what makes texts out of patterns or multiplies them.

        With what is missing nothing can be counted: it stays missing.
        """
        for one in (left, right):
            if isinstance(one, Missing | Withholding | Undefined):
                return one
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            if isinstance(left, Markup | TextWithNames) or isinstance(right, Markup | TextWithNames):
                return Markup("").join([self.as_markup(left), self.as_markup(right)])
            return str(left) + str(right)
        if operator != "+" and not (isinstance(left, _NUMBERS) and isinstance(right, _NUMBERS)):
            raise SecurityError(f"'{operator}' is for numbers only")
        if operator == "**":
            raise SecurityError("'**' is not supported")
        return super().call_binop(context, operator, left, right)


_ABSENT: Final = object()
_NUMBERS: Final = (int, float, Decimal)


def places_in(value: object) -> Iterator[Place]:
    """Yield the places in the case of what a record, a list or a mapping of the view holds, in their order."""
    own = getattr(value, "place", None)
    if isinstance(own, Place) and own.line:
        yield own
    elif isinstance(value, Mapping):
        yield from (place for inner in value.values() for place in places_in(inner))
    elif isinstance(value, tuple):
        yield from (place for inner in value for place in places_in(inner))
    elif is_dataclass(value) and not isinstance(value, Missing | Withholding):
        yield from (place for one in fields(value) for place in places_in(getattr(value, one.name)))


class Unsettled(ChainableUndefined):
    """A name that does not exist and has been reported: it stays nothing whatever is done with it."""

    __slots__ = ()

    def _same(self, *_: object, **__: object) -> Unsettled:
        return self

    __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _same  # type: ignore[assignment]
    __mod__ = __rmod__ = __neg__ = __pos__ = __getitem__ = _same  # type: ignore[assignment]

    def _false(self, _: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _false  # type: ignore[assignment]


Nothing: Final = Unsettled()


def _undefined_for(sandbox: Sandbox) -> type[Undefined]:
    """Make the class that Jinja calls for a name that does not exist: to be made is to be reported."""

    class Reported(Unsettled):
        """Reports the name when it is made."""

        def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
            super().__init__(hint, obj, name)
            message = (
                f"there is no such name: '{name}'" if name else (hint or "there is no such name").rstrip(".").lower()
            )
            order = "see 'submissions templates' for the names a template may use"
            sandbox.report("E212", sandbox.line(), message, order)

    return Reported

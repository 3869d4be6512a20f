"""Render a template's body: Markdown in which each printed value is a mark, and the values beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Final

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from markupsafe import Markup

from submissions.findings import Finding, Place, has_errors
from submissions.jinja.environment import Sandbox
from submissions.jinja.filters import filters, tests
from submissions.jinja.marks import (
    MARK,
    NONCHARACTERS,
    has_line_marks,
    index_of,
    line_mark,
    mark,
    template_text,
    unmark_lines,
)
from submissions.jinja.source import JOIN_FILTER, PRINT_FILTER, Preparer, keep_line_ends
from submissions.values import Missing, Prose, Text, TextWithNames, Withholding

OUTPUT_MAX: Final = 5_000_000
"""Characters that a template may print."""

VALUES_MAX: Final = 200_000
"""Values that a template may print."""

# Jinja would print these as Python writes them, "True" or "[...]", which no document should say.
_UNPRINTABLE: Final = (bool, list, tuple, dict, set, frozenset, range, bytes)


@dataclass(frozen=True, slots=True)
class Printed:
    """A value that a template printed, the wording that printed it, and where."""

    value: object
    wording: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rendered:
    """Rendered Markdown with the place of each line, and the values its marks stand for."""

    text: Prose
    values: tuple[Printed, ...]


class _TooMuchError(Exception):
    """A template printed more than it may."""


def render(
    body: Text,
    names: Mapping[str, object],
    words: Mapping[str, str],
    stock: Text | None = None,
    case: Place | None = None,
) -> tuple[Rendered | None, list[Finding]]:
    """Render a body with the names it may use; `words` are the labels of its language.

    `stock` holds macros that several templates share; it is read before the body. `case` is given for a draft: a place
    in the case for what is missing there and has none nearer to it. Returns None beside the findings
    where the template cannot be run to its end.
    """
    shared = stock if stock is not None else Text("", body.place)
    for text in (body, shared):
        if NONCHARACTERS.search(text):
            message = "the template holds a character that Unicode does not assign"
            return None, [Finding("E202", Place(text.place.file), message, "take it out")]
    functions = frozenset(id(value) for value in names.values() if callable(value))
    before = f"{str(shared).rstrip()}\n" if shared else ""
    sandbox = Sandbox(body.place.file, functions, shared.place.file, before.count("\n"), case)
    return _Rendering(sandbox, words).run(before + str(body), names)


class _Rendering:
    """One run of one template: its sandbox, and the table of what it has printed."""

    def __init__(self, sandbox: Sandbox, words: Mapping[str, str]) -> None:
        self.sandbox = sandbox
        self.values: list[Printed] = []
        sandbox.filters = dict(filters(self.show, words, self._empty))
        sandbox.tests = dict(tests())
        sandbox.as_markup = self.show
        self.capitalize = sandbox.filters["capitalize"]
        sandbox.filters["capitalize"] = self._capitalized
        self.names = frozenset(sandbox.filters), frozenset(sandbox.tests)
        sandbox.filters |= {PRINT_FILTER: self._printed, JOIN_FILTER: self._joined}

    def run(self, source: str, names: Mapping[str, object]) -> tuple[Rendered | None, list[Finding]]:
        """Prepare, compile and run the template; each fault on the way becomes a finding."""
        sandbox = self.sandbox
        template = self._compile(source)
        if template is None:
            return None, sandbox.findings
        try:
            text = self._output(template, names)
        except RecursionError:
            sandbox.report("E220", 0, "the template calls itself without end", "end the recursion of its macro")
        except _TooMuchError:
            sandbox.report("E216", 0, "the template prints too much", "end its loops sooner")
        except SecurityError as error:
            order = "use only the names, filters and tests that a template may use"
            sandbox.report("E214", _line_of(error.__traceback__), f"the template may not do this: {error}", order)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            message = f"the template fails here: {_sentence(str(error))}"
            sandbox.report("E215", _line_of(error.__traceback__), message, "mend the expression on this line")
        else:
            return self._rendered(text), list(dict.fromkeys(sandbox.findings))
        return None, list(dict.fromkeys(sandbox.findings))

    def _compile(self, source: str) -> Template | None:
        """Return the template ready to run, or None with findings."""
        sandbox = self.sandbox
        try:
            tree = sandbox.parse(keep_line_ends(source))
            Preparer(*self.names, sandbox.report).visit(tree)
            if has_errors(sandbox.findings):
                return None
            code = sandbox.compile(tree, None, "template")
            return sandbox.template_class.from_code(sandbox, code, dict(sandbox.globals))
        except TemplateSyntaxError as error:
            message = f"the template's syntax is wrong: {_sentence(error.message or '')}"
            sandbox.report("E211", error.lineno, message, "mend the tag on this line, or close the one before it")
        except RecursionError:
            sandbox.report("E211", 0, "the template's tags stand too deep in each other", "make it simpler")
        return None

    def _output(self, template: Template, names: Mapping[str, object]) -> str:
        """Run the template to its end, or until it has printed too much."""
        context = template.new_context(dict(names))
        parts, size = [], 0
        for part in template.root_render_func(context):
            size += len(part)
            if size > OUTPUT_MAX:
                raise _TooMuchError
            parts.append(part)
        return "".join(parts)

    def _rendered(self, text: str) -> Rendered:
        """Return the text without the marks of lines, each line with its place in the template."""
        bare, numbers = unmark_lines(text)
        places = tuple(map(self.sandbox.place, numbers))
        return Rendered(Prose(bare, Place(self.sandbox.file, 1), places), tuple(self.values))

    def show(self, value: object, wording: str = "", line: int = 0) -> Markup:
        """Take a value into the table and return its mark; what cannot be printed becomes a finding."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined) or (value == "" and not isinstance(value, Text)):
            return Markup("")  # reported when it was made, or an inline 'if' without 'else'
        line = line or self.sandbox.line()
        wording = wording or "a value of a list"
        value = self.sandbox.nothing(wording) if value is None else self.sandbox.settled(value, wording)
        if isinstance(value, Missing | Withholding):
            value = self._worded(value, wording, line)
            self.sandbox.findings.append(value.finding)
            if not (isinstance(value, Missing) and value.is_gap):
                return Markup("")
        if isinstance(value, _UNPRINTABLE) or callable(value) or (isinstance(value, str) and not value.strip(" ")):
            self._refuse(value, wording, line)
            return Markup("")
        if len(self.values) >= VALUES_MAX:
            raise _TooMuchError
        self.values.append(Printed(value, wording, self.sandbox.place(line)))
        return template_text(mark(len(self.values) - 1))

    def _empty(self) -> Markup | Missing:
        """Return what is printed of an empty list: nothing, and in a draft the gap of the list."""
        return Markup("") if self.sandbox.case is None else self.sandbox.nothing("")

    def _worded(self, gap: Missing | Withholding, wording: str, line: int) -> Missing | Withholding:
        """Return what is missing; what Jinja itself found missing gets the template's wording."""
        if isinstance(gap, Missing) and self.sandbox.is_own(gap.place):
            message = f"the template prints '{wording}', which the case does not give"
            order = f"give '{wording}' in the case, or let the template ask {{% if %}} first"
            return replace(gap, place=self.sandbox.place(line), message=message, help=order)
        if isinstance(gap, Missing) and gap.code == "E213" and not gap.what:
            what = wording.partition("|")[0]
            return replace(
                gap, message=gap.message.replace("''", f"'{what}'"), help=f"give '{what}' in the case", what=what
            )
        return gap

    def _refuse(self, value: object, wording: str, line: int) -> None:
        """Report a value that has no words of its own."""
        kind = {bool: "yes or no", str: "an empty text", Text: "an empty text"}.get(type(value), "a list or a function")
        order = "print one of its parts, or use '|and_list' or a 'for' loop"
        self.sandbox.report("E217", line, f"the template prints '{wording}', which is {kind}", order)

    @pass_context
    def _printed(self, context: Context, value: Any, wording: str, line: int) -> Markup:
        """Print a value where the template says so."""
        del context
        shown = self.show(value, wording, line)
        if has_line_marks(shown):  # what a macro printed keeps the macro's own lines
            return shown
        return template_text(line_mark(line)) + shown if shown else shown

    def _capitalized(self, value: object) -> object:
        """Give a text a capital; of what a macro has printed, the value that stands first is printed anew with one."""
        first = MARK.search(value) if isinstance(value, Markup) else None
        if not isinstance(value, Markup) or first is None or unmark_lines(value[: first.start()])[0].strip():
            return self.capitalize(value)
        changed = self.capitalize(self.values[index_of(first)].value)
        return Markup("").join([value[: first.start()], self.show(changed), value[first.end() :]])

    @pass_context
    def _joined(self, context: Context, parts: list[Any]) -> str:
        """Join texts with `~`; values stay data beside what a macro has already printed."""
        del context
        if any(isinstance(part, Markup | TextWithNames) or not isinstance(part, str | int) for part in parts):
            return Markup("").join([self.show(part) for part in parts])
        return "".join(str(part) for part in parts)


def _sentence(message: str) -> str:
    """Return a message of Jinja's as one sentence in lower case."""
    return message.rstrip(".").replace(". ", "; ").lower()


def _line_of(traceback: TracebackType | None) -> int:
    """Return the deepest line of the template in a traceback."""
    line = 0
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = int(template.get_corresponding_lineno(traceback.tb_lineno))
        traceback = traceback.tb_next
    return line


def each_once(rendered: Rendered) -> Rendered:
    """Return rendered text in which no mark stands twice: words that a template kept and printed again are others.

    So each has notes of its own, which have numbers of their own.
    """
    values, seen = list(rendered.values), set[int]()

    def own(match: re.Match[str]) -> str:
        index = index_of(match)
        if index in seen:
            values.append(values[index])
            index = len(values) - 1
        seen.add(index)
        return mark(index)

    text = MARK.sub(own, str(rendered.text))
    return Rendered(Prose(text, rendered.text.place, rendered.text.lines), tuple(values))

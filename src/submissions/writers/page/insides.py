"""All that the program knows of the page engine's insides: what it reads of a page, and what it changes for a while.

WeasyPrint has no hook for either, so both can end with any release of it. Everything of that kind stands here, for one
version; a change that does not fit the engine at hand is left out, which is a finding of every build and of `doctor`.
`docs/explanation/pdf.md` has the text of what is proposed to WeasyPrint for each.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final, TypeAlias

import pydyf
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint import pdf
from weasyprint.draw import text
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, fontconfig, pangoft2

from submissions.writers.faces import is_rearranged
from submissions.writers.page.glyph_letters import letters_of

Box: TypeAlias = Any
"""A box of the page engine, which has no types: a position, a size, perhaps text."""

MAJOR: Final = 70
"""The version of WeasyPrint that all of this was written against and tested with; its next may have other insides."""


def sheet_of(page: Any) -> Box:
    """Return the box of a whole page, whose children are its text, its footnotes and the boxes in its margins."""
    return page._page_box


def bare(box: Box) -> Box:
    """Return a box itself, where the engine has put it into another that moves its text to where it belongs."""
    return getattr(box, "_box", box)


def is_margin(box: Box) -> bool:
    """Tell whether a box of a page stands in its margins: a head or a foot."""
    return kind_of(box) == "MarginBox"


def kind_of(box: Box) -> str:
    """Return the name of the engine's class for a box, which says what it is."""
    return type(box).__name__


def give_fonts(fonts: Any, files: Sequence[Path], rules: str) -> None:
    """Tell a configuration of fonts, new and not yet used, of more files, and of rules by which faces are tried."""
    fontconfig.FcConfigParseAndLoadFromMemory(fonts._config, rules.encode(), True)
    for path in files:
        fontconfig.FcConfigAppFontAddFile(fonts._config, path.as_posix().encode(sys.getfilesystemencoding()))
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", fonts.font_map))


def line_ends_of(text: str) -> frozenset[int]:
    """Return the places in a text before which the engine may begin a new line."""
    attributes = line_break.get_log_attrs(text, None)
    return frozenset(place for place in range(len(text)) if attributes[place].is_line_break)


@dataclass(frozen=True, slots=True)
class Change:
    """A function of a module or class of the engine that gives way to another while pages are laid out.

    `parameters` are the names of its first parameters, and `uses` names that must stand in its code: what the other
    function counts on.
    """

    module: ModuleType | type
    function: str
    parameters: tuple[str, ...]
    uses: frozenset[str]
    change: Callable[[Callable[..., Any]], Callable[..., Any]]

    def fits(self) -> bool:
        """Tell whether the engine has the function as this change knows it."""
        function = getattr(self.module, self.function, None)
        if not isinstance(function, FunctionType):
            return False
        code = function.__code__
        first = code.co_varnames[: min(code.co_argcount, len(self.parameters))]
        return first == self.parameters and self.uses <= set(code.co_names)


@dataclass(frozen=True, slots=True)
class Mend:
    """A fault of the engine, and the changes that mend it; `title` says what comes right by them."""

    title: str
    changes: tuple[Change, ...]

    def applies(self, version: str) -> bool:
        """Tell whether the mend is for a version of the engine, and the engine at hand is built as it expects."""
        return version.split(".", maxsplit=1)[0] == str(MAJOR) and all(change.fits() for change in self.changes)


def mends_left_out(version: str = weasyprint.__version__) -> tuple[str, ...]:
    """Return the titles of the mends that do not apply to the engine at hand."""
    return tuple(mend.title for mend in MENDS if not mend.applies(version))


@contextmanager
def mended(mends: Sequence[Mend] | None = None) -> Iterator[tuple[str, ...]]:
    """Apply the mends, all unless some are named, for as long as pages are laid out; yield those that do not apply.

    The engine is put back afterwards, so that nothing else in the process meets a changed one. Not to be nested: a
    function that is changed already is not the one that a mend knows.
    """
    left_out = mends_left_out()
    with ExitStack() as put_back:
        for mend in MENDS if mends is None else mends:
            for change in () if mend.title in left_out else mend.changes:
                function = getattr(change.module, change.function)
                put_back.callback(setattr, change.module, change.function, function)
                setattr(change.module, change.function, change.change(function))
        yield left_out


_NO_BREAK: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_STEPS_MAX: Final = 12
"""How many points narrower a line is tried: the widest no-break space is narrower than that."""


def _hang_last_space(split: Callable[..., Any]) -> Callable[..., Any]:
    """Make the engine hang the space at the end of a text, as it hangs any other.

    WeasyPrint 70 measures a text together with the space at its end. Where all of the text would fit on a line but for
    that space, it takes the text for one that cannot be broken, and leaves the first word alone on its line. What fits
    without its last space is given back whole here, and the next line begins with what follows. A text that ends in a
    no-break space may not end a line there: it is broken at the last space that leaves room for it.
    """

    @wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, **options: Any
    ) -> Any:
        found = split(text, style, context, max_width, justification_spacing, **options)
        words = text.rstrip(" " + _NO_BREAK)
        left_one_word = found[2] is not None and words != text and " " not in words.encode()[: found[1]].decode()
        if not left_one_word or " " not in words:
            return found
        if text[-1] in _NO_BREAK:
            for step in range(1, _STEPS_MAX + 1):
                narrower = split(text, style, context, max_width - step, justification_spacing, **options)
                if " " in text.encode()[: narrower[1]].decode().rstrip(" "):
                    return narrower
            return found
        whole = split(words, style, context, max_width, justification_spacing, **options)
        if whole[2] is not None:
            return found
        layout, length, _, width, height, baseline = whole
        return layout, length, len(text.encode()), width, height, baseline

    return split_first_line


class _NotesStay:
    """Stands before the engine's context where it ends a page, and answers the one question that puts notes off.

    The engine puts no note off in a column; "in a column" is all that this says. Everything else it hands through.
    """

    in_column = True

    def __init__(self, context: Any) -> None:
        self.context = context

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)


def _keep_notes_with_lines(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Make the engine break the page before the paragraph, not put notes of the page off.

    Where a page may not end before a line that no longer fits, because the paragraph's first or last lines would stand
    alone, WeasyPrint 70 makes room by putting footnotes of the page onto the next one, away from their marks. It must
    take the lines along instead, as it does on a page without notes.
    """

    @wraps(lay_out)
    def linebox_layout(context: Any, *rest: Any) -> Any:
        return lay_out(_NotesStay(context), *rest)

    return linebox_layout


def _in_their_own_context(lines_of: Callable[..., Any]) -> Callable[..., Any]:
    """Give the lines of a paragraph the engine's own context again: what is laid out inside them may be in columns."""

    @wraps(lines_of)
    def iter_line_boxes(context: Any, *rest: Any) -> Any:
        return lines_of(context.context if isinstance(context, _NotesStay) else context, *rest)

    return iter_line_boxes


def _let_notes_fill_the_page(measure: Callable[..., bool]) -> Callable[..., bool]:
    """Make the engine take one more note for too many only where the style sheet says how high all may be.

    WeasyPrint 70 compares where the last note ends with where the notes end, both of them sums of the same heights.
    From a dozen notes on the sums differ behind the twelfth decimal place, and the page ends before a paragraph for
    which there was room: a page for each paragraph with many notes.
    """

    @wraps(measure)
    def update_footnote_area(context: Any) -> bool:
        too_many = measure(context)
        return too_many and context.current_footnote_area.max_height != float("inf")

    return update_footnote_area


def _with_own_letters(build: Callable[..., Any]) -> Callable[..., Any]:
    """Give the fonts of a PDF a letter for each glyph that has none or has that of its neighbours.

    Where several glyphs draw one letter with its marks, WeasyPrint 70 gives the last of them all the letters and the
    others none, wherever they stand; a bracket that is drawn mirrored it takes for the one that was typed. What is
    read from the file is then a letter too many, too few, or a number of the font.
    """

    @wraps(build)
    def build_fonts_dictionary(pdf: Any, fonts: Any, *rest: Any) -> Any:
        for font in fonts.values():
            letters = font.to_unicode
            wrong = [glyph for glyph, text in letters.items() if text == "" or any(map(_is_borrowed, text))]
            own = _letters_of(font) if wrong else {}
            for glyph in wrong:
                letters[glyph] = own.get(glyph) or letters[glyph] or _NO_LETTER
        return build(pdf, fonts, *rest)

    return build_fonts_dictionary


_NO_LETTER: Final = "\N{ZERO WIDTH SPACE}"


def _is_borrowed(sign: str) -> bool:
    """Tell whether a sign may be that of another glyph: a mark on a letter, or one that is drawn mirrored."""
    return unicodedata.category(sign) == "Mn" or unicodedata.mirrored(sign) == 1


def _letters_of(font: Any) -> dict[int, str]:
    """Return the letter of each glyph of a font of the engine, forms and ligatures as the letters they stand for."""
    with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as opened:
        return {opened.getGlyphID(name): letters for name, letters in letters_of(opened).items()}


def _with_said_words(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Write the words beside their glyphs where a script sets glyphs in another order, or several for one letter.

    WeasyPrint 70 knows one text for each glyph wherever it stands: a vowel that is drawn before its letter is read
    before it, and half of a vowel is read as the whole. What is read instead is the text of the line (ISO 32000-2,
    14.9.4).
    """

    @wraps(draw)
    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        if textbox.text.isascii() or not is_rearranged(textbox.text):
            return draw(stream, textbox, *rest)
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)}))
        try:
            return draw(stream, textbox, *rest)
        finally:
            stream.end_marked_content()

    return draw_first_line


LINE_ENDS: Final = Mend(
    "no word is left alone on a line before an element",
    (
        Change(
            inline,
            "split_first_line",
            ("text", "style", "context", "max_width", "justification_spacing"),
            frozenset(),
            _hang_last_space,
        ),
    ),
)
NOTE_LINES: Final = Mend(
    "footnotes stay on the page of their marks",
    (
        Change(
            block,
            "_linebox_layout",
            ("context",),
            frozenset({"in_column", "current_page_footnotes", "iter_line_boxes"}),
            _keep_notes_with_lines,
        ),
        Change(block, "iter_line_boxes", ("context",), frozenset(), _in_their_own_context),
    ),
)
NOTE_ROOM: Final = Mend(
    "a page takes as many footnotes as there is room for",
    (
        Change(
            LayoutContext,
            "_update_footnote_area",
            ("self",),
            frozenset({"current_footnote_area", "current_page_footnotes", "margin_height"}),
            _let_notes_fill_the_page,
        ),
    ),
)
LETTERS: Final = Mend(
    "each glyph is read as its own letter",
    (Change(pdf, "build_fonts_dictionary", ("pdf", "fonts"), frozenset({"to_unicode"}), _with_own_letters),),
)
WORDS: Final = Mend(
    "words of scripts that set glyphs in another order are read as typed",
    (
        Change(
            text,
            "draw_first_line",
            ("stream", "textbox"),
            frozenset({"to_unicode", "show_text"}),
            _with_said_words,
        ),
    ),
)
MENDS: Final = (LINE_ENDS, NOTE_LINES, NOTE_ROOM, LETTERS, WORDS)

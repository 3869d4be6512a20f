"""The rules that our Markdown adds to CommonMark, as rules of markdown-it: they only cut the text into tokens."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

from submissions.markup.attributes import ATTRIBUTES, LOOKS_LIKE_ATTRIBUTES
from submissions.values import mention_at

NESTING_MAX: Final = 30
"""Block levels that markdown-it reads; a list in a list takes two. Deeper text would be dropped: see `blocks`."""

# The beginnings of raw HTML by CommonMark 0.31, section 6.6, and a little more: what looks like a tag is refused.
_HTML: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<!\[CDATA\[|<![A-Za-z]|<\?")
_NOTE_LABEL: Final = re.compile(r"\[\^([^\s\[\]]+)\]")
# The beginning of a path: a drive, or a server and what it shares; and a sign that a backslash would take the place of.
_BEFORE_A_PATH: Final = "\"'(«“„"
# A path that goes on, in which no backslash was typed twice: whoever types "C:\\\\Users" has written Markdown.
_PATH: Final = re.compile(rf"[{_BEFORE_A_PATH}]*(?:[A-Za-z]:|\\\\(?=\w))(?:(?!\\\\).)*$")
_SHARE: Final = re.compile(r"\\\\\w[\w.$-]*\\(?!\\)[\w$]")
_ESCAPED: Final = re.compile(r"\\[!-/:-@\[^-`{-~]")
_ADDRESS: Final = re.compile(r"\bhttps?://|\bwww\.")
_IN_ADDRESS: Final = frozenset("/%&=+#~-_@")
# A star between two figures, or a figure and a letter, and one before the ending of files: 5*6*7, 2*x, *.docx.
_TIMES: Final = re.compile(r"\d(\*+)(?=\d)|\d(\*)(?=[^\W\d_*])|[^\W\d_*](\*)(?=\d)")
_FILES: Final = re.compile(r"(?<![^\s(\[\"'«“/\\])\*(?=\.\w)")
# A path of other systems: "/var/log/_x_", "~/a*b", and no more than one step is a fraction or "and/or".
_ROOTED: Final = re.compile(rf"[{re.escape('(«“')}\"']*~?/[\w.~-][^\s/]*/|[{re.escape('(«“')}\"']*~/")
# Three colons at least, as for a fence of code; colons behind the name may close the line.
_FENCE: Final = re.compile(r":{3,}[ \t]*(.*?)[ \t]*:*$")


def _person(state: StateInline, silent: bool) -> bool:
    """Cut `@id` and `@id.full`."""
    mention = mention_at(state.src, state.pos, state.posMax)
    if mention is None:
        return False
    if not silent:
        token = state.push("person", "", 0)
        token.content, token.meta = mention.typed, {"id": mention.id, "form": mention.form}
    state.pos += len(mention.typed)
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """Cut `[@id, para 2]` and `[words]{.redact}`, and leave every other bracket to the rule for links."""
    if state.src[state.pos] != "[":
        return False
    label = _NOTE_LABEL.match(state.src, state.pos, state.posMax)
    if label:
        return _leaf(state, silent, "note_label", label[1], label.end())
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0:
        return False
    after = ATTRIBUTES.match(state.src, end + 1, state.posMax)
    if after:
        return _span(state, silent, end, after)
    words = state.src[state.pos + 1 : end]
    follows = state.src[end + 1 : end + 2]
    if follows != "(" and re.search(r"(?<![\w.\\])@\w", words):
        return _leaf(state, silent, "citation", words, end + 1)
    return False


def _leaf(state: StateInline, silent: bool, kind: str, content: str, end: int) -> bool:
    """Push a token without children and move behind it."""
    if not silent:
        state.push(kind, "", 0).content = content
    state.pos = end
    return True


def _span(state: StateInline, silent: bool, end: int, attributes: re.Match[str]) -> bool:
    """Push `[words]{...}` as an opening token, the tokens of the words, and a closing token."""
    if not silent:
        start, maximum = state.pos, state.posMax
        state.pos, state.posMax = start + 1, end
        state.push("span_open", "", 1).meta = {"attributes": attributes.group()}
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1)
        state.posMax = maximum
    state.pos = attributes.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    """Cut `^[text of a note]`."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.children = []
        depth = state.env.get("note_depth", 0)
        if depth < 2:  # a note in a note is refused, so nobody needs its notes
            state.env["note_depth"] = depth + 1
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            state.env["note_depth"] = depth
    state.pos = end + 1
    return True


def _path(state: StateInline, silent: bool) -> bool:
    r"""Cut a backslash of a path that its author typed plainly: "C:\\.config" and "\\\\server\\.x" keep theirs."""
    if state.src[state.pos] != "\\":
        return False
    behind, follows = _word_behind(state.src, state.pos), state.src[state.pos : state.posMax]
    begins = _SHARE.match(follows) and not behind.strip(_BEFORE_A_PATH)
    goes_on = _PATH.match(behind) and _ESCAPED.match(follows)
    return bool(begins or goes_on) and _leaf(state, silent, "text_special", follows[:2], state.pos + 2)


def _address(state: StateInline, silent: bool) -> bool:
    """Cut a sign of an address or a path that means emphasis or a person elsewhere: "https://a.org/_x_/@b*c"."""
    is_sign = in_address(state.src, state.pos, state.posMax)
    return is_sign and _leaf(state, silent, "text_special", state.src[state.pos], state.pos + 1)


def in_address(text: str, index: int, end: int) -> bool:
    """Tell whether a star, a low line or an at sign at a place is one of an address or a path that goes on."""
    sign, follows = text[index], text[index + 1 : index + 2]
    inside = sign in "*_@" and index + 1 < end and (follows.isalnum() or follows in _IN_ADDRESS)
    behind = _word_behind(text, index)
    return inside and (_ADDRESS.search(behind) or _ROOTED.match(behind)) is not None


def _star(state: StateInline, silent: bool) -> bool:
    """Cut a star that is a sign: 5*6*7, *.docx."""
    if state.src[state.pos] != "*":
        return False
    if _FILES.match(state.src, state.pos, state.posMax):
        return _leaf(state, silent, "text_special", "*", state.pos + 1)
    match = _TIMES.match(state.src, state.pos - 1, state.posMax) if state.pos else None
    if match is None:
        return False
    group = match.lastindex or 1
    return _leaf(state, silent, "text_special", match[group], match.end(group))


def _word_behind(text: str, index: int) -> str:
    """Return what stands between the last space and the sign that is looked at."""
    return text[max(text.rfind(space, 0, index) for space in " \t\n") + 1 : index]


def _attributes(state: StateInline, silent: bool) -> bool:
    """Cut `{#id .class key=value}`, and what looks like it but is misspelt."""
    if state.src[state.pos] != "{":
        return False
    # "{{#if x}}" is a tag of some other program, which somebody found and quotes.
    if "{" in (state.src[state.pos - 1 : state.pos], state.src[state.pos + 1 : state.pos + 2]):
        return False
    match = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    kind = "attributes" if match else "broken_attributes"
    match = match or LOOKS_LIKE_ATTRIBUTES.match(state.src, state.pos, state.posMax)
    return match is not None and _leaf(state, silent, kind, match.group(), match.end())


def _html(state: StateInline, silent: bool) -> bool:
    """Cut raw HTML, which is refused; `<https://...>` has been taken as a link before."""
    if state.src[state.pos] != "<":
        return False
    match = _HTML.match(state.src, state.pos, state.posMax)
    return match is not None and _leaf(state, silent, "html", match.group(), match.end())


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Cut `::: name` ... `:::`, which may stand inside each other; the same three colons close the innermost."""
    # Four spaces and more make a block of code (CommonMark 0.31, section 4.4).
    match = _FENCE.match(_line(state, start)) if state.sCount[start] - state.blkIndent < 4 else None
    if match is None:
        return False
    if silent:
        return True
    last = _closing_line(state, start, end) if match[1] else start
    token = state.push("division_open", "", 1)
    token.map = [start, min(last + 1, end)]
    token.meta = {"name": match[1], "closed": last < end}
    if match[1]:
        outer = state.parentType, state.lineMax
        state.parentType, state.lineMax = "division", last
        state.md.block.tokenize(state, start + 1, last)
        state.parentType, state.lineMax = outer
    state.push("division_close", "", -1)
    state.line = min(last + 1, end)
    return True


def _line(state: StateBlock, line: int) -> str:
    """Return a line of the source without its indent."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes the container opened at `start`, or `end` where none does."""
    depth = 0
    for line in range(start, end):
        if line > start and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return end
        match = _FENCE.match(_line(state, line))
        if match:
            depth += 1 if match[1] else -1
            if depth == 0:
                return line
    return end


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark without HTML, entities and reference links, with tables and our own rules."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING_MAX})
    parser.enable("table")
    # Entities and reference links would print what is not typed; HTML is cut by our own rule, to be reported.
    parser.disable(["reference", "html_block", "html_inline", "entity", "text_join"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses stay as typed
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # we check them, with a finding
    parser.normalizeLinkText = lambda url: url  # type: ignore[method-assign,assignment]
    interrupts: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    parser.block.ruler.before("blockquote", "division", _container, interrupts)
    parser.block.ruler.before("blockquote", "footnote_definition", footnote_def, {"alt": ["paragraph"]})
    parser.inline.ruler.before("escape", "path", _path)
    parser.inline.ruler.before("escape", "address", _address)
    parser.inline.ruler.before("escape", "star", _star)
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("link", "bracket", _bracket)
    parser.inline.ruler.after("autolink", "html", _html)
    parser.inline.ruler.push("person", _person)
    parser.inline.ruler.push("attributes", _attributes)
    return parser

"""Turn the tokens inside a paragraph into inline nodes, each with the line of the author's file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from submissions.document import (
    Block,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Reference,
    Run,
    Strong,
    plain,
)
from submissions.findings import Finding, Place
from submissions.jinja import MARK, index_of
from submissions.markup.attributes import NONE, Attributes, read_attributes
from submissions.markup.citations import is_citation, read_citation
from submissions.markup.columns import Columns
from submissions.markup.people import name_person
from submissions.markup.scope import Drawing, Scope, nearest
from submissions.markup.withholding import KINDS, REDACT, REDACT_ROW, Withholder, without_redaction
from submissions.values import Mention, Prose

# Signs of emphasis behind or before a word; at the end of words, apart, they are a sign: "No. 5/2016 * , **".
_EMPHASIS: Final = re.compile(r"(?<=[^\s*_(\[<«“])(?:\*\*|__)(?![*_])|(?<![*_])(?:\*\*|__)(?= ?[^\s*_,.;:!?)\]>»”])")
# Signs that markdown-it leaves in the text where it could not read them as markup.
_LEFT_OVER: Final = (
    (re.compile(r"\]\("), "E303", "a link could not be read", "close the link, and write spaces in it as %20"),
    (re.compile(r"\w\]\[\w|^\[[^\]]+\]:\s"), "W304", "a link by reference is not supported", "write [words](address)"),
    (re.compile(r"\|\s*:?-{3,}"), "E328", "a table could not be read", "leave an empty line before it"),
    (_EMPHASIS, "W330", "signs of emphasis are left over", "close the emphasis or put a \\ before them"),
    (re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]{2,8});"), "W331", "an HTML entity prints as it stands",
     "type the character itself"),
)  # fmt: skip
# A web address needs a host, an e-mail address both its sides; every other scheme is refused.
_ADDRESS: Final = re.compile(r"(?:https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+)")
_TAKES_ATTRIBUTES: Final = frozenset({"link", "note", "note_label", "image"})


class Surroundings(Protocol):
    """What the reader of blocks does for the inline nodes inside them."""

    def sentence(self, prose: Prose) -> tuple[Inline, ...]:
        """Return prose that is printed within a sentence."""

    def take_note(self, label: str, place: Place) -> Callable[[], tuple[Block, ...]] | None:
        """Return what reads the note with a label, or None with a finding."""

    def inline_tokens(self, text: str) -> list[Token]:
        """Cut a piece of a line into inline tokens."""


class InlineReader:
    """Reads the inline nodes of one source; `blocks` reads what stands inside notes."""

    def __init__(self, source: Prose, scope: Scope, findings: list[Finding], blocks: Surroundings) -> None:
        """Keep what every node needs; `line` is the line being read, counted from 0."""
        self.source, self.scope, self.findings, self.blocks = source, scope, findings, blocks
        self.line = 0
        self.where = Columns(source)
        self.inside_note = False
        self.inside_heading = False

    @property
    def place(self) -> Place:
        """The author's line that is being read, with the column of what is."""
        return self.where.place(self.line)

    def report(self, code: str, message: str, order: str, behind: int = 0) -> None:
        """Add a finding at what is being read, or so many letters behind its beginning."""
        self.findings.append(Finding(code, self.where.place(self.line, behind), message, order))

    def read(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[tuple[Inline, ...], Attributes]:
        """Return the inline nodes, and the attributes that stand at their end."""
        nodes = list(nodes)
        trailing = self._trailing(nodes)
        inlines: list[Inline] = []
        skip = False
        for index, node in enumerate(nodes):
            if skip:
                skip = False
                continue
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            own = NONE
            if node.type in _TAKES_ATTRIBUTES and following is not None and following.type == "attributes":
                own, skip = read_attributes(following.content), True
            inlines.extend(self._one(node, own))
        return _joined(inlines, bare=bool(trailing)), trailing

    def _trailing(self, nodes: list[SyntaxTreeNode]) -> Attributes:
        """Take attributes off the end that belong to the block and not to the link, note or picture before them."""
        if not nodes or nodes[-1].type != "attributes":
            return NONE
        if len(nodes) > 1 and nodes[-2].type in _TAKES_ATTRIBUTES:
            self._warn_of_note(nodes[-2], read_attributes(nodes[-1].content))
            return NONE
        attributes = read_attributes(nodes.pop().content)
        while nodes and nodes[-1].type == "softbreak":
            nodes.pop()
        return attributes

    def _warn_of_note(self, node: SyntaxTreeNode, attributes: Attributes) -> None:
        """Warn where an author may have meant the whole paragraph, and only the note that ends it is withheld."""
        if node.type.startswith("note") and REDACT in attributes.classes:
            order = (
                "put a space before {.redact} to withhold the paragraph; for the note alone write ^[[text]{.redact}]"
            )
            self.report("W369", "only the note is withheld here, and not the paragraph that ends with it", order)

    def _one(self, node: SyntaxTreeNode, attributes: Attributes) -> list[Inline]:
        """Return what one token and all inside it become."""
        self.where.go_to(node, self.line)
        reader = _READERS.get(node.type)
        if reader is not None:
            return reader(self, node, attributes)
        self.report("E324", f"this construct is not supported: {node.type.replace('_', ' ')}", "write plain text")
        return [Run(node.content, self.place)] if node.content else []

    def _inside(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """Read the children of a token; attributes at their end belong to nothing."""
        line, column = self.where.line, self.where.column
        inlines, trailing = self.read(node.children)
        if trailing:
            self._no_owner(trailing.source)
        self.where.go_back(line, column)
        return inlines

    def _no_owner(self, source: str) -> None:
        """Report attributes that stand where nothing takes them."""
        help_ = "put the words they belong to in brackets right before them, or the attributes at the paragraph's end"
        self.report("E316", f"these attributes belong to nothing: '{source}'", help_)

    def _text(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        """Split text at the marks of printed values, and notice markup that was not understood."""
        for pattern, code, message, order in _LEFT_OVER:
            match = pattern.search(node.content)
            if match:
                # Enough words on both sides to find the place in the line.
                start = max(0, match.start() - 20)
                self.report(
                    code, f"{message}: '{MARK.sub('…', node.content[start : match.end() + 20])}'", order, match.start()
                )
        return self.words(node.content)

    def words(self, text: str) -> list[Inline]:
        """Return literal text as runs, with printed values in the place of their marks."""
        inlines: list[Inline] = []
        end = 0
        for match in MARK.finditer(text):
            if match.start() > end:
                inlines.append(Run(text[end : match.start()], self.place))
            inlines.extend(self._value(index_of(match)))
            end = match.end()
        if end < len(text):
            inlines.append(Run(text[end:], self.place))
        return inlines

    def _value(self, index: int) -> tuple[Inline, ...]:
        """Return the words of a printed value; prose inside a sentence must be one paragraph."""
        leaf = self.scope.leaf(index, self.place)
        if isinstance(leaf, Drawing):
            order = "print it alone in a paragraph, outside of sentences, cells and headings"
            self.findings.append(Finding("E332", self.place, "a drawing is printed within a sentence", order))
            return ()
        return self.blocks.sentence(leaf) if isinstance(leaf, Prose) else leaf

    def filled(self, text: str) -> str:
        """Return text with the plain words of printed values in the place of their marks: an id, an address."""
        return MARK.sub(lambda match: self._id(index_of(match)), text)

    def _id(self, index: int) -> str:
        """Return the plain words of a printed value; of one that is still to come a name of its own."""
        words = self._value(index)
        return f"to-come-{index}" if any(isinstance(one, Gap) for one in words) else plain(words)

    def _escaped(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        # A quotation mark behind a backslash is the sign itself: no transform sets it.
        return [Run(node.content, self.place, verbatim=node.content in "\"'")]

    def _soft(self, _: SyntaxTreeNode, __: Attributes) -> list[Inline]:
        here = self.place  # a line's first word stands at its own column
        self.line += 1
        return [Run(" ", here)]

    def _hard(self, _: SyntaxTreeNode, __: Attributes) -> list[Inline]:
        here = self.place
        self.line += 1
        return [LineBreak(here)]

    def _emphasis(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        here = self.place
        return [Emphasis(self._inside(node), here)]

    def _strong(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        here = self.place
        return [Strong(self._inside(node), here)]

    def _person(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        """Print a person's name as this audience may see it."""
        mention = Mention(node.meta["id"], node.meta["form"], node.content)
        return [name_person(mention, self.scope.people, self.place, self.scope.gap, self.findings)]

    def _citation(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        """Read a citation, or a person's name in brackets, as editors put it into quotations."""
        here = self.place
        if not is_citation(node.content, self.scope):
            return [Run("[", here), *self.fragment(node.content), Run("]", here)]
        self.line += node.content.count("\n")
        return [read_citation(node.content, here, self.scope, self.findings)]

    def fragment(self, text: str) -> list[Inline]:
        """Read a piece of Markdown that lies inside the line being read."""
        tokens = self.blocks.inline_tokens(text)
        return list(self._inside(SyntaxTreeNode(tokens))) if tokens else []

    def _link(self, node: SyntaxTreeNode, attributes: Attributes) -> list[Inline]:
        """Read a reference `[](#id)` or a link to an address."""
        here = self.place
        address = self.filled(str(node.attrs.get("href", "")))
        words = self._inside(node)
        self.where.pass_over(str(node.attrs.get("href", "")))
        if address.startswith("#"):
            return self._reference(address, words, attributes, here)
        if attributes:
            self._no_owner(attributes.source)
        if node.attrs.get("title"):
            self.report("E324", f"a link's title is not supported: '{node.attrs['title']}'", "leave the title out")
        if not _ADDRESS.fullmatch(address):
            self.report("E302", f"a link may not lead there: '{address}'", "give an http, https or mailto address")
            return list(words)
        if not plain(words).strip():
            self.report("E303", f"a link has no words: '{address}'", "write the words between the brackets")
        if node.markup == "autolink":
            words = (Run(plain(words), here, verbatim=True),)
        return [Link(address, words, here)]

    def _reference(self, address: str, words: tuple[Inline, ...], attributes: Attributes, here: Place) -> list[Inline]:
        """Read `[](#id)`; its words are the number that the target gets, so it has none of its own."""
        wrong = [*(name for name in attributes.classes if name != "page"), *attributes.values]
        if attributes.id or wrong:
            self.report(
                "E317", f"a reference takes '{{.page}}' only: '{attributes.source}'", "write {.page} or nothing"
            )
        if words:
            self.report("E303", f"a reference takes no words: '[{plain(words)}]({address})'", f"write []({address})")
            return list(words)
        return [Reference(address[1:], "page" if "page" in attributes.classes else "", "", here)]

    def redaction(self, attributes: Attributes, row: bool = False) -> tuple[Withholder | None, Attributes]:
        """Return what withholds the words that attributes belong to, if they say so, and the other attributes.

        None for an audience that reads the words. An unknown kind is a finding for every audience. `row` asks for the
        class that withholds a row of a table.
        """
        wanted = REDACT_ROW if row else REDACT
        if wanted not in attributes.classes:
            return None, attributes
        kind = attributes.values.get("kind", "")
        if kind and kind not in KINDS:
            order = nearest(kind, KINDS, f"use one of: {', '.join(KINDS)}")
            self.report("E360", f"no passage is withheld as of this kind: '{kind}'", order)
        rest = without_redaction(attributes)
        plain_wording = self.scope.withheld
        if not plain_wording:
            return None, rest
        wording = self.scope.withheld_kinds.get(kind, plain_wording)
        return Withholder(wording, plain_wording, self.inside_note), rest

    def _span(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        """Read `[words]{.redact kind=place}` and `[words]{lang=la}`."""
        here = self.place
        withholder, attributes = self.redaction(read_attributes(node.meta["attributes"]))
        unknown = [*attributes.classes, *(key for key in attributes.values if key != "lang")]
        for name in unknown + ([f"#{attributes.id}"] if attributes.id else []):
            order = nearest(name, ("redact", "lang"), "use {.redact}, {.redact kind=place} or {lang=la}")
            self.report("E317", f"words in brackets take '.redact' and 'lang' only: '{name}'", order)
        words = self._inside(node)
        language = attributes.values.get("lang", "")
        if language and not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language):
            self.report(
                "E317", f"'lang' is not the code of a language: '{language}'", "write a code such as 'la' or 'fr'"
            )
        elif language:
            words = (Foreign(language, words, here),)
        return list(withholder.inlines(words, here) if withholder else words)

    def _note(self, node: SyntaxTreeNode, attributes: Attributes) -> list[Inline]:
        """Read `^[text]{#id .redact}`."""
        here = self.place
        return self._noted(lambda: (Paragraph(self._inside(node), here),), attributes, here)

    def _note_label(self, node: SyntaxTreeNode, attributes: Attributes) -> list[Inline]:
        """Read `[^label]{#id .redact}`, whose text stands elsewhere."""
        here, line = self.place, self.line
        blocks = self.blocks.take_note(node.content, here)
        if blocks is None:
            return [self.scope.gap(f"[^{node.content}]", here)]
        noted = self._noted(blocks, attributes, here)
        self.line = line
        return noted

    def _noted(self, blocks: Callable[[], tuple[Block, ...]], attributes: Attributes, here: Place) -> list[Inline]:
        """Return a note, or a note whose text is withheld."""
        withholder, rest = self.redaction(attributes)
        if rest.classes or rest.values:
            self.report("E317", f"a note takes an id and '.redact' only: '{rest.source}'", "write {#id} or nothing")
        noted = self.noted(blocks, self.filled(rest.id), here)
        return [withholder.note(one) if withholder and isinstance(one, Note) else one for one in noted]

    def noted(self, blocks: Callable[[], tuple[Block, ...]], identity: str, here: Place) -> list[Inline]:
        """Return a note, refused inside another note and in a heading."""
        if self.inside_note or self.inside_heading:
            where = "another note" if self.inside_note else "a heading"
            self.findings.append(Finding("E311", here, f"a note stands in {where}", f"take the note out of {where}"))
            return []
        self.inside_note = True
        made = blocks()
        self.inside_note = False
        if not made or (isinstance(made[0], Paragraph) and not made[0].inlines):
            self.findings.append(Finding("E322", here, "a note has no text", "write its text or take it out"))
        return [Note(0, made, identity, here)]

    def _image(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        self.report("E305", f"a picture stands inside a sentence: '{node.attrs.get('src', '')}'",
                    "put the picture alone in a paragraph")  # fmt: skip
        return [Run(str(node.content), self.place)] if node.content else []

    def _html(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        self.report("E301", f"raw HTML is not read: '{node.content}'", "take it out, or write \\< for a plain sign")
        return [Run(node.content, self.place)]

    def _code(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        self.report(
            "E324", f"text between backticks is not supported: '{node.content}'", "write quotation marks or \\`"
        )
        return [Run(node.content, self.place)]

    def _stray(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        self._no_owner(node.content)
        return [Run(node.content, self.place)]

    def _broken(self, node: SyntaxTreeNode, _: Attributes) -> list[Inline]:
        self.report(
            "E315", f"these attributes cannot be read: '{node.content}'", "write them as {#id .class key=value}"
        )
        return [Run(node.content, self.place)]


def _on_one_line(first: Run, second: Run) -> bool:
    return (first.place.file, first.place.line) == (second.place.file, second.place.line)


def _joined(inlines: list[Inline], bare: bool) -> tuple[Inline, ...]:
    """Join neighbouring runs that are alike and stand on one line; `bare` takes the space off the end."""
    joined: list[Inline] = []
    for node in inlines:
        last = joined[-1] if joined else None
        alike = isinstance(node, Run) and isinstance(last, Run) and not node.verbatim and not last.verbatim
        if alike and isinstance(node, Run) and isinstance(last, Run) and _on_one_line(node, last):
            joined[-1] = Run(last.text + node.text, last.place)
        else:
            joined.append(node)
    last = joined[-1] if joined else None
    if bare and isinstance(last, Run) and not last.verbatim:
        joined[-1:] = [Run(last.text.rstrip(" "), last.place)] if last.text.strip(" ") else []
    return tuple(joined)


_READERS: Final[dict[str, Callable[[InlineReader, SyntaxTreeNode, Attributes], list[Inline]]]] = {
    "text": InlineReader._text,
    "text_special": InlineReader._escaped,
    "softbreak": InlineReader._soft,
    "hardbreak": InlineReader._hard,
    "em": InlineReader._emphasis,
    "strong": InlineReader._strong,
    "person": InlineReader._person,
    "citation": InlineReader._citation,
    "link": InlineReader._link,
    "span": InlineReader._span,
    "note": InlineReader._note,
    "note_label": InlineReader._note_label,
    "image": InlineReader._image,
    "html": InlineReader._html,
    "code_inline": InlineReader._code,
    "attributes": InlineReader._stray,
    "broken_attributes": InlineReader._broken,
}

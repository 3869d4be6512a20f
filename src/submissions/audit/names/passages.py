"""Find the passages of a case's prose that are withheld from the public, and tell which of them can be searched for.

A passage is searched for if it says something of its own: a name, a number, an address. Words that could stand
anywhere, such as "the police station", are no secret by themselves, and to look for them would condemn every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.tree import SyntaxTreeNode
from pydantic import BaseModel

from submissions.findings import Place
from submissions.folding import fold, squash, word_list
from submissions.markup.attributes import read_attributes
from submissions.markup.rules import parser
from submissions.markup.withholding import REDACT, REDACT_ROW
from submissions.values import LocalisedProse, Prose

# Words that begin a sentence with a capital and name nothing: articles, pronouns, prepositions in en, fr, es.
_OPENERS: Final = frozenset(
    word_list(
        "a an the he she they it we i in on at by from to of and or but with for when his her their its this that "
        "these those one some all no every le la les l un une des du de d il elle ils elles on nous je dans sur a "
        "au aux par pour avec et ou mais sa son ses leur leurs ce cet cette ces el los las un una unos unas del "
        "al en con por para y o pero su sus este esta estos estas"
    )
)
_BREAK: Final = "\x00"
"""Stands in a passage where something was printed that is no text of its own: a person, a citation."""
_TAKE_ATTRIBUTES: Final = frozenset({"link", "note", "note_label", "image"})
_CAPTION: Final = "Table:"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟。])\s+")
_WORDS_MAX: Final = 12
_WITH_FIGURES_MIN: Final = 8
_NAME_MIN: Final = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Withheld words without their markup; `begins` tells whether a sentence begins with them.

    `kind` is what the author says of words in brackets: `{.redact kind=name}`.
    """

    text: str
    begins: bool
    place: Place
    kind: str = ""


def prose_of(value: object) -> Iterator[Prose]:
    """Yield every prose of a record and of all inside it, in all its languages."""
    if isinstance(value, LocalisedProse):
        yield from (text for _, text in value.texts if isinstance(text, Prose))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from prose_of(getattr(value, name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from prose_of(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from prose_of(part)


def withheld_passages(prose: Prose) -> list[Passage]:
    """Return the words that prose withholds: in brackets, and whole paragraphs, notes, lists, tables and containers.

    Long passages are given sentence by sentence, so that one sentence of them is found too.
    """
    if REDACT not in prose:
        return []
    return list(_Passages(prose).all())


class _Passages:
    """Goes through the tokens of one prose as the reader of blocks does; `line` is the line being read, from 0."""

    def __init__(self, prose: Prose) -> None:
        self.prose, self.line = prose, 0
        self.labels: set[str] = set()

    def all(self) -> Iterator[Passage]:
        """Yield the passages of the whole prose, those of notes that stand apart last."""
        tree = SyntaxTreeNode(parser().parse(str(self.prose), {}))
        yield from self.inside(tree.children, withheld=False)
        for node in tree.walk():
            if node.type == "footnote_reference":
                yield from self.inside(node.children, withheld=node.meta["label"] in self.labels)

    def inside(self, nodes: Sequence[SyntaxTreeNode], *, withheld: bool) -> Iterator[Passage]:
        """Yield the passages of blocks; attributes alone in a paragraph, and captions, speak of what follows."""
        following = False
        for node in nodes:
            self.line = node.map[0] if node.map else self.line
            if node.type == "footnote_reference":
                continue
            own = withheld or following or _is_container(node)
            following = False
            if node.type == "inline":
                yield from self.of_line(node.children, withheld=withheld or _ends_in_redact(node.children, REDACT))
                continue
            if node.type == "paragraph" and _ends_in_redact(node.children[0].children, REDACT):
                words = node.children[0].children
                following = len(words) == 1 or words[0].content.startswith(_CAPTION)
            if node.type == "tr" and any(_ends_in_redact(_line_of(cell), REDACT_ROW) for cell in node.children):
                own = True
            yield from self.inside(node.children, withheld=own)

    def of_line(self, nodes: Sequence[SyntaxTreeNode], *, withheld: bool) -> Iterator[Passage]:
        """Yield the passages of one paragraph, heading, cell or note."""
        if withheld:
            yield from _cut(plain_words(nodes), True, self.prose.place_of(self.line))
        yield from self.spans(nodes, covered=withheld)

    def spans(self, nodes: Sequence[SyntaxTreeNode], *, covered: bool) -> Iterator[Passage]:
        """Yield the passages within a line; where it is `covered`, its words have been taken as a whole."""
        before = ""
        for node, after in zip(nodes, [*nodes[1:], None], strict=True):
            here = self.prose.place_of(self.line)
            given = read_attributes(node.meta["attributes"]) if node.type == "span" else None
            redacts = given is not None and REDACT in given.classes
            if given is not None and redacts and not covered:
                begins = not before.strip() or before.rstrip()[-1] in ".!?:;…؟۔"
                yield from _cut(plain_words(node.children), begins, here, given.values.get("kind", ""))
            own = covered or redacts or _takes_redact(node, after)
            if node.type == "note":
                yield from self.of_line(node.children, withheld=own)
            elif node.type == "note_label":
                self.labels.update([node.content] if own else [])
            elif node.type == "image":
                words = (plain_words(node.children), str(node.attrs.get("title", ""))) if own else ()
                for text in words:
                    yield from _cut(text, True, here)
            elif node.children:
                yield from self.spans(node.children, covered=covered or redacts)
            before += plain_words([node])
            self.line += node.type in {"softbreak", "hardbreak"}


def _takes_redact(node: SyntaxTreeNode, after: SyntaxTreeNode | None) -> bool:
    """Tell whether the attributes right behind a note or a picture withhold it."""
    if node.type not in _TAKE_ATTRIBUTES or after is None or after.type != "attributes":
        return False
    return REDACT in read_attributes(after.content).classes


def _is_container(node: SyntaxTreeNode) -> bool:
    return node.type == "division" and str(node.meta.get("name", "")).split(maxsplit=1)[:1] == [REDACT]


def _line_of(cell: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    return cell.children[0].children if cell.children else ()


def _ends_in_redact(nodes: Sequence[SyntaxTreeNode], name: str) -> bool:
    """Tell whether the attributes at a line's end, if they belong to nothing before them, withhold it."""
    if not nodes or nodes[-1].type != "attributes":
        return False
    if len(nodes) > 1 and nodes[-2].type in _TAKE_ATTRIBUTES and not (nodes[-2].type == "image" and len(nodes) == 2):
        return False
    return name in read_attributes(nodes[-1].content).classes


def plain_words(nodes: Sequence[SyntaxTreeNode]) -> str:
    """Return the words of nodes, a break where something else is printed, without those of notes and pictures."""
    words = []
    for node in nodes:
        if node.type in {"text", "code_inline", "text_special", "escaped"}:
            words.append(node.content)
        elif node.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif node.type in {"person", "citation", "note", "note_label"}:
            words.append(_BREAK if node.type in {"person", "citation"} else "")
        elif node.children and node.type != "image":
            words.append(plain_words(node.children))
    return "".join(words)


def plain_prose(prose: Prose) -> str:
    """Return the words of prose without its markup."""
    tree = SyntaxTreeNode(parser().parse(str(prose), {}))
    lines = [node.children for node in tree.walk() if node.type == "inline"]
    return " ".join(plain_words(line).replace(_BREAK, " ") for line in lines).strip()


def _cut(text: str, begins: bool, place: Place, kind: str = "") -> Iterator[Passage]:
    """Yield the words of a passage between what is printed in it from elsewhere, long ones sentence by sentence."""
    for number, words in enumerate(text.split(_BREAK)):
        whole = " ".join(words.split())
        sentences = _SENTENCE_END.split(whole) if len(whole.split()) > _WORDS_MAX else [whole]
        for index, sentence in enumerate(sentences):
            cleaned = sentence.strip(" .,;:!?()\"'«»“”")
            if cleaned:
                yield Passage(cleaned, (begins and not number) or index > 0, place, kind)


def family_name(text: str) -> str:
    """Return the last word of a withheld name of several, "Perić" of "judge Ivana Perić", or ""."""
    words = [word.strip(".,;:()\"'«»“”") for word in text.split()]
    names = [word for word in words if word[:1] != word[:1].lower() or word == word.upper()]
    return names[-1] if len(names) > 1 and names[-1] == words[-1] and len(squash(names[-1])) >= _NAME_MIN else ""


def is_specific(text: str, *, begins: bool) -> bool:
    """Tell whether words say something of their own: a capital that no sentence's start explains, a date, a number.

    Figures count from eight letters and figures on: "12 March 1958" is a secret, "8 months" and "1993" are none.

    Scripts without capitals are taken by length: two words, or one of four letters without the Arabic article.
    """
    if any(character.isdigit() for character in text) and len(squash(text)) >= _WITH_FIGURES_MIN:
        return True
    words = [word for word in re.split(r"[\W\d_]+", text) if word]
    if not words:
        return False
    if not any(word != word.upper() or word != word.lower() for word in words):
        return len(words) > 1 or (len(fold(text)) >= 4 and not fold(text).startswith("ال"))
    capitals = [word for word in words if word != word.lower()]
    if not begins:
        return any(fold(word) not in _OPENERS for word in capitals)
    if fold(words[0]) in _OPENERS:
        return any(word != word.lower() for word in words[1:])
    return bool(capitals) and (len(capitals) > 1 or len(words) == 1 or words[0] == words[0].lower())

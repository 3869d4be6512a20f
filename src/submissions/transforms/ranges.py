"""Print several annexes, paragraphs or notes as their language does: "Annexes 1 and 7–10", "paras 12–14".

Every number that is printed stays a reference of its own; only the words and the numbers between the ends of a range
fall away. A column that is headed "Annex" has numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from submissions.document import NUMBER_ALONE, Cell, Document, Inline, Paragraph, Reference, Run, Table, plain
from submissions.document.grids import Placed, heads_over, placed
from submissions.document.rewrite import rewrite, rewrite_inlines

_COUNTED: Final = frozenset({"annex", "paragraph", "note"})
_LEAST: Final = 3
"""How many numbers in a row a range stands for: "7 and 8", but "7–9"."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language prints several: `one`, `two` and `many` have a place for numbers, the rest stands between them."""

    one: str
    two: str
    many: str
    comma: str
    last: str
    range: str

    def stand_over(self, head: str) -> bool:
        """Tell whether a head is the word for annexes, or the beginning of it with a stop: "Прил."."""
        names = {_word(words).casefold() for words in (self.one, self.many)}
        short = head.removesuffix(".")
        is_short = head != short and len(short) >= _SHORTEST and any(name.startswith(short) for name in names)
        return head in names or is_short

    @property
    def separators(self) -> frozenset[str]:
        """What stands between the parts of a list, without the spaces around it."""
        comma, last = self.comma.strip(), self.last.strip()
        return frozenset({comma, last, f"{comma} {last}"})


_SHORTEST: Final = 3
"""Letters of a word that is cut off, at the least."""


def _word(words: str) -> str:
    return re.sub(r"\{\w+\}", "", words).strip()


def join_references(document: Document, labels: Mapping[str, str], between: str) -> Document:
    """Return the document with lists of references as ranges; `between` stands between the ends of one.

    A house whose labels have no `annexes` prints each annex with its word.
    """
    many = labels.get("annexes", "")
    words = _Words(
        labels["annex"], labels.get("two_annexes", many), many, labels["list_comma"], labels["list_and"], between
    )
    blocks = document.blocks
    if many:
        blocks = rewrite(blocks, lambda node: (_with_numbers(node, words) if isinstance(node, Table) else node,))
    return replace(document, blocks=rewrite_inlines(blocks, lambda inlines: _joined(inlines, words)))


def _with_numbers(table: Table, words: _Words) -> Table:
    """Return a table whose columns under the word "Annex" have numbers alone."""
    columns = {index for index, head in heads_over(table).items() if words.stand_over(_text(head).casefold())}
    if not columns:
        return table

    def cells(row: Sequence[Placed]) -> Iterator[Cell]:
        for one in row:
            blocks = tuple(_bare(block, words) for block in one.cell.blocks)
            yield replace(one.cell, blocks=blocks) if one.column in columns else one.cell

    rows = zip(table.body, placed(table.body), strict=True)
    return replace(table, body=tuple(replace(row, cells=tuple(cells(here))) for row, here in rows))


def _text(cell: Cell) -> str:
    return " ".join(plain(block.inlines) for block in cell.blocks if isinstance(block, Paragraph)).strip()


def _bare(block: Any, words: _Words) -> Any:
    """Return a paragraph of nothing but annexes with their numbers; anything else as it is."""
    if not isinstance(block, Paragraph) or not block.inlines:
        return block
    chain = _chain(block.inlines, 0, words)
    if len(chain) * 2 - 1 != len(block.inlines) or any(node.kind != "annex" for node in chain):
        return block
    numbers = sorted(map(_number, chain), key=lambda node: int(node.text))
    return replace(block, inlines=tuple(_listed(_ranges(numbers, words), words.comma, words.comma)))


def _joined(inlines: tuple[Inline, ...], words: _Words) -> tuple[Inline, ...]:
    made: list[Inline] = []
    at = 0
    changed = False
    while at < len(inlines):
        chain = _chain(inlines, at, words)
        length = max(len(chain) * 2 - 1, 1)
        several = _several(chain, words) if len(chain) > 1 else []
        made += several or inlines[at : at + length]
        changed |= bool(several)
        at += length
    return tuple(made) if changed else inlines


def _chain(inlines: Sequence[Inline], at: int, words: _Words) -> list[Reference]:
    """Return the references of one kind that stand as a list from an index on."""
    chain: list[Reference] = []
    for index in range(at, len(inlines), 2):
        node, before = inlines[index], inlines[index - 1]
        if not isinstance(node, Reference) or not _is_counted(node) or (chain and node.kind != chain[0].kind):
            break
        if chain and not (isinstance(before, Run) and before.text.strip() in words.separators):
            break
        chain.append(node)
    return chain


def _is_counted(node: Reference) -> bool:
    return node.kind in _COUNTED and re.search(r"\d", node.text) is not None and (
        node.kind == "annex" or node.text.isdecimal()
    )  # fmt: skip


def _several(chain: list[Reference], words: _Words) -> list[Inline]:
    """Return a list of references in few words, or nothing where it is as short as it can be."""
    if chain[0].kind != "annex":
        parts = _ranges(chain, words)
        return list(_listed(parts, words.comma, words.last)) if len(parts) < len(chain) else []
    # Numbers under a head have no word, and one that is named twice is meant as it was typed.
    alone = any(node.target.endswith(NUMBER_ALONE) for node in chain)
    if not words.many or alone or len({node.target for node in chain}) < len(chain):
        return []
    parts = _ranges([_number(node) for node in chain], words)
    before, _, after = (words.two if len(chain) == 2 else words.many).partition("{numbers}")
    place = chain[0].place
    # The word stays with its first number.
    opening = [Run(f"{before.rstrip()}\N{NO-BREAK SPACE}", place)] if before.strip() else []
    return [*opening, *_listed(parts, words.comma, words.last), *([Run(after, place)] if after else [])]


def _number(node: Reference) -> Reference:
    """Return the reference to the number of an annex alone."""
    digits = "".join(re.findall(r"\d+", node.text))
    return replace(node, target=f"{node.target}{NUMBER_ALONE}", text=digits)


def _ranges(chain: Sequence[Reference], words: _Words) -> list[list[Inline]]:
    """Return references as parts of a list, those that count on one by one as ranges."""
    groups: list[list[Reference]] = []
    for node in chain:
        if groups and int(node.text) == int(groups[-1][-1].text) + 1:
            groups[-1].append(node)
        else:
            groups.append([node])
    parts: list[list[Inline]] = []
    for group in groups:
        if len(group) >= _LEAST:
            parts.append([group[0], Run(words.range, group[0].place), group[-1]])
        else:
            parts += [[node] for node in group]
    return parts


def _listed(parts: list[list[Inline]], comma: str, last: str) -> Iterator[Inline]:
    for index, part in enumerate(parts):
        if index:
            yield Run(last if index == len(parts) - 1 else comma, part[0].place)
        yield from part

"""Boxes: paragraphs between two rules, so that a reader's software meets words and no table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from submissions.document import Block, Division, ListBlock, Paragraph, Quotation, Table
from submissions.look import PageMeasures
from submissions.writers.word.frame.style_xml import rule_colour, twentieths
from submissions.writers.word.tables import WriteBlocks, gap
from submissions.writers.word.writing import BlockSetting, BoxRule, Writing

_THIN: Final = 0.75
"""Points: the rules of a box."""


def write_box(division: Division, writing: Writing, setting: BlockSetting, write_blocks: WriteBlocks) -> str:
    """Return the words of a box, with a rule above the first paragraph and one below the last; never split."""
    asks, measures = division.role == "ask", writing.document.design.measures
    writing.opening_rule = _rule("top", measures, asks=asks)
    writing.opening_space = twentieths(measures.text_after)
    closing = BoxRule(_rule("bottom", measures, asks=asks), twentieths(measures.box_after_all))
    kept = setting.keep or setting.keep_end
    bare, last = not _begins_in_words(division.blocks), _ends_in_words(division.blocks)
    inner = BlockSetting(
        setting.part,
        "ask text" if asks else "box text",
        setting.width - setting.left,
        compact=True,
        left=setting.left,
        keep=kept,
        whole=True,
        closing=closing if last else None,
    )
    opening = gap(writing, keep=True, rules=_taken(writing)) if bare else ""
    content = opening + write_blocks(division.blocks, writing, inner)
    return content if last else content + gap(writing, keep=kept, rules=closing.element)


def _taken(writing: Writing) -> str:
    rule, writing.opening_rule, writing.opening_space = writing.opening_rule, "", 0
    return rule


def _rule(side: str, m: PageMeasures, *, asks: bool) -> str:
    """Return `<w:top w:val="single" w:sz="6" w:space="8" w:color="000000"/>`: width in eighths of a point."""
    width, space = (m.ask_rule, m.ask_padding) if asks else (_THIN, m.box_padding)
    colour = rule_colour(m.rule_colour) if asks else 'w:color="000000"'
    return f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="{round(space)}" {colour}/>'


def _begins_in_words(blocks: Sequence[Block]) -> bool:
    """Tell whether the first thing in a box is a paragraph of the text itself."""
    return not blocks or not (isinstance(blocks[0], Table) and not (blocks[0].label or blocks[0].caption))


def _ends_in_words(blocks: Sequence[Block]) -> bool:
    """Tell whether the last thing in a box is a paragraph that can carry its rule."""
    match blocks[-1] if blocks else None:
        case Paragraph():
            return True
        case ListBlock() as listed:
            rest = listed.items[-1].blocks if listed.items else ()
            return bool(listed.items) and (len(rest) < 2 or _ends_in_words(rest))
        case Quotation() | Division() as held:
            return _ends_in_words(held.blocks)
        case _:
            return False

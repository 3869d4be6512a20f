"""Cut the values of a form out of the final tree, and settle them for its Word file as the tree for the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from submissions.document import Division, Document
from submissions.document.held import cut_values


def with_form(document: Document, settle: Callable[[Document], Document]) -> Document:
    """Return a document as `settle` makes it, and its form, where it has one, with values that are settled too.

    What stands in place of a paragraph has the whole measure there, wherever the tree has it.
    """
    if document.form is None:
        return settle(document)
    blocks, form = cut_values(document.blocks, document.form)
    held = tuple(Division("unnumbered", value, form.place) for value in form.blocks.values())
    apart = settle(replace(document, blocks=held, form=None)).blocks
    settled = (one.blocks for one in apart if isinstance(one, Division))
    form = replace(form, blocks=dict(zip(form.blocks, settled, strict=True)))
    return settle(replace(document, blocks=blocks, form=form))

"""What the examples and one document of every kind of node come out as, held to files that a reviewer can read.

`pytest tests/test_golden.py --update-golden` writes the files anew and removes those that nothing uses; look at the
change before it is kept.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from examples import COMPLAINT, EXAMPLES, Builds, Example, tree
from golden_files import assert_golden, html_body, pdf_text, tag_tree, unused, word_xml
from sample import sample_document
from submissions.writers.page.html import write_html
from test_pdf_writer import house, made
from trees import tree_text
from word_files import SAMPLES, sample_word_file

ARABIC = next(example for example in EXAMPLES if example.language == "ar")
FULL = (COMPLAINT, ARABIC)
KINDS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "body.html": ("html", html_body),
    "word.xml": ("docx", word_xml),
    "pdf.txt": ("pdf", pdf_text),
    "tags.txt": ("pdf", tag_tree),
}


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


def folder(example: Example) -> str:
    return example.name("").rstrip(".")


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_tree_of_an_example_is_the_golden_one(example: Example, update: bool) -> None:
    assert_golden(f"{folder(example)}/tree.txt", tree_text(tree(example)), update)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", FULL, ids=str)
def test_the_files_of_an_example_are_the_golden_ones(example: Example, kind: str, builds: Builds, update: bool) -> None:
    form, text = KINDS[kind]
    assert_golden(f"{folder(example)}/{kind}", text(builds.path(example, form).read_bytes()), update)


@pytest.mark.few(1)
@pytest.mark.parametrize(("language", "frame"), SAMPLES)
def test_the_document_of_every_kind_of_node_is_the_golden_one(language: str, frame: str, update: bool) -> None:
    document = sample_document(language, frame)
    name = f"every-node/{frame}.{language}"
    page, findings = write_html(document, house())
    assert findings == []
    assert_golden(f"{name}/tree.txt", tree_text(document), update)
    assert_golden(f"{name}/body.html", html_body(page), update)
    assert_golden(f"{name}/word.xml", word_xml(sample_word_file(language, frame)), update)
    assert_golden(f"{name}/pdf.txt", pdf_text(made(language, frame).content), update)
    assert_golden(f"{name}/tags.txt", tag_tree(made(language, frame).content), update)


def test_no_golden_file_is_left_over(update: bool) -> None:
    names = {f"{folder(example)}/tree.txt" for example in EXAMPLES}
    names |= {f"{folder(example)}/{kind}" for example in FULL for kind in KINDS}
    names |= {f"every-node/{frame}.{language}/{kind}" for language, frame in SAMPLES for kind in ("tree.txt", *KINDS)}
    left = unused(names)
    if update:
        for path in left:
            path.unlink()
    else:
        assert left == []

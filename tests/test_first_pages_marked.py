"""The first page says that a document is confidential as the others do, in Word and PDF, below an office's own head."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document as Opened

from test_word_templates import made_of
from word_bodies import lines, template


def own_first_head(opened: Opened) -> None:
    opened.sections[0].different_first_page_header_footer = True
    opened.sections[0].first_page_header.paragraphs[0].text = "Official office of the centre"
    opened.sections[0].header.paragraphs[0].text = "{{ case.short_title }}"


def no_first_head(opened: Opened) -> None:
    opened.sections[0].different_first_page_header_footer = True
    opened.sections[0].header.paragraphs[0].text = "{{ case.short_title }}"


@pytest.mark.few(2)
@pytest.mark.parametrize(("head", "said"), [(own_first_head, ["Official office of the centre"]), (no_first_head, [])])
@pytest.mark.parametrize(("audience", "mark"), [("filing", "Confidential"), ("public", "Public version")])
def test_a_first_page_with_a_head_of_its_own_has_the_mark_below_it_in_word_and_pdf(
    head: object, said: list[str], audience: str, mark: str, tmp_path: Path
) -> None:
    def build(opened: Opened) -> None:
        head(opened)  # type: ignore[operator]
        lines("{{ case.title }}", "{{ texts.facts }}")(opened)

    result = made_of(tmp_path, template(build), audience)
    assert result.status == 0, result.said
    section = docx.Document(io.BytesIO(result.files["letters-test.en.docx"])).sections[0]
    first = [one.text for one in section.first_page_header.paragraphs if one.text]
    assert first == [*said, mark]
    assert [one.text for one in section.header.paragraphs if one.text] == ["X v Bosnia", mark]
    pages = pypdfium2.PdfDocument(result.files["letters-test.en.pdf"])
    assert mark in pages[0].get_textpage().get_text_bounded()

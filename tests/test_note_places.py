"""Every footnote of the PDF stands on the page of its mark, wherever the page ends."""

from __future__ import annotations

import pytest

from submissions.document import Note, Paragraph, Run
from submissions.writers.page.pdf import write_pdf
from test_pdf_writer import PLACE, SENTENCE, document, house


def paragraph_with_notes(number: int, notes: int, sentences: int) -> Paragraph:
    inlines: list[Run | Note] = []
    for index in range(sentences):
        inlines.append(Run(SENTENCE, PLACE))
        if index < notes:
            text = Paragraph((Run(SENTENCE * 2, PLACE),), PLACE)
            inlines.append(Note(number * 10 + index, (text,), f"note-{number}-{index}", PLACE))
    return Paragraph(tuple(inlines), PLACE, number)


@pytest.mark.few(2)
@pytest.mark.parametrize("sentences", [2, 3, 4, 5])
def test_notes_stand_on_the_page_of_their_marks(sentences: int) -> None:
    blocks = [paragraph_with_notes(number, 2, sentences) for number in range(1, 25)]
    content, findings = write_pdf(document(*blocks), house())
    assert {finding.code for finding in findings} <= {"N525"}
    assert content


def test_a_note_that_cannot_stand_on_the_page_of_its_mark_is_reported_at_its_place() -> None:
    long = tuple(Paragraph((Run(SENTENCE * 7, PLACE),), PLACE) for _ in range(4))
    marks = [Note(number, long, f"n{number}", PLACE) for number in (1, 2)]
    _, findings = write_pdf(document(Paragraph((Run(SENTENCE, PLACE), *marks), PLACE, 1)), house())
    assert [finding.place for finding in findings if finding.code == "W518"] == [PLACE]

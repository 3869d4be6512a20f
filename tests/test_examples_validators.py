"""No validator that can be had reports an error in any file of the examples.

No error is passed over but that the head of a table is no text where it stands again. Warnings are not errors;
 `docs/explanation/pdf.md` says which of them are false alarms.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import outloud
import pikepdf
import pytest

from examples import EXAMPLES, Builds, Example, tree
from submissions.document import Paragraph, Table, plain, walk
from submissions.findings import Place
from submissions.line.validators import validate_file
from submissions.writers.word.lint.package import lint_package

HERE = Place("output/example")
QPDF = shutil.which("qpdf")
every_example = pytest.mark.parametrize("example", EXAMPLES, ids=str)


@pytest.mark.few(1)
@every_example
def test_the_lint_of_the_program_and_two_validators_find_nothing_in_the_word_file(
    example: Example, builds: Builds, tmp_path: Path
) -> None:
    pytest.importorskip("openxml_audit")
    pytest.importorskip("ooxml_integrity")
    content = builds.path(example, "docx").read_bytes()
    assert lint_package(content, HERE) == []
    assert validate_file("docx", content, HERE, tmp_path) == []


@pytest.mark.few(1)
@every_example
def test_two_validators_of_accessibility_find_nothing_in_the_pdf(
    example: Example, builds: Builds, tmp_path: Path
) -> None:
    pytest.importorskip("pdfua")
    path = builds.path(example, "pdf")
    assert validate_file("pdf", path.read_bytes(), HERE, tmp_path) == []
    result = outloud.check(str(path))
    errors = [fault for fault in result.findings if str(fault.severity).rpartition(".")[2].lower() == "error"]
    heads = repeated_heads(example)
    assert [(fault.rule, fault.message) for fault in errors if fault.evidence not in heads] == []


def repeated_heads(example: Example) -> set[str]:
    """Return the words of the heads of tables, which stand once more, out of the tags, where a table goes on."""
    rows = (row for node in walk(tree(example).blocks) if isinstance(node, Table) for row in node.head)
    return {" ".join(plain(node.inlines) for node in walk(row.cells) if isinstance(node, Paragraph)) for row in rows}


@every_example
def test_the_syntax_of_the_pdf_is_whole(example: Example, builds: Builds) -> None:
    path = builds.path(example, "pdf")
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []
    if QPDF is not None:
        done = subprocess.run([QPDF, "--check", str(path)], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_the_validators_see_an_error_where_there_is_one(builds: Builds, tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    with pikepdf.open(builds.path(EXAMPLES[4], "pdf")) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.Lang
        pdf.save(path, deterministic_id=True)
    severities = {str(fault.severity).rpartition(".")[2].lower() for fault in outloud.check(str(path)).findings}
    assert "error" in severities
    assert validate_file("pdf", path.read_bytes(), HERE, tmp_path) != []

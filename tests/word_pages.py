"""Letters drafted in Word whose PDF is a picture of the Word page, and the desk on which tests make them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
from docx.document import Document as Opened
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Cm
from PIL import Image

from submissions.document import Document
from submissions.findings import Finding, Place
from submissions.line.drafting import draft, read_material
from submissions.line.line import make
from submissions.line.outcome import Made, Setting
from submissions.line.stages import Bench, Stages
from submissions.office.names import w
from submissions.plan import Job
from test_word_templates import CASE, TEMPLATE
from word_bodies import template

AS_OF = datetime.date(2026, 3, 1)
PICTURE = "pdf: libreoffice\n"


@dataclass(frozen=True)
class Desk:
    """A workspace with one letter, which is taken down the line in this process."""

    root: Path
    language: str = "en"

    def write(self, build: Callable[[Opened], object], case: str = CASE) -> Desk:
        own, home = self.root / "templates" / "letters" / "test", self.root / "cases" / "x-v-state"
        for folder in (own, home):
            folder.mkdir(parents=True, exist_ok=True)
        (own / "template.yaml").write_text(TEMPLATE.replace("LANGUAGE", self.language) + PICTURE, "utf-8")
        (own / f"{self.language}.docx").write_bytes(template(build))
        (home / "case.yaml").write_text(case.replace("LANGUAGE", self.language), "utf-8")
        return self

    @property
    def setting(self) -> Setting:
        return Setting(self.root, AS_OF, self.root / "output")

    def job(self, audience: str = "filing") -> Job:
        what = ("x-v-state", "cases/x-v-state", 0, "letters/test", self.language, audience)
        return Job(*what, ("docx", "pdf"), Place("cases/x-v-state/case.yaml", 1))

    def made(self, audience: str = "filing") -> Made:
        return make(Bench(), self.job(audience), self.setting)

    def document(self) -> Document:
        stages, job = Stages(Bench(), self.setting), self.job()
        return draft(stages, read_material(stages, job), job, "filing").document


def told(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    return [f"{one.code} {one.message}" for one in findings]


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def letterhead(opened: Opened) -> None:
    """Write a head with a picture on the first page, another on those that follow, and a foot with page numbers."""
    dots = io.BytesIO()
    Image.new("RGB", (80, 30), (160, 30, 40)).save(dots, "PNG")
    section = opened.sections[0]
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    first.add_run().add_picture(dots, width=Cm(3))
    first.add_run("\tCentre for Redress, official office")
    section.header.paragraphs[0].text = "Centre for Redress, {{ case.short_title }}"
    for foot in (section.footer, section.first_page_footer):
        number = OxmlElement("w:fldSimple")
        number.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr", " PAGE ")
        foot.paragraphs[0].add_run("Page ")
        foot.paragraphs[0]._p.append(number)


def dressed(opened: Opened) -> None:
    """Write what is drawn otherwise than it was typed: capitals, leaders, numbers of lines, parted words."""
    opened.settings.element.append(OxmlElement("w:autoHyphenation"))
    section = opened.sections[0]
    section.right_margin = Cm(9)
    lines_numbered = OxmlElement("w:lnNumType")
    lines_numbered.set(w("countBy"), "1")
    section._sectPr.append(lines_numbered)
    opened.add_paragraph().add_run("Centre for Redress").font.all_caps = True
    opened.add_paragraph().add_run("In small capitals").font.small_caps = True
    for leader in (WD_TAB_LEADER.LINES, WD_TAB_LEADER.DOTS):
        paragraph = opened.add_paragraph("Signature:\there")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(6), WD_TAB_ALIGNMENT.LEFT, leader)
    opened.add_paragraph(
        "Notwithstanding internationalisation, responsibilities of non-governmental organisations remain."
    )


def linked(address: str) -> bytes:
    """Return a Word file that shows a picture from an address."""
    dots = io.BytesIO()
    Image.new("RGB", (8, 8)).save(dots, "PNG")

    def build(opened: Opened) -> None:
        opened.add_paragraph("A picture:").add_run().add_picture(dots)
        (shown,) = opened.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
        embed = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
        del shown.attrib[embed]
        shown.set(
            embed.replace("}embed", "}link"),
            opened.part.relate_to(address, docx.opc.constants.RELATIONSHIP_TYPE.IMAGE, is_external=True),
        )

    return template(build)

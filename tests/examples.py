"""The example cases, each built once for a whole run of the tests, and what the tests need of them."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from filelock import FileLock

from office import convert
from speaking import spoken
from submissions.catalogue import Catalogue, Template, built_in_templates, read_catalogue
from submissions.compose import authorities_of, compose
from submissions.document import Document, HouseFile
from submissions.formats import FORMATS
from submissions.source import read_case
from submissions.transforms import transform
from submissions.validate import validate_case
from submissions.view import CaseView, view_case

ROOT = Path(__file__).resolve().parents[1]
AS_OF = datetime.date(2026, 11, 22)
CASES = ("a-v-bosnia", "maya-achi", "sahli-v-algeria")


@dataclass(frozen=True)
class Example:
    """One document that an example case makes."""

    case: str
    audience: str
    template: str
    language: str

    def name(self, form: str) -> str:
        """Return the path of the output in a format, below the output folder."""
        return f"{self.case}/{self.audience}/{self.template.replace('/', '-')}.{self.language}.{form}"

    def __str__(self) -> str:
        return f"{self.case}-{self.audience}-{self.template.replace('/', '-')}-{self.language}"


EXAMPLES = tuple(
    Example(case, audience, template, language)
    for case, audience, template, languages in (
        ("a-v-bosnia", "filing", "un/cat-complaint", "en"),
        ("a-v-bosnia", "public", "un/cat-complaint", "en"),
        ("a-v-bosnia", "public", "advocacy/brief", "en fr"),
        ("a-v-bosnia", "public", "parliament/briefing", "en"),
        ("maya-achi", "filing", "advocacy/brief", "en fr"),
        ("maya-achi", "public", "advocacy/brief", "en fr"),
        ("maya-achi", "public", "parliament/briefing", "en fr"),
        ("sahli-v-algeria", "filing", "un/cat-complaint", "fr"),
        ("sahli-v-algeria", "public", "advocacy/brief", "fr ar"),
        ("sahli-v-algeria", "public", "parliament/briefing", "fr"),
    )
    for language in languages.split()
)
COMPLAINT = EXAMPLES[0]


class Builds:
    """A folder that all processes of one run of the tests share; whoever needs a build first makes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, example: Example, form: str) -> Path:
        """Return a finished file of an example."""
        return self.output(example.case) / example.name(form)

    def output(self, case: str) -> Path:
        """Return the output folder of a build in this machine's own surroundings."""
        return self._once(f"first-{case}", lambda folder: build(case, folder / "output", ROOT, {}))

    def findings(self, case: str) -> str:
        """Return what the build of a case reported."""
        return (self.output(case).parent / "findings.txt").read_text(encoding="utf-8")

    def again(self, case: str) -> Path:
        """Return the output folder of a build in other surroundings: clock, hash seed, language, folders."""

        def elsewhere(folder: Path) -> None:
            start = folder / "another start"
            start.mkdir()
            surroundings = {
                "TZ": "Pacific/Kiritimati",
                "PYTHONHASHSEED": "271828",
                "LANG": "tr_TR.UTF-8",
                "LC_ALL": "C",
                "HOME": str(start),
                "COLUMNS": "40",
            }
            build(case, folder / "output", start, surroundings)

        return self._once(f"again-{case}", elsewhere)

    def converted(self) -> Path:
        """Return a folder with the Word files of all examples as LibreOffice prints them, named by example."""

        def print_all(folder: Path) -> None:
            files = [folder / f"{example}.docx" for example in EXAMPLES]
            for example, file in zip(EXAMPLES, files, strict=True):
                shutil.copy(self.path(example, "docx"), file)
            convert(files, folder)

        return self._once("converted", print_all)

    def _once(self, name: str, make: object) -> Path:
        """Make a folder under a lock, unless another process has made it; a failure is not tried again."""
        folder, done = self.folder / name, self.folder / f"{name}.done"
        with FileLock(self.folder / f"{name}.lock"):
            if not folder.exists():
                folder.mkdir(parents=True)
                make(folder)  # type: ignore[operator]
                done.touch()
        assert done.exists(), f"{name} could not be made; another test shows why"
        return folder / "output" if (folder / "output").exists() else folder


def build(case: str, output: Path, start: Path, surroundings: dict[str, str]) -> None:
    """Build a case in all formats from a folder; what is found stands beside the output in `findings.txt`."""
    command = [sys.executable, "-m", "submissions", "build", case, "--workspace", str(ROOT), "--output", str(output)]
    command += ["--as-of", AS_OF.isoformat(), "--timeout=900", *(f"--file-format={form}" for form in FORMATS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **surroundings}
    done = subprocess.run(command, cwd=start, env=environment, capture_output=True, encoding="utf-8", check=False)
    (output.parent / "findings.txt").write_text(done.stderr, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@cache
def catalogue() -> Catalogue:
    """Return the built-in templates and the house, without a finding."""
    found, findings = read_catalogue([built_in_templates()])
    assert findings == []
    return found


@cache
def viewed(example: Example) -> tuple[CaseView, Template]:
    """Return what the template of an example sees of its case, and the template."""
    house, template = catalogue().house, catalogue().templates[example.template]
    folder = ROOT / "cases" / example.case
    source, findings = read_case(folder, ROOT)
    assert source is not None
    case, more = validate_case(source, folder, ROOT, house.authorities)
    assert case is not None
    assert [*findings, *more] == []
    (submission,) = (one for one in case.submissions if one.template == example.template)
    view, findings = view_case(case, submission, example.audience, spoken(example.language), AS_OF, folder)
    assert list(findings) == []
    return view, template


@cache
def tree(example: Example) -> Document:
    """Return the finished tree of an example."""
    house = catalogue().house
    view, template = viewed(example)
    draft, findings = compose(view, template, house)
    style, labels = house.citations[example.language], house.labels[example.language]
    assert draft is not None
    document, more = transform(draft, authorities_of(view, house), style, labels, view.case.language)
    assert [*findings, *more] == []
    assert document is not None
    return document


def house_files(example: Example) -> dict[str, HouseFile]:
    """Return the frames and the style sheet that print an example."""
    return {**catalogue().house.files, **catalogue().templates[example.template].files}

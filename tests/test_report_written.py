"""The report as a build writes it: beside what was made, for its owner alone, and never over what somebody changed."""

from __future__ import annotations

import io
import json
import os
import re
import stat
from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from click.testing import Result as Ran
from PIL import Image

from pages_read import Element, read_page
from submissions.cli import main
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.plan import Job
from submissions.publish.contents import PUBLIC_REPORT, REPORT, is_report
from submissions.publish.disk import Disk
from submissions.report.writing import ReportWriter
from submissions.run.ahead import Ahead
from submissions.run.building import Builder
from submissions.run.folders import Makers
from submissions.run.records import OutputRow, Result, RunRequest
from submissions.run.reuse import Reuse
from submissions.run.store import STORE
from test_generations import Here
from test_progress import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")


class Office:
    """A workspace with one case, and what a build of it says and writes."""

    def __init__(self, root: Path) -> None:
        self.root, self.output = root, root / "output"
        self.first: tuple[Ran, Element] | None = None
        case = (ROOT / "README.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
        self.add("r-v-x", case.replace("r-v-exampleland", "r-v-x"))

    def add(self, name: str, text: str) -> None:
        (self.root / "cases" / name).mkdir(parents=True)
        (self.root / "cases" / name / "case.yaml").write_text(text, "utf-8")

    def ask(self, command: str, *words: str) -> Ran:
        return CliRunner().invoke(main, [command, "-w", str(self.root), "--as-of", "2026-12-10", *words])

    def build(self, *words: str) -> Ran:
        return self.ask("build", "-f", "pdf", *words)

    def page(self, name: str = REPORT) -> Element:
        return read_page((self.output / name).read_bytes())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a workspace that was built once; each test leaves it so, as they may run in several processes."""
    office = Office(tmp_path_factory.mktemp("report"))
    office.first = office.build(), office.page()
    return office


def test_a_build_writes_its_report_and_equal_runs_the_same_bytes(office: Office) -> None:
    assert office.first is not None
    first, page = office.first
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-2:] == [
        f"{office.output.as_posix()}/report.html shows it all on one page, for you alone.",
        "2 files made; 0 errors, 0 warnings.",
    ]
    assert "2 documents of 1 case: 2 made." in page.text
    office.build()
    second = (office.output / REPORT).read_bytes()
    assert "2 documents of 1 case: 2 unchanged." in office.page().text
    assert "a build of a part" in office.page().text  # PDF alone
    data = json.loads(office.build("--format", "json").stdout)
    assert (office.output / REPORT).read_bytes() == second
    assert data["report"] == f"{office.output.as_posix()}/report.html"


@pytest.mark.proof
def test_the_report_is_the_same_however_many_documents_are_made_at_once_and_whatever_was_kept(tmp_path: Path) -> None:
    office = Office(tmp_path)
    pages = []
    for words in (("--jobs", "1"), ("--jobs", "2"), ("--jobs", "2", "-o", str(tmp_path / "elsewhere"))):
        assert office.build(*words).exit_code == 0
        folder = Path(words[-1]) if len(words) > 2 else office.output
        pages.append((folder / REPORT).read_bytes())
        for path in (*folder.rglob("*.pdf"), *(folder / name for name in (STORE, REPORT) if len(pages) == 1)):
            path.unlink()
    assert len(set(pages)) == 1


def test_each_link_of_the_report_leads_to_a_file_and_each_picture_is_one(office: Office) -> None:
    page = office.page()
    links = [unquote(one.attributes["href"]) for one in page.all("a") if not one.attributes["href"].startswith("#")]
    assert {f"r-v-x/{audience}/parliament-briefing.en.pdf" for audience in ("filing", "public")} <= set(links)
    assert all((office.output / link).exists() for link in links)
    pictures = [one.attributes["src"] for one in page.all("img")]
    assert len(pictures) == 2
    for source, one in zip(pictures, page.all("img"), strict=True):
        drawn = Image.open(io.BytesIO(b64decode(source.removeprefix("data:image/png;base64,"), validate=True)))
        assert drawn.size == (int(one.attributes["width"]), int(one.attributes["height"])) == (300, 424)
        assert len(drawn.convert("L").getcolors() or ()) > 4  # something is drawn on it
    assert "R v Exampleland" in page.all("h4")[0].text


@POSIX
def test_the_report_and_what_is_kept_for_it_are_for_their_owner_alone(office: Office) -> None:
    assert {stat.S_IMODE((office.output / name).stat().st_mode) for name in (REPORT, STORE)} == {0o600}
    (office.output / REPORT).chmod(0o644)
    office.build()
    assert stat.S_IMODE((office.output / REPORT).stat().st_mode) == 0o600
    assert not [path for path in office.output.iterdir() if "unfinished" in path.name]


def test_a_report_that_somebody_changed_is_kept_and_said_so(office: Office) -> None:
    path = office.output / REPORT
    before = path.read_bytes()
    path.write_bytes(before.replace(b"</h1>", b" (seen by Amra)</h1>"))
    done = office.build()
    assert (done.exit_code, done.stderr.count("warning[W746]")) == (0, 1)
    assert "shows it all" not in done.stdout
    assert b"seen by Amra" in path.read_bytes()
    path.unlink()
    path.mkdir()
    assert "warning[W746]: the report could not be written" in re.sub(r"\x1b\[\d*m", "", office.build().stderr)
    path.rmdir()
    assert "W746" not in office.build().stderr
    assert path.is_file()


def test_the_public_report_names_nobody_and_is_renewed_by_every_whole_build(office: Office) -> None:
    path = office.output / PUBLIC_REPORT
    path.unlink(missing_ok=True)
    office.build()
    assert not path.exists()
    office.build("--public-report")
    content = path.read_bytes()
    for word in ("Nora", "Winters", "filing", "case.yaml"):
        assert word not in content.decode("utf-8")
    links = [one.attributes["href"] for one in office.page(PUBLIC_REPORT).all("a")]
    assert links == ["#main", "r-v-x/public/parliament-briefing.en.pdf"]
    assert len(office.page(PUBLIC_REPORT).all("img")) == 1
    path.unlink()
    office.build("--public-report")
    assert path.read_bytes() == content
    case = office.root / "cases" / "r-v-x" / "case.yaml"
    agreed = case.read_text("utf-8")
    case.write_text(agreed.replace("@r was tortured", "Nora Winters was tortured"), "utf-8")
    done = office.ask("build")
    case.write_text(agreed, "utf-8")
    assert (done.exit_code, "error[E" in done.stderr) == (1, True)
    assert office.page(PUBLIC_REPORT).all("article") == []
    assert "Not made: parliament/briefing (en, public)" in office.page().text
    assert office.build("--public-report").exit_code == 0
    assert path.read_bytes() == content


def test_a_public_report_that_would_name_somebody_protected_is_not_written(office: Office) -> None:
    """No build lets such a file come about; so its result is made here, and searched as any other is."""
    path = office.output / PUBLIC_REPORT
    path.unlink(missing_ok=True)
    request = RunRequest(Setting(office.root, date(2026, 12, 10), office.output), ("cases/r-v-x",), is_whole=True)
    job = Job(
        "r-v-x", "cases/r-v-x", 0, "advocacy/Winters-brief", "en", "public", ("docx",), Place("cases/r-v-x/case.yaml")
    )
    row = OutputRow(job, "docx", "output/r-v-x/public/Nora-Winters.docx", "made")
    for named in (row, replace(row, path="output/r-v-x/public/a.docx")):
        with Here(request.limits) as worker, Ahead(request.limits, 1) as ahead:
            reuse = Reuse(request.setting, request.cases)
            builder = Builder(Makers(worker, ahead), reuse, request, lambda event: None, Disk())
            result = ReportWriter(request, public=True)(builder, Result(request.setting, 1, 1, (named,)))
        found = next(one for one in result.findings if one.code == "E747")
        assert "it would name somebody whom the public version withholds" in found.message
        assert not {"Nora", "Winters"} & set(re.findall(r"\w+", found.message + found.help))
        assert not path.exists()
    office.build()


def test_a_public_report_of_an_earlier_build_is_searched_by_each_build_for_who_is_protected_today(
    office: Office,
) -> None:
    path = office.output / PUBLIC_REPORT
    before = path.read_bytes() if path.exists() else None
    path.write_text("<p>Nora Winters, as she was called before anybody protected her</p>", "utf-8")
    done = office.build()
    path.unlink()
    assert (done.exit_code, done.stderr.count("error[E747]: this page names somebody")) == (1, 1)
    assert "Winters" not in done.stdout + done.stderr
    if before is not None:
        path.write_bytes(before)


def test_no_seal_takes_the_report_along_wherever_it_lies_and_whatever_it_is_called(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyrage = pytest.importorskip("pyrage")
    monkeypatch.chdir(tmp_path)
    key = pyrage.x25519.Identity.generate()
    Path("keys.txt").write_text(f"{key}\n")
    folder = tmp_path / "to-seal"
    (folder / "r-v-x" / "public").mkdir(parents=True)
    for name in ("report.html", "r-v-x/public/seen.htm", "r-v-x/report (1).html"):
        (folder / name).write_bytes(
            b"<!-- saved from url=(0041) -->" + (office.output / REPORT).read_bytes() + b"changed"
        )
    (folder / "mine.html").write_text("<p>report.html</p>")
    done = CliRunner().invoke(
        main, ["seal", "to-seal", "to-seal/report.html", "-r", str(key.to_public()), "-o", "x.age"]
    )
    assert (done.exit_code, done.output.count("note[N748]")) == (0, 4)
    opened = CliRunner().invoke(main, ["open", "x.age", "-i", "keys.txt", "-o", "opened"])
    assert opened.exit_code == 0
    assert [path.name for path in (tmp_path / "opened").rglob("*") if path.is_file()] == ["mine.html"]
    alone = CliRunner().invoke(main, ["seal", "to-seal/report.html", "-r", str(key.to_public()), "-o", "y.age"])
    assert (alone.exit_code, "error[E760]" in alone.output) == (1, True)
    assert not Path("y.age").exists()


def test_a_copy_of_the_report_in_a_public_folder_is_found_by_build_and_verify(office: Office) -> None:
    copy = office.output / "r-v-x" / "public" / "overview.html"
    copy.write_bytes((office.output / REPORT).read_bytes())
    assert is_report(copy)
    try:
        done = office.build()
        assert done.exit_code == 1
        assert "overview.html: error[E7" in done.stderr
        assert "r-v-x/public no " in office.page().text
        assert "overview.html: error[E733]" in CliRunner().invoke(main, ["verify", str(office.output)]).stderr
    finally:
        copy.unlink()


@pytest.mark.proof
def test_the_reports_themselves_are_no_strangers_in_the_output_folder(office: Office) -> None:
    office.build("--public-report")
    done = office.build()
    assert (done.exit_code, done.stderr) == (0, "")
    assert CliRunner().invoke(main, ["verify", str(office.output)]).exit_code == 0


@pytest.mark.proof
def test_drafts_have_their_report_and_no_public_one(office: Office) -> None:
    wrong = office.build("--draft", "--public-report")
    assert wrong.exit_code == 2
    office.build("--draft")
    assert office.page().all("h1")[0].text == "Drafts of 10 December 2026"
    assert "draft/parliament-briefing.en.filing.draft.pdf" in (office.output / REPORT).read_text("utf-8")


def test_where_nothing_can_be_made_no_folder_is_begun_for_a_report(tmp_path: Path) -> None:
    office = Office(tmp_path)
    case = tmp_path / "cases" / "r-v-x" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("protected:", "protcted:"), "utf-8")
    assert office.build().exit_code == 1
    assert not office.output.exists()
    office.output.mkdir()
    assert office.build("--public-report").exit_code == 1
    assert "cases/r-v-x/case.yaml:4:68 error E115" in office.page().text
    assert not (office.output / PUBLIC_REPORT).exists()

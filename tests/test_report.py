"""The report's page: what it shows, that nothing of the data is more than text, and that anybody can read it."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pages_read import Element, read_page
from submissions.admissibility.rows import DeadlineRow
from submissions.codes import CODES
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import Job
from submissions.publish.folder import State
from submissions.report.gather import Gathering, public_part
from submissions.report.last_days import in_order, last_days
from submissions.report.page import is_as_made, owners_page, printable, public_page
from submissions.report.pictures import pictures_in
from submissions.report.records import ReportShown
from submissions.report.thumbnails import FirstPage, width_for
from submissions.run.records import OutputRow, Result
from submissions.told import LOOK_CODES

DAY = date(2026, 11, 29)
PAST = date(2017, 7, 27)
SETTING = Setting(Path("/office"), DAY, Path("/office/output"))
NAME = "Zlatan Hadžimuratović"
FOLDERS = ("cases/a-v-bosnia", "cases/maya-achi", "cases/unread")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='x",
    "</style></title><svg/onload=x>",
    "javascript:alert(1)",
    "a\u202egpj.exe",
    "b\u2066\x1b[31m\x07\x00\u2028",
    "{{ 7*7 }}{% raw %}",
    "<!-- as made: -->",
    "&lt;b&gt;&amp;",
    "\ufeff\u00ad\ue000",
)


def job(case: str, template: str, audience: str, language: str = "en") -> Job:
    place = Place(f"cases/{case}/case.yaml", 30)
    return Job(case, f"cases/{case}", 0, template, language, audience, ("docx", "pdf"), place)


def rows(one: Job, *states: State, root: str = "output") -> list[OutputRow]:
    made = []
    for ending, state in zip(("pdf", "docx"), states, strict=False):
        path = f"{root}/{one.case_id}/{one.audience}/{one.output(ending)}"
        digest = sha256(path.encode()).hexdigest()
        made.append(
            OutputRow(one, ending, path, state, 3, 1200, 45_678, digest if state in ("made", "unchanged") else "")
        )
    return made


COMPLAINT = job("a-v-bosnia", "un/cat-complaint", "filing")
PUBLIC = job("a-v-bosnia", "un/cat-complaint", "public")
BRIEF = job("maya-achi", "advocacy/brief", "public", "fr")
COPY = job("maya-achi", "annexes", "public", "")
ROWS = (
    *rows(COMPLAINT, "made", "made"),
    *rows(PUBLIC, "made", "unchanged"),
    *rows(BRIEF, "refused", "refused"),
    OutputRow(COPY, "pdf", "output/maya-achi/public/annexes/annex-01.pdf", "made", size=999),
)
FINDINGS = (
    Finding("E112", Place("cases/maya-achi/case.yaml", 14, 9), "'born' is no date: '1986'", "write a\nday", "Rule 3"),
    Finding("E737", Place("output/maya-achi/public/advocacy-brief.fr.pdf"), "this file names somebody", "take it out"),
    Finding("E103", Place("cases/unread/case.yaml", 2, 1), "the file is not YAML", "close the quotation mark"),
    Finding("E202", Place("templates/advocacy/brief/fr.md", 81), "a template stands against it", "mend it"),
    Finding("W739", Place("output/a-v-bosnia/public/mine.txt"), "no build made this file", "move it"),
    Finding("N525", Place("templates/un/stock/en.md", 512), "33 mm stay white", "leave it"),
)  # fmt: skip
DEADLINES = (
    DeadlineRow("maya-achi", "echr-34", "ECHR", "four months", "passed", "2017-03-27", PAST, PAST),
    DeadlineRow("maya-achi", "ced-31", "CED", "no term", "no-date", place=Place("cases/maya-achi/case.yaml", 9)),
    DeadlineRow("a-v-bosnia", "cedaw", "CEDAW", "none", "open", "2026-01-01", date(2026, 12, 6), date(2027, 1, 6),
                last_working=date(2026, 12, 4), next_working=date(2026, 12, 7), closed="a Sunday", confidence="B"),
)  # fmt: skip


def drawn(one: OutputRow, title: str = "") -> dict[str, FirstPage]:
    return {one.sha256: FirstPage(one.sha256, title, b64encode(b"\x89PNG").decode(), 300, 424)}


def report_of(result: Result, pictures: dict[str, FirstPage] | None = None) -> ReportShown:
    return Gathering(result, FOLDERS, pictures or {}).report(in_order(last_days(DEADLINES, DAY)))


RESULT = Result(SETTING, 3, 4, ROWS, FINDINGS)
REPORT = report_of(RESULT, drawn(ROWS[0], "A v Bosnia"))
PAGE = read_page(owners_page(REPORT))


AT_CASE = Finding("W630", Place("cases/a-v-bosnia/facts.en.md", 7), "may be a protected name", "look")


def against(code: str, name: str) -> Finding:
    return Finding(code, Place(f"output/a-v-bosnia/{name}"), "stands against it")


def text_of(element: Element) -> str:
    return element.text


def test_every_file_is_there_with_what_became_of_it() -> None:
    cards = [card for card in PAGE.all("div") if card.attributes.get("class") == "version"]
    said = " | ".join(map(text_of, cards))
    assert "For the body made 3 pages, 1,200 words PDF: un-cat-complaint.en.pdf, for the body 46 kB Word:" in said
    assert "For the public un/cat-complaint made 3 pages" in said
    assert (
        "For the public not made 3 pages, 1,200 words PDF: not made: advocacy-brief.fr.pdf, for the public Word:"
        in said
    )
    assert "For the body not asked for" in said
    links = {unquote(one.attributes["href"]) for one in PAGE.all("a")}
    for row in ROWS:
        assert (row.path.removeprefix("output/") in links) == (row.state != "refused")


def test_everything_that_stands_against_a_document_is_there_with_its_place_and_what_to_do() -> None:
    faults = {one.all("code")[0].text: one.text for one in PAGE.all("li") if "fault" in one.attributes.get("class", "")}
    for finding in FINDINGS:
        weight = finding.severity.value
        said = f"{finding.place} {weight} {finding.code} {finding.message} What to do: {finding.help} {finding.rule}"
        assert faults.pop(str(finding.place)) == " ".join(said.split())
    assert faults == {}
    refusals = [one.text for one in PAGE.all("div") if one.attributes.get("class") == "refusal"]
    assert [one.split(" ")[0] for one in refusals] == ["maya-achi", "unread"]
    assert "Not made: advocacy/brief (fr, public)" in refusals[0]
    assert "No document of this case was made." in refusals[1]


def test_the_head_says_how_the_build_went_and_strict_makes_warnings_weigh() -> None:
    assert "3 documents of 3 cases: 2 made, 1 not made. See what stands against it." in PAGE.text
    assert "1 of 2 public folders" in PAGE.text
    assert "2026-12-06 to 2027-01-06, in 7 days; file by 2026-12-04 (a-v-bosnia)" in PAGE.text
    strict = Result(Setting(SETTING.workspace, DAY, SETTING.output, strict=True), 3, 4, ROWS, FINDINGS)
    assert "error W739" in read_page(owners_page(report_of(strict))).text
    quiet = Result(SETTING, 3, 4, ROWS[:4])
    assert "Nothing stands against any of them." in read_page(owners_page(report_of(quiet))).text
    assert "a build of a part" not in PAGE.text
    assert "a build of a part" in read_page(owners_page(replace(REPORT, is_part=True))).text


@pytest.mark.parametrize(
    ("states", "findings", "verdict", "reason"),
    [
        (("made", "made"), (), "yes", ""),
        (("unchanged", "unchanged"), FINDINGS[:4], "yes", ""),
        (("made", "made"), FINDINGS[4:], "look", "mine.txt: no build made this file"),
        (("made", "made"), (AT_CASE,), "look", "cases/a-v-bosnia/facts.en.md:7: may be a protected name"),
        (("made", "made"), (replace(AT_CASE, place=Place("cases/maya-achi/facts.en.md", 7)),), "yes", ""),
        (("refused", "refused"), (), "no", "not made, so an older file may stand there: un/cat-complaint (en, public)"),
        (("kept", "refused"), (), "no", "changed by a person since it was made: un-cat-complaint.en.pdf"),
        (("made", "made"), (against("E719", "public"),), "no", "stands against it"),
        (("made", "made"), (against("E737", "public/x.txt"),), "no", "stands against it"),
        (("made", "made"), (against("E737", "filing/x.txt"),), "yes", ""),
        (("made", "made"), (against("E737", "publicity.txt"),), "yes", ""),
    ],
)  # fmt: skip
def test_a_public_folder_may_go_only_if_nothing_stands_against_it(
    states: tuple[State, ...], findings: tuple[Finding, ...], verdict: str, reason: str
) -> None:
    (one,) = report_of(Result(SETTING, 1, 1, tuple(rows(PUBLIC, *states)), findings)).handed_over
    assert (one.case, one.verdict, one.link) == ("a-v-bosnia", verdict, "a-v-bosnia/public/")
    assert reason in one.reasons if reason else one.reasons == ()


def test_what_is_to_be_looked_at_stops_nothing_by_itself() -> None:
    assert all(code.startswith("W") and code in CODES for code in LOOK_CODES)


def test_drafts_are_handed_over_to_nobody() -> None:
    draft = Setting(SETTING.workspace, DAY, SETTING.output, draft=True)
    report = report_of(Result(draft, 1, 1, tuple(rows(PUBLIC, "made", "made"))))
    assert report.handed_over == ()
    page = read_page(owners_page(report)).text
    assert "Drafts of 29 November 2026" in page
    assert "May be handed over" not in page
    assert public_part(report).cases == ()


def test_the_last_days_stand_in_the_order_in_which_they_matter() -> None:
    days = in_order(last_days(DEADLINES, DAY))
    assert [(one.state, one.day, one.left) for one in days] == [
        ("open", "2026-12-06 to 2027-01-06", "in 7 days; file by 2026-12-04"),
        ("passed", "2017-07-27", ""),
        ("no date", "", ""),
    ]
    assert "maya-achi has no date to count from (cases/maya-achi/case.yaml:9): CED." in PAGE.text


# --- what the data cannot do ---


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_text_is_text_wherever_it_stands(hostile: str) -> None:
    case = job(hostile, hostile, "public", hostile)
    found = Finding("E112", Place(f"cases/{hostile}/case.yaml", 1), hostile, f"{hostile}\n{hostile}", hostile)
    day = DeadlineRow(hostile, hostile, hostile, hostile, "open", hostile, DAY, DAY, closed=hostile)
    made = rows(case, "made", "refused")
    result = Result(SETTING, 1, 1, tuple(made), (found,))
    report = Gathering(result, (f"cases/{hostile}",), drawn(made[0], hostile)).report(last_days([day], DAY))
    for content in (owners_page(report), public_page(report)):
        page = read_page(content)
        usual = read_page(owners_page(REPORT))
        assert {one.tag for one in page.all()} <= {one.tag for one in usual.all()} | {"section", "article"}
        assert len(page.all("script")) == len(page.all("style")) == len(page.all("title")) == 1
        assert not [
            name for one in page.all() for name in one.attributes if name.startswith("on") or name == "autofocus"
        ]
        links = [one.attributes["href"] for one in page.all("a")] + [one.attributes["src"] for one in page.all("img")]
        assert all(urlsplit(one).scheme in ("", "data") and not one.startswith("//") for one in links)
        signs = {sign for sign in content.decode() if unicodedata.category(sign)[0] == "C"} - {"\n"}
        assert signs == set()
        assert printable(hostile) in page.text or " ".join(printable(hostile).split()) in page.text


def test_nothing_of_a_filing_reaches_the_public_page() -> None:
    found = [Finding(one.code, one.place, f"{NAME}: {one.message}", NAME, NAME) for one in FINDINGS]
    days = [DeadlineRow(one.case_id, NAME, NAME, NAME, one.state, NAME, one.earliest, one.latest) for one in DEADLINES]
    complaint = rows(job("a-v-bosnia", NAME, "filing"), "made", "made")
    result = Result(SETTING, 3, 4, (*complaint, *rows(PUBLIC, "made", "made"), *ROWS[4:]), tuple(found))
    pictures = {**drawn(complaint[0], NAME), **drawn(ROWS[2], "A v Bosnia, public")}
    report = Gathering(result, FOLDERS, pictures).report(last_days(days, DAY))
    assert NAME in owners_page(report).decode()
    content = public_page(public_part(report))
    assert NAME not in content.decode()
    page = read_page(content)
    (body,) = page.all("main")
    for word in (NAME, "filing", "maya-achi", "unread", "E112", "error", "CEDAW", "case.yaml", "For the body"):
        assert word not in body.text + " ".join(value for one in body.all() for value in one.attributes.values())
    assert "A v Bosnia, public" in page.text
    assert [one.attributes["href"] for one in page.all("a")][1:] == [
        "a-v-bosnia/public/un-cat-complaint.en.pdf",
        "a-v-bosnia/public/un-cat-complaint.en.docx",
    ]


def test_an_output_folder_elsewhere_is_no_path_of_the_machine() -> None:
    elsewhere = Setting(Path("/office"), DAY, Path("/mnt/stick of Amra/out"))
    stands = Finding(
        "E737", Place("/mnt/stick of Amra/out/a-v-bosnia/public/x.txt"), "see /mnt/stick of Amra/out/x", "rm"
    )
    made = tuple(rows(PUBLIC, "made", "made", root="/mnt/stick of Amra/out"))
    here = Result(SETTING, 1, 1, tuple(rows(PUBLIC, "made", "made")), ())
    page = owners_page(report_of(Result(elsewhere, 1, 1, made, (stands,))))
    assert b"Amra" not in page
    assert b"output/a-v-bosnia/public/x.txt" in page
    assert owners_page(report_of(Result(elsewhere, 1, 1, made, ()))) == owners_page(report_of(here))


def test_a_page_tells_whether_somebody_changed_it() -> None:
    content = owners_page(REPORT)
    assert content == owners_page(REPORT)
    assert is_as_made(content)
    assert is_as_made(public_page(public_part(REPORT)))
    for changed in (content + b"\n", content[:-1], content.replace(b"maya", b"maja"), b"<p>mine</p>", b""):
        assert not is_as_made(changed)


# --- that anybody can read it ---


PAGES = {"owner": PAGE, "public": read_page(public_page(public_part(REPORT)))}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_is_accessible(page: Element) -> None:
    (html,) = page.all("html")
    assert html.attributes["lang"] == "en"
    assert len(page.all("h1")) == len(page.all("main")) == 1
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4", "h5")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(
        one.text for one in page.all("h1", "h2", "h3", "h4", "h5", "a", "title") if "aria-hidden" not in one.attributes
    )
    named = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(named) == len(set(named))
    asked = [one.attributes["aria-labelledby"] for one in page.all() if "aria-labelledby" in one.attributes]
    asked += [one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")]
    assert set(asked) <= set(named)
    assert page.all("body")[0].all("a")[0].attributes == {"class": "skip", "href": "#main"}
    for table in page.all("table"):
        assert all(one.attributes["scope"] == "col" for one in table.all("thead")[0].all("th"))
        for row in table.all("tbody")[0].all("tr"):
            assert [one.attributes["scope"] for one in row.all("th")] == ["row"]
    assert all("alt" in one.attributes for one in page.all("img"))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_policy_of_the_page_lets_in_its_own_style_and_script_and_nothing_else(page: Element) -> None:
    (policy,) = (one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes)
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    for directive, tag in (("style-src", "style"), ("script-src", "script")):
        (own,) = page.all(tag)
        digest = b64encode(sha256("".join(own.pieces()).encode()).digest()).decode()
        assert allowed.pop(directive) == f"'sha256-{digest}'"
    assert allowed == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert not [one for one in page.all() if "style" in one.attributes]
    style = "".join(page.all("style")[0].pieces())
    assert not re.search(r"url\(|@import|//", style)


def test_colours_stand_out_from_their_ground_in_light_and_dark() -> None:
    style = "".join(PAGE.all("style")[0].pieces())
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    assert light.keys() == dark.keys() >= {"paper", "sheet", "ink", "soft", "accent", "good", "warn", "bad"}
    for colours in (light, dark):
        for name in ("ink", "soft", "accent", "good", "warn", "bad"):
            for ground in ("paper", "sheet"):
                assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)  # WCAG 2.2, 1.4.3


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    lights = []
    for colour in (first, second):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


# --- what is kept beside it ---


def test_the_pictures_of_a_page_are_read_from_it_again() -> None:
    title = 'A "v" <B> & \u200fC\u202e'
    page = owners_page(report_of(RESULT, drawn(ROWS[0], title))).decode()
    (found,) = pictures_in(page, 300).values()
    assert found == replace(drawn(ROWS[0], title)[ROWS[0].sha256], title=printable(title))
    assert pictures_in(page, 240) == {}
    assert owners_page(report_of(RESULT, {found.sha256: found})).decode() == page
    assert pictures_in(public_page(public_part(REPORT)).decode(), 300) == {}


@pytest.mark.parametrize(("documents", "dots"), [(1, 300), (60, 300), (61, 240), (300, 240), (400, 160), (5000, 160)])
def test_the_more_documents_the_smaller_their_pictures(documents: int, dots: int) -> None:
    assert width_for(documents) == dots

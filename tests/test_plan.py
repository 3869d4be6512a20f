"""Planning: which documents a run makes, under which names, and what cannot be made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from submissions.findings import Place
from submissions.gate import can_be_a_file_name
from submissions.plan import (
    CaseOutline,
    Job,
    NothingSelectedError,
    Selection,
    SubmissionOutline,
    TemplateOutline,
    UnknownNameError,
    plan,
)

HERE = Place("cases/a/case.yaml", 40, 5)
TEMPLATES = (
    TemplateOutline("advocacy/brief", "Advocacy brief", ("en", "fr", "ar"), ("filing", "public")),
    TemplateOutline("un/cat-complaint", "Complaint", ("en", "fr"), ("filing", "public")),
    TemplateOutline("parliament/briefing", "Briefing", ("en",), ("public",)),
)


def wish(
    template: str, languages: str = "en", audiences: str = "filing", formats: str = "docx pdf"
) -> SubmissionOutline:
    return SubmissionOutline(
        0, template, tuple(languages.split()), tuple(audiences.split()), tuple(formats.split()), HERE
    )


def case(*wishes: SubmissionOutline, id_: str = "a") -> CaseOutline:
    return CaseOutline(id_, f"cases/{id_}", Place(f"cases/{id_}/case.yaml"), wishes)


def paths(jobs: tuple[Job, ...]) -> list[str]:
    return [f"{job.case_id}/{job.audience}/{job.output(form)}" for job in jobs for form in job.formats]


def test_every_language_audience_and_format_of_a_submission_is_a_file() -> None:
    jobs, findings = plan([case(wish("un/cat-complaint", "en fr", "filing public"))], TEMPLATES, Selection())
    assert findings == []
    assert paths(jobs) == [
        "a/filing/un-cat-complaint.en.docx",
        "a/filing/un-cat-complaint.en.pdf",
        "a/filing/un-cat-complaint.fr.docx",
        "a/filing/un-cat-complaint.fr.pdf",
        "a/public/un-cat-complaint.en.docx",
        "a/public/un-cat-complaint.en.pdf",
        "a/public/un-cat-complaint.fr.docx",
        "a/public/un-cat-complaint.fr.pdf",
    ]


def test_a_selection_narrows_and_a_format_overrides() -> None:
    cases = [case(wish("un/cat-complaint", "en fr"), wish("advocacy/brief", "en ar", "public"))]
    jobs, _ = plan(cases, TEMPLATES, Selection(("advocacy/brief",), ("ar",), ("public",), ("html", "docx")))
    assert paths(jobs) == ["a/public/advocacy-brief.ar.docx", "a/public/advocacy-brief.ar.html"]


@pytest.mark.parametrize(
    ("selection", "name", "nearest"),
    [
        (Selection(templates=("un/cat-complain",)), "un/cat-complain", "un/cat-complaint"),
        (Selection(languages=("fre",)), "fre", "fr"),
        (Selection(templates=("zzz",)), "zzz", ""),
    ],
)
def test_an_unknown_name_in_the_selection_is_refused_with_the_nearest(
    selection: Selection, name: str, nearest: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        plan([case(wish("un/cat-complaint"))], TEMPLATES, selection)
    assert (caught.value.name, caught.value.nearest) == (name, nearest)


def test_a_selection_that_no_submission_answers_is_refused() -> None:
    with pytest.raises(NothingSelectedError):
        plan([case(wish("un/cat-complaint", "en"))], TEMPLATES, Selection(languages=("ar",)))


@pytest.mark.parametrize(
    ("submission", "code", "message", "help_"),
    [
        (
            wish("un/cat-complain"),
            "E701",
            "'template' is not a template: 'un/cat-complain'",
            "write 'un/cat-complaint'",
        ),
        (
            wish("parliament/briefing", "fr", "public"),
            "E702",
            "the template parliament/briefing has no such language: 'fr'",
            "choose among: en",
        ),
        (
            wish("parliament/briefing", "en", "filing"),
            "E703",
            "the template parliament/briefing has no such audience: 'filing'",
            "choose among: public",
        ),
    ],
)
def test_what_a_template_cannot_do_is_found_at_the_submission(
    submission: SubmissionOutline, code: str, message: str, help_: str
) -> None:
    jobs, (finding,) = plan([case(submission)], TEMPLATES, Selection())
    assert jobs == ()
    assert (finding.code, finding.place, finding.message, finding.help) == (code, HERE, message, help_)


def test_two_submissions_with_the_same_file_name_are_found() -> None:
    _, findings = plan([case(wish("advocacy/brief"), wish("advocacy/brief", "fr en"))], TEMPLATES, Selection())
    assert [finding.code for finding in findings] == ["E704"]
    assert "advocacy-brief.en.*" in findings[0].message


def test_two_submissions_of_one_template_are_told_apart_by_a_name_of_their_own() -> None:
    wishes = wish("advocacy/brief"), replace(wish("advocacy/brief"), index=1, name="second-client")
    jobs, findings = plan([case(*wishes)], TEMPLATES, Selection(templates=("advocacy/brief",)))
    assert findings == []
    assert [job.output("pdf") for job in jobs] == ["advocacy-brief.en.pdf", "advocacy-brief-second-client.en.pdf"]
    assert [job.is_in(["advocacy-brief-second-client.en.docx"]) for job in jobs] == [False, True]


def test_a_case_without_submissions_is_a_warning() -> None:
    _, findings = plan([case()], TEMPLATES, Selection())
    assert [finding.code for finding in findings] == ["W706"]


def test_a_case_id_that_windows_refuses_is_found() -> None:
    _, findings = plan([case(wish("advocacy/brief"), id_="aux")], TEMPLATES, Selection())
    assert [finding.code for finding in findings] == ["E705"]


@pytest.mark.parametrize(
    "name", ["con", "NUL.txt", "Com1", "lpt9.docx", "a.", "a ", "a:b", "a\\b", "", "a\n", "a|b", 'a"']
)
def test_names_that_some_system_refuses(name: str) -> None:
    assert not can_be_a_file_name(name)


@pytest.mark.parametrize("name", ["a-v-bosnia", "console", "common", "a.b", "un-cat-complaint.en.docx"])
def test_names_that_every_system_takes(name: str) -> None:
    assert can_be_a_file_name(name)

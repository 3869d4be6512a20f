"""Read, in the child process, what planning needs to know of the templates and of each case."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from submissions.case import Case
from submissions.catalogue import Shelf, Template, read_guidance, template_folders
from submissions.checks.sources import names_that_tell, shared_files
from submissions.findings import Finding, Place
from submissions.jinja.reach import parts_reached
from submissions.languages import PLAIN
from submissions.line.audits import searcher_of_persons
from submissions.line.outcome import Setting
from submissions.line.reading import names_of_texts, read_files, read_templates, read_validated, template_faults
from submissions.line.stages import Bench, NoValueError, Stages
from submissions.plan import CaseOutline, SubmissionOutline, TemplateOutline, ValueOutline
from submissions.values import Localised


def outline_templates(
    bench: Bench, setting: Setting, names: tuple[str, ...] | None = None, in_full: str | None = None
) -> tuple[tuple[TemplateOutline, ...], list[Finding]]:
    """Return what planning needs to know of the templates, and what is wrong with those that are read.

    Where `names` are given, only these are read, and of the others only the ids are returned. What a template takes
    besides what it needs is read from its whole body, and so only for the one that is asked for `in_full`.
    """
    stages = Stages(bench, setting)
    catalogue = read_templates(stages)
    shelf = catalogue.templates
    every = shelf.ids if isinstance(shelf, Shelf) else tuple(shelf)
    outlines = []
    for identity in every:
        if names is not None and identity not in names:
            outlines.append(TemplateOutline(identity, "", (), ()))
        elif identity in shelf:
            outline = _template_outline(shelf[identity])
            outlines.append(_in_full(outline, shelf[identity], stages) if identity == in_full else outline)
    return tuple(outlines), [*stages.findings, *template_faults(catalogue)]


def _template_outline(template: Template) -> TemplateOutline:
    return TemplateOutline(
        id=template.id,
        title=_in_english(template.title),
        languages=tuple(str(language) for language in template.languages),
        audiences=tuple(str(audience) for audience in template.audiences),
        purpose=_in_english(template.purpose),
        procedure=str(template.procedure or ""),
        needs=tuple(str(need) for need in template.needs),
        values=tuple(
            ValueOutline(name, one.kind, one.about_in(PLAIN), one.required, tuple(one.choices))
            for name, one in template.values.items()
        ),
        pdf=template.pdf,
    )


def _in_full(outline: TemplateOutline, template: Template, stages: Stages) -> TemplateOutline:
    """Return an outline with what the template takes besides, and with what to write under each of its keys."""
    takes = _takes(template)
    guidance, findings = read_guidance(template_folders(stages.setting.workspace), PLAIN)
    stages.findings += findings
    named = tuple((name, guidance[name]) for name in (*outline.needs, *takes) if name in guidance)
    return replace(outline, takes=takes, guidance=named)


def _takes(template: Template) -> tuple[str, ...]:
    """Return the texts and measures that a template prints where a case gives them, as its first language has them."""
    language = next(iter(template.languages), None)
    body = template.bodies.get(str(language))
    if body is None:
        return ()
    stock = template.stocks.get(str(language))
    found = parts_reached(str(body), str(stock or ""), frozenset({"texts", "measures"}))
    return tuple(sorted(one for one in found - set(map(str, template.needs)) if "." in one))


def digest_names_of_texts(bench: Bench, setting: Setting) -> str:
    """Return one digest of the names of all texts that any template asks for."""
    names = "\n".join(sorted(names_of_texts(Stages(bench, setting))))
    return sha256(names.encode("utf-8", "surrogateescape")).hexdigest()


def outline_case(bench: Bench, setting: Setting, folder: str) -> tuple[CaseOutline | None, list[Finding]]:
    """Return what planning needs to know of a case, and everything that is wrong with the case itself."""
    stages = Stages(bench, setting)
    try:
        case = read_validated(stages, folder, in_part=True)
    except NoValueError:
        return None, stages.findings
    files = read_files(stages, folder, case)
    searcher = searcher_of_persons(stages, case, folder)
    stages.look("looking at the names of the case's files", names_that_tell, case, files, searcher)
    stages.look("looking for files with names elsewhere", shared_files, case, files)
    return _outline(case, folder, any(file.is_elsewhere for file in files)), stages.findings


def _outline(case: Case, folder: str, has_shared_files: bool) -> CaseOutline:
    submissions = tuple(
        SubmissionOutline(
            index=index,
            template=str(wish.template),
            languages=tuple(str(language) for language in wish.languages),
            audiences=tuple(wish.audiences),
            formats=tuple(wish.formats),
            place=wish.template.place,
            exhibits=wish.exhibits,
            name=str(wish.name or ""),
        )
        for index, wish in enumerate(case.submissions)
    )
    protects = any(person.withheld_from("public") for person in case.people)
    return CaseOutline(
        str(case.case.id),
        folder,
        Place(case.case.id.place.file, 1),
        submissions,
        protects,
        has_shared_files,
        str(case.case.language),
        case.is_whole,
    )


def _in_english(text: Localised) -> str:
    return str(text.get(PLAIN) or next(iter(text.values()), ""))

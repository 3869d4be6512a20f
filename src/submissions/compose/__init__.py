"""Compose a document: a view of a case through a template, as a tree whose numbers are still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from submissions.case import Authority
from submissions.catalogue import LIBREOFFICE, House, Template
from submissions.compose.design import design_of
from submissions.compose.drafted import BodyReading, read_body
from submissions.compose.gaps import other_gaps
from submissions.compose.named import render_document
from submissions.compose.names import gaps_of_needs, missing_needs, with_faults
from submissions.compose.pictures import Pictures
from submissions.compose.words import Wording
from submissions.document import Block, Contents, Document, Foreign, Furniture, Paragraph, Run, gap_of, walk
from submissions.document.form import DraftedForm
from submissions.findings import Finding, Place
from submissions.jinja import Printed
from submissions.jinja.given import NAMES
from submissions.languages import PLAIN, Language, language_name
from submissions.markup import Scope, read_markup
from submissions.values import Localised, Missing, Text
from submissions.view import CaseView
from submissions.wordbody.body import WordBody, at_paragraphs

# What of a Word file a page in the look of the house does not keep, and a picture of the Word page does.
_OF_THE_LOOK: Final = frozenset({"W378", "W381", "W382", "W383", "N385"})

__all__ = ["NAMES", "authorities_of", "compose"]


def compose(
    view: CaseView, template: Template, house: House, unfinished: Sequence[Finding] | None = None
) -> tuple[Document | None, list[Finding]]:
    """Return the document that a template makes of a view, with citations, references and numbers still open.

    `unfinished` makes a draft of it: what was found missing in the case so far. A draft prints each gap. None beside
    the findings where the template cannot be run, for its body or labels are missing. What the case lacks is told with
    all else that is wrong.
    """
    misfits, needs = [*_misfits(view, template, house)], missing_needs(view, template)
    if misfits or view.language not in template.bodies:  # a faulty body was told of when it was read
        return None, [*misfits, *needs.values()]
    labels = house.labels[view.language]
    gaps = None if unfinished is None else gaps_of_needs(view, template)
    given = with_faults(view, needs) if gaps is None else view
    rendered, findings = render_document(given, template, labels, gaps, letterhead=bool(house.look.name))
    findings = [*(needs.values() if gaps is None else (gap.finding for gap in gaps)), *findings]
    body = template.word_bodies.get(view.language)
    findings = _placed(findings, body)
    if rendered is None:
        return None, findings
    speech = house.languages.of(view.language)
    told: list[Finding] = []
    wording = Wording(view, speech, rendered.values, labels, told)
    pictures = Pictures((view.folder, template.folder))
    read = partial(read_markup, scope=_scope(view, template, house, wording, pictures))
    found, form, faults = read_body(body, rendered, BodyReading(read, pictures.keep))
    form, faults = _printed_as_asked(form, faults, template)
    findings += [*_placed(told, body), *faults, *_unprinted(view, rendered.values, template)]
    if found is None:
        return None, findings
    blocks = tuple(_with_contents_title(found, labels["contents"]))
    findings += _missing_contents(template, blocks)
    if unfinished is not None:
        blocks += tuple(other_gaps([*unfinished, *findings], blocks, rendered.values, speech))
    if view.audience == "public":
        findings += pictures.unreleased(blocks, view.images)
    document = _document(view, template, house, speech, labels, blocks, findings)
    if gaps is not None:
        document = replace(document, furniture=replace(document.furniture, draft=speech.draft.mark))
    # The papers of the United Nations are cited in English everywhere.
    quoted = _quoted(blocks, authorities_of(view, house).values()) | {str(view.case.language), PLAIN}
    findings += [fault for code in sorted(quoted) for fault in house.languages.faults(code)]
    languages = house.languages.only({view.language, *quoted})
    whole = replace(document, resources=pictures.shown_in(blocks), languages=languages, form=form)
    return whole, list(dict.fromkeys(findings))


def _placed(findings: list[Finding], body: WordBody | None) -> list[Finding]:
    """Return findings of lines of a template; of one that was drafted in Word, at its paragraphs."""
    return findings if body is None else at_paragraphs(findings, body)


def _printed_as_asked(
    form: DraftedForm | None, faults: list[Finding], template: Template
) -> tuple[DraftedForm | None, list[Finding]]:
    """Return a form as its template wants the PDF of it, and what then stands against it."""
    if form is None or template.pdf != LIBREOFFICE:
        return form, faults
    kept = [one for one in faults if one.code not in _OF_THE_LOOK or one.place.file != form.place.file]
    return replace(form, printed_as_it_is=True), kept


def authorities_of(view: CaseView, house: House) -> dict[str, Authority]:
    """Return every authority that a document may cite by id; the case's own come before the house's.

    Those of the house have the titles that the file of the language gives them.
    """
    titled = {
        identity: _titled(house.authorities[identity], view.language, title, short)
        for identity, title, short in house.languages.of(view.language).treaties
        if identity in house.authorities
    }
    return {**house.authorities, **titled, **{str(authority.id): authority for authority in view.authorities}}


def _titled(authority: Authority, language: str, title: str, short: str) -> Authority:
    """Return an authority with its titles in one more language."""
    texts = {"title": title, "short": short}
    given = {name: () if (known := getattr(authority, name)) is None else known.texts for name in texts}
    more = {name: ((language, Text(words, authority.id.place)),) for name, words in texts.items()}
    titles = {name: Localised((*given[name], *more[name]), authority.id.place) for name in texts}
    return authority.model_copy(update=titles)


def _quoted(blocks: tuple[Block, ...], authorities: Iterable[Authority]) -> set[str]:
    """Return the languages of single words in a document: of its prose, and of the titles that it may cite."""
    spoken = {node.language for node in walk(blocks) if isinstance(node, Foreign)}
    return spoken | {str(one.language) for one in authorities if one.language is not None}


def _misfits(view: CaseView, template: Template, house: House) -> Iterator[Finding]:
    """Yield what keeps a template from being printed for this audience in this language at all."""
    if view.audience not in template.audiences:
        message = f"the template '{template.id}' is not made for the audience '{view.audience}'"
        yield Finding("E231", template.place, message, "choose another audience or template")
    if view.language not in map(str, template.languages):
        message = f"the template '{template.id}' has no body in the language '{view.language}'"
        yield Finding("E231", template.place, message, f"write {view.language}.md beside template.yaml")
    spoken = house.languages.of(view.language).name or language_name(view.language)
    for name, files in (("labels", house.labels), ("citations", house.citations)):
        if view.language not in files:
            file = f"{name}.{view.language}.yaml"
            message = f"the house has no {file}, which documents in {spoken} need"
            yield Finding("E206", Place(f"templates/house/{file}"), message, "write it")
    yield from house.languages.missing(view.language)


def _scope(view: CaseView, template: Template, house: House, wording: Wording, pictures: Pictures) -> Scope:
    """Return what the prose of this document may name."""
    labels = wording.labels
    return Scope(
        people=wording.people,
        authorities=frozenset(authorities_of(view, house)),
        withheld=labels["withheld"] if view.audience == "public" else "",
        table_word=labels["table"],
        figure_word=labels["figure"],
        numbered=template.numbered,
        leaf=wording.leaf,
        picture=pictures.read,
        credit=lambda key: wording.credit(pictures.of_case.get(key, ""), view.images),
        withheld_kinds={
            key.removeprefix("withheld_"): words for key, words in labels.items() if key.startswith("withheld_")
        },
        speech=wording.speech,
        pseudonyms={str(one.pseudonym) for one in view.people if isinstance(one.pseudonym, Text)},
    )


def _unprinted(view: CaseView, values: tuple[Printed, ...], template: Template) -> Iterator[Finding]:
    """Yield the texts that were given for this very document and that its template never prints."""
    printed = {id(printed.value) for printed in values}
    for name in view.submission.texts:
        text = view.texts[name]
        if not isinstance(text, Missing) and id(text) not in printed:
            order = f"take it out of the submission, or print 'texts.{name}' in the template"
            message = f"'{template.id}' does not print the text '{name}', which the submission gives"
            yield Finding("W354", text.place, message, order)


def _missing_contents(template: Template, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    """Yield a finding where a template promises contents and has none."""
    if template.contents and not any(isinstance(node, Contents) for node in walk(blocks)):
        order = "write '::: contents' and ':::' where they belong, or 'contents: false'"
        yield Finding("E355", template.place, "the template promises contents and has none", order)


def _with_contents_title(blocks: tuple[Block, ...], title: str) -> Iterator[Block]:
    """Yield the blocks with a title before the contents, unless the template gives one."""
    before: Block | None = None
    for block in blocks:
        titled = isinstance(before, Paragraph) and before.role == "contents-title"
        if isinstance(block, Contents) and not titled:
            yield Paragraph((Run(title, block.place),), block.place, role="contents-title")
        yield block
        before = block


def _document(  # noqa: PLR0917  what a document is made of, in its order
    view: CaseView,
    template: Template,
    house: House,
    speech: Language,
    labels: Mapping[str, str],
    blocks: tuple[Block, ...],
    findings: list[Finding],
) -> Document:
    """Return the tree with what stands around it: title, language, furniture and design."""
    words = []
    for value in (view.case.title, view.case.short_title, view.organisation.name):
        if isinstance(value, Missing):
            findings.append(value.finding)
        words.append(gap_of(value.what, value.place, speech).text if isinstance(value, Missing) else str(value))
    title, short_title, organisation = words
    kind = view.submission.title or template.title.get(view.language)
    protected = any(person.anonymous for person in view.people)
    marking = labels[f"marking_{view.audience}"] if protected and template.marking else ""
    confidential = marking if view.audience == "filing" else ""
    design, notes = design_of(template, house, view.language, labels.values())
    findings += notes
    return Document(
        title=f"{title}{speech.spacing.dash}{kind}" if isinstance(kind, str) and kind else title,
        language=view.language,
        direction=speech.direction,
        # A gap is nobody's name: a file that names no author is as good as one that names the organisation.
        organisation="" if isinstance(view.organisation.name, Missing) else organisation,
        furniture=Furniture(short_title, marking, labels["page_of"], confidential),
        design=design,
        blocks=blocks,
    )

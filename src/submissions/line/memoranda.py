"""Hold every document of a case against the rules of its mechanism, for the memorandum on admissibility.

A memorandum speaks as its readers do: by the names of people, the numbers of annexes and the days of events, where
findings give the ids and lines of the case file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from submissions.admissibility.answers import Answer, Situation
from submissions.admissibility.examine import examine
from submissions.admissibility.rows import RuleRow
from submissions.admissibility.tables import table
from submissions.admissibility.words import in_language
from submissions.case import Case
from submissions.case.filed import as_filed
from submissions.dates import print_date
from submissions.findings import Finding, Place
from submissions.languages import Language, language_name
from submissions.line.filing import filed_audience, rulebook
from submissions.line.reading import read_templates
from submissions.line.stages import Stages
from submissions.rules.wording import speaks
from submissions.values import PartialDate, Text
from submissions.view import CaseView
from submissions.view.examinations import ExaminationsView, ExaminedView, RuleSourceView, RuleView

_DATE: Final = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
# A file with its folders, a line and perhaps a column, as answers name a second place.
_PLACE: Final = re.compile(r" ?\(?(?:[^\s()/]+/)+[^\s()/:]+:\d+(?::\d+)?\)?")
_STATES: Final = ("contradicted", "missing", "verify", "asserted", "met")
# Answers that name what is lacking by paths into the case file, and the same without these.
_WITHOUT_PATHS: Final = {"lacking": "lacking-plain", "no-start": "no-start-plain"}


@dataclass(frozen=True, slots=True)
class _Examined:
    """One document and the rows of its rules."""

    view: ExaminedView
    rows: tuple[RuleRow, ...]
    place: Place


def examinations(stages: Stages, case: Case, view: CaseView, speech: Language, annex: str) -> ExaminationsView | None:
    """Return what a memorandum prints of all documents of a case that are filed with a mechanism, None for none.

    `view` is the case as the memorandum shows it, and `annex` the label of an annex, "Annex {number}".
    """
    if not speaks(speech.code):
        stages.findings.append(_not_spoken(case, speech.code))
        return None
    names = _names(case, view, speech, annex)
    examined = list(_examined(stages, case, names, speech))
    titles = dict.fromkeys(title for one in examined for row in one.rows for title in _titles(row))
    numbers = {title: number for number, title in enumerate(titles, start=1)}
    if not examined:
        return None
    return ExaminationsView(
        tuple(one.view for one in examined),
        tuple(_rules(examined, numbers, speech)),
        tuple(RuleSourceView(number, Text(title, examined[0].place)) for title, number in numbers.items()),
    )


def _titles(row: RuleRow) -> list[str]:
    return row.short_source.split("; ")


def _names(case: Case, view: CaseView, speech: Language, annex: str) -> Mapping[str, str]:
    """Return what readers call each record that has an id, "" for those that are called nothing."""
    spoken = (str(language) for submission in case.submissions for language in submission.languages)
    names = dict.fromkeys((*(str(one.id) for one in view.requests), *spoken), "")
    names |= {str(person.id): str(person.name) for person in view.people}
    names |= {str(one.id): print_date(one.date, speech) for one in view.events}
    names |= {str(one.id): f"{one.authority}, {print_date(one.filed, speech)}" for one in view.remedies}
    names |= {str(one.id): str(one.title) for one in view.claims}
    return names | {str(one.id): annex.format(number=one.number) for one in view.annexes}


def _examined(stages: Stages, case: Case, names: Mapping[str, str], speech: Language) -> Iterator[_Examined]:
    templates = read_templates(stages.aside()).templates
    for number, submission in enumerate(case.submissions):
        template = templates.get(str(submission.template))
        if template is None or template.procedure is None:
            continue
        audience = filed_audience(template)
        if audience not in submission.audiences:
            continue
        book = rulebook(stages, str(template.procedure))
        spoken = str(submission.languages[0])
        filed = as_filed(case, number)
        situation = Situation(filed, filed.submissions[number], spoken, audience, stages.today)
        answers = tuple(_called(answer, names) for answer in examine(book, situation))
        rows = table(book, answers, situation, speech.code)
        place = submission.template.place
        states = [row.state for row in rows]
        yield _Examined(
            ExaminedView(
                number + 1,
                Text(in_language(book.procedure.name, speech.code), place),
                Text(in_language(template.title, speech.code), place),
                Text(language_name(spoken), place),
                *(states.count(state) for state in _STATES),
            ),
            rows,
            place,
        )


def _called(answer: Answer, names: Mapping[str, str]) -> Answer:
    """Return an answer with what readers call each thing in place of ids and paths."""
    details = tuple((key, _call(value, names)) for key, value in answer.details)
    wording = _WITHOUT_PATHS.get(answer.wording, answer.wording)
    if wording == "there" and not dict(details).get("fact"):
        wording = "there-plain"
    return replace(
        answer, wording=wording, details=details, others=tuple(_called(other, names) for other in answer.others)
    )


def _call(value: str, names: Mapping[str, str]) -> str:
    parts = value.split(", ")
    return ", ".join(names[part] for part in parts) if all(part in names for part in parts) else value


def _rules(examined: list[_Examined], numbers: Mapping[str, int], speech: Language) -> Iterator[RuleView]:
    """Yield each rule with the documents of which it says the same, in the order in which they come up."""
    alike: dict[tuple[str, str, str, str, str], list[tuple[_Examined, RuleRow]]] = {}
    for one in examined:
        for row in one.rows:
            alike.setdefault((row.requirement, row.state, row.fact, row.verify, row.note), []).append((one, row))
    facts = Counter((state, fact) for _, state, fact, _, _ in alike)
    for found in alike.values():
        first, row = found[0]
        titles = dict.fromkeys(title for _, each in found for title in _titles(each))
        sources = dict.fromkeys(source for _, each in found for source in each.source.split("; "))
        yield RuleView(
            requirement=Text(row.requirement, first.place),
            state=row.state,
            fact=_words(row.fact, first.place, speech),
            alike=facts[row.state, row.fact],
            documents=tuple(dict.fromkeys(one.view.number for one, _ in found)),
            source=_spoken("; ".join(sources), first.place, speech),
            sources=tuple(sorted(numbers[title] for title in titles)),
            confidence=Text(row.confidence, first.place),
            verify=_words(row.verify if row.state == "verify" else "", first.place, speech),
            conflict=_words(row.conflict, first.place, speech),
            note=_words(row.note, first.place, speech),
        )


def _words(text: str, place: Place, speech: Language) -> Text | None:
    """Return a text with its days in words and without places in files, None for none."""
    return _spoken(_PLACE.sub("", text), place, speech) if text else None


def _spoken(text: str, place: Place, speech: Language) -> Text:
    return Text(_DATE.sub(lambda day: print_date(PartialDate.read(day[0]), speech), text), place)


def _not_spoken(case: Case, language: str) -> Finding:
    words = f"the filing rules have no {language_name(language)} words, so that no document can print them"
    return Finding("E231", case.case.id.place, words, "make this document in English, French or Spanish")

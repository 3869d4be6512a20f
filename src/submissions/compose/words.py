"""What each printed value becomes in the document: words that are nothing but words, or prose to be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from submissions.compose.timelines import TimelineSetting, timeline
from submissions.dates import print_date
from submissions.document import (
    NUMBER_ALONE,
    Anchor,
    Citation,
    CitationItem,
    Gap,
    Inline,
    LineBreak,
    Note,
    Paragraph,
    Reference,
    Run,
    Withheld,
    gap_of,
)
from submissions.findings import Finding, Place
from submissions.jinja import OpeningDate, Printed, TimelineOf
from submissions.languages import Language
from submissions.markup import Drawing, Leaf, read_names
from submissions.values import Missing, PartialDate, Prose, Text, TextWithNames, WithheldWords, Withholding
from submissions.view import (
    AnnexAnchor,
    AnnexView,
    CaseView,
    ChoiceView,
    CitedAuthority,
    PersonView,
    PictureView,
    StateView,
)


class Wording:
    """Words the values that one template printed; what cannot be worded is a finding."""

    def __init__(
        self,
        view: CaseView,
        speech: Language,
        values: tuple[Printed, ...],
        labels: Mapping[str, str],
        findings: list[Finding],
    ) -> None:
        """Keep the names of people, which are printed as typed."""
        self.speech, self.values, self.labels, self.findings = speech, values, labels, findings
        self.day = view.date
        self.people = forms_of(view)
        self.names = {form for forms in self.people.values() for form in forms.values() if isinstance(form, str)}

    def leaf(self, index: int, place: Place) -> Leaf:
        """Return what the value under an index becomes."""
        printed = self.values[index]
        if isinstance(printed.value, TimelineOf):
            return self._drawing(printed.value, f"timeline-{index}", printed.place)
        words = self._words(printed.value, getattr(printed.value, "place", None) or printed.place)
        if words is None:
            message = f"the template prints '{printed.wording}', which has no words of its own"
            self.findings.append(Finding("E217", printed.place, message, "print one of its parts"))
            return (Run("\N{REPLACEMENT CHARACTER}", place),)
        return words

    def _words(self, value: object, place: Place) -> Leaf | None:  # noqa: PLR0911 - one return for each kind of value
        """Return the words of a value, or None for one that has none."""
        match value:
            case Prose():
                return value
            case str():
                return tuple(self._lines(value, place))
            case int() | float() | Decimal():
                figures = format(value, "f") if isinstance(value, Decimal) else str(value)
                return (Run(figures.replace(".", self.speech.spacing.decimal), place),)
            case PartialDate():
                return (Run(print_date(value, self.speech), place),)
            case OpeningDate():
                words = print_date(value.date, self.speech)
                return (Run(words[:1].upper() + words[1:], place),)
            case PersonView(name=words) | ChoiceView(words=words):
                return self._words(words, place)
            case StateView():
                return (Run(str(value.direct), place),)
            case AnnexView():
                return (Reference(f"annex-{value.id}", "annex", self.annex(value), place),)
            case AnnexAnchor():
                return (self._anchor(value.annex, place),)
            case CitedAuthority():
                return (Citation((CitationItem(str(value.authority), "", "", place),), place),)
            case WithheldWords():
                inside = Paragraph((Withheld(self.labels["withheld"], place),), place)
                wording = self.labels[f"withheld_{value.kind}" if value.kind else "withheld"]
                return (Withheld(wording, place), *(Note(0, (inside,), name, place) for name in value.notes))
            case Missing() | Withholding():
                self.findings.append(value.finding)
                return self._gap(value)
        return None

    def _drawing(self, asked: TimelineOf, key: str, place: Place) -> Drawing:
        """Return the timeline that a template asks for."""
        picture, findings = timeline(asked, key, place, TimelineSetting(self.day, self.speech, self._beside))
        self.findings += findings
        return Drawing(picture)

    def _beside(self, value: object, place: Place) -> tuple[Inline, ...]:
        """Return the words beside a mark or behind a caption, without notes; a draft lists gaps at its end."""
        words = self._words(value, place)
        return tuple(one for one in words if not isinstance(one, Note | Gap)) if isinstance(words, tuple) else ()

    def _gap(self, value: Missing | Withholding) -> tuple[Inline, ...]:
        """Return what a draft prints of something missing; nothing of what protects somebody."""
        if isinstance(value, Missing) and value.is_gap:
            return (gap_of(value.what, value.place, self.speech),)
        return ()

    def _named_gap(self, what: str, place: Place) -> Gap:
        return gap_of(what, place, self.speech)

    def credit(self, path: str, images: Iterable[PictureView]) -> tuple[Inline, ...]:
        """Return the words that tell who made a picture of the case, if the case gives them."""
        found = next((one for one in images if str(one.file) == path and one.credit is not None), None)
        return () if found is None else self._beside(found.credit, found.place)

    def annex(self, annex: AnnexView) -> str:
        """Return an annex's words, "Annex 3"."""
        return self.labels["annex"].replace("{number}", str(annex.number))

    def _anchor(self, annex: AnnexView, place: Place) -> Anchor:
        """Return an annex's words as they are referred to, the number in them by itself too."""
        identity = f"annex-{annex.id}"
        number = Anchor(f"{identity}{NUMBER_ALONE}", (Run(str(annex.number), place),), place)
        before, _, after = self.labels["annex"].partition("{number}")
        words = (Run(before, place), number, Run(after, place))
        return Anchor(identity, tuple(part for part in words if not isinstance(part, Run) or part.text), place)

    def _lines(self, text: str, place: Place) -> list[Inline]:
        """Return a text line by line.

        One of the case without a space is a name, a number or an address, and stays as typed; one that the template
        itself gives is a word of its language.
        """
        inlines: list[Inline] = []
        is_sign = isinstance(text, Text) and not any(character.isspace() for character in text)
        verbatim = text in self.names or is_sign
        for line in text.strip("\n").split("\n"):
            if inlines:
                inlines.append(LineBreak(place))
            if isinstance(text, TextWithNames):
                inlines += read_names(line, self.people, place, self._named_gap, self.findings, verbatim=verbatim)
            else:
                inlines.append(Run(line, place, verbatim, person=text in self.names))
        return inlines


def forms_of(view: CaseView) -> dict[str, dict[str, str | Missing]]:
    """Return, by the id of each person, the forms of the name that may be printed for the audience of a view."""
    people = {}
    for person in view.people:
        forms = {"name": person.name, "full": person.full, "initials": person.initials}
        people[str(person.id)] = {key: form if isinstance(form, Missing) else str(form) for key, form in forms.items()}
    return people

"""Let a template list the people whom the rest of its document names, and nobody because she stands in a list.

Who is named is known only when everything has been printed: a template that asks is rendered once with nobody named,
to see what it prints, and once more with the people found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from submissions.case.texts import named_in
from submissions.catalogue import Template
from submissions.compose.names import names, place_asked_for, values_asked, with_gaps
from submissions.findings import Finding
from submissions.jinja.render import Printed, Rendered, render
from submissions.values import Missing, Prose, Text, TextWithNames
from submissions.view import CaseView, PersonView


@dataclass(slots=True)
class _Asked:
    """Answers a template that asks who is named, and remembers that it did."""

    people: list[PersonView]
    asked: bool = field(default=False)

    def __call__(self) -> list[PersonView]:
        self.asked = True
        return self.people


def render_document(
    view: CaseView,
    template: Template,
    labels: Mapping[str, str],
    gaps: Sequence[Missing] | None = None,
    *,
    letterhead: bool = False,
) -> tuple[Rendered | None, list[Finding]]:
    """Render the body of a template in the language of a view; None beside the findings where it cannot be run.

    `gaps` make a draft of it: what the template needs and the case does not give. `letterhead` tells that the house has
    one of its own.
    """
    case = None if gaps is None else place_asked_for(view)

    def run(named: _Asked) -> tuple[Rendered | None, list[Finding]]:
        known = names(view, named, letterhead=letterhead) | values_asked(view, template)
        given = with_gaps(known, gaps or ())
        body = template.bodies[view.language]
        own = "".join(f"{{% set {name} = ({expression}) %}}" for name, expression in template.names.items())
        # On the first line of the body, so that every line of it keeps its number.
        return render(Text(f"{own}{body}", body.place), given, labels, template.stocks.get(view.language), case)

    nobody = _Asked([])
    rendered, findings = run(nobody)
    if rendered is None or not nobody.asked:
        return rendered, findings
    return run(_Asked(people_printed(view, rendered.values)))


def people_printed(view: CaseView, values: Iterable[Printed]) -> list[PersonView]:
    """Return the people of a view whom printed values name: as `@id`, or by a name or pseudonym itself."""
    printed = [one.value for one in values]
    mentioned = {name for value in printed if isinstance(value, Prose | TextWithNames) for name in named_in(value)}
    themselves = {id(value) for value in printed}
    return [
        person
        for person in view.people
        if str(person.id) in mentioned
        or any(id(form) in themselves for form in (person.name, person.full, person.initials, person.pseudonym))
    ]

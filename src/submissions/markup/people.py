"""Print the people whom prose and short texts name as `@id`, as the audience of a document may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from submissions.document import Gap, Run
from submissions.findings import Finding, Place
from submissions.markup.scope import nearest
from submissions.values import Mention, Missing, pieces_of

Forms = Mapping[str, Mapping[str, str | Missing]]
"""By the id of a person, the forms of the name that an audience may read, or why there is none."""
Gaps = Callable[[str, Place], Gap]
"""Makes the gap that a draft prints for something by a name, at a place."""


def name_person(mention: Mention, people: Forms, place: Place, gap: Gaps, findings: list[Finding]) -> Run | Gap:
    """Return a person's name; one who is not there is a gap, and so is a name still to come: findings all."""
    forms = people.get(mention.id)
    if forms is None:
        known = {"@" + name for name in people}
        order = nearest("@" + mention.id, known, "add the person to 'people', or write \\@ for a plain at sign")
        findings.append(Finding("E307", place, f"nobody in the case has this id: '@{mention.id}'", order))
        return gap(f"@{mention.id}", place)
    form = forms.get(mention.form or "name")
    if isinstance(form, Missing):
        findings.append(form.finding)
        if form.is_gap:
            return gap(f"{mention.typed}: {form.what}", form.place)
    elif form is None:
        order = nearest(mention.form, forms, f"write '@{mention.id}', '@{mention.id}.full' or '@{mention.id}.initials'")
        findings.append(Finding("E310", place, f"a person's name has no such form: '{mention.typed}'", order))
    else:
        return Run(form, place, verbatim=True, person=True)
    return Run(mention.typed, place)


def read_names(
    line: str, people: Forms, place: Place, gap: Gaps, findings: list[Finding], *, verbatim: bool
) -> Iterator[Run | Gap]:
    """Yield a line of a short text that may name people: its words as they are typed, the people as they are named."""
    for piece in pieces_of(line):
        if isinstance(piece, Mention):
            yield name_person(piece, people, place, gap, findings)
        else:
            yield Run(piece, place, verbatim)

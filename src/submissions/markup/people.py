"""Print the people whom prose and short texts name as `@id`, as the audience of a document may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from submissions.document import Gap, Run
from submissions.findings import Finding, Place
from submissions.markup.scope import nearest
from submissions.values import Mention, pieces_of

Forms = Mapping[str, Mapping[str, str]]
"""By the id of a person, the forms of the name that an audience may read."""
Gaps = Callable[[str, Place], Gap]
"""Makes the gap that a draft prints for something by a name, at a place."""


def name_person(mention: Mention, people: Forms, place: Place, gap: Gaps, findings: list[Finding]) -> Run | Gap:
    """Return a person's name; one who is not there is a gap, one who has no such form stays as typed: findings both."""
    forms = people.get(mention.id)
    if forms is None:
        known = {"@" + name for name in people}
        order = nearest("@" + mention.id, known, "add the person to 'people', or write \\@ for a plain at sign")
        findings.append(Finding("E307", place, f"nobody in the case has this id: '@{mention.id}'", order))
        return gap(f"@{mention.id}", place)
    if not mention.form and "name" not in forms:
        words = f"'{mention.id}' has no pseudonym to be named by for this audience and language: '{mention.typed}'"
        order = f"add 'pseudonym:' to '{mention.id}' under 'people'; what stands here may stay as it is"
        findings.append(Finding("E310", place, words, order))
    elif (mention.form or "name") not in forms:
        order = nearest(mention.form, forms, f"write '@{mention.id}', '@{mention.id}.full' or '@{mention.id}.initials'")
        findings.append(Finding("E310", place, f"a person's name has no such form: '{mention.typed}'", order))
    else:
        return Run(forms[mention.form or "name"], place, verbatim=True, person=True)
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

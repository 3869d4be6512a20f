"""What a view holds in the place of something that is not there, or that its audience may not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from submissions.findings import Finding, Place
from submissions.told import GAP_CODES


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that was asked for and is not in the case; whoever prints it makes this finding of it.

    It is falsy, as nothing is; but true where the case gives it `elsewhere`, in another language only, so that no
    `{% if %}` leaves it out in silence. `what` is what a draft calls it where it prints the gap: the key of the case.
    """

    code: str
    place: Place
    message: str
    help: str = ""
    elsewhere: bool = False
    what: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether a draft prints it as a gap; what protects somebody is none."""
        return self.code in GAP_CODES and bool(self.what)

    def part(self, name: str) -> Missing:
        """Return what stands for a part of it: of remedies that are missing each has no date."""
        return replace(self, what=f"{self.what}.{name}") if self.is_gap else self

    def __bool__(self) -> bool:
        return self.elsewhere

    @classmethod
    def of(cls, finding: Finding) -> Missing:
        """Return what is missing because of a fault that has been told, and is told again where it is printed."""
        return cls(finding.code, finding.place, finding.message, finding.help, elsewhere=True)

    @property
    def finding(self) -> Finding:
        """The finding to report where this is printed."""
        return Finding(self.code, self.place, self.message, self.help)

    def __iter__(self) -> Iterator[Missing]:
        """Yield itself once where a draft prints it: of a list that is still to come one row shows what is wanted."""
        return iter((self,) * len(self))

    def __len__(self) -> int:
        if not self.stands_for_a_value:
            raise TypeError(self.message)
        return 1

    def __lt__(self, other: object) -> bool:
        return len(self) < 1  # in a list it stands behind what is there

    def __gt__(self, other: object) -> bool:
        return len(self) > 0

    @property
    def stands_for_a_value(self) -> bool:
        """Whether a template goes on with it as with the value itself: what nobody asked for is no value."""
        return self.elsewhere and self.is_gap


def still_to_come(key: str, place: Place) -> Missing:
    """Return what stands for a value that a record must have and that is still to come."""
    return Missing("E114", place, f"'{key}' is missing", f"write it under '{key}'", elsewhere=True, what=key)


@dataclass(frozen=True, slots=True)
class Withholding:
    """A fact about a protected person that this audience may not see; to print it is an error, never a blank.

    It is falsy, so that `{% if person.born %}` leaves out the whole sentence.
    """

    person_id: str
    attribute: str
    place: Place

    def __bool__(self) -> bool:
        return False

    @property
    def finding(self) -> Finding:
        """The finding to report where this is printed."""
        return Finding(
            "E137",
            self.place,
            f"'{self.attribute}' of '{self.person_id}' is protected and may not be printed for this audience",
            f'ask `{{% if %}}` in the template first, give the wording for the public with `|withheld("...")`, '
            f"or take '{self.attribute}' out of 'protected' if the person agrees",
        )


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """Confidential words; this audience reads the document's own wording instead, such as "[withheld]".

    `notes` has the id of each note that the words had, "" for one without: their numbers stay, so that both versions
    count alike. `kind` says what is withheld, as authors say it of a passage: "document".
    """

    place: Place
    notes: tuple[str, ...] = ()
    kind: str = ""

"""What a check may look at, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from submissions.case import Case, Submission
from submissions.catalogue import Template
from submissions.document import Document, HouseFile
from submissions.findings import Finding
from submissions.plan import AUDIENCES, Job
from submissions.source.files import CaseFile
from submissions.today import Today
from submissions.values import Text
from submissions.view import CaseView

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

Known = Literal["case", "document", "pages"]
"""How far a document has come: its case is read, its tree is finished, its pages are laid out."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a document: what its audience may see of the case, and the finished tree."""

    view: CaseView
    document: Document


@dataclass(frozen=True, slots=True)
class Subject:
    """One document on its way, and all that it is made from.

    `today` is the day of the run. `searcher` finds what the audience may not read. `files` is what lies in the case
    folder; `printed` are the words of the house and of the template in the document's language, `house_files` the
    frames, style sheets and fonts of the house by name, `receiver` the names of the body that a document is filed with,
    none where that is known of nobody. `draft` is the document itself, `filing` the filing version of
    a public one where the case makes it, `pages` how many pages it has; each is None until it is known, or where there
    is none.
    """

    case: Case
    job: Job
    template: Template
    today: Today
    searcher: Searcher
    files: tuple[CaseFile, ...] = ()
    printed: tuple[str, ...] = ()
    house_files: Mapping[str, HouseFile] = field(default_factory=dict)
    receiver: tuple[str, ...] = ()
    draft: Draft | None = None
    filing: Draft | None = None
    pages: int | None = None

    @property
    def known(self) -> Known:
        """How far the document has come."""
        if self.draft is None:
            return "case"
        return "document" if self.pages is None else "pages"

    @property
    def view(self) -> CaseView:
        """What the audience sees; raises LookupError before the document is drafted."""
        return self._drafted.view

    @property
    def document(self) -> Document:
        """The finished tree; raises LookupError before the document is drafted."""
        return self._drafted.document

    @property
    def _drafted(self) -> Draft:
        if self.draft is None:
            raise LookupError("the check looks at the document, which is not drafted yet: set 'needs' to 'document'")
        return self.draft


def submission_of(case: Case, job: Job) -> Submission:
    """Return what the case asks for with a document; of one that it does not list, what would stand there."""
    if job.submission is not None:
        return case.submissions[job.submission]
    template, language = Text(job.template, job.place), Text(job.language, job.place)
    return Submission(template=template, languages=(language,), audiences=(job.audience,))


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of `CHECKS`: what the run says while it looks, the function that looks, and what it needs.

    The function's docstring opens with the rule that it holds. `needs` is what must be known before it can look;
    `audiences` are those in whose documents it looks.
    """

    said: str
    look: Callable[[Subject], Iterable[Finding]]
    needs: Known = "document"
    audiences: tuple[str, ...] = AUDIENCES

    def is_due(self, subject: Subject) -> bool:
        """Tell whether this is the moment to look: once for each document, as soon as what it needs is known."""
        return self.needs == subject.known and subject.job.audience in self.audiences


PUBLIC: Final = ("public",)

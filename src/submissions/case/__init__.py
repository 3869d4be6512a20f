"""The case as validated, frozen records: what a `case.yaml` may say, and what each of its keys means.

The docstrings of the records and the descriptions of their fields are the reference page of the case file, and the
JSON Schema is made from them. Every text keeps the place where it was typed.
"""

from submissions.case.authorities import (
    Authority,
    AuthorityBase,
    Book,
    Decision,
    Judgment,
    Legislation,
    Report,
    Treaty,
    UnDocument,
    WebPage,
)
from submissions.case.matter import (
    Annex,
    Claim,
    Event,
    ImageRelease,
    Measures,
    Procedure,
    QuasiIdentifier,
    Recommendation,
    Remedy,
    Request,
)
from submissions.case.people import (
    PROTECTED_BY_ROLE,
    CommonWord,
    Consent,
    Conviction,
    Justification,
    Name,
    Person,
    PersonName,
    WrittenName,
)
from submissions.case.record import Audience, Country, Format, Identifier, Language, Protectable, Record, Role, Scope
from submissions.case.whole import Case, CaseHead, Contact, Organisation, Submission

__all__ = [
    "PROTECTED_BY_ROLE",
    "Annex",
    "Audience",
    "Authority",
    "AuthorityBase",
    "Book",
    "Case",
    "CaseHead",
    "Claim",
    "CommonWord",
    "Consent",
    "Contact",
    "Conviction",
    "Country",
    "Decision",
    "Event",
    "Format",
    "Identifier",
    "ImageRelease",
    "Judgment",
    "Justification",
    "Language",
    "Legislation",
    "Measures",
    "Name",
    "Organisation",
    "Person",
    "PersonName",
    "Procedure",
    "Protectable",
    "QuasiIdentifier",
    "Recommendation",
    "Record",
    "Remedy",
    "Report",
    "Request",
    "Role",
    "Scope",
    "Submission",
    "Treaty",
    "UnDocument",
    "WebPage",
    "WrittenName",
]

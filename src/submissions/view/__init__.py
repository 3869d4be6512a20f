"""What one audience may see of a case, in one language and on one date: all that templates ever get."""

from submissions.view.asked import ChoiceView
from submissions.view.cases import CaseView, view_case
from submissions.view.mechanisms import CitedAuthority
from submissions.view.parts import (
    AnnexAnchor,
    AnnexView,
    ClaimView,
    ContactView,
    EventView,
    HeadView,
    MeasuresView,
    OrganisationView,
    ProcedureView,
    RecommendationView,
    RemedyView,
    RequestView,
    StateView,
    SubmissionView,
)
from submissions.view.people import ConsentView, PersonView
from submissions.view.pictures import PictureView

__all__ = [
    "AnnexAnchor",
    "AnnexView",
    "CaseView",
    "ChoiceView",
    "CitedAuthority",
    "ClaimView",
    "ConsentView",
    "ContactView",
    "EventView",
    "HeadView",
    "MeasuresView",
    "OrganisationView",
    "PersonView",
    "PictureView",
    "ProcedureView",
    "RecommendationView",
    "RemedyView",
    "RequestView",
    "StateView",
    "SubmissionView",
    "view_case",
]

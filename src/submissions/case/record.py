"""What all records of a case file are made of: the base that knows its place, and the kinds of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from submissions.findings import Place
from submissions.values import NOWHERE, Checked, Text
from submissions.values.refusal import place_of, read_flag


class Record(BaseModel):
    """A mapping in the case file; unknown keys are refused, and nothing changes once it is read."""

    # Building each record's validator when it is first used, and not on import, keeps `--help` quick.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    _origin: Place = PrivateAttr(default=NOWHERE)

    @property
    def origin(self) -> Place:
        """Where the mapping begins in the case file."""
        return self._origin

    @model_validator(mode="wrap")
    @classmethod
    def _remember_origin(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        record = handler(value)
        if isinstance(value, Mapping):
            record._origin = place_of(value)
        return record


Identifier = Annotated[Text, Checked("id", "^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Country = Annotated[Text, Checked("country", "^[A-Z]{2,3}$")]
LanguageCode = Annotated[Text, Checked("language", "^[a-z]{2,3}$")]
ExhibitPath = Annotated[Text, Checked("exhibit")]
PicturePath = Annotated[Text, Checked("picture")]
TextName = Annotated[Text, Checked("text-name", "^[a-z][a-z0-9_]*$")]
Flag = Annotated[bool, BeforeValidator(read_flag)]

Role = Literal[
    "complainant", "victim", "survivor", "witness", "relative", "counsel", "perpetrator", "official", "expert", "other"
]
Audience = Literal["filing", "public"]
FormOfAddress = Literal[
    "special-rapporteur", "independent-expert", "working-group", "mandate-holders", "committee", "secretariat",
    "ambassador",
]  # fmt: skip
AnnexRole = Literal[
    "authority", "consent", "identity", "kinship", "guardianship", "death", "complaint", "decision", "appeal",
    "medical-report", "statement", "observations", "law", "other",
]  # fmt: skip
Strippable = Literal["position", "author", "script", "attachments", "signature"]
Scope = Literal["submit", "name-to-state", "name-in-public", "share", "use-image", "contact"]
Protectable = Literal[
    "name", "born", "birthplace", "residence", "nationality", "occupation", "family", "image", "contact"
]

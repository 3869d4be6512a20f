"""Turn what a case file holds into the frozen records of a case, with a finding for every fault at once."""

from submissions.validate.records import validate_case
from submissions.validate.to_come import LACKING, told_once

__all__ = ["LACKING", "told_once", "validate_case"]

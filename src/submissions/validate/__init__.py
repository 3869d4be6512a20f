"""Turn what a case file holds into the frozen records of a case, with a finding for every fault at once."""

from submissions.validate.records import validate_case

__all__ = ["validate_case"]

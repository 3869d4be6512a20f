"""Whether a filing would be received: every rule of its mechanism held against the case, with fact and source."""

from submissions.admissibility.answers import Answer, Situation, State
from submissions.admissibility.examine import examine

__all__ = ["Answer", "Situation", "State", "examine"]

"""Read prose that was drafted in Word, and hand it on as the Markdown that somebody might have typed instead."""

from submissions.drafted.opening import WORD_ENDING, read_word_prose
from submissions.drafted.pieces import DraftedProse
from submissions.drafted.resources import picture_in, word_file_in

__all__ = ["WORD_ENDING", "DraftedProse", "picture_in", "read_word_prose", "word_file_in"]

"""Render templates strictly: text is data, what is undefined is a finding, and nothing reaches outside."""

from submissions.jinja.filters import OpeningDate, TimelineOf
from submissions.jinja.marks import MARK, NONCHARACTERS, index_of, mark
from submissions.jinja.render import Printed, Rendered, render

__all__ = [
    "MARK",
    "NONCHARACTERS",
    "OpeningDate",
    "Printed",
    "Rendered",
    "TimelineOf",
    "index_of",
    "mark",
    "render",
]

"""Render templates strictly: text is data, what is undefined is a finding, and nothing reaches outside."""

from submissions.jinja.filters import OpeningDate, TimelineOf
from submissions.jinja.marks import MARK, NONCHARACTERS, index_of, mark
from submissions.jinja.render import Printed, Rendered, each_once, render

__all__ = [
    "MARK",
    "NONCHARACTERS",
    "OpeningDate",
    "Printed",
    "Rendered",
    "TimelineOf",
    "each_once",
    "index_of",
    "mark",
    "render",
]

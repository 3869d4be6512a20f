"""Render templates strictly: text is data, what is undefined is a finding, and nothing reaches outside."""

from submissions.jinja.filters import OpeningDate
from submissions.jinja.marks import MARK, NONCHARACTERS, index_of, mark
from submissions.jinja.render import Printed, Rendered, render

__all__ = ["MARK", "NONCHARACTERS", "OpeningDate", "Printed", "Rendered", "index_of", "mark", "render"]

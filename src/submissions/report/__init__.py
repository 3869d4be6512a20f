"""The report of a build: one page for somebody who would rather look than read, and one of public versions alone."""

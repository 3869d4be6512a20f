"""Why no clean copy can be made of an exhibit, in words for the person who is to do something about it."""

from __future__ import annotations


class CannotCleanError(Exception):
    """No clean copy can be made: `reason` says why, `remedy` what to do. Neither repeats a word of the exhibit."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


# Evidence for the body stays as it was found: a paper made for the public never takes the place of it.
_OF_ITS_OWN = (
    "as an annex of its own, with 'released: true'; take the release back from this one, which the body goes on "
    "receiving as it is"
)
PRINT_ANEW = (
    "open the exhibit, look at every page, print it into a new PDF ('Save as PDF' in the window for printing), and "
    f"add that {_OF_ITS_OWN}"
)
SCAN_ANEW = "get the exhibit again or scan it anew, and name the new file"
REDACT = (
    "look what it is; then take it out for good with `submissions redact`, look at every page, and add the new file "
    f"{_OF_ITS_OWN}"
)
APPLY = (
    "apply the marks in the program that made them, or take the places out for good with `submissions redact`; look at "
    f"every page, and add the new file {_OF_ITS_OWN}"
)

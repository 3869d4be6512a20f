"""What a PDF holds and no reader sees: words under a box, marks never applied, pictures cut by a frame."""

from submissions.unseen.held import Unseen
from submissions.unseen.pdf import Look, look_at, place_on_page

__all__ = ["Look", "Unseen", "look_at", "place_on_page"]

"""Draw what the tree holds as data: a timeline from its moments, as a picture of lines and words."""

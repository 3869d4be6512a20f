"""Faces of further scripts for the pages of `submissions`: font files, what each was made from, and their licence."""

"""Seal files and folders for those who are to read them, and open what was sealed."""

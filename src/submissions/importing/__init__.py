"""Bring what people have already into a case: tables of spreadsheets, row by row, and nothing that is there changed."""

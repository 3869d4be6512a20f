"""Readers that share no code with the program: pandoc, docx2python and the positions of text on PDF pages."""

"""Read the Word frame of a house: its styles, numbering, headers and footers, made strict."""

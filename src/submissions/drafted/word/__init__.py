"""Read a Word file into records that know its paragraphs, and nothing of what is made of them."""

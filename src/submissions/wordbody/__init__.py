"""Bodies drafted in Word: tags in docxtpl's syntax, found and rendered on the tree of a file, never on its text."""

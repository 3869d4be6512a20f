"""Print the document's tree as a native Word file."""

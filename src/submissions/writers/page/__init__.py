"""Print the document's tree as HTML, and lay it out as a PDF."""

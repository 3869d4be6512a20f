"""Write a document's tree as the bytes of one format."""

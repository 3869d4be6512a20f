"""Build the documents: the straight line, the child process it runs in, and the only writes to disk."""

"""Packs: the documents of several cases for one session, as each recipient gets them."""

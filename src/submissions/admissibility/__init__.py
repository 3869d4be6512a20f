"""Whether a filing would be received: every rule of its mechanism held against the case, with fact and source."""

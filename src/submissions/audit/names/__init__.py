"""Find names: what is protected, every form it can take, and where it stands."""

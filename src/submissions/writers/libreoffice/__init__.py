"""Have LibreOffice print a finished Word file as PDF, and finish what it leaves to be said, the same on every run."""

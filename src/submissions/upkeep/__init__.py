"""Look after what stands: audit, verify, status, mechanisms, sealing, and this machine."""

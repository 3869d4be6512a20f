"""Make many documents in one run: plan, child process, reuse, one result."""

"""Have documents made by other computers: `dask.distributed` carries the calls, and everything that they need.

This machine decides, audits and publishes, as it does with its own children. What leaves it is encrypted under a key of
this run that only workers get which are the same program, and to which nothing travels in the open.
"""

"""Take cases from an address, such as a bucket or another computer's disk, and copy finished folders to one."""

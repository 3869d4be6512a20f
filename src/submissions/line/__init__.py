"""Take one document down the straight line, from the case folder to finished, proven bytes."""

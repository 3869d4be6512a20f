"""Make a frame of the house from any letterhead that somebody has drafted in Word: keep what is there, add the rest."""

"""The second counting: plain Python over exported lines, sharing nothing with the program's own figures."""

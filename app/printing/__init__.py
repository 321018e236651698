"""A description of a paper in, PDF bytes out; and the ways those bytes reach a printer."""

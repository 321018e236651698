"""Workbooks: frozen rows in, bytes out; no SQL and no Qt."""

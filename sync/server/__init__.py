"""The township's side: receiving, answering, enrolling, and its command line."""

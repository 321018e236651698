"""The township's console: server-rendered pages for the office, on the same port as the exchange."""

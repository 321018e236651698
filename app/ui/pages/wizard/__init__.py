"""The first start: a few pages until a room stands."""

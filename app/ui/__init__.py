"""Everything with Qt in it: the window of a service room."""

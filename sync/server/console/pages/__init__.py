"""The console's pages, one module each: what is shown, and what may be done there."""

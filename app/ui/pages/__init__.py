"""One folder a screen; screens never import each other."""

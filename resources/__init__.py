"""Fonts, icons, styles, translations and starting data that ship with the program; read through ``app.assets``."""

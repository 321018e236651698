"""How the window looks: colours, sizes, fonts, style sheets."""

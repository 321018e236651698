"""The commands, one file per family; each adds its own words to the grammar and answers them."""

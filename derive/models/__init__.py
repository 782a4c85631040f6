"""One folder a paper: its models, its printed claims, its figures.  The engine never imports them."""

"""Two linear models that are to be one and the same, as their user states them."""

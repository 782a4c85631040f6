"""Systems under coherent drives, as their user states them."""

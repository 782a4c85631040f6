"""Linear models of which some modes are eliminated in the frequency domain, as their user states them."""

"""Speed, as ratios in one run; see ``__main__``."""

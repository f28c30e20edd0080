"""Speed and memory of the public pages, as ratios to a bare Django view in the same run. Run by ``make bench``."""

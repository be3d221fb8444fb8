"""How fast it is, as ratios measured in one run; the tests never assert a speed."""

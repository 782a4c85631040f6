"""Full counting statistics of the quanta that cross into each bath, from the tilted generator.

    generator  ->  tilted generator  ->  Riccati equation  ->  theta(s), cumulants

`tilted` weights the jumps of the counted baths, `riccati` closes the tilted equations on Gaussian states, `cumulants`
differentiates them at s = 0, `single` solves them for one mode, `currents` takes first moments for any model.

Conventions: ``theta(s) = lim (1/t) ln < exp(-sum_k s_k n_k(t)) >``, where n_k is the number of quanta that bath k has
received less those it has given; cumulants are ``(-1)^n`` times the n-th derivative at 0, the first is the current
INTO the bath [Esposito, Harbola and Mukamel, Rev. Mod. Phys. 81, 1665 (2009)].
"""

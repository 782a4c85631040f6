"""Sweeps over named axes and isosurfaces, on closed forms short enough to solve by hand."""

from types import FunctionType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from numerics.isosurface import isosurface
from numerics.sweep import sweep


def thermal(*, kappa_1, nbar, g=0.0):
    """Not physics: three parameters whose places cannot be confused."""
    return kappa_1 + 10 * nbar + 100 * g


def in_module(function, parameters):
    """`function` as if it stood in a generated module with these PARAMETERS."""
    copy = FunctionType(function.__code__, {"PARAMETERS": parameters, "np": np}, function.__name__)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


class TestSweep:
    def test_axes_follow_the_order_given(self):
        grid = sweep(thermal, nbar=[0.0, 1.0, 2.0], g=2.0, kappa_1=[3.0, 4.0])
        assert grid.names == ("nbar", "kappa_1") and grid.quantity == "thermal" and dict(grid.fixed) == {"g": 2.0}
        assert grid.values.tolist() == [[203, 204], [213, 214], [223, 224]]
        assert grid.axis("kappa_1").tolist() == [3, 4]

    def test_without_axes_it_is_a_call(self):
        grid = sweep(thermal, kappa_1=1, nbar=2)
        assert grid.names == () and grid.values.shape == () and grid.values == 21

    def test_a_matrix_keeps_its_last_two_axes(self):
        """Four by four points of a 4 x 4 matrix that depends on nothing but a fixed number: no axis may be mistaken."""

        def drift(*, kappa, Delta, F):
            zero = 0 * kappa
            return np.stack([np.stack([kappa * (i == j) + zero for j in range(4)], -1) for i in range(4)], -2)

        grid = sweep(drift, Delta=np.arange(4.0), F=np.arange(4.0), kappa=3.0)
        assert grid.values.shape == (4, 4, 4, 4)
        np.testing.assert_array_equal(grid.values[1, 2], 3 * np.eye(4))

    def test_values_repeat_along_an_axis_that_does_not_matter(self):
        """Parameters of the module that the closed form lost: as a number left aside, as an axis repeated."""
        n_1 = in_module(thermal, ("kappa_1", "nbar", "g", "phi", "Delta"))
        grid = sweep(n_1, Delta=[1.0, 2.0], phi=0.3, nbar=[5.0], kappa_1=1.0)
        assert grid.values.tolist() == [[51], [51]]

    def test_integers_become_floats(self):
        """NumPy refuses integers to negative powers, and wraps around at 2**63."""
        assert sweep(lambda *, a: a**-2 + a**30, a=[2, 10]).values.tolist() == [0.25 + 2.0**30, 0.01 + 1e30]

    def test_complex_parameters(self):
        assert sweep(lambda *, F: F * F, F=[1j, 2.0]).values.tolist() == [-1, 4]

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"kappa_1": 1.0, "nbra": 2.0}, r"`nbra` must be one of the parameters.*did you mean `nbar`\?"),
            ({"kappa_1": 1.0}, r"must name everything `thermal` takes, but `nbar` is missing"),
            (
                {"kappa_1": 1.0, "nbar": np.ones((2, 2))},
                r"`nbar` must be a number or a 1-D array, but got shape \(2, 2\)",
            ),
            ({"kappa_1": 1.0, "nbar": []}, r"`nbar` must be a number or a 1-D array, but got shape \(0,\)"),
            ({"kappa_1": 1.0, "nbar": [0.0, np.nan]}, r"`nbar` must be finite, but got nan at index \(1,\)"),
            ({"kappa_1": 1.0, "nbar": None}, r"`nbar` must be numeric"),
        ],
    )
    def test_bad_input_is_named(self, values, message):
        with pytest.raises(ValueError, match=message):
            sweep(thermal, **values)

    @pytest.mark.parametrize("function", [lambda **anything: 0.0, 3.0])
    def test_functions_without_names_are_refused(self, function):
        with pytest.raises(ValueError, match=r"`function` must be a function with named parameters"):
            sweep(function, x=1.0)

    def test_unknown_axis(self):
        with pytest.raises(ValueError, match=r"`name` must be one of nbar, but got 'x'"):
            sweep(thermal, kappa_1=1.0, nbar=[1.0]).axis("x")

    def test_grids_are_frozen(self):
        grid = sweep(thermal, kappa_1=1.0, nbar=[1.0])
        with pytest.raises(AttributeError):
            grid.values = None
        with pytest.raises(ValueError, match="read-only"):
            grid.values[0] = 7
        with pytest.raises(TypeError):
            grid.fixed["g"] = 1.0


def delta_n_2(*, Delta, kappa, m_1, m_3):
    """Eq. (3) of Barzanjeh, Aquilina and Xuereb as printed, for F = 0."""
    return 2 * kappa**2 * (m_1 - m_3) / (4 * kappa**2 + Delta**2)


class TestIsosurface:
    @pytest.mark.parametrize("level", [10.0, 0.0, -10.0])
    def test_an_affine_closed_form_is_solved_by_its_secant(self, level):
        """2 kappa^2 (m_1 - m_3) = level (4 kappa^2 + Delta^2) gives m_3 = m_1 - level (2 + Delta^2/(2 kappa^2)); nan
        where that is not within 0 <= m_3 <= 100."""
        delta, m_1 = np.linspace(-4, 4, 17), np.array([40.0, 50.0])
        calls = []

        def counted(*, Delta, kappa, m_1, m_3):
            calls.append(np.size(m_3))
            return delta_n_2(Delta=Delta, kappa=kappa, m_1=m_1, m_3=m_3)

        grid = isosurface(counted, level, over="m_3", bracket=(0.0, 100.0), Delta=delta, m_1=m_1, kappa=1.0)
        expected = m_1 - level * (2 + delta[:, None] ** 2 / 2)
        inside = (expected >= 0) & (expected <= 100)
        np.testing.assert_allclose(grid.values[inside], expected[inside], rtol=1e-13)
        assert np.isnan(grid.values[~inside]).all()
        assert grid.quantity == "m_3" and grid.names == ("Delta", "m_1") and inside.any()
        assert len(calls) == 4, "low, high, the point between, and the check of the root"

    @given(coefficients=st.tuples(*[st.floats(-5, 5)] * 3), level=st.floats(-3, 3))
    @settings(max_examples=60, deadline=None)
    def test_monotone_cubic(self, coefficients, level):
        """x^3 + x a^2 + b + c takes every value between its ends once; the root is verified by putting it in."""
        a, b, c = coefficients

        def cubic(*, x, a, b, c):
            return x**3 + a**2 * x + b + c

        x = isosurface(cubic, level, over="x", bracket=(-10.0, 10.0), b=np.array([b, b + 1]), c=np.array([c]), a=a)
        assert x.values.shape == (2, 1)
        np.testing.assert_allclose(cubic(x=x.values[:, 0], a=a, b=np.array([b, b + 1]), c=c), level, atol=1e-9)

    def test_the_lowest_of_several_roots(self):
        """cos x = c on 0 <= x <= 10 has its first root at arccos c."""
        c = np.array([-0.9, 0.1, 0.5])
        grid = isosurface(lambda *, x, c: np.cos(x) - c, 0.0, over="x", bracket=(0.0, 10.0), c=c)
        np.testing.assert_allclose(grid.values, np.arccos(c), rtol=1e-14)

    def test_an_odd_cubic_is_not_taken_for_its_chord(self):
        """x^3 - x on (-2, 2) passes through the middle of its chord, and has its lowest root at -1, not at 0."""
        grid = isosurface(lambda *, x, c: x**3 - x + c, 0.0, over="x", bracket=(-2.0, 2.0), c=[0.0])
        np.testing.assert_allclose(grid.values, [-1.0], rtol=1e-14)

    def test_roots_on_the_ends_count(self):
        affine = isosurface(lambda *, x, c: x - c, 0.0, over="x", bracket=(1.0, 3.0), c=[0.9, 1.0, 2.0, 3.0, 3.1])
        bent = isosurface(lambda *, x, c: x * x - c, 0.0, over="x", bracket=(1.0, 3.0), c=[0.9, 1.0, 4.0, 9.0, 9.1])
        for grid in (affine, bent):
            np.testing.assert_allclose(grid.values, [np.nan, 1.0, 2.0, 3.0, np.nan], rtol=1e-15)

    def test_a_pole_is_not_a_root(self):
        """1/(x - c) changes its sign at c without being zero; 1/(x - c) = 1 does have the root c + 1."""

        def pole(*, x, c):
            return 1 / (x - c)

        nowhere = isosurface(pole, 0.0, over="x", bracket=(0.0, 1.0), c=[0.3, 0.5001])
        assert np.isnan(nowhere.values).all()
        somewhere = isosurface(pole, 1.0, over="x", bracket=(2.0, 9.0), c=[1.5])
        np.testing.assert_allclose(somewhere.values, [2.5], rtol=1e-14)

    def test_equal_everywhere_is_nowhere_in_particular(self):
        grid = isosurface(lambda *, x, c: 0 * x * c, 0.0, over="x", bracket=(0.0, 1.0), c=[1.0])
        assert np.isnan(grid.values).all()

    def test_rounding_sized_imaginary_parts_are_dropped_and_others_refused(self):
        grid = isosurface(lambda *, x, F: x - abs(F) + 1e-18j, 0.5, over="x", bracket=(0.0, 9.0), F=[3j])
        np.testing.assert_allclose(grid.values, [3.5])
        with pytest.raises(ValueError, match="`function` must be real, but got complex values"):
            isosurface(lambda *, x, F: x * F, 0.5, over="x", bracket=(0.0, 9.0), F=[3j])

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"over": "m_4"}, r"`over` must be a parameter of the function, but got 'm_4'"),
            ({"over": "m_1"}, r"`m_1` must be left out, but got a value; it is what is solved for"),
            ({"bracket": (2.0, 1.0)}, r"`bracket` must be \(low, high\) with low < high"),
            ({"bracket": (0.0, np.inf)}, r"`bracket` must be finite"),
            ({"samples": 1}, r"`samples` must be at least 2"),
            ({"kapa": 1.0}, r"did you mean `kappa`\?"),
        ],
    )
    def test_bad_input_is_named(self, changes, message):
        good = {"over": "m_3", "bracket": (0.0, 1.0), "Delta": [0.0], "kappa": 1.0, "m_1": 50.0}
        with pytest.raises(ValueError, match=message):
            isosurface(delta_n_2, 0.0, **(good | changes))

    def test_one_level_a_call(self):
        with pytest.raises(ValueError, match="`level` must be one number"):
            isosurface(delta_n_2, [0.0, 1.0], over="m_3", bracket=(0, 1), Delta=[0.0], kappa=1.0, m_1=50.0)

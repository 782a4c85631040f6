"""Steady covariance matrices, against SciPy's Bartels-Stewart solver and against pen and paper."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import solve_continuous_lyapunov

from numerics.lyapunov import occupations, physical, spectral_abscissa, steady_covariance, uncertainty
from numerics.solution import Status


def stable_drifts(rng, points, size):
    """Random drifts, each shifted until its largest real part is -0.3."""
    a = rng.normal(size=(points, size, size))
    shift = np.linalg.eigvals(a).real.max(axis=-1) + 0.3
    return a - shift[:, None, None] * np.eye(size)


def noises(rng, points, size):
    root = rng.normal(size=(points, size, size))
    return root @ root.swapaxes(-1, -2)


@pytest.mark.parametrize("size", [1, 2, 4, 6, 8, 10])
def test_agrees_with_bartels_and_stewart(size):
    """Both ways of solving, below and above eight quadratures, against scipy point by point."""
    rng = np.random.default_rng(size)
    a, n = stable_drifts(rng, 20, size), noises(rng, 20, size)
    solution = steady_covariance(a, n)
    expected = np.stack([solve_continuous_lyapunov(x, -y) for x, y in zip(a, n, strict=True)])
    np.testing.assert_allclose(solution.require(), expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(solution.values, solution.values.swapaxes(-1, -2))
    assert solution.statistics["residual"].max() < 1e-14


def test_a_batch_is_its_points_and_axes_broadcast():
    rng = np.random.default_rng(5)
    a, n = stable_drifts(rng, 3, 4)[:, None], noises(rng, 2, 4)
    solution = steady_covariance(a, n)
    assert solution.values.shape == (3, 2, 4, 4)
    assert solution.codes.shape == solution.statistics["condition"].shape == (3, 2)
    one = steady_covariance(a[2, 0], n[1])
    np.testing.assert_allclose(solution.values[2, 1], one.require(), rtol=1e-12)


def test_more_points_than_one_chunk_holds():
    """36 unknowns a point: 4,000 points are several chunks, and the last one is not full."""
    rng = np.random.default_rng(6)
    a, n = stable_drifts(rng, 4000, 8), noises(rng, 1, 8)
    v = steady_covariance(a, n).require()
    for point in (0, 3086, 3087, 3999):
        np.testing.assert_allclose(v[point], solve_continuous_lyapunov(a[point], -n[0]), rtol=1e-9, atol=1e-9)


@given(kappa=st.floats(1e-3, 1e12), occupation=st.floats(0, 1e9), omega=st.floats(-1e3, 1e3))
@settings(max_examples=50, deadline=None)
def test_one_damped_mode_takes_its_baths_occupation(kappa, occupation, omega):
    """A = -kappa/2 + a rotation, N = kappa (nbar + 1/2): the rotation drops out of A V + V A^T for V ~ 1, so
    V = nbar + 1/2 whatever kappa and omega."""
    a = np.array([[-kappa / 2, omega], [-omega, -kappa / 2]])
    v = steady_covariance(a, kappa * (occupation + 0.5) * np.eye(2)).require()
    np.testing.assert_allclose(v, (occupation + 0.5) * np.eye(2), rtol=1e-8, atol=1e-8 * (occupation + 0.5))


def test_exceptional_point():
    """Fed forward only, dx_2/dt = -x_2/2 - x_1: A is a Jordan block, which an eigenvector solver cannot take.

    With A = ((-1/2, 0), (-1, -1/2)) and N = 1:  V_11 = 1;  -V_12 - V_11 = 0, so V_12 = -1;  -V_22 - 2 V_12 + 1 = 0,
    so V_22 = 3.
    """
    v = steady_covariance(np.array([[-0.5, 0.0], [-1.0, -0.5]]), np.eye(2)).require()
    np.testing.assert_allclose(v, [[1.0, -1.0], [-1.0, 3.0]], rtol=1e-14)


def test_unstable_points_are_marked_and_leave_the_others_alone():
    """Gain, no damping at all, and damping: A = +1, 0, -1 in one mode each."""
    a = np.array([1.0, 0.0, -1.0])[:, None, None] * np.eye(2)
    solution = steady_covariance(a, np.eye(2))
    assert solution.status is Status.UNSTABLE
    assert solution.where(Status.UNSTABLE).tolist() == [True, True, False]
    assert np.isnan(solution.values[:2]).all()
    np.testing.assert_allclose(solution.values[2], np.eye(2) / 2)
    assert "1 of 3: solved" in solution.explain() and "2 of 3: the drift matrix" in solution.explain()
    with pytest.raises(ValueError, match="2 of 3: the drift matrix has an eigenvalue"):
        solution.require()


def test_a_free_particle_seen_from_a_rotated_frame_is_never_called_stable():
    """x' = p, p' = 0 has a double eigenvalue 0 in a Jordan block: rounding spreads it to +- 1e-8, but no digit of a
    covariance that grows without bound may be given out."""
    rng = np.random.default_rng(1)
    nilpotent = np.zeros((4, 4))
    nilpotent[0, 1] = nilpotent[2, 3] = 1
    frames = np.linalg.qr(rng.normal(size=(200, 4, 4)))[0]
    a = frames @ nilpotent @ frames.swapaxes(-1, -2)
    assert (spectral_abscissa(a) < 0).any() or (abs(spectral_abscissa(a)) > 0).any()
    solution = steady_covariance(a, np.eye(4))
    assert not solution.ok.any()


def test_a_long_chain_with_hardly_any_damping_is_not_trusted():
    """dx_1 = x_2, dx_2 = x_3, dx_3 = x_4, all damped at d = 3e-3, seen from rotated frames: stable, and V grows like
    20/(2 d)^7 = 7e16, which leaves no digit of sixteen."""
    frames = np.linalg.qr(np.random.default_rng(2).normal(size=(20, 4, 4)))[0]
    a = frames @ (np.eye(4, k=1) - 3e-3 * np.eye(4)) @ frames.swapaxes(-1, -2)
    solution = steady_covariance(a, np.eye(4))
    assert (solution.statistics["spectral_abscissa"] < 0).all()
    assert solution.where(Status.SINGULAR).all()
    assert (solution.statistics["condition"] > 1e15).all()


def test_damping_below_rounding_is_not_called_stable():
    solution = steady_covariance(np.array([[-1e-17, 1.0], [-1.0, -1e-17]]), np.eye(2))
    assert solution.status is Status.UNSTABLE


def test_condition_is_the_operators():
    """Against the singular values of A kron 1 + 1 kron A; Frobenius norms bound it within a factor n = 3."""
    a = stable_drifts(np.random.default_rng(8), 10, 3)
    condition = steady_covariance(a, np.eye(3)).statistics["condition"]
    for one, bound in zip(a, condition, strict=True):
        values = np.linalg.svd(np.kron(one, np.eye(3)) + np.kron(np.eye(3), one), compute_uv=False)
        assert values[0] / values[-1] / 3 <= bound <= 9 * values[0] / values[-1]


def test_weak_damping_beside_fast_rotation_is_solved():
    """A mechanical mode of quality 1e11 is stable, and so is not taken for a singular one."""
    omega, kappa = 1.0e9, 1.0e-2
    a = np.array([[-kappa / 2, omega], [-omega, -kappa / 2]])
    np.testing.assert_allclose(steady_covariance(a, kappa * np.eye(2)).require(), np.eye(2), rtol=1e-4, atol=1e-4)


def test_two_coupled_modes_settle_where_the_rate_equations_say():
    """H = g (c_1^dag c_2 + h.c.) + Delta c_2^dag c_2, baths kappa_i, nbar_i.

    Eliminating <c_1^dag c_2> from the moments leaves a rate between the occupations, with s = kappa_1 + kappa_2:
    Gamma = 4 g^2 s / (s^2 + 4 Delta^2),
    kappa_1 (nbar_1 - n_1) = Gamma (n_1 - n_2) = kappa_2 (n_2 - nbar_2).
    """
    g, delta, kappa, nbar = 0.7, -1.3, (1.1, 0.4), (5.0, 0.2)
    a = np.array(
        [
            [-kappa[0] / 2, 0, 0, g],
            [0, -kappa[0] / 2, -g, 0],
            [0, g, -kappa[1] / 2, delta],
            [-g, 0, -delta, -kappa[1] / 2],
        ]
    )
    n = np.diag([kappa[0] * (nbar[0] + 0.5)] * 2 + [kappa[1] * (nbar[1] + 0.5)] * 2)
    v = steady_covariance(a, n).require()
    s = sum(kappa)
    gamma = 4 * g**2 * s / (s**2 + 4 * delta**2)
    difference = (nbar[1] - nbar[0]) / (1 + gamma / kappa[0] + gamma / kappa[1])
    expected = [nbar[0] + gamma * difference / kappa[0], nbar[1] - gamma * difference / kappa[1]]
    np.testing.assert_allclose(occupations(v), expected, rtol=1e-13)
    assert physical(v)


def test_uncertainty_of_textbook_states():
    """Vacuum 1/2 and squeezed vacuum diag(1/(2 r), r/2) are pure: exactly on the bound; a thermal state with n quanta
    lies n above it; less noise than the vacuum in both quadratures belongs to no state."""
    vacuum, squeezed, thermal, nothing = (
        np.diag([0.5, 0.5]),
        np.diag([0.125, 2.0]),
        np.diag([3.5, 3.5]),
        np.eye(2) * 0.4,
    )
    v = np.stack([vacuum, squeezed, thermal, nothing])
    np.testing.assert_allclose(uncertainty(v), [0.0, 0.0, 3.0, -0.1], atol=1e-15)
    assert physical(v).tolist() == [True, True, True, False]
    np.testing.assert_allclose(occupations(thermal), [3.0])


def test_uncertainty_pairs_the_quadratures_of_each_mode():
    """x_1 and p_1 stand side by side: squeezing x_1 and p_2 together below the vacuum is allowed, x_1 and p_1 not."""
    assert physical(np.diag([0.05, 5.0, 5.0, 0.05]))
    assert not physical(np.diag([0.05, 0.05, 5.0, 5.0]))


def test_physical_wants_a_tolerance():
    with pytest.raises(ValueError, match="`tolerance` must be one number positive and below 1, but got -1"):
        physical(np.eye(2), tolerance=-1.0)


def test_points_given_up_stay_nan_without_stopping_the_others():
    v = np.stack([np.eye(2) / 2, np.full((2, 2), np.nan)])
    np.testing.assert_array_equal(occupations(v), [[0.0], [np.nan]])
    assert np.isnan(uncertainty(v)).tolist() == [False, True]
    assert physical(v).tolist() == [True, False]


def test_results_cannot_be_written_into():
    solution = steady_covariance(-np.eye(2), np.eye(2))
    with pytest.raises(ValueError, match="read-only"):
        solution.values[0, 0] = 1
    with pytest.raises(AttributeError):
        solution.values = None


STABLE = -np.eye(2)


@pytest.mark.parametrize(
    ("drift", "diffusion", "message"),
    [
        (-np.ones((2, 3)), np.eye(2), r"`drift` must have shape \(\.\.\., n, n\), but got \(2, 3\)"),
        (-1.0, np.eye(2), r"`drift` must have shape"),
        (STABLE, np.eye(4), r"`diffusion` must be as large as `drift`, but got \(4, 4\) for \(2, 2\)"),
        (STABLE, [[1, 1], [0, 1]], r"`diffusion` must be symmetric"),
        ([[-1, 0], [np.nan, -1]], np.eye(2), r"`drift` must be finite, but got nan at index \(1, 0\)"),
        (STABLE, [[np.inf, 0], [0, 1]], r"`diffusion` must be finite, but got inf"),
        (STABLE * 1j, np.eye(2), r"`drift` must be real"),
        ([["a", "b"], ["c", "d"]], np.eye(2), r"`drift` must be numeric"),
        ([[1, 2], [3]], np.eye(2), r"`drift` must be a number or a regular array, but got ragged rows"),
        (
            np.stack([STABLE] * 3),
            np.stack([np.eye(2)] * 2),
            r"must broadcast together, but got drift \(3,\), diffusion",
        ),
    ],
)
def test_bad_input_is_named(drift, diffusion, message):
    with pytest.raises(ValueError, match=message):
        steady_covariance(drift, diffusion)


def test_odd_covariance_is_refused():
    with pytest.raises(ValueError, match="two quadratures a mode"):
        occupations(np.eye(3))

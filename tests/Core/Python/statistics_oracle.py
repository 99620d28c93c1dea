"""Draws random samples and prints what SciPy and statsmodels say about them, as one JSON array: numbers that JSON lacks are strings."""
import gc
import json
import math
import sys
import warnings

import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestIndPower, TTestPower
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

gc.freeze()  # statsmodels collects garbage in every call, and need not look at the modules
warnings.simplefilter("ignore")  # samples without any spread are among them on purpose


def number(value):
    """A float as JSON; None for NaN, which stands for "no such number"."""
    value = float(value)
    return None if math.isnan(value) else str(value).replace("inf", "Infinity") if math.isinf(value) else value


def numbers(values):
    return [number(value) for value in values]


def sample(rng, size, kind, shift=0.0):
    if kind == "constant":
        return np.full(size, 0.5 + shift)
    if kind == "ties":  # accuracies on a test set of 16 images
        return rng.binomial(16, 0.7, size) / 16
    scale = 10.0 ** rng.uniform(-2, 1)
    return rng.normal(rng.uniform(-1, 1) + shift, scale, size)


def critical(alpha, degrees):
    """The t that |t| exceeds with probability alpha. SciPy's own stats.t.isf is good to only 9 digits where degrees are fractions, such
    as 1.24, so its answer is the start of a search with the incomplete beta function."""
    start = stats.t.isf(alpha / 2, degrees)
    return optimize.brentq(lambda t: special.betainc(degrees / 2, 0.5, degrees / (degrees + t * t)) - alpha,
                           start * 0.99, start * 1.01, xtol=1e-15 * start, rtol=8.9e-16)


def t_interval(difference, error, degrees):
    half = critical(0.05, degrees) * error if error > 0 else 0.0
    return [difference - half, difference + half]


def paired(a, b):
    result = stats.ttest_rel(a, b)
    d = a - b
    n = len(d)
    sd = d.std(ddof=1) if n > 1 else math.nan
    answer = {"t": number(result.statistic), "p": number(result.pvalue)}
    answer["interval"] = numbers(t_interval(d.mean(), sd / math.sqrt(n), n - 1)) if n > 1 else None
    if n > 1 and sd > 0:
        t = d.mean() / (sd / math.sqrt(n))
        low, high = noncentrality_interval(t, n - 1)
        answer["dz"] = d.mean() / sd
        answer["dz_interval"] = [low / math.sqrt(n), high / math.sqrt(n)]
        average = (a.std(ddof=1) + b.std(ddof=1)) / 2
        if n > 2 and average > 0:
            answer["dav"] = (1 - 3 / (4 * (n - 1) - 1)) * d.mean() / average
            answer["dav_interval"] = [bound / math.sqrt(n) * sd / average for bound in (low, high)]
    return answer


def noncentrality_interval(t, degrees):
    reach = 10 + abs(t) * (1 + 10 / math.sqrt(degrees))
    return [optimize.brentq(lambda nc: stats.nct.cdf(t, degrees, nc) - level, -reach, reach, xtol=1e-13, rtol=1e-13)
            for level in (0.975, 0.025)]


def welch(a, b, band):
    result = stats.ttest_ind(a, b, equal_var=False)
    answer = {"t": number(result.statistic), "p": number(result.pvalue)}
    if min(len(a), len(b)) > 1:
        va, vb = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
        with np.errstate(all="ignore"):
            degrees = (va + vb) ** 2 / (va ** 2 / (len(a) - 1) + vb ** 2 / (len(b) - 1))
        answer["degrees"] = number(degrees)
        answer["interval"] = numbers(t_interval(a.mean() - b.mean(), math.sqrt(va + vb), degrees))
        if va + vb > 0:
            means = CompareMeans(DescrStatsW(a), DescrStatsW(b))
            answer["equivalence"] = number(means.ttost_ind(-band, band, usevar="unequal")[0])
    return answer


def mean_difference(x, y, axis):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


def permutation(a, b, kind):
    """SciPy enumerates all arrangements where there are fewer than n_resamples; it refuses samples of one value."""
    if min(len(a), len(b)) < 2:
        return None
    return number(stats.permutation_test(
        (a, b), mean_difference, permutation_type=kind, n_resamples=10 ** 6, vectorized=True).pvalue)


def case(rng, index):
    kind = ["normal", "normal", "normal", "ties", "constant"][index % 5]
    n, m = int(rng.integers(1, 7)), int(rng.integers(1, 7))
    a, b = sample(rng, n, kind), sample(rng, m, kind, rng.choice([0.0, 0.125]))
    paired_b = sample(rng, n, kind, rng.choice([0.0, 0.125]))
    band = float(rng.uniform(0.01, 1))
    answer = {"a": a.tolist(), "b": b.tolist(), "paired_b": paired_b.tolist(), "band": band}
    answer["paired"] = paired(a, paired_b)
    answer["welch"] = welch(a, b, band)
    answer["mean_interval"] = numbers(t_interval(a.mean(), a.std(ddof=1) / math.sqrt(n), n - 1)) if n > 1 else None
    answer["two_sample"] = permutation(a, b, "independent")
    answer["sign_flip"] = permutation(a, paired_b, "samples")
    p = 10.0 ** rng.uniform(-5, 0, int(rng.integers(1, 9)))
    if kind == "ties":
        p[:] = np.round(p, 2)
    answer["p_values"], answer["holm"] = p.tolist(), multipletests(p, method="holm")[1].tolist()
    only_a, only_b = int(rng.integers(0, 300)), int(rng.integers(0, 300))
    answer["only_a"], answer["only_b"] = only_a, only_b
    answer["mcnemar"] = stats.binomtest(only_a, only_a + only_b, 0.5).pvalue if only_a + only_b else 1.0
    t, degrees, nc = rng.normal(0, 4), int(rng.choice([1, 2, 3, 4, 8, 9, 18, 38, 200])), rng.normal(0, 4)
    answer["nct"] = [t, degrees, nc, stats.nct.cdf(t, degrees, nc)]
    answer["student"] = [t, degrees / 1.7, 2 * stats.t.sf(abs(t), degrees / 1.7)]
    alpha = 0.05 / int(rng.integers(1, 20))
    answer["critical"] = [alpha, degrees / 1.7, critical(alpha, degrees / 1.7)]
    return answer


def power():
    """The smallest differences that are found with a power of .8, by the definition in terms of SciPy's noncentral t."""
    answers = []
    for n, m in [(2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (10, 10), (3, 7), (30, 20)]:
        answers.append({"n": n, "m": m, "paired": smallest(n - 1, 0.05) / math.sqrt(n),
                        "unpaired": smallest(n + m - 2, 0.05) * math.sqrt(1 / n + 1 / m)})
    # statsmodels' own answers, to some six digits, so that both are not wrong in the same way.
    assert abs(TTestPower().solve_power(nobs=5, alpha=0.05, power=0.8) - answers[3]["paired"]) < 1e-5
    assert abs(TTestIndPower().solve_power(nobs1=5, alpha=0.05, power=0.8) - answers[3]["unpaired"]) < 1e-5
    return answers


def smallest(degrees, alpha):
    t = critical(alpha, degrees)
    return optimize.brentq(lambda nc: stats.nct.sf(t, degrees, nc) + stats.nct.cdf(-t, degrees, nc) - 0.8, 0.1, 200, xtol=1e-13, rtol=1e-13)


def main():
    rng = np.random.default_rng(20)
    json.dump({"cases": [case(rng, i) for i in range(int(sys.argv[1]))], "power": power()}, sys.stdout)


main()

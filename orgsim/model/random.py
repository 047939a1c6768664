"""Random numbers with an address: a uniform is a pure function of (seed, unit, replication, week, person, purpose).

Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011), with key (seed, unit) and counter (person, week, replication, purpose).
One call gives four uniforms. Nothing is drawn in sequence, so results cannot depend on order, threads or chunks.
All words are 32-bit; week 0 is before the first week, so week t of a run has the address t + 1.
"""

from __future__ import annotations

from typing import NamedTuple

#: Purposes: what a block of four uniforms is for.
WEEK, SUCCESSION, NEED, DISPOSITION, COMPETENCE, LEADING_SKILL, DISPOSITION_LEVEL, SKILL_LEVEL, CIRCUMSTANCES = range(9)
#: The survey's own: who answers and the halo; the first of a row of blocks for items, and of one for what a unit finds normal.
RESPONSE, HALO, SURVEY_ITEMS, SURVEY_LOCAL = 16, 17, 32, 64

#: The person whose draws belong to the department as a whole.
DEPARTMENT = 0xFFFFFFFF

MULTIPLIER_0, MULTIPLIER_1 = 0xD2511F53, 0xCD9E8D57
WEYL_0, WEYL_1 = 0x9E3779B9, 0xBB67AE85
MASK = 0xFFFFFFFF

UNIT_INTERVAL = 2.0**-32
ROOT_3 = 1.7320508075688772
ROOT_12 = 3.4641016151377544


class Address(NamedTuple):
    """Where a run's random numbers live: the key words and the replication."""

    seed: int
    unit: int
    replication: int


def multiply_high(multiplier: int, word: int) -> int:
    """The upper 32 bits of the product of two words."""
    return (multiplier * word) >> 32


def multiply_low(multiplier: int, word: int) -> int:
    """The lower 32 bits of the product of two words."""
    return (multiplier * word) & MASK


def add_words(word: int, other: int) -> int:
    """The sum of two words, modulo 2**32."""
    return (word + other) & MASK


def philox_round(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """One round of Philox4x32."""
    return (
        multiply_high(MULTIPLIER_1, c2) ^ c1 ^ k0,
        multiply_low(MULTIPLIER_1, c2),
        multiply_high(MULTIPLIER_0, c0) ^ c3 ^ k1,
        multiply_low(MULTIPLIER_0, c0),
    )


def next_key(k0: int, k1: int) -> tuple[int, int]:
    """The key words of the next round."""
    return add_words(k0, WEYL_0), add_words(k1, WEYL_1)


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Philox4x32-10: four random words for a counter of four words and a key of two.

    The rounds are written out: words shared by all runs stay single words until a round mixes in the replication.
    """
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    c0, c1, c2, c3 = philox_round(c0, c1, c2, c3, k0, k1)
    k0, k1 = next_key(k0, k1)
    return philox_round(c0, c1, c2, c3, k0, k1)


def unit_interval(word: int) -> float:
    """A word as a uniform in [0, 1): word / 2**32, exactly."""
    return word * UNIT_INTERVAL


def uniforms(address: Address, week: int, person: int, purpose: int) -> tuple[float, float, float, float]:
    """Four uniforms in [0, 1) for one person, week and purpose."""
    a, b, c, d = philox(person, week, address.replication, purpose, address.seed, address.unit)
    return unit_interval(a), unit_interval(b), unit_interval(c), unit_interval(d)


def deviate(draws: tuple[float, float, float, float]) -> float:
    """A draw with mean 0 and standard deviation 1: the centred, scaled sum of four uniforms (between -3.5 and 3.5)."""
    return (draws[0] + draws[1] + draws[2] + draws[3] - 2.0) * ROOT_3


def trait(address: Address, week: int, person: int, purpose: int) -> float:
    """The deviate of one person for one trait, drawn in a week."""
    return deviate(uniforms(address, week, person, purpose))


def noise(draw: float, sd: float) -> float:
    """A uniform turned into noise with mean 0 and standard deviation `sd`."""
    return (draw - 0.5) * (ROOT_12 * sd)

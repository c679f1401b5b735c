"""How far apart colours are for an eye: contrast, colour vision, distance. Plain Python, each step with its source."""

from __future__ import annotations

from enum import Enum
from math import atan2, cbrt, cos, dist, exp, hypot, log, pi, sin, sqrt

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]


class Vision(Enum):
    """Normal, and three dichromacies at full severity (Machado, Oliveira, Fernandes 2009; linear RGB)."""

    NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    PROTAN = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    DEUTAN = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    TRITAN = (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    )


_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""Linear sRGB to XYZ, D65 (IEC 61966-2-1)."""
_CAT02: Matrix = ((0.7328, 0.4296, -0.1624), (-0.7036, 1.6975, 0.0061), (0.0030, 0.0136, 0.9834))
_HPE_OF_CAT02: Matrix = (
    (0.7409792, 0.2180250, 0.0410058),
    (0.2853532, 0.6242014, 0.0904454),
    (-0.0096280, -0.0056980, 1.0153260),
)
"""Hunt-Pointer-Estevez after the inverse of CAT02 (CIE 159:2004)."""
_LUMINANCE, _GROUND = 64 / pi / 5, 20.0
"""sRGB's own viewing conditions: 64 lux, a fifth of it adapted to, grey world; an average surround."""
_F, _C, _NC = 1.0, 0.69, 1.0


def _times(matrix: Matrix, by: Triple) -> Triple:
    rows = [sum(a * b for a, b in zip(row, by, strict=True)) for row in matrix]
    return rows[0], rows[1], rows[2]


def linear(color: str) -> Triple:
    """`#RRGGBB` as linear light, 0 to 1 (IEC 61966-2-1)."""
    found = []
    for place in (1, 3, 5):
        value = int(color[place : place + 2], 16) / 255
        found.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return found[0], found[1], found[2]


def contrast(one: str, other: str) -> float:
    """1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other))),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, vision: Vision = Vision.NORMAL) -> float:
    """Euclidean in CAM02-UCS (Luo, Cui, Li 2006); about 1 is just visible side by side."""
    first, second = (_ucs(_times(vision.value, linear(color))) for color in (one, other))
    return dist(first, second)


def _ucs(light: Triple) -> Triple:
    """CIECAM02 lightness, colourfulness and hue as even coordinates."""
    white = _times(_TO_XYZ, (100.0, 100.0, 100.0))
    luminance_factor = _adaptation()
    n = _GROUND / white[1]
    z, n_bb = 1.48 + sqrt(n), 0.725 * (1 / n) ** 0.2
    signals = _signals(_times(_TO_XYZ, (100 * light[0], 100 * light[1], 100 * light[2])), white)
    achromatic = (2 * signals[0] + signals[1] + signals[2] / 20 - 0.305) * n_bb
    whites = _signals(white, white)
    of_white = (2 * whites[0] + whites[1] + whites[2] / 20 - 0.305) * n_bb
    a = signals[0] - 12 * signals[1] / 11 + signals[2] / 11
    b = (signals[0] + signals[1] - 2 * signals[2]) / 9
    hue = atan2(b, a)
    eccentricity = (cos(hue + 2) + 3.8) / 4
    lightness = 100 * max(0.0, achromatic / of_white) ** (_C * z)
    t = 50000 / 13 * _NC * n_bb * eccentricity * hypot(a, b) / (signals[0] + signals[1] + 1.05 * signals[2])
    chroma = max(0.0, t) ** 0.9 * sqrt(lightness / 100) * (1.64 - 0.29**n) ** 0.73
    colourfulness = chroma * luminance_factor**0.25
    even = log(1 + 0.0228 * colourfulness) / 0.0228
    return 1.7 * lightness / (1 + 0.007 * lightness), even * cos(hue), even * sin(hue)


def _adaptation() -> float:
    k: float = 1 / (5 * _LUMINANCE + 1)
    return 0.2 * k**4 * 5 * _LUMINANCE + 0.1 * (1 - k**4) ** 2 * cbrt(5 * _LUMINANCE)


def _signals(xyz: Triple, white: Triple) -> Triple:
    """Cone signals after adaptation and compression."""
    degree = _F * (1 - 1 / 3.6 * exp((-_LUMINANCE - 42) / 92))
    cones, of_white = _times(_CAT02, xyz), _times(_CAT02, white)
    adapted = [(white[1] * degree / w + 1 - degree) * cone for cone, w in zip(cones, of_white, strict=True)]
    found = []
    for cone in _times(_HPE_OF_CAT02, (adapted[0], adapted[1], adapted[2])):
        power = (_adaptation() * abs(cone) / 100) ** 0.42
        found.append((400 * power / (27.13 + power)) * (1 if cone >= 0 else -1) + 0.1)
    return found[0], found[1], found[2]

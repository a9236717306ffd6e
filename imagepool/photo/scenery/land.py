"""Sky, hills, fields, water and trees."""

from __future__ import annotations

import cv2
import numpy as np

from imagepool.photo.scenery.canvas import Canvas, Color, Floats, mix, paint, ramp


def sky(canvas: Canvas, top: Color, low: Color, *, horizon: float) -> None:
    """Fill the canvas with a sky that grows lighter towards the horizon (share of the height)."""
    share = np.linspace(0, 1 / horizon, canvas.height, dtype=np.float32)[:, None, None]
    share = np.clip(share, 0, 1) ** 1.3
    canvas.pixels[:] = paint(top) * (1 - share) + paint(low) * share


def clouds(canvas: Canvas, color: Color, shade: Color, *, amount: float, below: float) -> None:
    """Add clouds, lit from the upper left, down to ``below`` (share of the height)."""
    end = int(below * canvas.height)
    body = canvas.noise(3, octaves=7, stretch=2.2)[:end]
    shift = np.array([[1, 0, 24], [0, 1, 18]], np.float32)
    away = cv2.warpAffine(body, shift, (canvas.width, end), borderMode=cv2.BORDER_REPLICATE)
    away = cv2.blur(away, (25, 25))
    rows = np.linspace(0, 1, end, dtype=np.float32)[:, None]
    cover = ramp(body, 0.5 - amount, 1.3 - amount) * (1 - ramp(rows, 0.75, 1))
    lit = ramp(body - away, -0.35, 0.45)[..., None]
    canvas.lay(paint(shade) * (1 - lit) + paint(color) * lit, cover * 0.93)


def sun(canvas: Canvas, x: float, y: float, color: Color, *, reach: float) -> None:
    """Let the light of a low sun spread from a point (shares of width and height)."""
    rows, columns = np.ogrid[: canvas.height, : canvas.width]
    far = np.hypot(columns - x * canvas.width, rows - y * canvas.height) / canvas.width
    canvas.lay(color, np.exp(-np.asarray(far, np.float32) / reach) * 0.8)


def hill(
    canvas: Canvas,
    crest: Floats,
    color: Color,
    *,
    haze: Color,
    depth: float,
    texture: float = 14,
    fade: float = 0.3,
    grain: float = 40,
) -> None:
    """Fill everything below a crest (one y a column); haze rises from its foot.

    ``depth`` is 0 in front and 1 where haze hides all; ``grain`` is how fine the growth is.
    """
    top = int(np.clip(crest.min() - 1, 0, canvas.height - 1))
    rows = np.arange(top, canvas.height, dtype=np.float32)[:, None] - crest[None, :]
    body = paint(mix(color, haze, depth))
    grown = canvas.noise(grain, octaves=4, stretch=1.6)[top:] * texture * (1 - depth)
    below = (ramp(rows / canvas.height, 0, 0.45) * fade)[..., None]
    picture = (body + grown[..., None]) * (1 - below) + paint(haze) * below
    canvas.lay(picture, np.clip(rows + 0.5, 0, 1), top=top)


def treetops(canvas: Canvas, crest: Floats, *, height: float, pointed: bool) -> Floats:
    """Return a crest grown over with trees, firs if ``pointed``."""
    grown = crest.copy()
    columns = np.arange(canvas.width, dtype=np.float32)
    x = 0.0
    while x < canvas.width:
        tall = height * canvas.chance.uniform(0.55, 1.15)
        wide = tall * (0.3 if pointed else 0.75)
        left, right = int(max(x - wide, 0)), int(min(x + wide, canvas.width))
        off = np.abs(columns[left:right] - x) / wide
        rise = tall * (1 - off if pointed else np.sqrt(np.clip(1 - off**2, 0, 1)))
        grown[left:right] = np.minimum(grown[left:right], crest[left:right] - rise)
        x += wide * canvas.chance.uniform(0.35, 0.9)
    return grown + canvas.line(150, octaves=3) * height * 0.08


def ground(
    canvas: Canvas, near: Color, far: Color, *, horizon: float, rows: float = 0, texture: float = 26
) -> None:
    """Lay a plain in perspective from the horizon down; ``rows`` of a crop run to its middle."""
    top = int(horizon * canvas.height)
    depth = np.arange(1, canvas.height - top + 1, dtype=np.float32)[:, None]
    distance = (canvas.height - top) / depth
    columns = np.linspace(-1, 1, canvas.width, dtype=np.float32)[None, :]
    across, along = columns * distance, distance + 0 * columns
    tile = canvas.noise(60, octaves=5)[: canvas.height, : canvas.height]
    side = tile.shape[0]
    spots = cv2.remap(
        tile,
        np.mod(across * 420 + 9 * side, side - 1).astype(np.float32),
        np.mod(along * 900, side - 1).astype(np.float32),
        cv2.INTER_LINEAR,
    )
    share = np.clip(1 / distance, 0, 1) ** 0.6
    body = paint(far) * (1 - share[..., None]) + paint(near) * share[..., None]
    relief = spots * texture * np.clip(share * 1.4, 0.25, 1)
    if rows:
        relief = relief + np.sin(across * rows) * 20 * ramp(share, 0.1, 0.7)
    canvas.pixels[top:] = body + relief[..., None]


def blossoms(canvas: Canvas, colors: list[Color], *, top: float, count: int, size: float) -> None:
    """Scatter flowers over the ground below ``top``, small far away and large in front."""
    depth = canvas.chance.uniform(0, 1, count) ** 0.55
    for share, x in zip(np.sort(depth), canvas.chance.uniform(0, canvas.width, count), strict=True):
        y = canvas.height * (top + (1 - top) * share)
        color = colors[int(canvas.chance.integers(len(colors)))]
        canvas.dot(x, y, size * (0.15 + share**2), mix(color, (40, 60, 10), 0.25 * (1 - share)))


def tree(canvas: Canvas, x: float, y: float, tall: float, leaf: Color) -> None:
    """Draw a broad tree whose trunk stands at (x, y), lit from the upper left."""
    bark = (70.0, 55.0, 44.0)
    canvas.polygon([(x - tall * 0.035, y), (x, y - tall), (x + tall * 0.035, y)], bark)
    boughs = [(0.0, 0.62, 0.3)]
    for angle in np.arange(0, 6.28, 0.7):
        far = canvas.chance.uniform(0.16, 0.28)
        across, up = np.cos(angle) * far * 1.15, 0.62 + np.sin(angle) * far * 0.85
        boughs.append((across, up, canvas.chance.uniform(0.1, 0.17)))
    canvas.dot(x, y - tall * 0.62, tall * 0.24, mix((24, 38, 18), leaf, 0.3))
    for layer in range(4):
        for across, up, reach in boughs:
            _foliage(canvas, x + across * tall, y - up * tall, reach * tall, leaf, layer, tall)


def _foliage(
    canvas: Canvas, x: float, y: float, reach: float, leaf: Color, layer: int, tall: float
) -> None:
    for _ in range(int(14 + 160 * reach / tall)):
        angle, far = canvas.chance.uniform(0, 6.28), canvas.chance.uniform(0, 1) ** 0.5
        off, down = np.cos(angle) * far, np.sin(angle) * far
        light = 0.45 + 0.22 * layer - 0.22 * off - 0.3 * down
        color = mix((24, 38, 18), leaf, float(np.clip(light * 0.85, 0.15, 1.1)))
        size = tall * canvas.chance.uniform(0.006, 0.022) * (1.6 - layer * 0.3)
        canvas.dot(x + off * reach * (1 - layer * 0.05), y + down * reach, size, color)


def mirrored(canvas: Canvas, *, line: float, tint: Color, strength: float) -> None:
    """Mirror what is above ``line`` (share of the height) in rippled water below it."""
    top = int(line * canvas.height)
    tall = canvas.height - top
    rows, columns = np.mgrid[0:tall, 0 : canvas.width].astype(np.float32)
    ripple = canvas.noise(30, octaves=3, stretch=7)[top:]
    sway = ripple * (4 + rows * 0.03)
    source = np.clip(top - 1 - rows * 0.9 + sway, 0, top - 1)
    above, columns = canvas.pixels[:top], columns + sway * 2
    image = cv2.remap(
        above,
        columns,
        source.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    glint = ripple[..., None] * 9
    water = np.asarray(image) * strength + paint(tint) * (1 - strength) + glint
    canvas.pixels[top:] = water

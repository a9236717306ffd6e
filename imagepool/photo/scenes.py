"""Photos that the program draws itself: the demo shows something where nobody brought a photo.

What is drawn stands in ``scenery/views.py``, its words in ``scenery/scenes.toml``. Three scenes
fail the image-style concept on purpose: one is blurred, one framed in white, one too small.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import cv2

from imagepool.asset import Description, Place, RightsStatement
from imagepool.errors import NotFound
from imagepool.photo.packet import Packet, build_packet
from imagepool.photo.pixels.encoding import encode_jpeg
from imagepool.photo.pixels.pixels import Pixels, as_pixels
from imagepool.photo.pixels.planes import Planes
from imagepool.photo.scenery.canvas import Canvas
from imagepool.photo.scenery.views import VIEWS

_QUALITY = 92
_DRAWN = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"


def scene_names() -> tuple[str, ...]:
    """Return the names of all scenes; those that fail the concept come last."""
    return tuple(_table()["scenes"])


def draw_scene(name: str) -> bytes:
    """Draw a scene and return it as JPEG, with creator, words and place embedded.

    The same name always gives the same picture. Raises ``NotFound``.
    """
    return develop_scene(name, scene_pixels(name))


def scene_pixels(name: str) -> Pixels:
    """Draw a scene and return its pixels, RGB. Raises ``NotFound``."""
    scene = _scene(name)
    canvas = Canvas(scene["seed"])
    VIEWS[scene["view"]](canvas)
    pixels, scale = canvas.finish(), scene.get("scale", 1)
    size = (round(canvas.width * scale), round(canvas.height * scale))
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def develop_scene(name: str, pixels: Pixels, *, quality: int = _QUALITY) -> bytes:
    """Return these pixels as JPEG, with the words of the scene that they show."""
    height, width = pixels.shape[:2]
    planes = Planes(pixels).ycc((width, height))
    return encode_jpeg(planes, _words(name, _scene(name)), quality=quality, dpi=300)


def write_scenes(folder: Path) -> Path:
    """Write all scenes into ``folder``, those that are there already aside; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in scene_names():
        file = folder / f"{name}.jpg"
        if not file.exists():
            fresh = file.with_suffix(".part")
            fresh.write_bytes(draw_scene(name))
            fresh.replace(file)
    return folder


def _scene(name: str) -> Mapping[str, Any]:
    scene: Mapping[str, Any] | None = _table()["scenes"].get(name)
    if scene is None:
        raise NotFound("scene", name, hint=f"scenes are {', '.join(scene_names())}")
    return scene


@cache
def _table() -> Mapping[str, Any]:
    source = files("imagepool.photo.scenery") / "scenes.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _words(name: str, scene: Mapping[str, Any]) -> Packet:
    place = Place(
        sublocation=scene.get("sublocation", ""),
        city=scene["city"],
        province_state="Thüringen",
        country_name="Deutschland",
        country_code="DE",
    )
    description = Description(
        title=scene["title"],
        caption=scene["caption"],
        keywords=tuple(scene["keywords"]),
        alt_text=scene["alt_text"],
        date_taken=scene["date_taken"],
        location_shown=(place,),
        location_created=place,
        digital_source_type=_DRAWN,
    )
    return build_packet(name, description, _rights(_table()["creator"]))


def _rights(creator: str) -> RightsStatement:
    """State what a photographer's own file states; the license is agreed on when it comes in."""
    return RightsStatement(
        creator=(creator,),
        copyright_notice=f"© {creator}",
        credit_line="",
        source="",
        usage_terms={},
        license_id="",
        license_url="",
        licensor=(),
        marked=True,
        data_mining="",
        credit_required=True,
        asset_url="",
    )

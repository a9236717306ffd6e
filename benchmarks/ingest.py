"""How fast photos come in: everything that we do, against others that only make renditions.

::

    python -m benchmarks.ingest --photos DIR [--json] [--least 8] [--repeat 1]

``ours`` is the whole ingest: facts, SHA-256, likeness, style rules, all renditions with rights
embedded, store and catalogue. ``pillow`` opens each photo, makes the same renditions by LANCZOS
from the full picture, and saves them. ``sharp`` does so with sharp from npm, where node finds it.
``bound`` is one JPEG decode at the scale that the largest rendition needs, plus encoding them all.
``vs_pillow`` and ``vs_sharp`` are photos per second, each as it runs: ours on two cores, the others
one photo after the other. ``vs_pillow_per_core`` and ``vs_bound`` compare processor time, which a
busy machine disturbs least. ``two_cores_vs_one`` compares the clock, the program bound to one core
and to two.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import simplejpeg
from PIL import Image, ImageOps

from imagepool.photo.decoding import decode
from imagepool.photo.pixels.jpeg_decoding import SCALES
from imagepool.photo.recipes import PRESETS, needed_scale
from imagepool.photo.scenes import draw_scene
from imagepool.pool import Pool
from imagepool.settings import Settings

_LICENSE = "CC-BY-4.0"
_SHARP = Path(__file__).with_name("sharp_renditions.mjs")


@dataclass(frozen=True, slots=True)
class Run:
    """What one way of working cost."""

    photos: int
    cpu: float
    clock: float
    peak_mb: float = 0.0

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / self.photos

    @property
    def photos_per_s(self) -> float:
        return self.photos / self.clock


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Compare ways of taking photos in.")
    parser.add_argument("--photos", type=Path, required=True, help="folder of JPEGs")
    parser.add_argument("--least", type=float, default=8, help="only photos of so many megapixels")
    parser.add_argument("--repeat", type=int, default=1, help="take the best of so many runs")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    files = list(photos_of(chosen.photos, chosen.least))
    if not files:
        parser.error(f"no JPEGs of {chosen.least:g} megapixels or more in {chosen.photos}")
    figures = compare(files, chosen.repeat)
    print(json.dumps(figures, indent=2) if chosen.json else told(figures))


def photos_of(folder: Path, least: float) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".jpg", ".jpeg"}:
            with Image.open(path) as image:
                if image.width * image.height >= least * 1e6:
                    yield path


def compare(files: list[Path], repeat: int) -> dict[str, float | int | None]:
    cores = sorted(os.sched_getaffinity(0))
    both = best(repeat, lambda: ours(files, cores[:2]))
    one = best(repeat, lambda: ours(files, cores[:1]))
    pillow = best(repeat, lambda: in_turn(files, by_pillow))
    bound = best(repeat, lambda: in_turn(files, bound_of(files)))
    sharp = by_sharp(files)
    return {
        "photos": len(files),
        "photos_per_s": round(both.photos_per_s, 2),
        "vs_pillow": round(both.photos_per_s / pillow.photos_per_s, 2),
        "vs_pillow_per_core": round(pillow.cpu_ms / one.cpu_ms, 2),
        "vs_sharp": round(both.photos_per_s / sharp.photos_per_s, 2) if sharp else None,
        "vs_bound": round(one.cpu_ms / bound.cpu_ms, 2),
        "two_cores_vs_one": round(one.clock / both.clock, 2) if len(cores) > 1 else None,
        "peak_mb": round(max(one.peak_mb, both.peak_mb)),
        "ours_cpu_ms": round(one.cpu_ms),
        "pillow_cpu_ms": round(pillow.cpu_ms),
        "sharp_cpu_ms": round(sharp.cpu_ms) if sharp else None,
        "bound_cpu_ms": round(bound.cpu_ms),
    }


def best(repeat: int, run: Callable[[], Run]) -> Run:
    return min((run() for _ in range(repeat)), key=lambda one: one.clock)


def ours(files: list[Path], cores: list[int]) -> Run:
    """Ingest into a fresh pool on the embedded default, bound to ``cores``."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(home=Path(folder) / "pool", workers=len(cores)).resolved()
            with Pool.open(settings) as pool:
                return _ingested(pool, files, Path(folder))
    finally:
        os.sched_setaffinity(0, before)


def _ingested(pool: Pool, files: list[Path], folder: Path) -> Run:
    _ingest(pool, _warm_up(folder))  # starts the children; that is paid once, not per photo
    cpu, clock = cpu_seconds(), time.perf_counter()
    added = _ingest(pool, files)
    cpu, clock = cpu_seconds() - cpu, time.perf_counter() - clock
    if added != len(files):
        raise SystemExit(f"only {added} of {len(files)} photos came in")
    return Run(added, cpu, clock, max(map(peak_mb, children()), default=0.0))


def _ingest(pool: Pool, files: list[Path]) -> int:
    outcomes = pool.ingest(files, license=_LICENSE, creator="Jana Beispiel", actor="benchmark")
    return sum(outcome.outcome in {"added", "returned"} for outcome in outcomes)


def _warm_up(folder: Path) -> list[Path]:
    data = draw_scene("windmuehle-zu-klein")
    files = [folder / f"warm-up-{number}.jpg" for number in range(8)]
    for number, file in enumerate(files):
        file.write_bytes(data + bytes([number]))  # other bytes, the same picture
    return files


def in_turn(files: list[Path], work: Callable[[Path], object]) -> Run:
    cpu, clock = time.process_time(), time.perf_counter()
    for file in files:
        work(file)
    return Run(len(files), time.process_time() - cpu, time.perf_counter() - clock)


def by_pillow(file: Path) -> int:
    """Make the renditions as they are usually made."""
    total = 0
    with Image.open(file) as image:
        upright = ImageOps.exif_transpose(image)
        for recipe in PRESETS.values():
            (x, y, width, height), size = recipe.plan(*upright.size)
            box = (x, y, x + width, y + height)
            small = upright.resize(size, Image.Resampling.LANCZOS, box=box)
            stream = io.BytesIO()
            options = {"method": 2} if recipe.format == "WEBP" else {}
            small.convert("RGB").save(stream, recipe.format, quality=recipe.quality, **options)
            total += stream.tell()
    return total


def bound_of(files: list[Path]) -> Callable[[Path], int]:
    """Return what decodes a photo once and encodes renditions that were resized beforehand."""
    ready = {file: _resized(file) for file in files}

    def work(file: Path) -> int:
        data = file.read_bytes()
        width, height, scale, renditions = ready[file]
        simplejpeg.decode_jpeg(
            data, min_width=width, min_height=height, min_factor=scale, strict=False
        )
        return sum(_encoded(*rendition) for rendition in renditions)

    return work


def _resized(file: Path) -> tuple[int, int, int, list[tuple[Image.Image, str, int]]]:
    with Image.open(file) as image:
        need = needed_scale(*image.size)
        scale = next(scale for scale in SCALES if scale == 1 or 1 / scale >= need)
        width, height = (-(-side // scale) for side in image.size)
    pixels = Image.fromarray(decode(file.read_bytes()).pixels)
    renditions: list[tuple[Image.Image, str, int]] = [
        (pixels.resize(recipe.plan(*pixels.size).size), recipe.format, recipe.quality)
        for recipe in PRESETS.values()
    ]
    return width, height, scale, renditions


def _encoded(image: Image.Image, name: str, quality: int) -> int:
    stream = io.BytesIO()
    if name == "JPEG":
        image.save(stream, name, quality=quality)
    else:
        image.save(stream, name, quality=quality, method=2)
    return stream.tell()


def by_sharp(files: list[Path]) -> Run | None:
    node = shutil.which("node")
    if node is None:
        return None
    recipes = [
        {"width": recipe.width, "height": recipe.height, "mode": recipe.mode,
         "format": recipe.format, "quality": recipe.quality}
        for recipe in PRESETS.values()
    ]  # fmt: skip
    order = json.dumps({"files": [str(file.absolute()) for file in files], "recipes": recipes})
    done = subprocess.run([node, _SHARP], input=order, capture_output=True, text=True, check=False)
    if done.returncode:
        why = next(
            (line for line in done.stderr.splitlines() if line.startswith("Error")), "it failed"
        )
        print("sharp is left out:", why, file=sys.stderr)
        return None
    told = json.loads(done.stdout)
    return Run(len(files), told["cpu"], told["clock"])


def children() -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:  # it ended meanwhile
            continue
        if parent == os.getpid():
            yield int(stat.parent.name)


def cpu_seconds() -> float:
    """Return the processor time of this process and of its living children."""
    ticks = 0
    for child in children():
        fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def peak_mb(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def told(figures: dict[str, float | int | None]) -> str:
    width = max(map(len, figures))
    return "\n".join(f"{name:{width}}  {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()

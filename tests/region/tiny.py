"""A second region, small and far away: nothing may be made for the first one only."""

from __future__ import annotations

from pathlib import Path

from imagepool.region.wording import LANGUAGES, LEGAL_PAGES

FILES = {
    "region.toml": """
id = "inselland"
attributions = ["Own survey"]
[title]
de = "Inselland"
en = "Island Country"
[pool]
name = "Inselbilder"
url = "https://inselbilder.example"
email = "post@inselbilder.example"
[agreement]
version = "3"
[colors]
primary = "#003f5c"
accent = "#7a1f5c"
""",
    "districts.csv": "ags,name,alt,plates\n01055,Kreis Watt,Wattkreis,WA|IN\n",
    "municipalities.csv": (
        "ags,name,alt,lat,lon,area_km2,plates\n"
        "01055001,Norderhafen,Hafen,54.0,8.0,12.56,NH\n"
        "01055002,Süderhafen,,54.2,8.0,12.56,\n"
    ),
    "themes.csv": (
        "id,broader,label_de,alt_de,label_en,group\n"
        "meer,,Meer,See|Ozean,sea,thema\n"
        "strand,meer,Strand & Düne,Strand|Dünen,beach,thema\n"
        "ebbe,,Ebbe,Niedrigwasser,low tide,gezeiten\n"
    ),
    "style.toml": "",
}


def write_tiny(folder: Path, **changed: str) -> Path:
    """Write the region into `folder`; `changed` replaces files, ``region_toml`` for its name."""
    (folder / "legal").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for page in LEGAL_PAGES:
            (folder / "legal" / f"{page}.{language}.md").write_text(f"# {page} of $pool_name\n")
        (folder / f"agreement.{language}.md").write_text("I agree to version $agreement_version.\n")
    replaced = {name.replace("_", ".", 1): text for name, text in changed.items()}
    for name, text in (FILES | replaced).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder

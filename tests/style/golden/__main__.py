from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.style.golden import MEASURED, PHOTOS, findings_of, measured

if asked := [Path(name) for name in sys.argv[1:]]:
    sys.stdout.write(json.dumps(findings_of(asked)))
else:
    photos = measured(findings_of(PHOTOS)).items()
    lines = (
        ",\n".join(f"  {json.dumps(rule)}: {json.dumps(one)}" for rule, one in rules.items())
        for _, rules in photos
    )
    parts = (
        f" {json.dumps(name)}: {{\n{text}\n }}"
        for (name, _), text in zip(photos, lines, strict=True)
    )
    MEASURED.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")

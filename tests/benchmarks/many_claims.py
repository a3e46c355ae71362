"""An edition of many claims: those of the article, and other outlets' reports repeated in the villages around it."""

import csv
import json
from pathlib import Path
from typing import Final

from geodata.edition.loading import DATA
from tests.publishing import publish
from tests.second_article import copy_of_the_data

VILLAGES: Final = 200


def publish_claims(folder: Path, claims: int) -> Path:
    """Publish an edition of so many claims, and return the data folder."""
    data, own = copy_of_the_data(folder / f"from-{claims}"), folder / f"claims-{claims}"
    places = json.loads((data / "places.json").read_bytes())
    with (DATA / "gazetteer" / "villages.csv").open(encoding="utf-8", newline="") as file:
        villages = [row for _, row in zip(range(VILLAGES), csv.DictReader(file), strict=False)]
    added = [
        {
            "id": f"village-{number}",
            "level": "settlement",
            "name": row["name_ru"],
            "lon": float(row["lon"]),
            "lat": float(row["lat"]),
            "region": row["district"].split(".")[0],
            "district": row["district"],
            "source": "OpenStreetMap, for benchmarks",
        }
        for number, row in enumerate(villages)
    ]
    (data / "places.json").write_text(json.dumps([*places, *added]), encoding="utf-8")
    _repeat(data / "reports" / "reports.csv", claims)
    index = json.loads((data / "edition.json").read_bytes())
    (data / "edition.json").write_text(json.dumps(index | {"number": index["number"] + 1}), encoding="utf-8")
    (own / "editions").mkdir(parents=True)
    publish(own / "editions", data, index["number"] + 1)
    return own


def _repeat(path: Path, claims: int) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    settled = [row for row in rows if row["precision"] == "settlement"]
    more = [
        settled[number % len(settled)] | {"claim_id": f"repeated-{number}", "places": f"village-{number % VILLAGES}"}
        for number in range(claims - 98)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows + more)

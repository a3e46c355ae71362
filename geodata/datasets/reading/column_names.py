"""The names that columns go by, in the languages of the files that people have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from geodata.datasets.reading.columns import LAT, LON

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "lat": f"{LAT}|latitude|lat|y|latitud|breite|breitengrad|широта|خط العرض|y coord|point y|coord y|northing",
        "lon": f"{LON}|longitude|lon|lng|long|x|longitud|lange|langengrad|долгота|довгота|خط الطول|x coord|point x"
        "|coord x|easting",
        "position": "geometry|geom|wkt|the geom|geom wkt|coordinates|coords|coordinate|lat lon|latlon|lat lng|latlng"
        "|lat long|lon lat|lonlat|lng lat|gps|geolocation|geo|point|position|location|координаты|координати"
        "|coordenadas|koordinaten|coordonnees|الإحداثيات|إحداثيات",
        "first": "date start|start date|event date|incident date|date of event|date of incident|date occurred|occurred"
        "|happened|happened on|date|datetime|date time|day|first day|start|from|begin|date from|when|fecha del evento"
        "|fecha del suceso|fecha inicio|fecha de inicio|fecha|ereignisdatum|datum|date de debut|date evenement"
        "|date de l evenement|дата події|дата события|дата начала|дата початку|дата|день|коли|когда|تاريخ الحدث|التاريخ"
        "|تاريخ|reported|report date|date reported|published|published at|publication date|post date|today"
        "|timestamp|time",
        "last": "date end|end date|last day|end|until|to|date to|finish|finish date|fecha fin|fecha de fin|enddatum"
        "|ende|date de fin|дата окончания|дата конца|дата закінчення|дата завершення|تاريخ النهاية",
        "year": "iyear|year|event year|год|рік|ano|anio|jahr|annee|السنة",
        "month": "imonth|month|event month|месяц|місяць|mes|monat|mois|الشهر",
        "day": "iday|day|day of month|event day|день|dia|tag|jour|اليوم",
        "id": "event id|eventid|id|uid|uuid|identifier|global id|globalid|occurrence id|incident id|case id|record id"
        "|post id|objectid|fid|ид|ід|номер|number|no|nr|#|№|numero|nummer|الرقم",
        "title": "title|headline|incident title|event title|name|event|incident|summary|description|what happened"
        "|notes|text|details|comment|titulo|suceso|descripcion|nombre|titel|ereignis|bezeichnung|beschreibung"
        "|titre|evenement|название|назва|заголовок|событие|подія|описание|опис|العنوان|الحدث|الوصف|وصف",
        "kind": "event type|incident type|type|kind|category|categories|class|tipo|categoria|kategorie|typ|categorie"
        "|тип|вид|категория|категорія|النوع|نوع",
        "place": "place|place name|location|location name|settlement|locality|city|town|village|site|address|lugar"
        "|localidad|ciudad|ort|stadt|lieu|ville|место|місце|город|місто|населенный пункт|населённый пункт"
        "|населений пункт|адрес|адреса|المكان|الموقع|المدينة",
        "source": "source|source url|sources|url|link|publisher|outlet|fuente|quelle|источник|джерело|ссылка|посилання"
        "|المصدر",
        "country": "country|country name|nation|pais|land|pays|страна|країна|البلد|الدولة",
        "region": "adm 1|adm1|admin1|admin 1|adm1 name|admin1 name|oblast|province|governorate|departamento|provincia"
        "|bundesland|departement|область|المحافظة|region|регион|регіон|state|estado",
        "district": "adm 2|adm2|admin2|admin 2|adm2 name|admin2 name|district|raion|rayon|county|район|municipio"
        "|landkreis|المديرية",
        "precision": "precision|geo precision|where prec|location precision|geoprecision|точность|точність|genauigkeit"
        "|specificity|accuracy|level",
    }
)
LAT_WORDS: Final = frozenset(["lat", "latitude", "latitud", "breite", "breitengrad", "широта", "العرض"])
LON_WORDS: Final = frozenset(
    ["lon", "lng", "long", "longitude", "longitud", "lange", "langengrad", "долгота", "довгота", "الطول"]
)
DATE_WORDS: Final = frozenset(["date", "datum", "fecha", "дата", "дати", "даты", "تاريخ", "التاريخ", "datetime"])
END_WORDS: Final = frozenset(
    ["end", "fin", "ende", "until", "to", "finish", "окончания", "закінчення", "завершення", "конца"]
)
CLERICAL: Final = frozenset(
    [
        "created",
        "updated",
        "modified",
        "submitted",
        "submission",
        "entry",
        "added",
        "uploaded",
        "edited",
        "accessed",
        "retrieved",
        "scraped",
        "post",
        "published",
        "publication",
        "reported",
        "report",
        "birth",
        "created_at",
        "source",
    ]
)
"""Words of dates that are the file's, or the report's, rather than the event's: taken where there is no other."""
PRECISION_WORDS: Final = frozenset(
    [
        "precision",
        "precis",
        "prec",
        "geoprecision",
        "accuracy",
        "exactness",
        "genauigkeit",
        "lagegenauigkeit",
        "prazision",
        "точность",
        "точність",
        "specificity",
        "uncertainty",
        "granularity",
        "exactitude",
        "الدقة",
        "دقة",
    ]
)
TIME_WORDS: Final = frozenset(
    ["time", "date", "temporal", "zeit", "datum", "fecha", "hora", "heure", "времени", "даты", "часу", "дати", "day"]
)
DAY_FIRST: Final = frozenset(["fecha", "datum", "дата", "дати", "даты", "день", "تاريخ", "التاريخ"])
STRONG_DATES: Final = frozenset(
    ["date", "event date", "start date", "date start", "incident date", "дата", "fecha", "datum", "التاريخ"]
)
RUNNING: Final = frozenset(["номер", "number", "no", "nr", "#", "№", "numero", "nummer", "fid", "objectid", "الرقم"])
"""Names of ids that often number the rows of a day or a sheet."""
WEAK_REGIONS: Final = frozenset(["region", "регион", "регіон", "state", "estado"])

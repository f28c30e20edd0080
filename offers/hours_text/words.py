"""The words people use in opening hours. Patterns are verbose and, where not said otherwise, ignore case."""

from .model import DAYS


def _set(words):
    return set(words.split())


DAY_NAMES = dict(
    zip(
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "sonnabend"),
        (*DAYS, "SA"),
        strict=True,
    )
)
SHORT_DAYS = {
    "MO": "mo mon mont",
    "TU": "di die dien dienst tue",
    "WE": "mi mit mitt mittw wed",
    "TH": "do don donn donnerst thu",
    "FR": "fr fre freit fri",
    "SA": "sa sam samst sat",
    "SU": "so son sonn sonnt sun",
}
DAY_OF_SHORT = {short: day for day, shorts in SHORT_DAYS.items() for short in shorts.split()}
# Feast days contain the name of a weekday and are not every week.
FEASTS = ("rosen", "oster", "pfingst", "kar", "gründonn", "grün", "ascher", "palm", "advents", "toten", "muttertags")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan",
            "februar feb",
            "märz mär mrz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
ORDINALS = {"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "letzt": -1, "vorletzt": -2}

_NAMES = "|".join(DAY_NAMES)
_SHORT_NAMES = "|".join(DAY_OF_SHORT)
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_FERIEN = r"(?:schul)?ferien(?:zeit(?:en)?)?\b"
_IN = r"(?:(?:in|während|an|zu)\s(?:den|der)\s)?"
_FEIERTAG = r"(?:(?:an|am)\s)?(?:den\s)?(?:gesetzl(?:ichen|iche|\.)\s)?feiert(?:agen|age|ags|ag|\.)"
_APPOINTMENT = r"(?:termin)?(?:vereinbarung(?:en)?|vereinb(?:\b\.?)|absprachen?|anfrage|abspr\.|verabredung)\b"
_HOW = (
    r"(?:(?:vorherige[rn]?|vorheriger|telefonische[rn]?|tel(?:ef)?\.|individuelle[rn]?|persönliche[rn]?|rechtzeitige[rn]?"
    r"|schriftliche[rn]?|gesonderte[rn]?|einer|kurzer)\s?){0,3}"
)
_ONLY = r"(?:(?:nur|ausschließlich|ausschl\.)\s)?"
_NEEDED = r"\s(?:ist\s|wird\s)?(?:erforderlich|nötig|notwendig|erbeten|gebeten)"

# Order matters: the first pattern that fits wins.
PATTERNS = (
    ("line", r"\s*\n\s*"),
    ("remark", r"(?:https?://|www\.)\S*[\w/]|\S+@\S+\.\w+"),
    (
        "remark",
        r"(?:(?:tel(?:efon)?|fon|fax|handy|mobil)\b[.:]*\s?)?(?:\+49|0)[ \d]{2,6}[ /()-]{0,3}\d(?:[ /-]?\d){4,12}"
        r"(?!\s?uhr)(?![:.]\d)",
    ),
    (
        "round",
        r"24\s?/\s?7\b|rund\sum\sdie\suhr|tag\sund\snacht|"
        r"(?<![-\d.:])(?<!-\s)(?<!bis\s)(?<!von\s)(?<!in\s)(?<!vor\s)(?<!nach\s)"
        r"(?<!innerhalb\s)(?<!binnen\s)(?<!mindestens\s)24\s?-?\s?(?:stunden|std\b\.?|h\b)"
        r"(?!\s(?:vor|spät|lang|im\svor|nach))",
    ),
    (
        "year",
        r"an\s(?:jedem\stag|allen\stagen)\s(?:des\sjahres|im\sjahr)|(?:an\s)?365\stagen?(?:\s(?:im|des)\sjahre?s?)?",
    ),
    ("daily", r"täglich|tägl\.|tgl\.|jeden\stag|alle\stage\b|an\sallen\stagen|7\stagen?\s(?:die|pro|in\sder)\swoche"),
    ("date", rf"(?<![\d.:])\d{{1,2}}\.\s?(?:{_MONTH_NAMES})\b\.?(?:\s?\d{{4}})?"),
    ("date", r"(?<![\d.:])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\s?\d{4}(?!\d)|\d{2}(?![\d.:]))?"),
    (
        "biweekly",
        r"(?:14|vierzehn)\s?-?täg(?:ig|lich|\.)|alle\s(?:14\stage|zwei\swochen|2\swochen)"
        r"|jede\s(?:2\.|zweite)\swoche|zweiwöchentlich",
    ),
    (
        "words",
        r"(?:(?:ab|von|bis|unter|über|für|zwischen)\s)?\d{1,3}(?:,\d\d|,-)?(?:\s?(?:-|bis|und)\s?\d{1,3})?\s?"
        r"(?:jahren?\b|jähr\w+|j\.|monaten?\b|personen|teilnehmer\w*|kinder\w*|plätzen?|€|euro\b|eur\b|minuten|klasse\b)",
    ),
    (
        "street",
        r"(?-i:(?:(?:Am|An der|An den|Zum|Zur|Im|Alte[rn]?|Neue[rn]?|[A-ZÄÖÜ][\w.-]+)\s){0,2}"
        r"(?:[A-ZÄÖÜ][\w-]*(?:str\.|straße|strasse|weg|allee|platz|gasse|ring|ufer|damm|markt)|Straße|Str\.|Allee|Platz|Weg"
        r"|Ring|Ufer|Damm|Markt|Gasse))\s\d{1,3}(?:\s?[a-f]\b)?(?:\s?-\s?\d{1,3}(?:[a-f]\b)?)?(?![.:]?\d|\s?uhr)",
    ),
    ("remark", r"\d\.\s?(?:og|ug|dg|etage|stock|obergeschoss)\b"),
    (
        "and",
        rf"(?:auch|sonst|ansonsten|zusätzlich|außerdem|gerne?)(?=\s(?:auch\s)?(?:(?:nach|auf|per)\s{_HOW}{_APPOINTMENT}|n\.))",
    ),
    ("strict", rf"(?:vor)?anmeldung{_NEEDED}|um\s(?:vor)?anmeldung\swird\sgebeten|terminvereinbarung{_NEEDED}"),
    (
        "remark",
        r"(?:auch\s)?ohne\s(?:vor)?(?:termin(?:vereinbarung)?|anmeldung)"
        r"|keine\s(?:vor)?anmeldung(?:\snötig|\serforderlich)?",
    ),
    (
        "strict",
        rf"(?:nur|ausschließlich|ausschl\.)\s(?:(?:nach|mit|auf|per|bei)\s{_HOW}{_APPOINTMENT}"
        r"|n\.\s?v\.|n\.\s?vereinb\w*\.?)"
        rf"|{_ONLY}(?:nach|mit|bei)\s{_HOW}(?:(?:vor)?anmeldung|termin\b)",
    ),
    (
        "appointment",
        rf"(?:nach|mit|auf|per)\s{_HOW}{_APPOINTMENT}|n\.\s?(?:tel\.\s?)?v\.|n\.\s?(?:tel\.\s?)?vereinb\w*\.?"
        rf"|n\.\s?abspr\w*\.?",
    ),
    (
        "closed",
        r"geschlossen|geschl\.|ruhetag|schließtag|closed"
        r"|keine?\s(?:offene\s|telefonische\s)?(?:sprechzeit(?:en)?|sprechstunden?|sprechtag|öffnung(?:szeit(?:en)?)?"
        r"|beratung|besuchszeit(?:en)?|besucherverkehr|publikumsverkehr)\b"
        r"|(?:(?<=[:|])|(?<=[:|]\s))-{1,3}(?=\s?(?:[;|\n,/]|$))|(?<=\w\s)-{2,3}(?=\s?(?:[;|\n,/]|$))",
    ),
    ("school_any", rf"auch\s{_IN}{_FERIEN}"),
    (
        "school_closed",
        rf"(?:nicht|außer|ausser|ausgenommen|außerhalb)\s(?:{_IN}|der\s){_FERIEN}|(?:nur\s)?(?:während|in)\sder\sschulzeit\b"
        r"|(?:nur\s)?an\sschultagen|schultags|schulzeit\b",
    ),
    ("school_only", rf"(?:nur\s)?{_IN}{_FERIEN}"),
    (
        "public_open_all",
        rf"auch\s(?:am\swochenende|an\swochenenden|samstags|sonntags|sonn-|an\ssonn-|so\.?)(?:\s(?:und|u\.|&)|,)\s{_FEIERTAG}",
    ),
    ("public_open", rf"(?:auch|inkl\.|inklusive|einschließlich)\s{_FEIERTAG}"),
    ("public_closed", rf"(?:nicht|außer|ausser|ausgenommen)\s{_FEIERTAG}"),
    ("sunday_holiday", rf"(?:an\s)?sonn-\s?(?:und|u\.|&|/)\s?{_FEIERTAG}"),
    ("holiday", rf"{_FEIERTAG}(?!\w)"),
    ("in_month", r"(?:(?:im|des|pro|jeden|jedes|eines|eines\sjeden|/)\s?)monate?s?\b|i\.\s?m\.|monatlich\b"),
    ("weekend", r"(?:(?:am|an)\s)?(?:den\s)?wochenenden?\b"),
    ("workdays", r"werktags|wochentags|werktäglich|an\swerktagen|unter\sder\swoche|werktage?\b"),
    ("daypart", rf"(?:{_NAMES})(?:vormittag|nachmittag|abend)s?\b"),
    ("day", rf"(?:{_NAMES})(?:s|en|e)?\b"),
    # Not “Mo-Samstag”, which is a range.
    ("named_day", rf"(?!(?:{_SHORT_NAMES})-)[^\W\d]+(?:-[^\W\d]+)*-?(?:{_NAMES})s?\b"),
    ("day", r"(?-i:(?:Die|Mit)(?:\.|(?=\s?[:,/&+-]|\s?\d|\s(?:und|u\.|bis|von|sowie|je|jeweils)\s)))"),
    (
        "day",
        r"(?-i:(?:So|SO)\b(?!\s(?!und|sowie|von|bis|geschl|nach|nur|je|zwischen|auch|im|oder)[a-zäöü]{3}))\.?"
        r"|(?-i:(?<=[-/&+])so\b)\.?",
    ),
    (
        "day",
        r"(?-i:Mont|Dienst|Dien|Mittw|Mitt|Donnerst|Donn|Freit|Samst|Sonnt|Sonn)\."
        r"|(?-i:M[Oo]|D[Ii]|M[Ii]|D[Oo]|F[Rr]|S[Aa]|mo|di|mi|do|fr|sa|Mon|Tue|Wed|Don|Thu|Fre|Fri|Sam|Sat|Son|Sun)\b\.?",
    ),
    ("month", rf"(?:im\s)?(?:{_MONTH_NAMES})\b\.?(?!\s?\d{{4}})"),
    # "9,30" is a time; "9,15-18" may be two, as there is an hour 15.
    (
        "time",
        r"(?<![\d:])(?<!\d\.)(?:[01]?\d|2[0-4])(?:[.:h][0-5]\d|,(?:00|30|45))(?![\d:]|\.\d)"
        r"(?:\s?(?:uhr\b|h\b))?",
    ),
    ("time", r"(?<![\d:])(?<!\d\.)(?:[01]?\d|2[0-4])\s?(?:uhr\b|h\b)(?!\s?\d)"),
    ("ordinal", r"(?<![\d.:,-])[1-5]\.(?!\s?\d)|(?:erste|zweite|dritte|vierte|fünfte|letzte|vorletzte)[rnsm]?\b"),
    ("number", r"(?<![\d:])(?<!\d\.)(?:[01]?\d|2[0-4])(?!\w|[.:]\d|,(?:00|15|30|45)(?!\d))"),
    ("except", r"(?:außer|ausser|ausgenommen|nicht)\s(?:an\s|am\s)?(?=(?:mo|di|mi|do|fr|sa|so))"),
    ("between", r"zwischen\b"),
    (
        "fill",
        r"(?:für\ssie\sda|wir\ssind|sind\swir|wir\shaben|sie\serreichen\suns|erreichbar|zu\serreichen|in\sder\szeit|jede\swoche"
        r"|wöchentlich|regelmäßig|jeweils|je|immer|jede[rnsm]?|von|vom|am|an|den|der|geöffnet|offen|auch|uhr|durchgehend|durchgängig|zusätzlich|außerdem|ist|sind|hat|in\sden\smonaten"
        r"|(?:unsere\s|allgemeine\s)?öffnungszeiten?(?=\s?:|\s?\n|\s(?:mo|di|mi|do|fr|sa|so|täg)))\b",
    ),
    (
        "fill",
        rf"nur(?=\s(?:(?:von\s)?(?:{_MONTH_NAMES})|(?:mon|diens|mitt|donners|frei|sams|sonn)\w*|mo|di|mi|do|fr|sa|so)\b)",
    ),
    ("fill", r"(?:jew|jd)\."),
    ("break", r"(?:mittags)?pausen?\b|mittagsschließung"),
    ("part", r"vormittags?\b|nachmittags?\b"),
    ("range", r"-|bis\b"),
    ("and", r"und/oder\b|und\b|u\.|&|\+|sowie\b"),
    ("or", r"oder\b|bzw\."),
    ("comma", r","),
    ("slash", r"/"),
    ("strong", r"[;|•·*]|(?<=\s)\.(?=\s)|\.(?=\s|$)|\.(?=[A-ZÄÖÜ])"),
    ("colon", r":"),
    ("open", r"[(\[]"),
    ("close", r"[)\]]"),
    ("bang", r"!"),
    (
        "doubt",
        r"(?:un)?gerade[nr]?\b|kw\b|kalenderwochen?\b|wochen?\b|winter\w*|sommer\w*|herbst\w*|frühjahr\w*|saison\w*|außer|ausser"
        r"|ausgenommen|ab|ca\b\.?|circa|etwa|gegen|morgens|abends?|mittags?|nachts|wechselnd\w*|abwechselnd|wechsel|unregelmäßig"
        r"|semester\w*|vorlesungs\w*|\w+ferien|brückentage?\w*|advent\w*|weihnacht\w*|ostern|voraussichtlich|derzeit|zurzeit"
        r"|momentan|vorübergehend|geändert\w*|abweichend\w*|entfällt|entfallen|nicht|kein\w*|nur|einlass|annahmeschluss|mal"
        r"|\w+mal|monate?n?|quartal\w*|jährlich|tage?n?|stunden?|ende|anfang|mitte|beginn|seit|bisher|neu|alternierend|jede"
        r"|einschließlich|einschl\b\.?|inkl\b\.?|ersten|folgende\w*|davon|sonst|ansonsten|auf\swunsch|eventuell|evtl\b\.?|ggf\b\.?|meist\w*|teilweise"
        r"|schließ\w*|regel|\w*fall|\w*fällen|variabel|flexibel|unterschiedlich\w*|verschieden\w*",
    ),
    (
        "word",
        r"[^\W\d][\w'’]*(?:-[^\W\d][\w'’]*)*"
        r"(?:(?<=str)\.|(?<=tel)\.|(?<=\bnr)\.|(?<=\bdr)\.|(?<=\bhr)\.|(?<=\bst)\.|(?<=\bev)\.|(?<=\bkath)\.|(?<=\babt)\.|(?<=\bzi)\.)?",
    ),
    ("other", r"\S"),
)

GENERIC_LABELS = {
    "öffnungszeiten", "öffnungszeit", "geöffnet", "offen", "zeiten", "unsere öffnungszeiten", "öffnungszeiten sind",
    "die öffnungszeiten", "wir haben geöffnet", "opening hours", "unsere zeiten", "allgemeine öffnungszeiten",
}  # fmt: skip
LONE_LABELS = {"telefonisch", "persönlich", "online", "vor ort", "tel"}
SMALL_WORDS = _set("für und mit der die das des den dem von zum zur bei im in nach an am auf aus über ohne zu")
REMARK_WORDS = _set(
    "wir uns sie bitte siehe raum zimmer zi etage og eg website webseite internet homepage eingang ohne aktuelle "
    "barrierefrei klingeln klingel unter aushang"
)
SITE_WORDS = _set("standort außenstelle zweigstelle filiale geschäftsstelle nebenstelle")
PLACE_STARTS = _set("in im auf am bei beim an")
OTHER_TERMS = {
    "", "termine", "termin", "weitere termine", "andere termine", "und termine", "sonst", "ansonsten", "weitere zeiten",
    "weitere", "andere zeiten", "gern auch", "gerne", "gerne auch", "zusätzlich", "außerdem", "termine auch",
    "termine jederzeit", "individuelle termine", "auch",
}  # fmt: skip

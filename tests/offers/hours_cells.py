"""The 71 cells with opening hours of the Dresden file, each with the reading of a careful person."""

from datetime import date

from tests.offers.hours_shorthand import ALL_DAYS, WORKING_DAYS, monthly, reading, row

OFFICE = reading(row("MO TU TH", "9-12"), row("TU TH", "14-18"), appointment=True, remarks="Fr nach Vereinbarung")
OFFICE_TEXT = "Mo 9 - 12 Uhr / Di und Do 9 - 12 Uhr und 14 - 18 Uhr / Fr nach Vereinbarung"

CELLS = [
    ("A003", "Di u. Do 8-12 u. 14-18 Uhr", reading(row("TU TH", "8-12"), row("TU TH", "14-18"))),
    ("A004", OFFICE_TEXT, OFFICE),
    ("A005", OFFICE_TEXT, OFFICE),
    ("A006", OFFICE_TEXT, OFFICE),
    ("A007", OFFICE_TEXT, OFFICE),
    ("A008", OFFICE_TEXT, OFFICE),
    ("A009", "24 Stunden", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    ("A010", "rund um die Uhr, an jedem Tag des Jahres", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    (
        "A012",
        "dienstags und donnerstags von 8 bis 12 und 14 bis 18 Uhr",
        reading(row("TU TH", "8-12"), row("TU TH", "14-18")),
    ),
    (
        "A013",
        "Dienstag und Donnerstag 8:00 Uhr - 12:00 Uhr und 14:00 Uhr - 18:00 Uhr",
        reading(row("TU TH", "8-12"), row("TU TH", "14-18")),
    ),
    # No day is named, so there is nothing to put into a calendar.
    (
        "A016",
        "Notfallsprechstunde 9 bis 12 und 14 bis 16 Uhr (Raum 133)",
        reading(unread="Notfallsprechstunde 9 bis 12 und 14 bis 16 Uhr", remarks="Raum 133"),
    ),
    (
        "A019",
        "Mo und Fr 9 bis 12 Uhr / Di und Do 9 bis 18 Uhr / Beratungen nur mit Terminvereinbarung",
        reading(
            row("MO FR", "9-12", by_appointment=True),
            row("TU TH", "9-18", by_appointment=True),
            appointment=True,
            remarks="Beratungen nur mit Terminvereinbarung",
        ),
    ),
    (
        "A022",
        "Montag 8 bis 12 Uhr / Dienstag 8 bis 12 und 14 bis 18 Uhr / Mittwoch keine Sprechzeit / Donnerstag 8 bis 12 "
        "und 14 bis 16 Uhr / Freitag 8 bis 12 Uhr",
        reading(row("MO TU TH FR", "8-12"), row("TU", "14-18"), row("TH", "14-16")),
    ),
    (
        "A024",
        "jeden Tag, auch am Wochenende und an Feiertagen, von 17 bis 23 Uhr",
        reading(row(ALL_DAYS, "17-23", public_holidays="open")),
    ),
    (
        "A025",
        "Mo und Fr: 08:00 bis 12:00 Uhr / Di: 08:00 bis 18:00 Uhr / Mi: geschlossen / Do: 08:00 bis 16:00 Uhr",
        reading(row("MO FR", "8-12"), row("TU", "8-18"), row("TH", "8-16")),
    ),
    (
        "A027",
        "Mo: 08.00-12.00 Uhr / Die: 08.00-18.00 Uhr / Mi: nur nach Vereinbarung! / Do: 08.00-16.00 Uhr / Fr: "
        "08.00-12.00 Uhr",
        reading(
            row("MO FR", "8-12"),
            row("TU", "8-18"),
            row("TH", "8-16"),
            appointment=True,
            remarks="Mi: nur nach Vereinbarung!",
        ),
    ),
    (
        "A028",
        "Freitag, 15. November 2024, von 10 bis 16 Uhr",
        reading(row("FR", "10-16", starts_on=date(2024, 11, 15), until=date(2024, 11, 15))),
    ),
    (
        "A032",
        "Anmeldung Montag 9 – 12, 14 – 16 Uhr / Dienstag 14 – 17 Uhr / Mittwoch 9 – 12, 14 – 16 Uhr / "
        "Donnerstag 9 – 12, "
        "14 – 17 Uhr / Telefonsprechstunde: Donnerstag 14 - 15 Uhr",
        reading(
            row("MO WE TH", "9-12", "Anmeldung"),
            row("MO WE", "14-16", "Anmeldung"),
            row("TU TH", "14-17", "Anmeldung"),
            row("TH", "14-15", "Telefonsprechstunde"),
        ),
    ),
    (
        "A038",
        "Dienstag und Donnerstag 14:00 Uhr bis 17:00 Uhr und Termine nach Vereinbarung",
        reading(row("TU TH", "14-17"), appointment=True),
    ),
    (
        "A039",
        "Dienstag: von 9:00 Uhr bis 11:30 Uhr / Donnerstag: von 15:00 Uhr bis 17:30 Uhr und nach Vereinbarung",
        reading(row("TU", "9-11:30"), row("TH", "15-17:30"), appointment=True),
    ),
    # Which Wednesday of the month is not said.
    (
        "A040",
        "Mittwoch einmal im Monat 10:00 - 12:00 Uhr",
        reading(unread="Mittwoch einmal im Monat 10:00 - 12:00 Uhr"),
    ),
    (
        "A042",
        "Anmeldezeiten Montag/ Dienstag/ Freitag: 8.00 - 12.00 Uhr / Donnerstag: 14.00 - 18.00 Uhr; Beratung "
        "Montag bis "
        "Freitag zwischen 7.00 und 20.00 Uhr",
        reading(
            row("MO TU FR", "8-12", "Anmeldezeiten"),
            row("TH", "14-18", "Anmeldezeiten"),
            row(WORKING_DAYS, "7-20", "Beratung"),
        ),
    ),
    (
        "A043",
        "Anmeldezeiten Montag/ Dienstag/ Freitag: 8.00 - 12.00 Uhr / Donnerstag: 14.00 - 18.00 Uhr",
        reading(row("MO TU FR", "8-12", "Anmeldezeiten"), row("TH", "14-18", "Anmeldezeiten")),
    ),
    (
        "A045",
        "Dienstag 15:00 - 17:00 Uhr / Donnerstags 15:30 -18:30 Uhr",
        reading(row("TU", "15-17"), row("TH", "15:30-18:30")),
    ),
    (
        "A049",
        "Kindertreff Mo – Do 15:00 – 18:00 Uhr; Jugendtreff ab 12 Jahre Mo, Di & Do 15 – 18 Uhr, Mi 14 - 18 "
        "Uhr, Fr 13 - "
        "18 Uhr",
        reading(
            row("MO TU WE TH", "15-18", "Kindertreff"),
            row("MO TU TH", "15-18", "Jugendtreff ab 12 Jahre"),
            row("WE", "14-18", "Jugendtreff ab 12 Jahre"),
            row("FR", "13-18", "Jugendtreff ab 12 Jahre"),
        ),
    ),
    (
        "A050",
        "Allgemeine Anmeldezeiten Montag 14 - 17 Uhr / Mittwoch 14 - 18 Uhr / Dienstag und Donnerstag 10 - 13 Uhr",
        reading(
            row("MO", "14-17", "Allgemeine Anmeldezeiten"),
            row("WE", "14-18", "Allgemeine Anmeldezeiten"),
            row("TU TH", "10-13", "Allgemeine Anmeldezeiten"),
        ),
    ),
    (
        "A053",
        "Telefonzeiten: Montag 09.00 - 12.00 Uhr, Dienstag 09.00 - 12.00 Uhr, 15.00 - 17.00 Uhr, Donnerstag "
        "09.00 - 12.00 "
        "Uhr. Offene Beratung mittwochs 15.30 bis 17.30 Uhr",
        reading(
            row("MO TU TH", "9-12", "Telefonzeiten"),
            row("TU", "15-17", "Telefonzeiten"),
            row("WE", "15:30-17:30", "Offene Beratung"),
        ),
    ),
    # In the holidays the other times replace the usual ones, on the same days.
    (
        "A054",
        "Mo, Mi, Do und Fr: 14-19 Uhr; Di: 13-18 Uhr. In den Schulferien 12-17 Uhr.",
        reading(
            row("MO WE TH FR", "14-19", school_holidays="closed"),
            row("TU", "13-18", school_holidays="closed"),
            row(WORKING_DAYS, "12-17", school_holidays="only"),
        ),
    ),
    ("A055", "Dienstag", reading(row("TU"))),
    (
        "A059",
        "Freie Sprechzeit: Donnerstag 10.00 Uhr – 18:00 Uhr oder nach Vereinbarung Montag-Freitag",
        reading(row("TH", "10-18", "Freie Sprechzeit"), appointment=True, remarks="nach Vereinbarung Montag-Freitag"),
    ),
    (
        "A062",
        "Mo., Di., Mi.: 9:00 – 12:00 Uhr / Mo., Di., Do.: 15:00 – 18:00 Uhr",
        reading(row("MO TU WE", "9-12"), row("MO TU TH", "15-18")),
    ),
    (
        "A064",
        "Öffnungszeiten Büro: Mo. bis Do.: 9:00 – 12:00 Uhr",
        reading(row("MO TU WE TH", "9-12", "Öffnungszeiten Büro")),
    ),
    ("A066", "Montag bis Freitag", reading(row(WORKING_DAYS))),
    ("A069", "Montag 10:00-12:00 Uhr", reading(row("MO", "10-12"))),
    ("A070", "Donnerstag 16:00-18:00 Uhr", reading(row("TH", "16-18"))),
    (
        "A071",
        "Dienstags 10 bis 12 Uhr und 13 bis 15 Uhr / Mittwochs 10 bis 12 Uhr und 13 bis 15 Uhr / Donnerstags 10 "
        "bis 12 Uhr",
        reading(row("TU WE TH", "10-12"), row("TU WE", "13-15")),
    ),
    (
        "A072",
        "Montag 13-16 Uhr / Mittwoch 10-12 Uhr und nach Vereinbarung",
        reading(row("MO", "13-16"), row("WE", "10-12"), appointment=True),
    ),
    ("A073", "Montag von 16:00 bis 19:00 Uhr", reading(row("MO", "16-19"))),
    (
        "A074",
        "Donnerstag, aktuelle Termine bitte der Website entnehmen!",
        reading(row("TH"), remarks="aktuelle Termine bitte der Website entnehmen!"),
    ),
    ("A075", "Mo, Di, Do 13–17 Uhr", reading(row("MO TU TH", "13-17"))),
    # Again no day.
    ("A076", "6.00 - 18.00 Uhr", reading(unread="6.00 - 18.00 Uhr")),
    ("A077", "Dienstag 15-18 Uhr", reading(row("TU", "15-18"))),
    ("A078", "jeden ersten Mittwoch im Monat von 10 - 12 Uhr", reading(monthly("1WE", "10-12"))),
    (
        "A079",
        "Mo & Fr: 9.00 - 11.00 Uhr / Mi: 14.00 - 16.00 Uhr / Do: 15.00 - 18.00 Uhr",
        reading(row("MO FR", "9-11"), row("WE", "14-16"), row("TH", "15-18")),
    ),
    ("A080", "montags 9:30 - 12 Uhr", reading(row("MO", "9:30-12"))),
    ("A082", "Montag bis Freitag von 8.00 - 16.00 Uhr", reading(row(WORKING_DAYS, "8-16"))),
    (
        "A084",
        "Die-Do 14-17, Do 10-12, n.Vereinb.",
        reading(row("TU WE TH", "14-17"), row("TH", "10-12"), appointment=True),
    ),
    ("A085", "Do.10-12 (nicht in den Ferien)", reading(row("TH", "10-12", school_holidays="closed"))),
    (
        "A086",
        "Dienstag und Mittwoch 14 - 17 Uhr / Mittwoch und Freitag 10-13 Uhr",
        reading(row("TU WE", "14-17"), row("WE FR", "10-13")),
    ),
    (
        "A088",
        "Mo: 09:00 - 16:00 Uhr, Di: 09:00 - 18:00 Uhr Mi: 09:00 - 16:30 Uhr Do: 09:00 - 18:00 Uhr Fr: Geschlossen",
        reading(row("MO", "9-16"), row("TU TH", "9-18"), row("WE", "9-16:30")),
    ),
    (
        "A089",
        "Montag 08.00 - 12.00; Dienstag 08.00 - 12.00 und 15.00 - 18.00; Mittwoch 10.00 - 12.00; Donnerstag "
        "15.00 - 19.00",
        reading(row("MO TU", "8-12"), row("TU", "15-18"), row("WE", "10-12"), row("TH", "15-19")),
    ),
    # The meals are on the days named before.
    (
        "A093",
        "10.00 - 14.00 Uhr Dienstag - Samstag; 10.00 - 11.00 Uhr Frühstück kostenlos; 12.30 - 13.00 Uhr "
        "Mittagessen 1,50 €",
        reading(
            row("TU WE TH FR SA", "10-14"),
            row("TU WE TH FR SA", "10-11", "Frühstück kostenlos"),
            row("TU WE TH FR SA", "12:30-13", "Mittagessen 1,50 €"),
        ),
    ),
    # On Saturdays they close when the break begins.
    (
        "A094",
        "Montag - Freitag von 10.00-14.30 Uhr / Samstag von 10.00-12.30 Uhr / Mittagspause von 12.30-13.15 Uhr !",
        reading(row("MO TU WE TH FR SA", "10-12:30"), row(WORKING_DAYS, "13:15-14:30")),
    ),
    (
        "A095",
        "Verkauf: Mo-Fr 09:00 Uhr bis 17:00 Uhr; Spendenabgabe: 7.30 bis 17.00 Uhr",
        reading(row(WORKING_DAYS, "9-17", "Verkauf"), row(WORKING_DAYS, "7:30-17", "Spendenabgabe")),
    ),
    (
        "A096",
        "Öffnungszeit und Spendenannahme: Mo-Fr 10:00 Uhr bis 15:00 Uhr",
        reading(row(WORKING_DAYS, "10-15", "Öffnungszeit und Spendenannahme")),
    ),
    (
        "A097",
        "Abgabe/Verkauf: Mo-Fr 09:00 Uhr bis 18:00 Uhr",
        reading(row(WORKING_DAYS, "9-18", "Abgabe/Verkauf")),
    ),
    ("A099", "Freitag 15:00-17:00Uhr", reading(row("FR", "15-17"))),
    (
        "A100",
        "Dienstag 15.00 – 17.00 Uhr; Donnerstag 09.30 – 12.30 Uhr",
        reading(row("TU", "15-17"), row("TH", "9:30-12:30")),
    ),
    (
        "A101",
        "Montag, Dienstag, Donnerstag, Freitag 14 – 18:30 Uhr; Montag bis Mittwoch 9 bis 19 Uhr (Besucher); "
        "März-Oktober: "
        "Familiensonntag 13 bis 18 Uhr",
        reading(
            row("MO TU TH FR", "14-18:30"),
            row("MO TU WE", "9-19", "Besucher"),
            row("SU", "13-18", "Familiensonntag", months=tuple(range(3, 11))),
        ),
    ),
    (
        "A102",
        "Montag, Mittwoch und Freitag 9 - 13 Uhr / Dienstag und Donnerstag 9 - 13 Uhr und 14 - 18 Uhr",
        reading(row(WORKING_DAYS, "9-13"), row("TU TH", "14-18")),
    ),
    (
        "A104",
        "Montag - Donnerstag  9:00 - 13:00 Uhr / Dienstag und Donnerstag 14:00 - 18:00 Uhr",
        reading(row("MO TU WE TH", "9-13"), row("TU TH", "14-18")),
    ),
    ("A106", "Mittwoch: 10-12 Uhr", reading(row("WE", "10-12"))),
    ("A108", "Montag bis Freitag von 14:00 bis 18:00", reading(row(WORKING_DAYS, "14-18"))),
    ("A113", "Montag - Freitag: 09:00 Uhr - 16:00 Uhr", reading(row(WORKING_DAYS, "9-16"))),
    (
        "A114",
        "Mo. und Mi. 16:30 - 19:00 auf der Pieschener Allee 1 / Fr. 16:00 - 20:00 auf der Wachsbleichstr. 4a",
        reading(row("MO WE", "16:30-19", place="Pieschener Allee 1"), row("FR", "16-20", place="Wachsbleichstr. 4a")),
    ),
    ("A115", "jeden Mittwoch zwischen 16:00-19:00 Uhr", reading(row("WE", "16-19"))),
    (
        "A116",
        "Montag 10 - 18 Uhr / Dienstag 14 - 18 Uhr / Mittwoch 14 - 18 Uhr / Donnerstag geschlossen / Freitag 10 "
        "- 18 Uhr "
        "/ Samstag 09 - 13 Uhr",
        reading(row("MO FR", "10-18"), row("TU WE", "14-18"), row("SA", "9-13")),
    ),
    ("A117", "Montag-Freitag: 8-16 Uhr", reading(row(WORKING_DAYS, "8-16"))),
    ("A118", "Dienstag/ Freitag 13-15 Uhr", reading(row("TU FR", "13-15"))),
    (
        "A120",
        "Montag bis Donnerstag  8 bis 18 Uhr / Freitags  8 bis 14 Uhr",
        reading(row("MO TU WE TH", "8-18"), row("FR", "8-14")),
    ),
    ("A121", "Mo-Do: 9-21 Uhr; Fr: 9-17 Uhr", reading(row("MO TU WE TH", "9-21"), row("FR", "9-17"))),
]

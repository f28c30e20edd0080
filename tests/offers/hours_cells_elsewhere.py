"""Cells as offices, associations and parishes elsewhere might write them, with the reading of a careful person.

Invented for the tests. Where a cell can be taken in two ways, the expected reading leaves it unread.
"""

from datetime import date

from tests.offers.hours_shorthand import ALL_DAYS, WORKING_DAYS, monthly, reading, row

SUMMER = tuple(range(4, 10))
WINTER = (1, 2, 3, 10, 11, 12)

PLAIN = [
    ("Mo.-Fr. 8.00-12.00 Uhr", reading(row(WORKING_DAYS, "8-12"))),
    ("Mo – Do 09h00 – 16h00, Fr 09h00 – 12h30", reading(row("MO TU WE TH", "9-16"), row("FR", "9-12:30"))),
    ("MO-FR 8:00-16:00", reading(row(WORKING_DAYS, "8-16"))),
    ("Mo+Mi 9-11 Uhr, Do 16-18 Uhr", reading(row("MO WE", "9-11"), row("TH", "16-18"))),
    ("Montag sowie Mittwoch von 9 bis 11.30 Uhr", reading(row("MO WE", "9-11:30"))),
    ("Mo, Di, Do, Fr 9-12 Uhr, Di auch 14-18 Uhr", reading(row("MO TU TH FR", "9-12"), row("TU", "14-18"))),
    ("Mo-Sonnabend 9-12 Uhr", reading(row("MO TU WE TH FR SA", "9-12"))),
    ("Mo bis Do je 9–12 Uhr", reading(row("MO TU WE TH", "9-12"))),
    ("Di und Do jeweils von 9.00 bis 12.00 Uhr", reading(row("TU TH", "9-12"))),
    ("Don. 13:00 bis 18:00", reading(row("TH", "13-18"))),
    ("Sa/So 10-16 Uhr", reading(row("SA SU", "10-16"))),
    ("Mo-Fr außer Mi 9-12 Uhr", reading(row("MO TU TH FR", "9-12"))),
    ("täglich 10 bis 18 Uhr", reading(row(ALL_DAYS, "10-18"))),
    ("täglich außer montags 10-17 Uhr", reading(row("TU WE TH FR SA SU", "10-17"))),
    ("24/7", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    ("24 h erreichbar", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    ("täglich rund um die Uhr", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    ("Montag bis Sonntag 0 bis 24 Uhr", reading(row(ALL_DAYS, "0-0", public_holidays="open"))),
    ("Fr und Sa 20 bis 2 Uhr", reading(row("FR SA", "20-2"))),
    ("am Wochenende 10-14 Uhr", reading(row("SA SU", "10-14"))),
    ("Mo–Fr 7–19 Uhr, Sa–So 9–17 Uhr", reading(row(WORKING_DAYS, "7-19"), row("SA SU", "9-17"))),
    ("8-12 Uhr Mo-Fr, 14-18 Uhr Di", reading(row(WORKING_DAYS, "8-12"), row("TU", "14-18"))),
    (
        "Dienstag 09:00 - 12:00\n13:00 - 18:00\nDonnerstag 09:00 - 12:00",
        reading(row("TU TH", "9-12"), row("TU", "13-18")),
    ),
    ("Montag\n9-12 Uhr\nDienstag\n14-18 Uhr\nMittwoch\ngeschlossen", reading(row("MO", "9-12"), row("TU", "14-18"))),
    ("Mo | 9:00–12:00 | Di | 9:00–12:00 und 13:00–18:00", reading(row("MO TU", "9-12"), row("TU", "13-18"))),
    ("<p>Mo: 9&ndash;12&nbsp;Uhr<br />Mi: 14&ndash;17&nbsp;Uhr</p>", reading(row("MO", "9-12"), row("WE", "14-17"))),
    ("Di.14.00-18.00Uhr,Do.9.00-12.00Uhr", reading(row("TU", "14-18"), row("TH", "9-12"))),
    ("Öffnungszeiten: Mo, Mi, Fr 10.00 bis 13.00 Uhr", reading(row("MO WE FR", "10-13"))),
    ("Unsere Öffnungszeiten: Di-Do 10-16 Uhr", reading(row("TU WE TH", "10-16"))),
    ("Geöffnet: Mo bis Fr 6 bis 17 Uhr", reading(row(WORKING_DAYS, "6-17"))),
    ("Wir sind montags bis donnerstags von 8 bis 15 Uhr für Sie da.", reading(row("MO TU WE TH", "8-15"))),
    ("Mo-Fr 9-12 Uhr, Mi geschlossen", reading(row("MO TU TH FR", "9-12"))),
    ("Montag: Ruhetag, Dienstag bis Sonntag 11-18 Uhr", reading(row("TU WE TH FR SA SU", "11-18"))),
    ("Mo + Do 8-12 / 13-15:30 Uhr, Fr 8-12 Uhr", reading(row("MO TH FR", "8-12"), row("MO TH", "13-15:30"))),
    ("Mo 8-16 Uhr (Mittagspause 12-13 Uhr)", reading(row("MO", "8-12"), row("MO", "13-16"))),
    ("Montag vormittags 9-12 Uhr, Donnerstag nachmittags 14-18 Uhr", reading(row("MO", "9-12"), row("TH", "14-18"))),
    ("mittwochs, 15.00 bis 16.30 Uhr", reading(row("WE", "15-16:30"))),
    ("Jeden Dienstag & Donnerstag: 16:30h - 18:00h", reading(row("TU TH", "16:30-18"))),
]

SUBJECTS = [
    (
        "Sprechzeiten: Di 9-12 und 13-18 Uhr",
        reading(row("TU", "9-12", "Sprechzeiten"), row("TU", "13-18", "Sprechzeiten")),
    ),
    (
        "Bürozeiten: Mo-Do 8-15 Uhr, Fr 8-13 Uhr",
        reading(row("MO TU WE TH", "8-15", "Bürozeiten"), row("FR", "8-13", "Bürozeiten")),
    ),
    (
        "Beratung: Mo 9-12 Uhr; Kleiderkammer: Di und Do 14-17 Uhr",
        reading(row("MO", "9-12", "Beratung"), row("TU TH", "14-17", "Kleiderkammer")),
    ),
    (
        "Eltern-Kind-Gruppe (0 bis 3 Jahre): Mi 9.30-11 Uhr",
        reading(row("WE", "9:30-11", "Eltern-Kind-Gruppe (0 bis 3 Jahre)")),
    ),
    (
        "Krabbelgruppe für Kinder von 6 bis 12 Monaten: Do 9:30 - 11:00 Uhr",
        reading(row("TH", "9:30-11", "Krabbelgruppe für Kinder von 6 bis 12 Monaten")),
    ),
    (
        "Offener Treff\nDo 15-17 Uhr\nStillcafé\nFr 10-12 Uhr",
        reading(row("TH", "15-17", "Offener Treff"), row("FR", "10-12", "Stillcafé")),
    ),
    (
        "telefonisch: Mo-Fr 8-18 Uhr, persönlich: Di 14-18 Uhr",
        reading(row(WORKING_DAYS, "8-18", "telefonisch"), row("TU", "14-18", "persönlich")),
    ),
    (
        "Mo 9-11 Uhr Kleiderkammer; Mi 15-17 Uhr Spielzeugausgabe",
        reading(row("MO", "9-11", "Kleiderkammer"), row("WE", "15-17", "Spielzeugausgabe")),
    ),
    (
        "Ausgabe der Tafel: Di, Do 11-13 Uhr; Anmeldung: 10-11 Uhr",
        reading(row("TU TH", "11-13", "Ausgabe der Tafel"), row("TU TH", "10-11", "Anmeldung")),
    ),
    (
        "Mo 14-16 Uhr (offene Sprechstunde) / Mi 9-11 Uhr (Telefonberatung)",
        reading(row("MO", "14-16", "offene Sprechstunde"), row("WE", "9-11", "Telefonberatung")),
    ),
    ("Babydonnerstag 9 bis 11 Uhr", reading(row("TH", "9-11", "Babydonnerstag"))),
    ("Mo 9-12 Uhr, Zimmer 2.14", reading(row("MO", "9-12"), remarks="Zimmer 2.14")),
    ("Di 9-12 Uhr, Tel. 069 90009-123", reading(row("TU", "9-12"), remarks="Tel. 069 90009-123")),
]

PLACES = [
    (
        "Mo 9-12 in Herzberg, Do 14-17 in Finsterwalde",
        reading(row("MO", "9-12", place="Herzberg"), row("TH", "14-17", place="Finsterwalde")),
    ),
    (
        "Standort Elsterwerda: Mo-Mi 8-12 Uhr; Standort Herzberg: Do 8-12 Uhr",
        reading(row("MO TU WE", "8-12", place="Standort Elsterwerda"), row("TH", "8-12", place="Standort Herzberg")),
    ),
    (
        "Di 10-12 Uhr im Familienzentrum / Do 15-17 Uhr im Rathaus",
        reading(row("TU", "10-12", place="Familienzentrum"), row("TH", "15-17", place="Rathaus")),
    ),
    (
        "Schlossstraße 12: Mo 9-12 Uhr | Am Markt 3: Mi 13-16 Uhr",
        reading(row("MO", "9-12", place="Schlossstraße 12"), row("WE", "13-16", place="Am Markt 3")),
    ),
]

MONTHLY = [
    ("1. und 3. Samstag im Monat 10-12 Uhr", reading(monthly("1SA 3SA", "10-12"))),
    ("1. Samstag im Monat", reading(monthly("1SA"))),
    ("jeden 2. Do im Monat, 19 - 21 Uhr", reading(monthly("2TH", "19-21"))),
    ("letzter Freitag im Monat von 15 bis 17 Uhr", reading(monthly("-1FR", "15-17"))),
    ("Jeden ersten und dritten Montag des Monats 17.00-18.30 Uhr", reading(monthly("1MO 3MO", "17-18:30"))),
    ("am 4. Mittwoch eines jeden Monats 14:00 bis 16:00 Uhr", reading(monthly("4WE", "14-16"))),
    ("Di 9-12 Uhr, jeden 1. Samstag im Monat 10-13 Uhr", reading(row("TU", "9-12"), monthly("1SA", "10-13"))),
    (
        "2. + 4. Mi im Monat 16-18 Uhr, nach Voranmeldung",
        reading(monthly("2WE 4WE", "16-18", by_appointment=True), appointment=True),
    ),
    # "Every second Tuesday" may be every other week.
    ("jeden zweiten Dienstag 15-17 Uhr", reading(unread="jeden zweiten Dienstag 15-17 Uhr")),
    ("Dienstag 14-tägig 15-17 Uhr", reading(unread="Dienstag 14-tägig 15-17 Uhr")),
    ("Do 9-11 Uhr (gerade Wochen)", reading(unread="Do 9-11 Uhr (gerade Wochen)")),
    ("Mi 15-17 Uhr, alle 14 Tage", reading(unread="Mi 15-17 Uhr, alle 14 Tage")),
    (
        "alle 14 Tage ab 03.03.2025 montags 16-18 Uhr",
        reading(row("MO", "16-18", interval=2, starts_on=date(2025, 3, 3))),
    ),
]

APPOINTMENTS = [
    ("nach Vereinbarung", reading(appointment=True)),
    ("Termine nur nach Absprache", reading(appointment=True)),
    ("nach tel. Vereinbarung", reading(appointment=True)),
    ("n. V.", reading(appointment=True)),
    ("Mo-Do 9-15 Uhr sowie nach telefonischer Vereinbarung", reading(row("MO TU WE TH", "9-15"), appointment=True)),
    ("Di 14-18 Uhr und n.V.", reading(row("TU", "14-18"), appointment=True)),
    ("Mo 10-12 Uhr (nur nach Anmeldung)", reading(row("MO", "10-12", by_appointment=True))),
    ("Mi 13-17 Uhr nach Terminvereinbarung", reading(row("WE", "13-17", by_appointment=True))),
    (
        "Di 9-12 Uhr ohne Termin, Do 14-18 Uhr mit Termin",
        reading(row("TU", "9-12"), row("TH", "14-18", by_appointment=True), remarks="ohne Termin"),
    ),
    (
        "Mo-Fr 9-13 Uhr; Hausbesuche nach Absprache",
        reading(row(WORKING_DAYS, "9-13"), appointment=True, remarks="Hausbesuche nach Absprache"),
    ),
    (
        "Montag 9-12 Uhr, Dienstag und Mittwoch nach Vereinbarung",
        reading(row("MO", "9-12"), appointment=True, remarks="Dienstag und Mittwoch nach Vereinbarung"),
    ),
    ("Do 15-17 Uhr, weitere Termine nach Vereinbarung", reading(row("TH", "15-17"), appointment=True)),
]

SEASONS = [
    ("von April bis September: Di-So 10-18 Uhr", reading(row("TU WE TH FR SA SU", "10-18", months=SUMMER))),
    (
        "April–September Mo–Fr 9–18 Uhr, Oktober–März Mo–Fr 10–16 Uhr",
        reading(row(WORKING_DAYS, "9-18", months=SUMMER), row(WORKING_DAYS, "10-16", months=WINTER)),
    ),
    ("01.04.–30.09.: Sa 14-17 Uhr", reading(row("SA", "14-17", months=SUMMER))),
    ("15.04.–30.09.: Sa 14-17 Uhr", reading(unread="15.04.–30.09.: Sa 14-17 Uhr")),
    ("Mo-Fr 8-16 Uhr, im Winter bis 15 Uhr", reading(unread="Mo-Fr 8-16 Uhr, im Winter bis 15 Uhr")),
    ("Mi 14-18 Uhr (außer in den Schulferien)", reading(row("WE", "14-18", school_holidays="closed"))),
    ("Di und Do 15-18 Uhr, in den Ferien geschlossen", reading(row("TU TH", "15-18", school_holidays="closed"))),
    (
        "Schulzeit: Mo-Fr 13-18 Uhr, Ferien: Mo-Fr 10-16 Uhr",
        reading(
            row(WORKING_DAYS, "13-18", school_holidays="closed"), row(WORKING_DAYS, "10-16", school_holidays="only")
        ),
    ),
    ("Mo-Sa 8-20 Uhr, auch in den Ferien", reading(row("MO TU WE TH FR SA", "8-20"))),
    ("Mo-Fr 10-18 Uhr, an Feiertagen geschlossen", reading(row(WORKING_DAYS, "10-18", public_holidays="closed"))),
    ("täglich 8-20 Uhr, auch an Sonn- und Feiertagen", reading(row(ALL_DAYS, "8-20", public_holidays="open"))),
    ("Mo-Fr 9-16 Uhr, am 24.12. geschlossen", reading(row(WORKING_DAYS, "9-16"), remarks="am 24.12. geschlossen")),
    ("Samstag, 08.03.2025, 9-13 Uhr", reading(row("SA", "9-13", starts_on=date(2025, 3, 8), until=date(2025, 3, 8)))),
    # The 9th of March 2025 was a Sunday.
    ("Samstag, 09.03.2025, 9-13 Uhr", reading(unread="Samstag, 09.03.2025, 9-13 Uhr")),
    (
        "sonn- und feiertags 10-12 Uhr",
        reading(row("SU", "10-12", public_holidays="open"), remarks="sonn- und feiertags 10-12 Uhr"),
    ),
]

LEFT_ALONE = [
    ("ab 14 Uhr", reading(unread="ab 14 Uhr")),
    ("Mo bis 12 Uhr", reading(unread="Mo bis 12 Uhr")),
    ("Mo 9-12 Uhr, Di ab 14 Uhr", reading(row("MO", "9-12"), unread="Di ab 14 Uhr")),
    ("Mo-Fr 9-18 Uhr, Mi bis 20 Uhr", reading(unread="Mo-Fr 9-18 Uhr, Mi bis 20 Uhr")),
    ("Mo-Fr vormittags", reading(unread="Mo-Fr vormittags")),
    ("werktags 8-18 Uhr", reading(unread="werktags 8-18 Uhr")),
    ("werktags (Mo-Fr) 8-18 Uhr", reading(row(WORKING_DAYS, "8-18"))),
    ("Mo-Fr 8-18 Uhr, Fr 8-13 Uhr", reading(unread="Mo-Fr 8-18 Uhr, Fr 8-13 Uhr")),
    ("Mo 9-8 Uhr", reading(unread="Mo 9-8 Uhr")),
    ("Mo 25-27 Uhr", reading(unread="Mo 25-27 Uhr")),
    ("siehe Website", reading(remarks="siehe Website")),
    ("www.beispiel.example.org", reading(remarks="www.beispiel.example.org")),
    ("auf Anfrage", reading(appointment=True)),
    ("Mo 9-12 Uhr, Di", reading(unread="Mo 9-12 Uhr, Di")),
    ("unterschiedlich je nach Kurs", reading(unread="unterschiedlich je nach Kurs")),
    ("Mo ca. 9-12 Uhr", reading(unread="Mo ca. 9-12 Uhr")),
    ("Mo-Fr 8-12 Uhr, Sommerferien abweichend", reading(unread="Mo-Fr 8-12 Uhr, Sommerferien abweichend")),
    ("Kurs 5-7: Mo 14-15 Uhr", reading(unread="Kurs 5-7: Mo 14-15 Uhr")),
    ("Mo Di Mi 9-12 Uhr", reading(row("MO TU WE", "9-12"))),
    ("", reading()),
]

# Written down after a first version had read them wrongly or not at all.
FOUND_LATER = [
    (
        "Mo-Do 9-15; in den Ferien nur nach Vereinbarung",
        reading(
            row("MO TU WE TH", "9-15", school_holidays="closed"),
            appointment=True,
            remarks="in den Ferien nur nach Vereinbarung",
        ),
    ),
    (
        "Telefonisch: Mo 9-12; persönliche Vorsprache nur nach Terminvereinbarung",
        reading(
            row("MO", "9-12", "Telefonisch"),
            appointment=True,
            remarks="persönliche Vorsprache nur nach Terminvereinbarung",
        ),
    ),
    ("Mo-Fr 9-12 / Mi n. V.", reading(unread="Mo-Fr 9-12 / Mi n. V.")),
    ("Mo 9-12 und 13-15 Uhr nach Vereinbarung", reading(unread="Mo 9-12 und 13-15 Uhr nach Vereinbarung")),
    ("Mo 9-12 und Di 13-18 Uhr nach Vereinbarung", reading(unread="Mo 9-12 und Di 13-18 Uhr nach Vereinbarung")),
    ("Mo-Fr 9-12 Uhr (weitere Termine nach Vereinbarung)", reading(row(WORKING_DAYS, "9-12"), appointment=True)),
    ("Mo-Fr 9-12 Uhr (und nach Vereinbarung)", reading(row(WORKING_DAYS, "9-12"), appointment=True)),
    ("Antwort innerhalb von 24 Stunden", reading(unread="Antwort innerhalb von 24 Stunden")),
    ("Mi 9-12 Uhr u. jeden 1. Do. i. M. 15-18 Uhr", reading(row("WE", "9-12"), monthly("1TH", "15-18"))),
    ("Mi 9-12 Uhr u. Do ab 9 / 15-18 Uhr", reading(unread="Mi 9-12 Uhr u. Do ab 9 / 15-18 Uhr")),
    (
        "Mo 10-13 Uhr, Sa 10-13 Uhr (nur April bis Oktober)",
        reading(unread="Mo 10-13 Uhr, Sa 10-13 Uhr (nur April bis Oktober)"),
    ),
    (
        "Beratung im Rathaus Mo 9-12, im Bürgerhaus Di 9-12",
        reading(unread="Beratung im Rathaus Mo 9-12, im Bürgerhaus Di 9-12"),
    ),
    (
        "8.30 – 15.30 Uhr (Mo-Do), 8.30 – 13.00 Uhr (Fr)",
        reading(row("MO TU WE TH", "8:30-15:30"), row("FR", "8:30-13")),
    ),
    ("Mo: 8-12; Mi: -; Do: 8-12", reading(row("MO TH", "8-12"))),
    ("Mo-Fr 9-12,14-18 Uhr", reading(row(WORKING_DAYS, "9-12"), row(WORKING_DAYS, "14-18"))),
    (
        "Gruppe 1: Mo 15-16 Uhr, Gruppe 2: Mi 15-16 Uhr",
        reading(row("MO", "15-16", "Gruppe 1"), row("WE", "15-16", "Gruppe 2")),
    ),
    ("( | )", reading(unread="( | )")),
]

CELLS = PLAIN + SUBJECTS + PLACES + MONTHLY + APPOINTMENTS + SEASONS + LEFT_ALONE + FOUND_LATER

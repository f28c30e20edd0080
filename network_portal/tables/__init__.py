"""Small tables of the administration as files: taken out as the list shows them, brought in again after a preview.

``specs`` says which tables there are and by what a row is known, ``cells`` turns fields into texts and back, ``plan``
compares a file with the portal and stores what was agreed on, ``pages`` are the pages. Offers have a table of their own
(offers/exchange), and nothing about parents has one.
"""

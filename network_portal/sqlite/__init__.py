"""Django's SQLite, for a database in which several processes write."""

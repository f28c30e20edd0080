"""The public pages as a folder of files, for the time after the funding: works from a disk and on any web space."""

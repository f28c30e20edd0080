// The script of the copy of the portal that works without a server. `export_site` puts the files into this one.
import "./exit.js";
import "./copy/print.js";
import "./copy/search.js";

// The script of the list of offers. collectstatic puts the files into this one: each would be a request.
import "./exit.js";
import "./suggest.js";
import "./live-filter.js";

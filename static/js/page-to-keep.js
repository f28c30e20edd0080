// The script of pages one may want to keep. collectstatic puts the files into this one: each would be a request.
import "./exit.js";
import "./take-along.js";

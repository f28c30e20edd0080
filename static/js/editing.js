// Comfort on the pages where offers are written. Without this file the buttons ask the server for the same.
import "./exit.js";
import "./find-boxes.js";
import "./more-rows.js";
import "./leave-safely.js";

// Comfort on the pages where a consent is recorded. Without this file the page comes once more with the final words.
import "./exit.js";
import "./leave-safely.js";
import "./wording.js";

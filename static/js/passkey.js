// Passkeys: asks the browser for one, or for a new one, and sends what it answers with the form. The data come from
// the server as JSON; bytes in it are written in base64url.
const ANSWERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function toBytes(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toText(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// What the server sent, with bytes where the browser wants them.
function withBytes({ publicKey }) {
  publicKey.challenge = toBytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = toBytes(publicKey.user.id);
  for (const known of [...(publicKey.allowCredentials ?? []), ...(publicKey.excludeCredentials ?? [])]) {
    known.id = toBytes(known.id);
  }
  return { publicKey };
}

// What the browser answered, as JSON.
function asJson(credential) {
  const answer = {};
  for (const name of ANSWERS) {
    const value = credential.response[name];
    if (value instanceof ArrayBuffer) answer[name] = toText(value);
  }
  const { id, type } = credential;
  const extensions = credential.getClientExtensionResults();
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response: answer, clientExtensionResults: extensions });
}

function optionsInPage() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

async function optionsForLogin(form) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await response.json()).request_options;
}

async function create() {
  const { publicKey } = withBytes(optionsInPage().creation_options);
  // A passkey that also logs in without a password, where the device can do that.
  Object.assign(publicKey.authenticatorSelection, { residentKey: "preferred", requireResidentKey: false });
  return navigator.credentials.create({ publicKey });
}

const ASK = {
  create,
  get: () => navigator.credentials.get(withBytes(optionsInPage().request_options)),
  login: async (form) => navigator.credentials.get(withBytes(await optionsForLogin(form))),
};

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const problem = form.querySelector("[data-problem]");
  problem.hidden = true;
  try {
    form.elements.credential.value = asJson(await ASK[form.dataset.passkey](form));
    form.submit();
  } catch {
    problem.hidden = false; // cancelled, or the device has none
  }
}

// Passkeys need https (or localhost) and a name; under a bare number no browser offers them.
const possible = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !possible;
  form.addEventListener("submit", send);
}
for (const note of document.querySelectorAll("[data-without-passkey]")) note.hidden = possible;

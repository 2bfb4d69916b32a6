// The reference of the API: our documents, and a key to try calls with. The key lives in this tab's session and in no URL.
const KEY = 'hitl-client-key';
const FRAGMENT = '#key=';
const PREFERRED = { scale: 'Basic', workersai: 'Bearer', people: 'Session' };

const input = document.getElementById('key');
const mode = document.getElementById('mode');
let shown;

if (location.hash.startsWith(FRAGMENT)) {
  sessionStorage.setItem(KEY, decodeURIComponent(location.hash.slice(FRAGMENT.length)));
  history.replaceState(null, '', location.pathname);
}

function authenticationOf(name, key) {
  return {
    preferredSecurityScheme: PREFERRED[name] ?? 'Bearer',
    securitySchemes: {
      ApiKey: { value: key && `api_key ${key}` },
      Bearer: { token: key },
      Basic: { username: key, password: '' },
      KeyHeader: { value: key },
    },
  };
}

function describe(key) {
  const kind = key.startsWith('hitl_test_') ? 'test' : key ? 'live' : 'none';
  mode.dataset.mode = kind;
  mode.textContent = { test: 'TEST key: no person does its jobs', live: 'This is no test key: calls have effects', none: '' }[kind];
}

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

describe(sessionStorage.getItem(KEY) ?? '');
const [{ documents }] = await Promise.all([fetch('/openapi').then((answer) => answer.json()), load('/docs/scalar.js')]);

function show() {
  const key = sessionStorage.getItem(KEY) ?? '';
  input.value = key;
  describe(key);
  shown?.destroy();
  shown = globalThis.Scalar.createApiReference(
    '#reference',
    documents.map(({ name, title, url }, place) => ({
      title,
      slug: name,
      url,
      default: place === 0,
      authentication: authenticationOf(name, key),
      persistAuth: false,
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      hideClientButton: true,
      showDeveloperTools: 'never',
      defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    })),
  );
}

document.getElementById('key-form').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, input.value.trim());
  show();
});
document.getElementById('forget').addEventListener('click', () => {
  sessionStorage.removeItem(KEY);
  show();
});
show();

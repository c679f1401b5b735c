// Tells the Wellbeing tracker on this computer which site the active tab shows: its host name, and nothing else.
// Of private windows it tells only that they are private. There is no network traffic.
const api = globalThis.browser ?? globalThis.chrome;
const HOST = "io.wellbeing.companion";
const SOON_MS = 1000;
const LATE_MS = 60000;

let port = null;
let told = null;
let waits = null;
let wait = SOON_MS;

function connect() {
    if (port || waits)
        return;
    const since = Date.now();
    port = api.runtime.connectNative(HOST);
    port.onDisconnect.addListener(() => {
        void api.runtime.lastError; // read, or Chrome complains of it
        port = null;
        told = null;
        // It ended, or cannot be started: again soon, and ever later where it never lives long.
        wait = Date.now() - since > LATE_MS ? SOON_MS : Math.min(wait * 2, LATE_MS);
        waits = setTimeout(() => {
            waits = null;
            void tell();
        }, wait);
    });
}

function hostOf(address) {
    try {
        const url = new URL(address);
        return ["http:", "https:"].includes(url.protocol) ? url.hostname : null;
    } catch {
        return null;
    }
}

async function look() {
    const window = await api.windows.getLastFocused({ populate: false }).catch(() => null);
    // A private window that we are not let into has the focus, or another program: either way no site is known.
    if (!window || !window.focused)
        return { site: null, private: false };
    if (window.incognito)
        return { site: null, private: true };
    const [tab] = await api.tabs.query({ active: true, windowId: window.id });
    return { site: tab ? hostOf(tab.url ?? "") : null, private: false };
}

async function tell() {
    const now = await look();
    const words = JSON.stringify(now);
    connect();
    if (!port || words === told)
        return;
    told = words;
    port.postMessage(now);
}

for (const event of [api.tabs.onActivated, api.windows.onFocusChanged, api.runtime.onStartup, api.runtime.onInstalled])
    event.addListener(() => void tell());
api.tabs.onUpdated.addListener((_id, change) => {
    if (change.url || change.status)
        void tell();
});
void tell();

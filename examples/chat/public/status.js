import { byId } from './dom.js';

const words = { connecting: 'Connecting…', connected: 'Connected', waiting: 'Reconnecting…' };
let ticking;

/** Shows how the connection is. The pill is announced; the seconds that run down are for the eye alone. */
export function showStatus({ phase, until }, wasConnected) {
  const said = wasConnected && phase === 'connecting' ? 'waiting' : phase;
  const status = byId('status');
  if (status.dataset.phase !== said) status.textContent = words[said];
  status.dataset.phase = said;
  byId('offline').hidden = !wasConnected || phase === 'connected';
  clearInterval(ticking);
  const tick = () => {
    const seconds = until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    byId('countdown').textContent = seconds > 0 ? `Next try in ${seconds} s.` : 'Trying…';
  };
  tick();
  if (until !== undefined) ticking = setInterval(tick, 250);
}

let fading;

/** Tells of something that went wrong, for a while. */
export function showToast(sentence) {
  byId('toast').textContent = sentence;
  clearTimeout(fading);
  fading = setTimeout(() => (byId('toast').textContent = ''), 8_000);
}

// Narrows what htmx swaps; every page works without it. Polling never disturbs someone who types, and a page that has
// lost contact says so.
(function () {
  'use strict';
  const STALE_AFTER_MS = 30000;
  const CHECK_EVERY_MS = 5000;
  const FIELD = 'input:not([type="hidden"]), textarea, select';
  let contactAt = Date.now();
  let openDetails = [];

  const isPoll = (event) => event.detail.elt && event.detail.elt.id === 'live';

  function isBusy() {
    const main = document.getElementById('main');
    const focused = document.activeElement;
    return (focused && focused.matches(FIELD) && main.contains(focused))
      || [...main.querySelectorAll(FIELD)].some((field) => field.value !== field.defaultValue)
      || main.querySelector('[popover]:popover-open') !== null;
  }

  document.addEventListener('htmx:beforeRequest', (event) => {
    if (isPoll(event) && isBusy()) {
      event.preventDefault();
      contactAt = Date.now(); // held back on purpose: not out of contact
    }
  });

  // The answer may come while a menu was opened or a field was entered: what is on the page wins.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (isPoll(event)) {
      if (isBusy()) {
        event.detail.shouldSwap = false;
      }
      openDetails = [...document.querySelectorAll('#story details[open]')].map((details) => details.id);
    }
  });

  document.addEventListener('htmx:afterSettle', () => {
    openDetails.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
    openDetails = [];
  });

  document.addEventListener('htmx:afterOnLoad', () => { contactAt = Date.now(); });

  setInterval(() => {
    const stale = document.getElementById('stale');
    if (stale && document.getElementById('live')) {
      stale.hidden = Date.now() - contactAt < STALE_AFTER_MS;
    }
  }, CHECK_EVERY_MS);
})();

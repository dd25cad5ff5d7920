/** What this tab remembers when it is loaded anew: who one is, which rooms one is in, and what was not sent yet. */
const key = 'web-pubsub-chat';

export const memory = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? '{}');
    } catch {
      // No storage, or none of ours: then the tab starts from nothing.
      return {};
    }
  },
  write(state) {
    try {
      sessionStorage.setItem(key, JSON.stringify(state));
    } catch {
      // A full or forbidden storage takes the comfort away, not the chat.
    }
  },
};

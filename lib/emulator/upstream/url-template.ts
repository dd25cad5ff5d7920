/** Fills `{hub}` and `{event}`, in any letter case and percent-encoded; other braces stay as they are. */
export function resolveUrl(template: string, hub: string, event: string): string {
  return template
    .replace(/\{hub\}/gi, () => encodeURIComponent(hub))
    .replace(/\{event\}/gi, () => encodeURIComponent(event));
}

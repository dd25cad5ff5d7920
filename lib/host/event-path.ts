import { Recent } from '../invocation/recent.js';

/** Where the service posts events; `{hub}` is the hub's name. The default of Microsoft's Express handler. */
export const defaultEventPath = '/api/webpubsub/hubs/{hub}';

const matchLimit = 1_000;
const hubPlace = '{hub}';

/** What a request path says: that it is an event path, and of which hub where the path has one. */
export interface EventPathMatch {
  readonly hub: string | undefined;
}

/** A path template for events, matched in any letter case, with or without a slash at its end, with segments behind it. */
export class EventPath {
  readonly #template: string;
  readonly #before: string;
  readonly #after: string | undefined;
  /** Paths that matched: the service has one for each hub, or each event. */
  readonly #matches = new Recent<EventPathMatch>(matchLimit);

  constructor(template: string) {
    this.#template = `/${template.replace(/^\/+|\/+$/g, '')}`;
    const place = this.#template.indexOf(hubPlace);
    this.#before = (place < 0 ? this.#template : this.#template.slice(0, place)).toLowerCase();
    this.#after = place < 0 ? undefined : this.#template.slice(place + hubPlace.length).toLowerCase();
  }

  /** The template itself: a slash in front, none at the end. */
  get template(): string {
    return this.#template;
  }

  /** The path to put into the service's event handler settings for a hub. */
  of(hub: string): string {
    return this.#template.replace(hubPlace, encodeURIComponent(hub));
  }

  /** Whether a path matched lately; that takes one look. */
  hasMatched(path: string): boolean {
    return this.#matches.get(path) !== undefined;
  }

  match(path: string): EventPathMatch | undefined {
    const known = this.#matches.get(path);
    if (known !== undefined) return known;
    const match = this.#read(path);
    if (match !== undefined) this.#matches.set(path, match);
    return match;
  }

  #read(path: string): EventPathMatch | undefined {
    // The comparison of the prefix comes first: this runs for every request of the app, events or not.
    if (path.slice(0, this.#before.length).toLowerCase() !== this.#before) return undefined;
    const rest = path.slice(this.#before.length);
    if (this.#after === undefined) return rest === '' || rest.startsWith('/') ? { hub: undefined } : undefined;
    const end = rest.indexOf('/');
    const hub = decodeSegment(end < 0 ? rest : rest.slice(0, end));
    const tail = (end < 0 ? '' : rest.slice(end)).toLowerCase();
    const deeper = tail === this.#after || tail.startsWith(`${this.#after}/`);
    return hub !== undefined && hub !== '' && deeper ? { hub } : undefined;
  }
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

import type { Visit } from './browser.js';

// Nothing fades in or moves while a picture is taken.
const still = { reducedMotion: 'reduce' } as const;
const desk = { viewport: { width: 1440, height: 860 } };

/** A phone that is not large, held upright. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** The ways in which a picture of every page is kept. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `${colorScheme}-wide`, visit: { colorScheme, ...still, ...desk } },
  { name: `${colorScheme}-narrow`, visit: { colorScheme, ...still, ...phone } },
]) satisfies readonly { readonly name: string; readonly visit: Visit }[];

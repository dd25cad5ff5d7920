import type { Random } from './random.js';
import { Residents } from './residents.js';
import { RestLane } from './rest-lane.js';
import type { Target } from './target.js';

const lanes = 8;

/** Calls of every operation of the REST interface. */
export async function fuzzRest(target: Target, random: Random, count: number): Promise<void> {
  const residents = await Residents.open(target);
  const { token } = await target.emulator.credential().getToken('https://webpubsub.azure.com/.default');
  const running = Array.from({ length: lanes }, () =>
    new RestLane({ target, residents, random: random.fork(), identityToken: token }).run(Math.ceil(count / lanes)),
  );
  await Promise.all(running);
  await residents.close();
}

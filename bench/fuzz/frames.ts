import { dialects } from './dialect.js';
import { FrameLane } from './frame-lane.js';
import type { Random } from './random.js';
import { SimpleLane } from './simple-lane.js';
import type { Target } from './target.js';

const lanesEach = 3;

/** Frames of every kind in every PubSub subprotocol. */
export async function fuzzFrames(target: Target, random: Random, count: number): Promise<void> {
  const lanes = dialects.flatMap((dialect, of) =>
    Array.from({ length: lanesEach }, (_, index) => {
      const group = `lane-${String(of)}-${String(index)}`;
      return new FrameLane(target, dialect, random.fork(), group);
    }),
  );
  await Promise.all(lanes.map((lane) => lane.run(Math.ceil(count / lanes.length))));
}

/** Messages of clients without a subprotocol of the service. */
export async function fuzzSimpleClients(target: Target, random: Random, count: number): Promise<void> {
  const lanes = Array.from({ length: lanesEach }, (_, index) => {
    return new SimpleLane(target, random.fork(), `simple-${String(index)}`);
  });
  await Promise.all(lanes.map((lane) => lane.run(Math.ceil(count / lanes.length))));
}

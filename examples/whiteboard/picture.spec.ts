import { expect } from 'chai';
import { Picture } from './picture.js';
import { mostPoints, paper, readStroke, type KeptStroke } from './strokes.js';

const stroke = (id: string, by = 'ann'): KeptStroke => ({ id, colour: 'ink', width: 8, points: [1, 2, 3, 4], by });

describe('a picture', () => {
  it('numbers its changes', () => {
    const picture = new Picture({}, 10);
    expect(picture.add(stroke('1'))).to.deep.equal({ type: 'drawn', revision: 11, stroke: stroke('1') });
    expect(picture.remove('1', 'ann')).to.deep.equal({ type: 'undone', revision: 12, id: '1' });
    expect(picture.clear('bob')).to.deep.equal({ type: 'cleared', revision: 13, by: 'bob' });
    expect(picture.show()).to.deep.equal({ type: 'picture', revision: 13, strokes: [] });
  });

  it('keeps a line once, and takes it away from the one alone who drew it', () => {
    const picture = new Picture();
    picture.add(stroke('1'));
    expect(picture.add(stroke('1', 'bob'))).to.equal(undefined);
    expect(picture.remove('1', 'bob')).to.equal(undefined);
    expect(picture.remove('2', 'ann')).to.equal(undefined);
    expect(picture.show().strokes).to.deep.equal([stroke('1')]);
  });

  it('is full after so many lines or points, until some are taken away', () => {
    for (const limits of [{ strokes: 1 }, { points: 3 }]) {
      const picture = new Picture(limits);
      picture.add(stroke('1'));
      expect(picture.problemOf(stroke('2'))).to.include('The board is full.');
      expect(picture.problemOf(stroke('1'))).to.equal(undefined);
      picture.remove('1', 'ann');
      expect(picture.problemOf(stroke('2'))).to.equal(undefined);
    }
  });

  it('fits into one message of the service, whatever is on it', () => {
    const picture = new Picture();
    const points = Array.from({ length: 40 }, () => [paper.width, 899]).flat();
    for (let line = 0; line < 1_000; line += 1) {
      const id = String(line).padStart(64, '0');
      const next: KeptStroke = { id, colour: 'orange', width: 20, points, by: 'Gentle Squirrel 0123456789abcdef' };
      expect(picture.problemOf(next)).to.equal(undefined);
      picture.add(next);
    }
    expect(JSON.stringify(picture.show()).length).to.be.lessThan(1_048_576);
  });
});

describe('a line that a page sends', () => {
  const line = { id: '1', colour: 'red', width: 3, points: [0, 0, paper.width, paper.height] };

  it('is read', () => {
    expect(readStroke({ ...line, by: 'somebody else' })).to.deep.equal(line);
  });

  it('is refused where it is none', () => {
    for (const data of [null, 'line', [], { ...line, id: '' }, { ...line, id: 'x'.repeat(65) }])
      expect(() => readStroke(data)).to.throw();
    expect(() => readStroke({ ...line, colour: 'url(#x)' })).to.throw('"colour" is one of ink, red');
    expect(() => readStroke({ ...line, width: 9 })).to.throw('"width" is one of 3, 8, 20');
    for (const points of [[], [1], [1.5, 2], [-1, 2], [1, 901], ['1', '2'], Array(2 * mostPoints + 2).fill(1)])
      expect(() => readStroke({ ...line, points })).to.throw('pairs of whole numbers');
  });
});

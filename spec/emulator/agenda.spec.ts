import { expect } from 'chai';
import { Agenda } from '../../lib/emulator/agenda.js';

const due = (at: number, isBackground = false, keepsProcess = true) => ({
  ...{ at, isBackground, keepsProcess },
  run: () => undefined,
});

describe('an agenda', () => {
  it('has the earliest first, and of several at one time the one that came first', () => {
    const agenda = new Agenda();
    const [late, early, second] = [due(2), due(1), due(1)];
    for (const one of [late, early, second]) agenda.add(one);
    const order = [early, second, late].map((expected) => agenda.first() === expected && agenda.remove(expected));
    expect([...order, agenda.first()]).to.deep.equal([true, true, true, undefined]);
  });

  it('takes nothing away twice', () => {
    const agenda = new Agenda();
    const one = due(1);
    agenda.add(one);
    expect([agenda.remove(one), agenda.remove(one)]).to.deep.equal([true, false]);
  });

  it('tells what somebody may wait for from what goes on in the background', () => {
    const agenda = new Agenda();
    const awaited = due(2);
    agenda.add(due(1, true));
    agenda.add(awaited);
    expect([agenda.first()?.at, agenda.firstAwaited()]).to.deep.equal([1, awaited]);
    expect(agenda.until(1).map(({ at }) => at)).to.deep.equal([1]);
  });

  it('tells what the process is to be kept alive for', () => {
    const agenda = new Agenda();
    for (const one of [due(1, true), due(2, false, false), due(3)]) agenda.add(one);
    expect(agenda.firstKeeping()?.at).to.equal(3);
  });
});

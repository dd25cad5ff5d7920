import { expect } from 'chai';
import * as v from 'valibot';
import { z } from 'zod';
import { Data } from '../../lib/decorators/data.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { userEvent } from '../../lib/testing/events.js';
import { serveControllers } from '../support/app.js';
import { define, messageOf } from '../support/define.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';
import { eventHeaders } from '../support/signed-event.js';

const Said = z.object({ text: z.string().trim().min(1), loud: z.boolean().default(false) });

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(@Data(Said) said: z.infer<typeof Said>) {
    return said;
  }
}

const send = (body: string) =>
  serveControllers([Chat], ({ send: sent }) =>
    sent({ headers: eventHeaders({ 'Content-Type': 'application/json' }), body }),
  );

describe('@Data', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => Data())).to.deep.equal(['parameter']);
  });

  it('reads what the client sent', () => {
    expect(readPart(Data(), userEvent({ data: { text: 'hi' } }))).to.deep.equal({ text: 'hi' });
  });

  it('hands over what a validator made of it', async () => {
    const { status, body } = await send('{"text":" hi "}');
    expect([status, JSON.parse(body)]).to.deep.equal([200, { text: 'hi', loud: false }]);
  });

  it('answers 400 with the issues of what a validator refuses', async () => {
    const { status, body } = await send('{"text":7,"loud":"very"}');
    expect(status).to.equal(400);
    expect(body).to.match(/@Data reads is not valid: text: .*; loud: /);
  });

  it('is refused at start-up with a schema that is not there', () => {
    const missing = (Data as (schema: unknown) => ReturnType<typeof Data>)(undefined);
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'say') say(@missing _said: string): void {}
    }
    expect(messageOf(() => define(Chat))).to.match(/Chat\.say, 1st parameter: option "schema" of @Data is null/);
  });

  it('takes a validator of any library of the standard', async () => {
    const Numbers = v.pipe(v.array(v.number()), v.maxLength(2));
    @Hub('chat')
    class Sums {
      @WebPubSubTrigger() message(@Data(Numbers) numbers: v.InferOutput<typeof Numbers>) {
        return numbers.reduce((sum, one) => sum + one, 0);
      }
    }
    const headers = eventHeaders({ 'Content-Type': 'application/json' });
    const answers = await serveControllers([Sums], async ({ send: sent }) => [
      await sent({ headers, body: '[1,2]' }),
      await sent({ headers, body: '[1,2,3]' }),
    ]);
    expect(answers.map(({ status, body }) => [status, status === 200 ? body : ''])).to.deep.equal([
      [200, '3'],
      [400, ''],
    ]);
  });
});

import { expect } from 'chai';
import { closeTexts, failureText } from '../../../lib/emulator/client/close-texts.js';

describe('the texts of closes by the WebSocket layer', () => {
  it('follow the code of what ws found wrong', () => {
    const failed = (code: string) => failureText(Object.assign(new Error('x'), { code }));
    expect(failed('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')).to.equal(closeTexts[1009]);
    expect(failed('WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH')).to.equal(closeTexts[1009]);
    expect(failed('WS_ERR_INVALID_UTF8')).to.equal('The client message is not valid UTF-8.');
  });

  it('call every other fault an invalid frame', () => {
    expect(failureText(new Error('x'))).to.equal('The client frame is invalid.');
  });
});
